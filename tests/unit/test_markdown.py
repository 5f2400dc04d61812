"""From cleaned HTML to Markdown and back: an editor who saves without changing anything changes nothing."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from isegoria.editorial.planting import read_texts
from isegoria.editorial.resource import LEGAL
from isegoria.markdown import to_markdown
from isegoria.text import clean, markdown, plain

EXAMPLES = [
    'Only words',
    '<p>One.</p>\n<p>Two.</p>',
    '<p>A <strong>bold</strong> and an <em>emphasized</em> word.</p>',
    '<h2>Title</h2>\n<p>Text</p>\n<h3>Smaller</h3>\n<p>More</p>',
    '<p><a href="/en/pages/privacy">Privacy</a> and <a href="https://example.org/?a=1&amp;b=2">elsewhere</a></p>',
    '<ul>\n<li>One</li>\n<li>Two <strong>bold</strong></li>\n</ul>',
    '<ol>\n<li>One</li>\n<li>Two</li>\n</ol>\n<p>After</p>',
    '<blockquote>\n<p>Said.</p>\n</blockquote>',
    '<p>One line<br>\nand another</p>',
    '<p>5 * 5 = 25, a_b_c, [x], # no title, 1. no list, &lt;b&gt; &amp; more</p>',
    '<table>\n<thead>\n<tr>\n<th>A</th>\n</tr>\n</thead>\n<tbody>\n<tr>\n<td>1</td>\n</tr>\n</tbody>\n</table>\n<p>After</p>',
    '<ul>\n<li>One\n<ul>\n<li>Below</li>\n</ul>\n</li>\n<li>Two</li>\n</ul>',
    '<p>Water</p>\n<hr>\n<p>Land</p>',
]


def same(markup):
    """Without what makes no difference on the page."""
    spaced = re.sub(r'\s+', ' ', markup.replace('<br>', '<br> '))
    return re.sub(r'>\s+<', '><', spaced).replace(' rel="noreferrer noopener"', '').strip()


@pytest.mark.parametrize('markup', EXAMPLES)
def test_it_comes_back_as_it_was(markup):
    found = markdown(to_markdown(markup)) if '<' in markup else to_markdown(markup)
    assert same(found) == same(clean(markup, by_editor=True))


@pytest.mark.parametrize('language', ['ca', 'es', 'fr', 'en'])
@pytest.mark.parametrize('slug', LEGAL)
def test_the_legal_pages_come_back_as_they_were(slug, language):
    _titles, bodies = read_texts(slug, (language,))
    assert plain(markdown(to_markdown(bodies[language]))) == plain(bodies[language])


@given(st.lists(st.text(alphabet='ab *_#-1.[]()<>&`\\!~|', min_size=1, max_size=20), min_size=1, max_size=4))
def test_whatever_people_write_keeps_its_words(lines):
    markup = markdown('\n\n'.join(lines))
    assert plain(markdown(to_markdown(markup))).split() == plain(markup).split()

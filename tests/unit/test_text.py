"""Texts: nothing hostile gets through, nothing that somebody meant gets lost."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from isegoria.text import (
    INVISIBLE,
    SUSPECT,
    Links,
    clean,
    clusters,
    excerpt,
    length,
    markdown,
    mentions,
    newlines,
    plain,
    render_comment,
    render_plain,
    tidy,
    visible,
)

PEOPLE = {'ana': ('ana', '/profiles/ana'), 'old-bob': ('bob_m', '/profiles/bob_m'), 'gone': ('Deleted participant', None)}
SITE = {'https://decidim.example/ca/processes/pam/proposals/1': 'More <trees>'}
LINKS = Links(mention=lambda nickname: PEOPLE.get(nickname.lower()), title=SITE.get)

HOSTILE = [
    '<script>alert(1)</script>',
    '<img src=x onerror=alert(1)>',
    '<a href="javascript:alert(1)">x</a>',
    '<a href=" jAvA\tscript:alert(1)">x</a>',
    '<a href="data:text/html,<script>alert(1)</script>">x</a>',
    '<svg><style><img src=x onerror=alert(1)></style></svg>',
    '<p style="background:url(javascript:alert(1))" onclick="x()">x</p>',
    '<iframe src="https://example.org"></iframe>',
    '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">',
    '<form action="/"><input name=q><button>Go</button></form>',
]
DANGER = re.compile(
    r'<(script|iframe|svg|style|math|form|input|button)|<[^>]*\s(on\w+|style)=|<[^>]*\s(href|src)="?\s*(javascript|data):', re.I
)


@pytest.mark.parametrize('html', HOSTILE)
@pytest.mark.parametrize('by_editor', [False, True])
def test_nothing_hostile_is_left_in_rich_text(html, by_editor):
    assert not DANGER.search(clean(html, by_editor))


@pytest.mark.parametrize('written', HOSTILE)
def test_html_in_a_comment_never_executes(written):
    for html in (render_comment(written), render_comment('> ' + written), render_plain(written), markdown(written)):
        assert not DANGER.search(html)


def test_participants_pictures_are_dropped_and_editors_pictures_stay():
    html = '<p>See <img src="/media/tree.png" alt="A tree"></p>'
    assert clean(html) == '<p>See </p>'
    assert clean(html, by_editor=True) == html


def test_links_of_participants_are_not_vouched_for():
    html = clean('<a href="https://example.org" target="_top" rel="opener">x</a>')
    assert html == '<a href="https://example.org" rel="nofollow noreferrer noopener ugc">x</a>'
    assert 'nofollow' not in clean('<a href="https://example.org">x</a>', by_editor=True)


def test_headings_begin_below_those_of_the_page():
    assert clean('<h1>a</h1><H2 class="x">b</H2><hr>') == '<h3>a</h3><h3>b</h3><hr>'
    assert clean('<h1>a</h1><h2>b</h2>', by_editor=True) == '<h2>a</h2><h2>b</h2>'


def test_the_language_of_a_passage_is_kept():
    assert clean('<p lang="ca" dir="ltr" class="x" id="y">Hola</p>') == '<p lang="ca" dir="ltr">Hola</p>'


@given(st.text(alphabet='<>/ab"\'= &;hpscript!-\n', max_size=80), st.booleans())
def test_cleaning_again_changes_nothing(html, by_editor):
    once = clean(html, by_editor)
    assert clean(once, by_editor) == once


def test_editors_write_markdown_with_tables_and_headings():
    html = markdown('# Terms\n\nWe *keep* your data.\n\n| a | b |\n| - | - |\n| 1 | 2 |\n\n<script>x</script>')
    assert html.startswith('<h2>Terms</h2>\n<p>We <em>keep</em> your data.</p>\n<table>')
    assert '<script' not in html


def test_words_of_html_keep_their_paragraphs_and_lines():
    html = '<h2>Trees</h2>\n<p>More  shade\n<br />in&nbsp;summer &amp; less noise.</p><ul><li>One</li><li><p>Two</p></li></ul>'
    assert plain(html) == 'Trees\n\nMore shade\nin summer & less noise.\n\nOne\n\nTwo'
    assert plain('<p>a</p><script>b</script>') == 'a'


def test_a_plain_text_is_its_own_words():
    assert plain('2 < 3 & 4\nnext') == '2 < 3 & 4\nnext'
    assert plain('') == ''


def test_an_excerpt_ends_between_two_words():
    assert excerpt('More trees on the main square', 18) == 'More trees on the…'
    assert excerpt('More trees on the main square', 17) == 'More trees on the…'
    assert excerpt('More trees, on the main square', 12) == 'More trees…'
    assert excerpt('More\n\ntrees', 100) == 'More trees'
    assert excerpt('Supercalifragilistic', 5) == 'Super…'
    assert excerpt('👩‍👩‍👧 👩‍👩‍👧 👩‍👩‍👧', 5) == '👩‍👩‍👧 👩‍👩‍👧 👩‍👩‍👧'


@given(st.text(), st.integers(1, 50))
def test_an_excerpt_is_never_longer_than_asked(text, longest):
    assert length(excerpt(text, longest)) <= longest + 1


def test_line_ends_of_every_system_are_one_kind():
    assert newlines('a\r\nb\rc\u2028d\n\ne') == 'a\nb\nc\nd\n\ne'


def test_signs_that_nobody_sees_are_taken_out():
    assert visible('pla\u200bza\ufeff ma\u00adjor\x00\u202e') == 'plaza major'
    assert visible('a\u200db\u200c') == 'ab'
    assert visible('secret\U000e0041\U000e0042') == 'secret'
    assert visible('half \ud83d') == 'half '
    assert tidy('\u200b \u3164\n') == ''
    assert tidy('  e\u0301l\r\n') == 'él'
    assert tidy(None) is None


@pytest.mark.parametrize('text', ['👩‍👩‍👧‍👦', '🏴󠁧󠁢󠁳󠁣󠁴󠁿', '👍🏽', '🏳️‍🌈', 'می‌خواهم', 'क्‍ष', '🇪🇸'])
def test_emojis_and_scripts_that_need_joiners_keep_them(text):
    assert tidy(text) == text


@given(st.text())
def test_tidying_again_changes_nothing(text):
    once = tidy(text)
    assert tidy(once) == once
    once.encode('utf-8')


@pytest.mark.parametrize('text, letters', [
    ('árbol', 5), ('a\u0301rbol', 5), ('👩‍👩‍👧‍👦', 1), ('👍🏽👍', 2), ('🇪🇸🇫🇷', 2),
    ('🏴󠁧󠁢󠁳󠁣󠁴󠁿!', 2), ('a\r\nb', 3), ('ŧ' * 1000, 1000), ('', 0),
])  # fmt: skip
def test_length_is_what_a_reader_counts(text, letters):
    assert length(text) == letters


@given(st.text())
def test_letters_put_together_are_the_text(text):
    assert ''.join(clusters(text)) == text


def test_a_comment_keeps_its_paragraphs_lines_quotes_and_lists():
    html = render_comment('Hello\nAna\n\n> More trees\n\n- one\n- two')
    assert html == (
        '<p>Hello<br>\nAna</p>\n<blockquote>\n<p>More trees</p>\n</blockquote>\n<ul>\n<li>one</li>\n<li>two</li>\n</ul>'
    )


def test_a_first_line_may_be_followed_by_a_quote_and_a_quote_by_an_answer():
    assert render_comment('You said:\n> trees\nI agree') == (
        '<p>You said:</p>\n<blockquote>\n<p>trees</p>\n</blockquote>\n<p>I agree</p>'
    )


def test_headings_and_styles_are_plain_text_and_pictures_their_words():
    assert render_comment('# Trees') == '<p>Trees</p>'
    assert render_comment('so *very* **good**, 5*3*2, tod*s amig*s') == '<p>so _very_ **good**, 5*3*2, tod*s amig*s</p>'
    assert render_comment('![a tree](https://example.org/x.png)') == '<p>a tree</p>'
    assert render_comment('    indented `code`') == '<p>indented `code`</p>'
    assert render_comment('***') == '<p>***</p>'


def test_html_in_a_comment_is_shown_as_it_was_typed():
    assert render_comment('1 < 2 & <b>bold</b> &amp;') == '<p>1 &lt; 2 &amp; &lt;b&gt;bold&lt;/b&gt; &amp;amp;</p>'


def test_an_ordered_list_keeps_its_number():
    assert '<ol start="2016">' in render_comment('2016. The plan began')


def test_bare_addresses_become_links_without_the_marks_around_them():
    html = render_comment('See (https://example.org/a_(b)?q=1&r=2), or www.example.org.')
    rel = 'target="_blank" rel="nofollow noreferrer noopener ugc"'
    assert f'(<a href="https://example.org/a_(b)?q=1&amp;r=2" {rel}>https://example.org/a_(b)?q=1&amp;r=2</a>)' in html
    assert f'<a href="https://www.example.org" {rel}>www.example.org</a>.' in html


@pytest.mark.parametrize(
    'typed', ['[x](javascript:alert(1))', 'javascript:alert(1)', '![x](javascript:alert(1))', 'http://', 'http://[1']
)
def test_what_is_no_address_is_no_link(typed):
    assert '<a' not in render_comment(typed)


def test_outside_links_go_through_the_page_that_says_so():
    html = render_comment('https://example.org/?a=1', Links(outside=lambda url: '/link?external_url=' + url))
    assert 'href="/link?external_url=https://example.org/?a=1"' in html
    assert '>https://example.org/?a=1</a>' in html


def test_a_link_to_something_of_this_site_shows_its_title():
    html = render_comment('As in https://decidim.example/ca/processes/pam/proposals/1.', LINKS)
    assert html == '<p>As in <a href="https://decidim.example/ca/processes/pam/proposals/1">More &lt;trees&gt;</a>.</p>'


def test_a_mention_shows_what_the_person_is_called_now():
    html = render_comment('@Ana and @old-bob, thanks! (@ana-)', LINKS)
    assert html == (
        '<p><a href="/profiles/ana">@ana</a> and <a href="/profiles/bob_m">@bob_m</a>, thanks! '
        '(<a href="/profiles/ana">@ana</a>-)</p>'
    )


def test_unknown_and_deleted_people_are_text():
    assert render_comment('@nobody @gone', LINKS) == '<p>@nobody Deleted participant</p>'


def test_addresses_and_gender_neutral_words_mention_nobody():
    assert 'profiles' not in render_comment('tod@ana, me@ana.example, https://example.org/@ana', LINKS)
    assert mentions('@Ana, @ana and @old-bob: tod@s, https://example.org/@x') == ('ana', 'old-bob')


def test_a_name_of_a_person_cannot_carry_markup():
    html = render_comment('@ana', Links(mention=lambda nickname: ('<b>', '/p?"><script>')))
    assert html == '<p><a href="/p?&quot;&gt;&lt;script&gt;">@&lt;b&gt;</a></p>'


def test_quotes_of_quotes_end_somewhere_and_lose_no_word():
    html = render_comment('> ' * 500 + 'deep')
    assert html.count('<blockquote>') == 5
    assert 'deep' in html


def test_a_plain_text_is_shown_with_paragraphs_and_lines():
    assert render_plain('One\r\ntwo\n\n\n- three @ana', LINKS) == (
        '<p>One<br>\ntwo</p>\n<p>- three <a href="/profiles/ana">@ana</a></p>'
    )


ALLOWED = re.compile(r'</?(a|blockquote|br|li|ol|p|ul)(\s(href|rel|target|start)="[^"]*")*>')


@given(st.text(alphabet='<>*_#->@!.[]()`~ \n\t\\&;:/"\'1ahtpsw', max_size=120))
def test_whatever_is_typed_only_harmless_markup_comes_out(typed):
    for html in (render_comment(typed, LINKS), render_plain(typed, LINKS)):
        assert not ALLOWED.sub('', html).count('<')


def test_a_long_hostile_comment_is_rendered_quickly():
    for part in ('>', '- ', '[', '![', '*', 'http://(', '@a-', '1. ', '\n> ', '#'):
        render_comment(part * (5000 // len(part)))


@given(
    st.text(alphabet='ab.*@_<& \n', min_size=1, max_size=40)
    .map(str.strip)
    .filter(lambda text: text and not re.search(r'^ *\*', text, re.M))
)
def test_a_quote_below_changes_nothing_above_it(typed):
    assert render_comment(typed + '\n\n> q') == render_comment(typed) + '\n<blockquote>\n<p>q</p>\n</blockquote>'


def test_the_quick_look_for_invisible_signs_misses_none():
    codes = (*range(0x10000), *range(0xE0000, 0xE0080))
    missed = [hex(code) for code in codes if INVISIBLE.search(chr(code)) and not SUSPECT.search(chr(code))]
    assert missed == []

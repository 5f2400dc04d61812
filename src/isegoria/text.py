"""What people write: tidied when it comes in, cleaned and made into a page when it goes out, measured as a reader sees it."""

import html as html_escapes
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

import nh3
from markdown_it import MarkdownIt

# Where a link may lead; an address without a scheme stays inside the site.
SCHEMES = {'http', 'https', 'mailto', 'tel'}
# What search engines and the linked site learn: nothing, and that we do not vouch for it.
BY_PEOPLE = 'nofollow noreferrer noopener ugc'
BY_EDITORS = 'noreferrer noopener'

ANYWHERE = {'lang', 'dir'}
OF_WRITING = 'a abbr b blockquote br code del em h3 h4 h5 h6 hr i ins li ol p pre s strong sub sup u ul'
OF_PAGES = 'caption dd dl dt figcaption figure h2 img table tbody td th thead tr'
OF_BLOCKS = 'blockquote dd div dt figcaption figure h1 h2 h3 h4 h5 h6 hr p pre table tr'
WRITING, BLOCKS = set(OF_WRITING.split()), set(OF_BLOCKS.split())
PAGE = WRITING | set(OF_PAGES.split())
LINES = {'br', 'li', 'td', 'th'}
ATTRIBUTES = {'*': ANYWHERE, 'a': {'href', 'title'}, 'abbr': {'title'}, 'ol': {'start'}}
PAGE_ATTRIBUTES = ATTRIBUTES | {
    'img': {'src', 'alt', 'width', 'height'},
    'td': {'colspan', 'rowspan'},
    'th': {'colspan', 'rowspan', 'scope'},
}

_of_people = nh3.Cleaner(tags=WRITING, attributes=ATTRIBUTES, url_schemes=SCHEMES, link_rel=BY_PEOPLE)
_of_editors = nh3.Cleaner(tags=PAGE, attributes=PAGE_ATTRIBUTES, url_schemes=SCHEMES, link_rel=BY_EDITORS)
_rendered = nh3.Cleaner(
    tags={'a', 'blockquote', 'br', 'li', 'ol', 'p', 'ul'},
    attributes={'a': {'href', 'rel', 'target'}, 'ol': {'start'}},
    url_schemes=SCHEMES,
    link_rel=None,
)
_bare = nh3.Cleaner(tags=BLOCKS | LINES, attributes={}, link_rel=None)

BIG_HEADINGS = re.compile(r'(</?h)[12](?=[\s/>])', re.IGNORECASE)
PAGE_TITLE = re.compile(r'(</?h)1(?=[\s/>])', re.IGNORECASE)


def clean(html: str, by_editor=False) -> str:
    """Rich text that a page may show: asked when it is saved, and again when it is shown.

    Editors' pages may hold pictures and tables; what participants write never loads anything from elsewhere.
    Headings begin below those of the page.
    """
    if by_editor:
        return _of_editors.clean(PAGE_TITLE.sub(r'\g<1>2', html))
    return _of_people.clean(BIG_HEADINGS.sub(r'\g<1>3', html))


_page = MarkdownIt('commonmark', {'html': True}).enable(['table', 'strikethrough'])


def markdown(text: str) -> str:
    """An editor's Markdown as clean HTML."""
    return clean(_page.render(text), by_editor=True)


# Out of HTML

BLOCK_EDGE = re.compile(rf'\s*</?(?:{"|".join(sorted(BLOCKS))})>\s*')
LINE_EDGE = re.compile(rf'[^\S\n]*<(?:{"|".join(sorted(LINES))})>[^\S\n]*')
CLOSING = re.compile(r'</\w+>')
SPACES = re.compile(r'[^\S\n]+')
EMPTY_LINES = re.compile(r'\s*\n\s*\n\s*')


def plain(html: str) -> str:
    """The words of an HTML text, a line for each line and an empty line between paragraphs: to measure, search and send."""
    if not nh3.is_html(html):
        return html_escapes.unescape(html).strip()
    text = _bare.clean(html).replace('\n', ' ')
    text = CLOSING.sub('', LINE_EDGE.sub('\n', BLOCK_EDGE.sub('\n\n', text)))
    text = SPACES.sub(' ', html_escapes.unescape(text)).replace('\n ', '\n').replace(' \n', '\n')
    return EMPTY_LINES.sub('\n\n', text).strip()


def excerpt(text: str, longest: int = 100) -> str:
    """The beginning of a plain text on one line, cut between two words."""
    text = ' '.join(text.split())
    if len(text) <= longest:
        return text
    begun = []
    for cluster in clusters(text):
        begun.append(cluster)
        if len(begun) > longest:
            break
    else:
        return text
    cut = ''.join(begun[:longest])
    if begun[longest] != ' ' and ' ' in cut:
        cut = cut.rsplit(' ', 1)[0]
    return cut.rstrip(' .,;:-–—') + '…'


# Into the site

NEWLINES = re.compile('\r\n|[\r\x0b\x0c\x85\u2028\u2029]')
INVISIBLE = re.compile(
    '[\x00-\x08\x0e-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200e\u200f\u202a-\u202e'
    '\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb\ufffe\uffff\ud800-\udfff\U000e0001]'
    # Joiners stay inside the scripts and emojis that need them: not beside Latin letters, spaces or each other.
    '|[\u200c\u200d](?=[\u200c\u200d\x00-\u02ff]|$)|(?<![^\x00-\u02ff])[\u200c\u200d]'
    # Tags spell the flags of Scotland and Wales; elsewhere they only hide a message.
    '|(?<![\U0001f3f4\U000e0020-\U000e007f])[\U000e0020-\U000e007f]+'
)
# Any of them, in or out of its place: most texts have none, and that is found out ten times sooner.
SUSPECT = re.compile(
    '[\x00-\x08\x0e-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u202a-\u202e'
    '\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb\ufffe\uffff\ud800-\udfff\U000e0001\U000e0020-\U000e007f]'
)


def newlines(text: str) -> str:
    """The text with one kind of line end, so that a change of editor is no change of text."""
    return NEWLINES.sub('\n', text)


def visible(text: str) -> str:
    """The text without signs that nobody sees: zero-width, direction overrides, controls."""
    return INVISIBLE.sub('', text) if SUSPECT.search(text) else text


def tidy(text):
    """What every form does with a text first (a Colander preparer): what is not a text passes."""
    return visible(unicodedata.normalize('NFC', newlines(text))).strip() if isinstance(text, str) else text


# Measured in what a reader calls a letter

JOINER = '\u200d'
FIRST_THAT_JOINS = '\u0300'


def _joins(begun: str, sign: str) -> bool:
    """Does `sign` belong to the letter that was begun?"""
    if begun[-1] == '\r':
        return sign == '\n'
    if unicodedata.category(sign)[0] == 'M' or sign in '\u200c\u200d' or '\U0001f3fb' <= sign <= '\U0001f3ff':
        return True
    if '\U000e0020' <= sign <= '\U000e007f':
        return True
    if begun[-1] == JOINER:
        return unicodedata.category(sign) == 'So'
    return len(begun) == 1 and _is_half_a_flag(begun) and _is_half_a_flag(sign)


def _is_half_a_flag(sign):
    return '\U0001f1e6' <= sign <= '\U0001f1ff'


def clusters(text: str):
    """The letters as a reader counts them: an accent belongs to its letter, a family is one emoji."""
    begun = ''
    for sign in text:
        if begun and not _joins(begun, sign):
            yield begun
            begun = ''
        begun += sign
    if begun:
        yield begun


def length(text: str) -> int:
    """How long a text is for its reader; a line end counts once."""
    text = newlines(text)
    if text.isascii():
        return len(text)
    text = unicodedata.normalize('NFC', text)
    if max(text) < FIRST_THAT_JOINS:
        return len(text)
    return sum(1 for _cluster in clusters(text))


# Comments and other plain texts of participants, as they are shown


@dataclass(frozen=True)
class Links:
    """How a text finds what it speaks of; each look-up answers None for what it does not know.

    `mention(nickname)` gives what the person is called now and the address of the profile (None: no profile any more),
    `title(url)` the title of a thing of this site, `outside(url)` the address of the page that says one is leaving.
    """

    mention: Callable[[str], tuple[str, str | None] | None] = lambda nickname: None
    title: Callable[[str], str | None] = lambda url: None
    outside: Callable[[str], str] = lambda url: url


NO_LOOK_UP = Links()
URL_OR_MENTION = re.compile(r'(?P<url>\b(?:https?://|www\.)[^\s<>"“”«»]+)|(?<![\w@])@(?P<nickname>\w[\w-]*)', re.IGNORECASE)
MARKS_AFTER = ".,;:!?'’*_…"
EMPHASIS = re.compile(r'(?<!\S)\*(\w(?:[^*\n]*\w)?)\*(?![^\s.,;:!?)])')
MARKED = re.compile(r'^[^\S\n]*(?:[>#*+-]|\d+[.)])|!\[', re.MULTILINE)
QUOTE = re.compile(r'[^\S\n]{0,3}>')
TOO_DEEP = re.compile(r'^((?:[^\S\n]*>){5})(?:[^\S\n]*>)+', re.MULTILINE)

_comment = MarkdownIt('zero', {'breaks': True, 'maxNesting': 40})
_comment.enable(['blockquote', 'heading', 'hr', 'image', 'list', 'newline'])


def render_comment(text: str, links: Links = NO_LOOK_UP) -> str:
    """A comment as HTML: paragraphs, lines, quotes and lists; links and mentions; nothing else."""
    text = newlines(text)
    if not MARKED.search(text):
        return render_plain(text, links)  # most comments; three times as fast
    return _rendered.clean(_comment.render(_end_quotes(TOO_DEEP.sub(r'\1', text)), {'links': links})).strip()


def render_plain(text: str, links: Links = NO_LOOK_UP) -> str:
    """A plain text as HTML: paragraphs and lines, links and mentions."""
    paragraphs = []
    for paragraph in re.split(r'\n\s*\n', newlines(text).strip()):
        lines = '<br>\n'.join(_inline(line.strip(), links) for line in paragraph.split('\n'))
        paragraphs.append(f'<p>{lines}</p>')
    return _rendered.clean('\n'.join(paragraphs))


def mentions(text: str) -> tuple[str, ...]:
    """The nicknames that a text mentions, each once, in lower case."""
    found = (match['nickname'] for match in URL_OR_MENTION.finditer(text))
    return tuple(dict.fromkeys(nickname.lower() for nickname in found if nickname))


def _end_quotes(text):
    """A quote ends with its line: whoever answers below it need not know of the empty line that Markdown wants."""
    lines = []
    for line in text.split('\n'):
        if lines and QUOTE.match(lines[-1]) and not QUOTE.match(line):
            lines.append('')
        lines.append(line)
    return '\n'.join(lines)


def _inline(text: str, links: Links) -> str:
    """One stretch of text with its addresses and mentions linked."""
    parts, done = [], 0
    for match in URL_OR_MENTION.finditer(text):
        written = _trimmed(match['url']) if match['url'] else match[0]
        parts.append(_words(text[done : match.start()]))
        parts.append(_link(written, links) if match['url'] else _mention(match['nickname'], links))
        done = match.start() + len(written)
    parts.append(_words(text[done:]))
    return ''.join(parts)


def _words(text):
    return html_escapes.escape(EMPHASIS.sub(r'_\1_', text))


def _trimmed(url):
    """Without the marks of the sentence around it; a bracket that the address opened is its own."""
    while url[-1] in MARKS_AFTER or (url[-1] in ')]' and url.count(')') + url.count(']') > url.count('(') + url.count('[')):
        url = url[:-1]
    return url


def _link(written, links):
    url = written if written.lower().startswith('http') else f'https://{written}'
    if not _has_host(url):
        return html_escapes.escape(written)
    title = links.title(url)
    if title:
        return f'<a href="{html_escapes.escape(url)}">{html_escapes.escape(title)}</a>'
    href = html_escapes.escape(links.outside(url))
    return f'<a href="{href}" target="_blank" rel="{BY_PEOPLE}">{html_escapes.escape(written)}</a>'


def _has_host(url):
    try:
        return bool(urlsplit(url).hostname)
    except ValueError:  # an address in brackets that is none
        return False


def _mention(nickname, links):
    """The profile under its present name; a hyphen at the end may belong to the sentence."""
    for name in dict.fromkeys((nickname, nickname.rstrip('-'))):
        found = links.mention(name)
        if found:
            current, url = (html_escapes.escape(part) if part else None for part in found)
            return (f'<a href="{url}">@{current}</a>' if url else current) + nickname[len(name) :]
    return html_escapes.escape(f'@{nickname}')


def _written_by(write):
    return lambda self, tokens, at, options, env: write(tokens[at], env['links'])


for _kind, _write in {
    'text': lambda token, links: _inline(token.content, links),
    'image': lambda token, links: html_escapes.escape(token.content),
    'heading_open': lambda token, links: '<p>',
    'heading_close': lambda token, links: '</p>',
    'hr': lambda token, links: f'<p>{token.markup[0] * 3}</p>',
}.items():
    _comment.add_render_rule(_kind, _written_by(_write))

"""From cleaned HTML back to Markdown, so that editors go on with what they wrote, or with what was imported.

What Markdown has no sign for, such as a table, stays HTML: `text.markdown` takes both.
"""

import html
import re
from html.parser import HTMLParser

HEADINGS = {'h2': '## ', 'h3': '### ', 'h4': '#### ', 'h5': '##### ', 'h6': '###### '}
MARKS = {'strong': '**', 'b': '**', 'em': '*', 'i': '*'}
LISTS = {'ul', 'ol'}
KEPT = {'table', 'figure', 'dl', 'pre', 'div', 'h1'}  # with all that is in them
SIGNS = re.compile(r'([\\`*_\[\]<>])')
AT_THE_BEGINNING = re.compile(r'^(\s*|\s*\d+(?=[.)]))([#+=~.)-])')
SPACES = re.compile(r'\s+')


def to_markdown(markup: str) -> str:
    """The Markdown of which `text.markdown` makes the same again."""
    if '<' not in markup:
        return markup
    writer = Writer()
    writer.feed(markup)
    writer.close()
    return writer.finished()


class Writer(HTMLParser):
    """Writes Markdown while it reads HTML."""

    def __init__(self):
        super().__init__(convert_charrefs=False)
        self.blocks = []  # finished ones
        self.line = ''  # the one that is written
        self.prefix = ''
        self.lists = []  # [kind, number] of those that are open
        self.quotes = 0
        self.links = []
        self.marks = []  # where marked words began: how many blocks there were, how long the line was
        self.kept = []  # open elements that stay HTML
        self.code = None  # the words of a <code> that is open

    # Blocks

    def finish(self):
        words = self.line.strip()
        if words:
            quote = '> ' * self.quotes
            indent = '   ' * (len(self.lists) - 1) if self.lists else ''
            continued = '\n' + quote + indent + ' ' * len(self.prefix)
            self.blocks.append((quote + indent + self.prefix + words.replace('\n', continued), bool(self.lists)))
            self.prefix = '   ' if self.lists else ''
        self.line = ''

    def finished(self) -> str:
        self.finish()
        text = ''
        for at, (block, in_list) in enumerate(self.blocks):
            tight = at and in_list and self.blocks[at - 1][1]
            text += ('\n' if tight else '\n\n' if at else '') + block
        return text

    # What the parser meets

    def handle_starttag(self, tag, attributes):
        if self.kept or tag in KEPT:
            self.keep_start(tag)
        elif tag in ('p', 'blockquote', 'li', 'hr') or tag in LISTS or tag in HEADINGS:
            self.start_block(tag)
        elif tag == 'br':
            self.line = self.line.rstrip(' ') + '\\\n'
        elif tag in MARKS:
            self.marks.append((len(self.blocks), len(self.line)))
        elif tag == 'code':
            self.code = ''
        elif tag == 'a':
            self.links.append(dict(attributes).get('href', ''))
            self.line += '[' if self.links[-1] else ''  # one that leads nowhere is only its words
        else:
            self.line += self.get_starttag_text()

    def start_block(self, tag):
        self.finish()
        if tag in HEADINGS:
            self.prefix = HEADINGS[tag]
        elif tag in LISTS:
            self.lists.append([tag, 0])
        elif tag == 'li' and self.lists:
            self.lists[-1][1] += 1
            self.prefix = f'{self.lists[-1][1]}. ' if self.lists[-1][0] == 'ol' else '-  '
        elif tag == 'blockquote':
            self.quotes += 1
        elif tag == 'hr':
            self.blocks.append(('---', False))

    def keep_start(self, tag):
        if not self.kept:
            self.finish()
        if tag not in ('br', 'hr', 'img'):
            self.kept.append(tag)
        self.line += self.get_starttag_text()

    def handle_endtag(self, tag):
        if self.kept:
            self.line += f'</{tag}>'
            if tag == self.kept[-1]:
                self.kept.pop()
            if not self.kept:
                self.blocks.append((self.line.strip(), False))
                self.line = ''
        elif tag in MARKS:
            self.mark(MARKS[tag])
        elif tag == 'code' and self.code is not None:
            self.line += fenced(self.code)
            self.code = None
        elif tag == 'a' and self.links:
            target = self.links.pop()
            self.line += f']({target})' if target else ''
        elif tag in ('p', 'li', 'blockquote') or tag in LISTS or tag in HEADINGS:
            self.end_block(tag)
        elif tag not in ('br', 'hr'):
            self.line += f'</{tag}>'

    def mark(self, sign):
        """Put the signs around the words that were marked; none around nothing, nor around more than one block."""
        blocks, begins = self.marks.pop() if self.marks else (None, 0)
        words = self.line[begins:]
        if blocks == len(self.blocks) and words.strip():
            bare = words.strip()
            before, _bare, after = words.partition(bare)
            self.line = f'{self.line[:begins]}{before}{sign}{bare}{sign}{after}'

    def end_block(self, tag):
        self.finish()
        if tag in LISTS and self.lists:
            self.lists.pop()
        if tag == 'blockquote' and self.quotes:
            self.quotes -= 1
        if tag != 'li' or not self.lists:
            self.prefix = '' if not self.lists else '   '

    def handle_data(self, data):
        if self.kept:
            self.line += data
            return
        if self.code is not None:
            self.code += data
            return
        words = SPACES.sub(' ', data)
        words = SIGNS.sub(r'\\\1', words)
        if not self.line.strip():
            words = AT_THE_BEGINNING.sub(r'\1\\\2', words.lstrip())
        self.line += words

    def handle_entityref(self, name):
        self.handle_reference(f'&{name};')

    def handle_charref(self, name):
        self.handle_reference(f'&#{name};')

    def handle_reference(self, reference):
        if self.code is not None:
            self.code += html.unescape(reference)
        elif self.kept or html.unescape(reference) in '<>&\xa0':
            self.line += reference
        else:
            self.handle_data(html.unescape(reference))


def fenced(code: str) -> str:
    """Code between more backticks than stand together in it."""
    longest = max((len(run) for run in re.findall('`+', code)), default=0)
    space = ' ' if code.startswith('`') or code.endswith('`') else ''
    return '`' * (longest + 1) + space + code + space + '`' * (longest + 1)

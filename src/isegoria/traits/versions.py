"""Versions: what a text said before, kept beside it; what changed is worked out word by word when somebody asks.

The storage's own history ends when it is packed, so versions are records.  They hold the id of who wrote them, never a name.
"""

import difflib
import hashlib
import html
import json
import re
from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from persistent import Persistent

from isegoria import clock
from isegoria.text import newlines


@dataclass(frozen=True)
class Change:
    """What one field said before and after; `language` is that of a translated text."""

    field: str
    old: str
    new: str
    language: str = ''


@dataclass(frozen=True)
class Version:
    """One state of a text: number, author's id, time, and what became different in it."""

    number: int
    who: int | None  # a participant's id; None: the institution
    when: datetime
    changes: tuple[Change, ...]

    @property
    def is_empty(self):
        return all(change.old == change.new for change in self.changes)


class Records(Persistent):
    """The versions of one thing, apart from it, so that showing it does not load them."""

    versions: tuple[Version, ...] = ()


class Versioned:
    """What has versions that people can compare, and a fingerprint with which they can check a text."""

    versioned_fields = ('title', 'body')
    fingerprint_fields = ('body', 'title')
    _records = None
    author: int | None  # of Content
    created: int

    @property
    def versions(self) -> tuple[Version, ...]:
        """What was recorded, oldest first."""
        return self._records.versions if self._records is not None else ()

    @property
    def listed_versions(self) -> tuple[Version, ...]:
        """What readers see: those in which something differs; of a text that never changed, the text itself."""
        return tuple(each for each in self.versions or self._as_it_is() if not each.is_empty)

    def version(self, number: int) -> Version:
        """The listed version with this number; LookupError when there is none."""
        for version in self.listed_versions:
            if version.number == number:
                return version
        raise LookupError(number)

    def record_version(self, who: int | None, values: dict, when: datetime | None = None) -> Version | None:
        """Keep what `values` ({field: text, or {language: text}}) say now; None when they say nothing new."""
        changes = _changes(self._last_texts(), values)
        if not changes:
            return None
        version = Version(len(self.versions) + 1, who, when or clock.now(), changes)
        if self._records is None:
            self._records = Records()
        self._records.versions = (*self.versions, version)
        return version

    def keep_first_version(self):
        """Before the first change of a text that nobody recorded, an imported one for instance: keep what it says."""
        if not self.versions:
            for version in self._as_it_is():
                self.record_version(version.who, self._versioned_values(), version.when)

    def forget_versions(self):
        """For a text that its author took back."""
        self._records = None

    def _versioned_values(self):
        return {field: getattr(self, field, None) for field in self.versioned_fields}

    def _as_it_is(self) -> tuple[Version, ...]:
        """The one version of a text that was never recorded; a draft has none yet."""
        since = getattr(self, 'published', self.created)
        if since is None:
            return ()
        return (Version(1, self.author, clock.moment(since), _changes({}, self._versioned_values())),)

    def _last_texts(self):
        return {(change.field, change.language): change.new for version in self.versions for change in version.changes}

    @property
    def fingerprint(self) -> 'Fingerprint':
        return Fingerprint.of({field: getattr(self, field, None) for field in self.fingerprint_fields})


def _changes(before: dict, values: dict) -> tuple[Change, ...]:
    """The difference between known texts by (field, language) and the values of some fields."""
    after = {(field, language): text for field, value in values.items() for language, text in _texts(value).items()}
    gone = {(field, language): '' for field, language in before if field in values}
    return tuple(
        Change(field, before.get((field, language), ''), text, language)
        for (field, language), text in {**gone, **after}.items()
        if text != before.get((field, language), '')
    )


def _texts(value) -> dict[str, str]:
    """A value as texts by language; '' where it has none."""
    if hasattr(value, 'items'):
        return {language: _text(text) for language, text in value.items()}
    return {'': _text(value)}


def _text(value) -> str:
    if value is None:
        return ''
    if isinstance(value, list | tuple | set | frozenset):
        return '\n'.join(_text(each) for each in value)
    return newlines(str(value))


# What differs, word by word

MOST_TOKENS = 6_000
MOST_PAIRS = 60_000  # of equal tokens: what decides how long difflib takes; a text of 1,500 words has about so many
TOKEN = re.compile(r'\w+|\s+|[^\w\s]')
SAME, GONE, ADDED = '=', '-', '+'


def differences(old: str, new: str) -> list[tuple[str, str]]:
    """Stretches that stayed (=), went (-) and came (+), in reading order.

    By words; a text too long for that is compared by lines first, and what then is still too long counts as rewritten.
    """
    old, new = newlines(old), newlines(new)
    found = []
    for kind, before, after in _matched(TOKEN.findall(old), TOKEN.findall(new)) or _by_lines(old, new):
        if kind == 'equal':
            found.append((SAME, ''.join(before)))
        else:
            found += [(GONE, ''.join(before)), (ADDED, ''.join(after))]
    return _joined(found)


def _by_lines(old, new):
    before, after = old.splitlines(keepends=True), new.splitlines(keepends=True)
    left = MOST_PAIRS  # for all changed lines together
    for kind, gone, added in _matched(before, after) or [('replace', before, after)]:
        words = None
        if kind == 'replace':
            old_words, new_words = TOKEN.findall(''.join(gone)), TOKEN.findall(''.join(added))
            left -= _pairs(old_words, new_words)
            words = _matched(old_words, new_words) if left > 0 else None
        yield from words or [(kind, gone, added)]


def _matched(before: list, after: list):
    """difflib's account of two lists of tokens; None when it would take too long."""
    start, end = _shared_ends(before, after)
    middle, new_middle = before[start : len(before) - end], after[start : len(after) - end]
    if len(middle) + len(new_middle) > MOST_TOKENS or _pairs(middle, new_middle) > MOST_PAIRS:
        return None
    matcher = difflib.SequenceMatcher(str.isspace, middle, new_middle, autojunk=False)
    inside = [(kind, middle[a:b], new_middle[c:d]) for kind, a, b, c, d in matcher.get_opcodes()]
    return [('equal', before[:start], before[:start]), *inside, ('equal', before[len(before) - end :], ())]


def _shared_ends(before, after):
    """How many tokens are the same at the beginning and, of the rest, at the end."""
    shorter = min(len(before), len(after))
    start = 0
    while start < shorter and before[start] == after[start]:
        start += 1
    end = 0
    while end < shorter - start and before[-1 - end] == after[-1 - end]:
        end += 1
    return start, end


def _pairs(before, after):
    counts = Counter(token for token in after if not token.isspace())
    return sum(counts[token] for token in before)


def _joined(parts):
    """Neighbours of one kind as one stretch, without empty ones."""
    joined = []
    for kind, text in parts:
        if text and joined and joined[-1][0] == kind:
            joined[-1] = (kind, joined[-1][1] + text)
        elif text:
            joined.append((kind, text))
    return joined


TAGS = {SAME: '{}', GONE: '<del>{}</del>', ADDED: '<ins>{}</ins>'}


def unified(old: str, new: str) -> str:
    """Both texts in one, as HTML: what went in <del>, what came in <ins>."""
    return _marked(differences(old, new))


def _marked(parts):
    return ''.join(TAGS[kind].format(html.escape(text).replace('\n', '<br>\n')) for kind, text in parts)


@dataclass(frozen=True)
class Fingerprint:
    """The SHA-256 of a text's data, and the data, so that anybody can repeat it elsewhere (12 §17)."""

    value: str
    source: str

    @classmethod
    def of(cls, data: dict) -> 'Fingerprint':
        source = json.dumps(data, sort_keys=True, separators=(',', ':'), ensure_ascii=False, default=dict)
        return cls(hashlib.sha256(source.encode('utf-8')).hexdigest(), source)

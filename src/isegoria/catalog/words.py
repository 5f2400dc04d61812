"""Words: how a text becomes what the search compares, the same for both databases.

A text is folded (case, accents, invisible signs), cut into words, and each word brought to its stem in the text's own language.
"""

import re
import threading
import unicodedata

import snowballstemmer

LANGUAGES = ('ca', 'es', 'fr', 'en')
ALGORITHMS = {
    'ca': 'catalan', 'es': 'spanish', 'fr': 'french', 'en': 'english', 'eu': 'basque', 'it': 'italian', 'pt': 'portuguese',
    'de': 'german', 'nl': 'dutch', 'ro': 'romanian',
}  # fmt: skip
LONGEST_WORD = 40
LONGEST_TITLE = 1_000
LONGEST_TEXT = 8_000  # words; PostgreSQL knows positions up to 16,383
REMEMBERED = 200_000

# Letters that are one sign to Unicode and two, or another, to whoever types them without.
LIKENED = {
    'œ': 'oe', 'æ': 'ae', 'ø': 'o', 'đ': 'd', 'ł': 'l', 'ı': 'i', 'ß': 'ss', 'þ': 'th', 'ð': 'd',
    '·': '', '‧': '', 'ª': 'a', 'º': 'o',
}  # fmt: skip
# Signs that are a word each: Chinese characters and Japanese syllables stand without spaces.
ALONE = re.compile('[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]')
TAG = re.compile(r'</?[a-zA-Z][^<>]*>')

# What the stemmers need to see: accents that folding took, and endings whose plural they do not bring back.
RESTORED = {
    'ca': (
        (re.compile('(?<=[cglmnstx])io$|ions$'), 'ió'),
        (re.compile('(?<=[^aeios])s$'), ''),
        (re.compile('re$'), 'res'),
    ),
    'es': ((re.compile('logia(?=s?$)'), 'logía'),),
}
SHORTEST_STEM = 3

# Too common to narrow a search; left out of a question that has other words.
COMMON = (
    'a al als amb aquest aquesta com d de del dels el els en entre es ha han hi i l la les li lo m mes mi molt n ni no o on'
    ' pel pels per pero que qui s se sense ser seu seva si sobre son t te tot un una unes uns va'
    ' ante asi como con cual cuando desde donde ella ellas ellos era eso esta este esto hasta hay la las le los mas me muy nos'
    ' nuestra nuestro otra otro para pero poco por porque quien segun sin su sus tambien tan toda todas todo todos tu una uno y ya'
    ' au aux avec c ce ces cette dans des du elle est et eu il ils j je leur lui ma mais meme mes ne notre nous ou par pas plus'
    ' pour qu quand sa ses sont sur ta tes ton tous tout toute une vos votre vous'
    ' about an and are as at be but by for from has have if in into is it its not of or our that the their there they this to'
    ' was we were what which will with you your'
)
STOP_WORDS = frozenset(COMMON.split())


class _Folding(dict):
    """What each sign folds to; learned sign by sign, so that folding a text is one fast translation."""

    def __missing__(self, code):
        self[code] = folded = _fold_sign(chr(code))
        return folded


def _fold_sign(sign):
    if sign in LIKENED:
        return LIKENED[sign]
    if ALONE.match(sign):
        return f' {sign} '
    kept = []
    for part in unicodedata.normalize('NFKD', unicodedata.normalize('NFKD', sign).casefold()):
        kind = unicodedata.category(part)
        if part in LIKENED:
            kept.append(LIKENED[part])
        elif kind == 'Cf' or '\u0300' <= part <= '\u036f':
            continue
        else:
            kept.append(part if kind[0] in 'LNM' else ' ')
    return ''.join(kept)


_folding = _Folding()


def fold(text: str) -> str:
    """The text without case, accents, marks or markup; words are what stands between its spaces."""
    if '<' in text:
        text = TAG.sub(' ', text)
    return text.translate(_folding)


def words(text: str) -> list[str]:
    """The folded words of a text, in their order."""
    return fold(text).split()


class _Stems(dict):
    """The stem of each word of one language, remembered: a text repeats its words, a corpus even more."""

    def __init__(self, language):
        super().__init__()
        self.restored = RESTORED.get(language, ())
        self.stemmer = snowballstemmer.stemmer(ALGORITHMS[language])
        self.one_at_a_time = threading.Lock()  # a stemmer keeps the word that it works on in itself

    def __missing__(self, word):
        if len(self) >= REMEMBERED:
            self.clear()
        if len(word) <= SHORTEST_STEM:
            self[word] = word
            return word
        shown = word
        for ending, instead in self.restored:
            shown = ending.sub(instead, shown)
        with self.one_at_a_time:
            stem = fold(self.stemmer.stemWord(shown))
        if len(stem) < SHORTEST_STEM or ' ' in stem:
            stem = fold(shown)
        self[word] = stem = stem[:LONGEST_WORD]
        return stem


class _Unchanged:
    """The words of a language whose grammar we do not know: each is its own stem."""

    def __getitem__(self, word):
        return word[:LONGEST_WORD]


_stems = {}


def stems_of(language: str):
    """word -> stem for a language (ca, es ...; regions such as es-MX belong to theirs)."""
    found = _stems.get(language)
    if found is None:
        base = language.partition('-')[0].lower()
        found = _stems[language] = _Stems(base) if base in ALGORITHMS else _Unchanged()
    return found


def stem(word: str, language: str) -> str:
    return stems_of(language)[word]


def variants(word: str, languages=()) -> tuple[str, ...]:
    """The stems that a folded word can have, whatever language a text is in."""
    return tuple(dict.fromkeys([word[:LONGEST_WORD], *(stem(word, language) for language in (*LANGUAGES, *languages))]))

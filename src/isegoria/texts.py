"""Translated texts: {language: text}, and the best of them for a reader."""


class Text(str):
    """A text that knows its language, so that a page can say it (`lang`)."""

    __slots__ = ('language',)

    def __new__(cls, text, language):
        made = super().__new__(cls, text)
        made.language = language
        return made

    def __reduce__(self):
        return str, (str(self),)  # what is stored is a plain text; its language is the key it stands under


def in_language(texts: dict | None, language: str, fallback: str = 'en') -> Text:
    """The text in `language`, else in `fallback`, else the first that is not empty, else ''."""
    texts = texts or {}
    for wanted in (language, fallback):
        if texts.get(wanted):
            return Text(texts[wanted], wanted)
    for found, text in texts.items():
        if text:
            return Text(text, found)
    return Text('', language)


def by_language(title: dict | None, *bodies: dict | None) -> dict[str, tuple[str, str]]:
    """{language: (title, text)} of a thing in all its languages: what its catalog row is made of."""
    languages = dict.fromkeys(code for texts in (title, *bodies) for code in texts or {})
    return {
        code: ((title or {}).get(code, ''), ' '.join((body or {}).get(code, '') for body in bodies).strip()) for code in languages
    }

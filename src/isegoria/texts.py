"""Translated texts: {language: text}, and the best of them for a reader."""


class Text(str):
    """A text that knows its language, so that a page can say it (`lang`)."""

    __slots__ = ('language',)

    def __new__(cls, text, language):
        made = super().__new__(cls, text)
        made.language = language
        return made


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

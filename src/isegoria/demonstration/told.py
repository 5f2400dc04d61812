"""The words in which the demonstration is told: people, ideas, what is said about them, answers."""

from dataclasses import dataclass, field
from decimal import Decimal


@dataclass(frozen=True)
class Person:
    """Somebody who takes part and has no account to sign in with."""

    nickname: str
    name: str
    locale: str
    about: str = ''
    collective: bool = False
    official: bool = False


@dataclass(frozen=True)
class Said:
    """A comment and the replies to it; `up` and `down` are how many voted on it."""

    who: str
    text: str
    alignment: int = 0
    replies: tuple['Said', ...] = ()
    up: int = 0
    down: int = 0
    language: str = ''  # that of the idea when not given


@dataclass(frozen=True)
class Answer:
    """What the town answered, some days before today."""

    state: str
    text: dict
    days_ago: int
    cost: Decimal | None = None
    period: dict = field(default_factory=dict)


@dataclass(frozen=True)
class Idea:
    """A proposal; `title` and `text` are in `language`, or {language: text} of official ones."""

    title: str | dict
    text: str | dict
    who: str = ''
    language: str = 'en'
    terms: tuple[str, ...] = ()
    days_ago: int = 10
    origin: str = 'participants'
    supports: int = 0
    likes: int = 0
    answer: Answer | None = None
    comments: tuple[Said, ...] = ()
    withdrawn: bool = False
    draft: bool = False


def ca(title, text, who, **about) -> Idea:
    return Idea(title, text, who, 'ca', **about)


def es(title, text, who, **about) -> Idea:
    return Idea(title, text, who, 'es', **about)


def fr(title, text, who, **about) -> Idea:
    return Idea(title, text, who, 'fr', **about)


def en(title, text, who, **about) -> Idea:
    return Idea(title, text, who, 'en', **about)


def in_all(ca, es, fr, en) -> dict:
    """A text in the four languages of the town."""
    return {'ca': ca, 'es': es, 'fr': fr, 'en': en}


@dataclass(frozen=True)
class Work:
    """Something that can be done with the town's money, and what it costs, in euros."""

    title: dict
    text: dict
    cost: int
    terms: tuple[str, ...] = ()


@dataclass(frozen=True)
class Funds:
    """Money, and what people may choose to do with it; `ballots` were cast, or it has ended with them."""

    title: dict
    total: int
    works: tuple[Work, ...]
    district: str = ''
    ballots: bool = False
    ended: bool = False

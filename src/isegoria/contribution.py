"""Contribution: what an importer or a demonstration knows of something people wrote, in words every component understands."""

from dataclasses import dataclass, field
from decimal import Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Contribution:
    """The texts are {language: text}; times are microseconds; a component takes what it has room for (manifest.py, `imports`)."""

    title: dict
    body: dict
    created: int
    language: str
    markup: str = 'plain'  # of the body: 'plain', or 'html', cleaned
    original_id: int | None = None
    authors: tuple[int, ...] = ()
    origin: str = 'participants'  # or official, collectives, meeting
    terms: tuple[int, ...] = ()
    reference: str = ''
    supports: int = 0  # a total whose people are not known
    hidden: bool = False
    is_draft: bool = False  # of its one author, not public yet
    state: str = ''  # the token of the institution's answer; '' is not answered
    state_published: int | None = None
    answer: dict = field(default_factory=dict)
    answered: int | None = None
    cost: Decimal | None = None
    cost_report: dict = field(default_factory=dict)
    execution_period: dict = field(default_factory=dict)

"""What a collection declares: columns, filters, bulk actions; and what stands in its rows."""

from dataclasses import dataclass

from isegoria.forms import Schema


@dataclass(frozen=True)
class Column:
    """A column; `sort` is a field of the catalog, or of a list in memory a function that gives what to compare."""

    name: str
    title: str
    sort: object = None
    figures: bool = False


@dataclass(frozen=True)
class Filter:
    """A choice above the table, or with `tabs` the views of it."""

    name: str
    title: str
    tabs: bool = False


@dataclass(frozen=True)
class BulkAction:
    """Something done with several rows; `permission` is asked of each of them, `form` asks for more on the page before."""

    name: str
    title: str
    question: str
    words: str = ''
    permission: str | None = None
    form: type[Schema] = Schema
    danger: bool = False


@dataclass(frozen=True)
class Cell:
    """What stands in a cell: words, perhaps a link, a second line, a badge (icon, state), the language of the words."""

    words: object = ''
    url: str | None = None
    note: str = ''
    badge: tuple | None = None
    lang: str | None = None


@dataclass(frozen=True)
class Button:
    """A small button of a row that posts to `url`; `sign` is its icon, `title` names the row too."""

    title: str
    url: str
    sign: str
    disabled: bool = False


@dataclass(frozen=True)
class TableRow:
    key: str
    label: str
    cells: list
    buttons: list


def as_cell(given) -> Cell:
    if isinstance(given, Cell):
        return given
    return Cell('' if given is None else given, lang=getattr(given, 'language', None))

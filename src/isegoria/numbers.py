"""Whole numbers that stand in an address or were typed: nobody can make one so long that it keeps us busy, or fails to be read."""

SIZES = (20, 50, 100)  # rows of a page of a list
LONGEST = 15  # digits: what every database keeps, and a script does not round


def whole(text) -> int | None:
    """The number that a text says, None where it says none."""
    return int(text) if text and text.isdecimal() and len(text) <= LONGEST else None


def size_of(text) -> int:
    """A page size that we have: the next larger one, the largest for what is beyond."""
    wanted = whole(text) or SIZES[0]
    return next((size for size in SIZES if size >= wanted), SIZES[-1])


def page(text, last: int) -> int:
    """Which page is asked for: the first where none is, the last one for what is beyond."""
    return min(max(whole(text) or 1, 1), last)

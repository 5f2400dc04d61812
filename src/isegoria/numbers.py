"""Whole numbers that stand in an address or were typed: nobody can make one so long that it keeps us busy, or fails to be read."""

LONGEST = 15  # digits: what every database keeps, and a script does not round


def whole(text) -> int | None:
    """The number that a text says, None where it says none."""
    return int(text) if text and text.isdecimal() and len(text) <= LONGEST else None


def page(text, last: int) -> int:
    """Which page is asked for: the first where none is, the last one for what is beyond."""
    return min(max(whole(text) or 1, 1), last)

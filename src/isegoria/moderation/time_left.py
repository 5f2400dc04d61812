"""How long there is until a case should be decided, in words, with a colour that grows warmer."""

from dataclasses import dataclass

from isegoria import clock
from isegoria.i18n import _, plural
from isegoria.moderation.spans import DAY, HOUR

SOON = 12 * HOUR
FEW_HOURS = 48 * HOUR


@dataclass(frozen=True)
class Left:
    words: str
    colour: str


def time_left(case, request) -> Left | None:
    """None where nothing was promised."""
    if case.due is None:
        return None
    left = case.due - clock.microseconds()
    if left <= 0:
        return Left(request.localizer.translate(_('Overdue')), 'no')
    if left < FEW_HOURS:
        return Left(plural(request, '${n} hour', '${n} hours', max(left // HOUR, 1)), 'no' if left < SOON else 'wait')
    return Left(plural(request, '${n} day', '${n} days', round(left / DAY)), 'wait')

"""How long things take and are kept: appeals and what follows them are counted in calendar months."""

from calendar import monthrange
from datetime import datetime

APPEAL_MONTHS = 6  # Regulation (EU) 2022/2065, article 20
KEPT_MONTHS = 6  # the text of what was hidden, after the last possible appeal
HOUR = 3600 * 1_000_000  # microseconds
DAY = 24 * HOUR


def months_after(moment: datetime, months: int) -> datetime:
    """The same day and hour so many months later, the last day where the month is shorter."""
    year, month = divmod(moment.year * 12 + moment.month - 1 + months, 12)
    day = min(moment.day, monthrange(year, month + 1)[1])
    return moment.replace(year=year, month=month + 1, day=day)

"""What time it is: asked here, so that a test can move it."""

from datetime import UTC, datetime


def now() -> datetime:
    """The moment, with its zone (UTC)."""
    return datetime.now(UTC)


def microseconds(moment: datetime | None = None) -> int:
    """Microseconds since 1970: what `created` counts, so that things of one second keep their order."""
    moment = moment or now()
    return int(moment.timestamp()) * 1_000_000 + moment.microsecond


def moment(microseconds: int) -> datetime:
    """The time that `microseconds` since 1970 stand for."""
    seconds, rest = divmod(microseconds, 1_000_000)
    return datetime.fromtimestamp(seconds, UTC).replace(microsecond=rest)

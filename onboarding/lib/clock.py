"""Instants and local days. The only module that reads the clock; everything else is handed `at`.

Instants are aware and in UTC. Two aware times in one zone subtract as wall-clock time in Python (a spring
night then has 24 hours, not 23), so instants are put into UTC before they are subtracted: use `elapsed`.
"""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

Zone = ZoneInfo | str


def now() -> datetime:
    """The present instant, aware, in UTC."""
    return datetime.now(UTC)


def today(zone: Zone) -> date:
    """The present day where the organisation is."""
    return local_date(now(), zone)


def utc(instant: datetime) -> datetime:
    """The same instant in UTC. Raises ValueError for a time that names no zone."""
    if instant.tzinfo is None:
        raise ValueError("A time without a zone is not an instant.")
    return instant.astimezone(UTC)


def local(instant: datetime, zone: Zone) -> datetime:
    """The same instant as a clock on the wall in `zone` shows it. Raises ValueError without a zone."""
    return utc(instant).astimezone(_zone(zone))


def local_date(instant: datetime, zone: Zone) -> date:
    """The day on the calendar in `zone`: 24 October 23:30 UTC is already 25 October in a London summer."""
    return local(instant, zone).date()


def day_start(day: date, zone: Zone) -> datetime:
    """The first instant of `day` in `zone`, in UTC, also where the clocks skip midnight."""
    return datetime.combine(day, time.min, tzinfo=_zone(zone)).astimezone(UTC)


def day_end(day: date, zone: Zone) -> datetime:
    """The first instant after `day` in `zone`, in UTC, so that a day is `day_start <= instant < day_end`."""
    return day_start(day + timedelta(days=1), zone)


def elapsed(earlier: datetime, later: datetime) -> timedelta:
    """The time that truly went by between two instants; negative if `later` lies before `earlier`."""
    return utc(later) - utc(earlier)


def _zone(zone: Zone) -> ZoneInfo:
    return zone if isinstance(zone, ZoneInfo) else ZoneInfo(zone)

"""Which stage a row has reached, by its dates and by its status column."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

OVERRIDES = frozenset({"withdrawn", "not_appointed", "on_hold"})
Days = Mapping[str, date]


@dataclass(frozen=True)
class Reached:
    """`state`, and for somebody on hold the state they were in."""

    state: str
    on_hold_at: str | None = None


def state_from_dates(days: Days) -> str:
    """The furthest stage the dates speak of. Both checks run side by side; health is named first."""
    if "placement_end" in days:
        return "completed"
    if "training_end" in days:
        return "placement"
    if "oh_cleared" in days and "dbs_clear" in days:
        return "training"
    if "oh_sent" in days or "dbs_sent" in days:
        return "dbs_check" if "oh_cleared" in days else "occupational_health"
    return _before_the_checks(days)


def _before_the_checks(days: Days) -> str:
    if "readiness_mtg" in days:
        return "readiness_check"
    return "selection" if "interview_date" in days else "applied"


def reached(status: str | None, days: Days) -> Reached | None:
    """Where the row stands; None where the status column and the dates disagree and a person must look."""
    derived = state_from_dates(days)
    if status == "on_hold":
        return Reached(status, on_hold_at=derived)
    if status in OVERRIDES:
        return Reached(status)
    return Reached(derived) if status in (None, derived) else None

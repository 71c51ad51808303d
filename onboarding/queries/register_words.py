"""Entries of the registers as pages show them: who, what, and how long there still is."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from onboarding import access
from onboarding.door.held import ZONE
from onboarding.letters.complaint_answered import FOUND
from onboarding.lib import clock
from onboarding.models import Application, Complaint, Incident, User
from onboarding.queries.registers import (
    ABOUT,
    BECAUSE,
    HOW,
    REGULATOR,
    TOLD,
    WHAT,
    Register,
    answer_by,
    answer_facts,
    report_by,
)


@dataclass(frozen=True)
class Entry:
    """One line: its number, whom and what it is about, what its clock says, and whether that has run out."""

    number: int
    who: str
    what: str
    clock: str
    late: bool = False


@dataclass(frozen=True)
class Open:
    """One entry whole: pairs of words, the person's own words, sentences in the way of dealing with it, whether it is done."""

    number: int
    title: str
    pairs: list[dict[str, str]]
    words: str = ""
    stop: str = ""
    done: bool = False
    said: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Lists:
    """The four lists of the page."""

    complaints: list[Entry]
    incidents: list[Entry]
    answered: list[Entry]
    decided: list[Entry]


def in_words(register: Register, *, at: dt.datetime) -> Lists:
    """The register as its page shows it."""
    today = clock.local_date(at, ZONE)
    return Lists(
        [_waiting(row, today) for row in register.complaints],
        [_running(row, at) for row in register.incidents],
        [Entry(row.pk, _who(row.application), ABOUT[row.about], f"Answered on {_day(row.answered_at)}") for row in register.answered],
        [Entry(row.pk, _who(row.application), WHAT[row.what], f"Decided on {_day(row.decided_at)}") for row in register.decided],
    )


def complaint(row: Complaint, *, by: User, at: dt.datetime) -> Open:
    """One complaint."""
    told = HOW[row.how]
    pairs = {
        "From": _who(row.application), "About": ABOUT[row.about], "It reached us": f"{told}, on {_date(row.received_on)}",
        "We said we answer by": _date(answer_by(row)),
    }  # fmt: skip
    said: list[str] = []
    if row.answered_at and row.answered_by:
        facts = answer_facts(row.found, row.why, row.changes)
        pairs["Answered"] = f"{_day(row.answered_at)}, by {row.answered_by.name}"
        said = [FOUND[row.found], *facts["why"], *facts["changes"]]
    looks_after = row.application.owner_id == by.pk or access.is_own(by, row.application)
    stop = f"You look after {row.application.applicant.called}. Somebody else must answer this." if looks_after else ""
    return Open(row.pk, "A complaint about data", _pairs(pairs), row.words, stop, row.answered_at is not None, said)


def incident(row: Incident, *, at: dt.datetime) -> Open:
    """One incident."""
    pairs = {
        "What": WHAT[row.what], "When": _date(row.happened_on), "Found": _time(row.found_at), "People": str(row.people),
        "About": _who(row.application), "The regulator has to know by": _time(report_by(row)),
    }  # fmt: skip
    said: list[str] = []
    if row.decided_at and row.decided_by:
        pairs["Decided"] = f"{_day(row.decided_at)}, by {row.decided_by.name}"
        said = [f"{words}." for words in (REGULATOR[row.regulator], BECAUSE.get(row.because, ""), TOLD[row.told]) if words]
    return Open(row.pk, "Something went wrong with data", _pairs(pairs), done=row.decided_at is not None, said=said)


def _pairs(pairs: dict[str, str]) -> list[dict[str, str]]:
    return [{"key": key, "value": value} for key, value in pairs.items()]


def _waiting(row: Complaint, today: dt.date) -> Entry:
    left = (answer_by(row) - today).days
    words = f"{_days(left)} to answer" if left >= 0 else f"{_days(-left)} over the day we said"
    return Entry(row.pk, _who(row.application), ABOUT[row.about], words, left < 0)


def _running(row: Incident, at: dt.datetime) -> Entry:
    hours = int((report_by(row) - at).total_seconds() // 3600)
    words = f"{hours} hours left to decide" if hours >= 0 else f"{-hours} hours over the 72"
    return Entry(row.pk, _who(row.application), WHAT[row.what], words, hours < 0)


def _who(application: Application | None) -> str:
    return f"{application.applicant.full_name}, {application.reference}" if application else "Nobody named"


def _days(count: int) -> str:
    return "1 day" if count == 1 else f"{count} days"


def _date(day: dt.date) -> str:
    return f"{day.day} {day:%B %Y}"


def _day(moment: dt.datetime | None) -> str:
    return _date(clock.local_date(moment, ZONE)) if moment else ""


def _time(moment: dt.datetime) -> str:
    local = moment.astimezone(ZONE)
    return f"{_date(local.date())} at {local:%H:%M}"

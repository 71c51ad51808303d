"""From a row of the tracker to where an application stands. Pure: only what the row says, each date as the start of its day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from zoneinfo import ZoneInfo

from onboarding.actions.import_applicants.checked import CheckedRow
from onboarding.actions.import_applicants.evidence import Evidence, evidence
from onboarding.actions.import_applicants.vocabulary import STAGE_DATES
from onboarding.door.bring_in import Brought
from onboarding.engine.edges import END_UNKNOWN
from onboarding.lib import clock
from onboarding.stages.names import ACTIVE, APPLICATION, Life, Party

Known = Mapping[str, dt.datetime]
ENDS = {"withdrawn": Life.WITHDRAWN, "not_appointed": Life.NOT_THIS_TIME}
CHECKS = {"occupational_health": ("oh_sent", "oh_cleared"), "crb": ("dbs_sent", "dbs_clear")}
LATER = ("training_start", "training_end", "placement_start", "placement_end")
AFTER_READINESS = ("oh_sent", "oh_cleared", "dbs_sent", "dbs_clear", *LATER)
AFTER_SELECTION = ("readiness_mtg", *AFTER_READINESS)


@dataclass(frozen=True)
class Placed:
    """The moves that bring an application to where its row stands, in order, and the evidence to confirm."""

    rows: tuple[Brought, ...]
    evidence: tuple[Evidence, ...]


def place(row: CheckedRow, *, kinds: Collection[str], as_at: dt.date | None, at: dt.datetime, zone: ZoneInfo) -> Placed:
    """Where `row` stands on a pathway of these `kinds`. A day after `as_at` (the export) or `at` is a plan, not a fact.

    No offer, outcome or clearance is derived: a check without a date for its end stays open, and so does what follows.
    """
    last = min(as_at or dt.date.max, clock.local_date(at, zone))
    days = {field: row.days[field] for field in STAGE_DATES if field in row.days}
    known = {field: clock.day_start(day, zone) for field, day in days.items() if day <= last}
    stages = [brought for brought in _stages(known, row.state) if brought.kind in kinds]
    life = _life(row, known, stages)
    if life[-1].state in ACTIVE:
        stages = _waiting(stages, at, on_hold=row.state == "on_hold")
    ahead = [field for field, day in days.items() if day > last]
    return Placed((*life, *stages), tuple(evidence(row, life[-1].state, stages, ahead)))


def _life(row: CheckedRow, known: Known, stages: Sequence[Brought]) -> list[Brought]:
    applied = known["date_applied"]
    found = [Brought(APPLICATION, Life.IN_PROGRESS, applied)]
    latest = max([applied, *(brought.since for brought in stages)])
    if row.state in ENDS:
        # The tracker says that it ended, never when: not before the last thing it knows.
        found.append(Brought(APPLICATION, ENDS[row.state], latest, code=END_UNKNOWN))
    elif row.state == "completed" and "placement_end" in known:
        found.append(Brought(APPLICATION, Life.IN_ROLE, max(applied, known["placement_end"])))
    return found


def _waiting(stages: Sequence[Brought], at: dt.datetime, *, on_hold: bool) -> list[Brought]:
    """No day is nobody's. “On hold” does not say by whose wish, so HR asks; and HR looks where nothing else is open."""
    stands = {brought.kind: brought for brought in stages}
    asked = [brought for brought in stands.values() if on_hold and not _closed(brought)]
    found = [replace(brought, party=Party.HR) if brought in asked else brought for brought in stages]
    if all(_closed(brought) for brought in stands.values()):
        found.append(Brought("identity", "with_applicant", at, Party.HR))
    return found


def _closed(brought: Brought) -> bool:
    return brought.state == "closed"


def _stages(known: Known, state: str | None) -> list[Brought]:
    kinds = [_selection(known), _readiness(known)]
    kinds += [_check(known, kind, *fields) for kind, fields in CHECKS.items()]
    kinds += [_training(known, state), _placement(known)]
    return [brought for rows in kinds for brought in _in_order(list(rows))]


def _in_order(rows: list[Brought]) -> list[Brought]:
    """Where the sheet has a beginning after its end, the end counts, and how long it took is not known."""
    if len(rows) > 1 and rows[-2].since > rows[-1].since:
        return _in_order([*rows[:-2], replace(rows[-1], code=END_UNKNOWN)])
    return [*_in_order(rows[:-1]), rows[-1]] if rows else []


def _any(known: Known, fields: Collection[str]) -> bool:
    return any(field in known for field in fields)


def _selection(known: Known) -> Iterator[Brought]:
    """The sheet has no day on which an offer was made or accepted, so its end is never known."""
    yield Brought("selection", "shortlisting", known["date_applied"])
    if "interview_date" in known:
        yield Brought("selection", "deciding", known["interview_date"])
    if _any(known, AFTER_SELECTION):
        yield Brought("selection", "closed", known.get("interview_date", known["date_applied"]), code=END_UNKNOWN)


def _readiness(known: Known) -> Iterator[Brought]:
    """The day of the meeting; whether the plan is agreed nobody knows until something came after it."""
    if "readiness_mtg" in known and _any(known, AFTER_READINESS):
        yield Brought("readiness", "closed", known["readiness_mtg"], code=END_UNKNOWN)
    elif "readiness_mtg" in known:
        yield Brought("readiness", "with_applicant", known["readiness_mtg"], Party.HR)


def _check(known: Known, kind: str, sent: str, cleared: str) -> Iterator[Brought]:
    if sent in known:
        yield Brought(kind, "with_body", known[sent])
    if cleared in known:
        yield Brought(kind, "closed", known[cleared], code="" if sent in known else END_UNKNOWN)


def _training(known: Known, state: str | None) -> Iterator[Brought]:
    start, end = known.get("training_start"), known.get("training_end")
    cleared = max(known["oh_cleared"], known["dbs_clear"]) if {"oh_cleared", "dbs_clear"} <= known.keys() else None
    if cleared and (cleared <= start if start else end is None):
        yield Brought("training", "waiting_for_course", cleared)
    if start:
        yield Brought("training", "in_classes", start)
    if end:
        yield Brought("training", "closed", end, code="" if start else END_UNKNOWN)
    elif start and state == "completed":
        yield Brought("training", "closed", start, code=END_UNKNOWN)


def _placement(known: Known) -> Iterator[Brought]:
    trained, start, end = (known.get(field) for field in ("training_end", "placement_start", "placement_end"))
    if trained and (trained <= start if start else end is None):
        yield Brought("placement", "matching", trained)
    if start:
        yield Brought("placement", "on_placement", start)
    if end:
        yield Brought("placement", "closed", end, code="" if start else END_UNKNOWN)

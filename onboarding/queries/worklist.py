"""The worklist: who needs what done, most pressing first. The same few queries for all its rows, however many people there are."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from django.db.models import F, Q, QuerySet

from onboarding import access
from onboarding.door.due import Closed, calendar_in
from onboarding.door.held import ZONE
from onboarding.lib import clock
from onboarding.models import Application, User
from onboarding.queries.holder import Holder, holder
from onboarding.queries.near_names import near
from onboarding.queries.people import named
from onboarding.queries.plain_words import national
from onboarding.queries.turns import (
    COLUMNS,
    FIRST_ROWS,
    HAND,
    MOST_ASKED,
    MOST_ROWS,
    OVERDUE,
    READY,
    TODAY,
    Turns,
    numbered,
    open_turns,
    permitted,
    verb,
)
from onboarding.stages import ALL_KINDS
from onboarding.stages.names import OUR_OWN, Party
from onboarding.stages.shared import asked_us

TO = "application__"
SECTIONS = (OVERDUE, TODAY, HAND, READY)
WHO_RECORDS = {
    "record_disclosure": "Whoever handles disclosures does this",
    "decide_disclosure": "Whoever decides about disclosures does this",
    "record_fitness": "Whoever speaks with Occupational Health does this",
    "host": "The team answers this",
    "offer": "A manager does this",
    "review_reference": "A manager does this",
    "confirm_role": "A manager does this",
}


@dataclass(frozen=True)
class Filters:
    """What the list is narrowed to. Empty values mean everything; `whole` names the section to show whole."""

    mine: bool = False
    party: str = ""
    kind: str = ""
    name: str = ""
    whole: str = ""


@dataclass(frozen=True)
class Row:
    """One row: who, what to do next, who has it and how long, and the one step to take (None: not this person's)."""

    name: str
    called: str
    reference: str
    stage: int
    kind: str
    next: str
    next_hint: str
    holder: Holder
    step: str | None
    may_contact: bool
    asked: bool


@dataclass(frozen=True)
class Section:
    """Rows shown, and how many there are in all."""

    code: str
    rows: list[Row] = field(default_factory=list)
    total: int = 0
    ours: int = 0

    @property
    def more(self) -> bool:
        """Whether there are rows that are not shown."""
        return self.total > len(self.rows)


def sections(
    user: User, filters: Filters, seen: QuerySet[Application], closures: Iterable[Closed], *, at: dt.datetime
) -> dict[str, Section]:
    """Every section of the worklist, in order. A stage stands in one section only.

    Of what is ours and not due yet, the first 100 are asked if they are ready; there may be more behind them.
    """
    today = clock.local_date(at, ZONE)
    waits = open_turns(_within(user, filters, seen, today), party=filters.party, kind=filters.kind)
    turns = Turns(numbered(waits, filters.whole, today), at=at)
    may_start, closed = turns.ready(user), tuple(closures)
    made = {}
    for code in SECTIONS:
        rows = [row for row in turns.rows if row["section"] == code and (code != READY or row["stage_id"] in may_start)]
        total = len(rows) if code == READY or not rows else rows[0]["total"] - rows[0]["held_up"]
        most = MOST_ROWS if filters.whole == code else FIRST_ROWS
        made[code] = Section(
            code, [_row(row, user, closed, at) for row in rows[:most]], total, sum(row["party"] in OUR_OWN for row in rows)
        )
    return made


def whose_turn(user: User, kind: str, step: str, *, at: dt.datetime) -> list[int]:
    """The stages of a kind for which this step comes next and is not the person's own; the longest due first, 100 at most."""
    waits = open_turns(access.seen_by(user, "view_worklist", TO), kind=kind).exclude(party=Party.APPLICANT)
    rows = waits.order_by(F("due_on").asc(nulls_last=True), "started_at", "pk").values(*COLUMNS)[:MOST_ASKED]
    return [row["stage_id"] for row in Turns(rows, at=at).rows if permitted(row, user) == step]


def _within(user: User, filters: Filters, seen: QuerySet[Application], today: dt.date) -> Q:
    """Whose turns: the few that a name leaves are listed; all others are joined to their turns, which is much quicker."""
    if filters.name:
        return Q(application__in=seen)
    mine = access.looked_after_by(user, today, TO) if filters.mine else Q()
    return access.seen_by(user, "view_worklist", TO) & mine


def looked_at(user: User, filters: Filters, today: dt.date) -> QuerySet[Application]:
    """The applications this person may see on a worklist, narrowed to those they look after today or to a name."""
    seen = access.applications_for(user, "view_worklist")
    if filters.mine:
        seen = seen.filter(access.looked_after_by(user, today))
    if not filters.name:
        return seen
    found = seen.filter(named(filters.name))
    return found if found.exists() else near(seen, filters.name)


def _row(wait: Mapping[str, Any], user: User, closures: Iterable[Closed], at: dt.datetime) -> Row:
    kind = ALL_KINDS[wait["kind"]]
    called = wait["application__applicant__known_as"] or wait["application__applicant__first_name"]
    step = kind.steps[verb(wait)]
    may = permitted(wait, user)
    title = f"{kind.title} {wait['stage__slot']}" if wait["stage__slot"] > 1 else kind.title
    nation = wait["application__opportunity__nation"]
    title = national(title, nation)
    hint = title if may else f"{title}. {WHO_RECORDS.get(step.permission, 'Someone else does this')}"
    held = holder(
        wait["party"], called=called, calendar=calendar_in(nation, closures),
        started_at=wait["started_at"], opened_at=wait["opened_at"], due_on=wait["due_on"], at=at,
        on_now=kind.state(wait["stage__state"]).on_now(wait["party"]),
    )  # fmt: skip
    held, label = replace(held, who_words=national(held.who_words, nation)), national(step.label, nation)
    asked = asked_us(wait["party"], wait["began_by__step"], wait["began_by__code"], called)
    words = asked or (f"Offer help: {_lower(label)}" if wait["party"] == Party.APPLICANT else label)
    name = f"{called} {wait['application__applicant__surname']}".strip()
    return Row(name, called, wait["application__reference"], wait["stage_id"], kind.code, words, hint, held, may,
               access.may_in(user, "contact", wait["application__opportunity__service_id"]), bool(asked))  # fmt: skip


def _lower(words: str) -> str:
    return words[:1].lower() + words[1:]

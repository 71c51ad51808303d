"""The worklist: who needs what done, most pressing first. Three queries for all its rows, however many people there are.

The first numbers the waits within their sections and gives ids only; the rows are read by id after that. In one statement
a planner without statistics (a fresh PostgreSQL) joined every row with every other, and took minutes for 300 people.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from django.db.models import Case, Count, F, Q, QuerySet, Value, When, Window
from django.db.models.functions import RowNumber

from onboarding import access
from onboarding.door.held import ZONE
from onboarding.lib import clock, workdays
from onboarding.models import Application, Closure, Move, User, Wait
from onboarding.queries.holder import Holder, holder
from onboarding.queries.near_names import near
from onboarding.queries.people import named
from onboarding.queries.plain_words import national
from onboarding.queries.ready import Candidate, bars, ready
from onboarding.stages import ALL_KINDS
from onboarding.stages.names import OUR_OWN, Life, Party

OVERDUE, TODAY, HAND, READY = "overdue", "today", "hand", "ready"
SECTIONS = (OVERDUE, TODAY, HAND, READY)
FIRST_ROWS, MOST_ROWS, MOST_ASKED = 25, 500, 200
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


def sections(user: User, filters: Filters, *, at: dt.datetime) -> dict[str, Section]:
    """Every section of the worklist, in order. A stage stands in one section only.

    Of what is ours and not due yet, the first 200 are asked if they are ready; there may be more behind them.
    """
    today = clock.local_date(at, ZONE)
    found = _without_held_up(list(_numbered(_waits(user, filters, today), filters, today)), at)
    may_start = _ready_stages(found, user, at)
    calendars = _Calendars()
    made = {}
    for code in SECTIONS:
        waits = [wait for wait in found if wait["section"] == code and (code != READY or wait["stage_id"] in may_start)]
        total = len(waits) if code == READY or not waits else waits[0]["total"] - waits[0]["held_up"]
        most = MOST_ROWS if filters.whole == code else FIRST_ROWS
        rows = [_row(wait, user, calendars, at) for wait in waits[:most]]
        made[code] = Section(code, rows, total, sum(wait["party"] in OUR_OWN for wait in waits))
    return made


def whose_turn(user: User, kind: str, step: str, *, at: dt.datetime) -> list[int]:
    """The stages of a kind for which this step comes next and is not the person's own; the longest due first, 200 at most."""
    waits = _waits(user, Filters(kind=kind), clock.local_date(at, ZONE)).exclude(party=Party.APPLICANT)
    rows = list(waits.order_by(F("due_on").asc(nulls_last=True), "started_at", "pk").values(*COLUMNS)[:MOST_ASKED])
    known = _known(rows)
    return [row["stage_id"] for row in rows if _permitted({**row, **known[row["pk"]]}, user) == step]


def looked_at(user: User, filters: Filters, today: dt.date) -> QuerySet[Application]:
    """The applications this person may see on a worklist, narrowed to those they look after today or to a name."""
    seen = access.applications_for(user, "view_worklist")
    if filters.mine:
        seen = seen.filter(access.looked_after_by(user, today))
    if not filters.name:
        return seen
    found = seen.filter(named(filters.name))
    return found if found.exists() else near(seen, filters.name)


def _waits(user: User, filters: Filters, today: dt.date) -> QuerySet[Wait]:
    """The open waits of these people. A break that somebody asked for is nobody's work."""
    seen = looked_at(user, filters, today).filter(state=Life.IN_PROGRESS)
    waits = Wait.objects.filter(ended_at=None, application__in=seen).exclude(party=Party.PAUSED)
    if filters.party:
        waits = waits.filter(party__in=OUR_OWN if filters.party == "us" else [filters.party])
    return waits.filter(kind=filters.kind) if filters.kind else waits


def _numbered(waits: QuerySet[Wait], filters: Filters, today: dt.date) -> Iterable[dict[str, Any]]:
    """Every wait with its section, its place in it and the size of it; only the first places are read."""
    section = Case(
        When(party=Party.APPLICANT, then=Value(HAND)), When(due_on__lt=today, then=Value(OVERDUE)),
        When(due_on=today, then=Value(TODAY)), When(party__in=OUR_OWN, then=Value(READY)), default=Value(""),
    )  # fmt: skip
    order = [F("due_on").asc(nulls_last=True), F("started_at").asc(), F("id").asc()]
    numbered = waits.annotate(
        section=section,
        place=Window(RowNumber(), partition_by=[section], order_by=order),
        total=Window(Count("id"), partition_by=[section]),
    )
    shown = (
        Q(section=filters.whole, place__lte=MOST_ROWS)
        | Q(place__lte=FIRST_ROWS)
        | Q(section=READY, place__lte=MOST_ASKED)
    )
    places = list(numbered.filter(shown).exclude(section="").order_by("section", "place").values("pk", "section", "total"))
    rows = {row["pk"]: row for row in Wait.objects.filter(pk__in=[place["pk"] for place in places]).values(*COLUMNS)}
    known = _known(rows.values())
    return [{**rows[p["pk"]], **p, **known[p["pk"]]} for p in places if p["pk"] in rows]


def _known(rows: Iterable[Mapping[str, Any]]) -> dict[int, dict[str, Any]]:
    """For each wait: when its stage opened, and of the steps after which something else comes next, those taken in the turn."""
    later = {step.rpartition(".")[2] for kind in ALL_KINDS.values() for state in kind.states for step in state.then}
    moves = Move.objects.filter(stage__in=[row["stage_id"] for row in rows], step__in={"open", *later}, reversed_by=None)
    of: dict[int, list[tuple[str, int, dt.datetime]]] = defaultdict(list)
    for stage, step, number, at in moves.order_by("effective_at").values_list("stage", "step", "number", "effective_at"):
        of[stage or 0].append((step, number, at))
    return {
        row["pk"]: {
            "opened_at": next((at for step, _number, at in of[row["stage_id"]] if step == "open"), None),
            "taken": {step for step, number, _at in of[row["stage_id"]] if number > row["began_by__number"]},
        }
        for row in rows
    }


COLUMNS = (
    "pk", "party", "kind", "started_at", "due_on", "began_by__step", "began_by__number",
    "stage_id", "application_id", "stage__state", "stage__slot",
    "application__reference", "application__state", "application__pathway__engagement",
    "application__pathway__left_out", "application__opportunity__nation",
    "application__opportunity__service_id", "application__applicant__first_name", "application__applicant__known_as",
    "application__applicant__surname", "application__applicant__user_id",
)  # fmt: skip


def _ready_stages(found: Iterable[Mapping[str, Any]], user: User, at: dt.datetime) -> set[int]:
    """The stages of the ready section whose next step this person may take, with nothing in the way."""
    return ready(
        [_candidate(wait, step) for wait in found if wait["section"] == READY and (step := _permitted(wait, user))], at=at
    )


def _candidate(wait: Mapping[str, Any], step: str) -> Candidate:
    return Candidate(
        wait["application_id"], wait["application__pathway__engagement"],
        frozenset(left["rule"] for left in wait["application__pathway__left_out"]),
        wait["application__opportunity__nation"],
        wait["application__state"], wait["stage_id"], wait["kind"], ALL_KINDS[wait["kind"]].steps[step],
    )  # fmt: skip


def _without_held_up(found: list[dict[str, Any]], at: dt.datetime) -> list[dict[str, Any]]:
    """What is ours and due, but barred by another check that is open, stands in the row of that check and not here."""
    due = [wait for wait in found if wait["party"] in OUR_OWN and wait["section"] in (OVERDUE, TODAY)]
    barred = {stage: kinds for stage, kinds in bars([_candidate(wait, _verb(wait)) for wait in due], at=at).items() if kinds}
    others = Wait.objects.filter(application__stages__in=barred, ended_at=None) if barred else Wait.objects.none()
    open_now = set(others.values_list("application", "kind"))
    gone = {w["pk"]: w["section"] for w in due if any((w["application_id"], k) in open_now for k in barred.get(w["stage_id"], ()))}
    counts = Counter(gone.values())
    return [{**wait, "held_up": counts[wait["section"]]} for wait in found if wait["pk"] not in gone]


def _verb(wait: Mapping[str, Any]) -> str:
    """The name of the step that comes next for whoever has it; for the person's own turn, how we can help."""
    state = ALL_KINDS[wait["kind"]].state(wait["stage__state"])
    return state.verb_for(wait["party"], wait["began_by__step"], wait["taken"])


def _permitted(wait: Mapping[str, Any], user: User) -> str | None:
    verb = _verb(wait)
    permission = ALL_KINDS[wait["kind"]].steps[verb].permission
    service = wait["application__opportunity__service_id"]
    return verb if access.may_in(user, permission, service) else None


class _Calendars:
    """The working days of each nation, with our closures read once."""

    def __init__(self) -> None:
        self.closures = tuple(Closure.objects.values_list("day", flat=True))

    def of(self, nation: Any) -> workdays.Calendar:
        return workdays.calendar(nation, self.closures)


def _row(wait: Mapping[str, Any], user: User, calendars: _Calendars, at: dt.datetime) -> Row:
    kind = ALL_KINDS[wait["kind"]]
    called = wait["application__applicant__known_as"] or wait["application__applicant__first_name"]
    step = kind.steps[_verb(wait)]
    permitted = _permitted(wait, user)
    title = f"{kind.title} {wait['stage__slot']}" if wait["stage__slot"] > 1 else kind.title
    nation = wait["application__opportunity__nation"]
    title = national(title, nation)
    hint = title if permitted else f"{title}. {WHO_RECORDS.get(step.permission, 'Someone else does this')}"
    held = holder(
        wait["party"], called=called, calendar=calendars.of(nation),
        started_at=wait["started_at"], opened_at=wait["opened_at"], due_on=wait["due_on"], at=at,
        on_now=kind.state(wait["stage__state"]).on_now(wait["party"]),
    )  # fmt: skip
    held, label = replace(held, who_words=national(held.who_words, nation)), national(step.label, nation)
    words = f"Offer help: {_lower(label)}" if wait["party"] == Party.APPLICANT else label
    name = f"{called} {wait['application__applicant__surname']}".strip()
    return Row(name, called, wait["application__reference"], wait["stage_id"], kind.code, words, hint, held, permitted)


def _lower(words: str) -> str:
    return words[:1].lower() + words[1:]

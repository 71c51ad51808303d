"""The turns of the worklist: the open waits, numbered within their sections, with what is known of each. Two queries for the waits.

The first numbers the waits within their sections and gives ids only; the rows are read by id after that. In one statement
a planner without statistics (a fresh PostgreSQL) joined every row with every other, and took minutes for 300 people.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Case, Count, F, Q, QuerySet, Value, When, Window
from django.db.models.functions import RowNumber

from onboarding import access
from onboarding.models import User, Wait
from onboarding.queries.ready import Candidate, Reading
from onboarding.stages import ALL_KINDS
from onboarding.stages.names import OUR_OWN, Life, Party
from onboarding.stages.shared import next_step

OVERDUE, TODAY, HAND, READY = "overdue", "today", "hand", "ready"
FIRST_ROWS, MOST_ROWS, MOST_ASKED = 25, 500, 100
Turn = Mapping[str, Any]
COLUMNS = (
    "pk", "party", "kind", "started_at", "due_on", "began_by__step", "began_by__number", "began_by__code",
    "stage_id", "application_id", "stage__state", "stage__slot",
    "application__reference", "application__state", "application__pathway__engagement",
    "application__pathway__left_out", "application__opportunity__nation",
    "application__opportunity__service_id", "application__applicant__first_name", "application__applicant__known_as",
    "application__applicant__surname", "application__applicant__user_id",
)  # fmt: skip
# Steps after which something else comes next in the same turn.
LATER = {step.rpartition(".")[2] for kind in ALL_KINDS.values() for state in kind.states for step in state.then}


def open_turns(within: Q, *, party: str = "", kind: str = "") -> QuerySet[Wait]:
    """The open waits of the people that `within` says. A break that somebody asked for is nobody's work."""
    waits = Wait.objects.filter(within, ended_at=None, application__state=Life.IN_PROGRESS).exclude(party=Party.PAUSED)
    if party:
        waits = waits.filter(party__in=OUR_OWN if party == "us" else [party])
    return waits.filter(kind=kind) if kind else waits


def numbered(waits: QuerySet[Wait], whole: str, today: dt.date) -> list[dict[str, Any]]:
    """Every turn with its section and the size of it; only the first places are read, and all of the section to be shown whole."""
    section = Case(
        When(party=Party.APPLICANT, then=Value(HAND)), When(due_on__lt=today, then=Value(OVERDUE)),
        When(due_on=today, then=Value(TODAY)), When(party__in=OUR_OWN, then=Value(READY)), default=Value(""),
    )  # fmt: skip
    order = [F("due_on").asc(nulls_last=True), F("started_at").asc(), F("id").asc()]
    placed = waits.annotate(
        section=section,
        place=Window(RowNumber(), partition_by=[section], order_by=order),
        total=Window(Count("id"), partition_by=[section]),
    )
    shown = Q(section=whole, place__lte=MOST_ROWS) | Q(place__lte=FIRST_ROWS) | Q(section=READY, place__lte=MOST_ASKED)
    places = list(placed.filter(shown).exclude(section="").order_by("section", "place").values("pk", "section", "total"))
    rows = {row["pk"]: row for row in Wait.objects.filter(pk__in=[place["pk"] for place in places]).values(*COLUMNS)}
    return [{**rows[place["pk"]], **place} for place in places if place["pk"] in rows]


class Turns:
    """Some turns with the histories behind them, read once for whatever is asked of them."""

    def __init__(self, rows: Iterable[dict[str, Any]], *, at: dt.datetime) -> None:
        rows = list(rows)
        stages = {row["stage_id"] for row in rows}
        beside = Q(stage__in=stages, step__in={"open", *LATER}, reversed_by=None)
        ours = {row["application_id"] for row in rows if row["party"] in OUR_OWN and row.get("section")}
        self.reading, self.at = Reading(ours, beside), at
        self.rows = self._without_held_up([{**row, **self._known(row)} for row in rows])

    def _known(self, row: Turn) -> dict[str, Any]:
        """When its stage opened, and which steps were taken in the turn."""
        moves = self.reading.of_stage[row["stage_id"]]
        undone = {move.reverses for move in moves}
        stand = [move for move in moves if move.id not in undone]
        opened = min((move.effective_at for move in stand if move.step == "open"), default=None)
        taken = {move.step for move in stand if move.number > row["began_by__number"]}
        return {"opened_at": opened, "taken": taken & LATER}

    def _without_held_up(self, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """What is ours and due, but barred by another check that is open, stands in the row of that check and not here."""
        due = [row for row in rows if row["party"] in OUR_OWN and row.get("section") in (OVERDUE, TODAY)]
        barred = self.reading.bars([candidate(row, verb(row)) for row in due], at=self.at)
        gone = {
            row["pk"]: row["section"] for row in due
            if any(self.reading.is_open(row["application_id"], kind) for kind in barred.get(row["stage_id"], ()))
        }  # fmt: skip
        counts = Counter(gone.values())
        return [{**row, "held_up": counts[row.get("section", "")]} for row in rows if row["pk"] not in gone]

    def ready(self, user: User) -> set[int]:
        """The stages of the ready section whose next step this person may take, with nothing in the way."""
        asked = [candidate(row, step) for row in self.rows if row.get("section") == READY and (step := permitted(row, user))]
        return self.reading.ready(asked, at=self.at)


def verb(row: Turn) -> str:
    """The name of the step that comes next for whoever has it; for the person's own turn, how we can help."""
    return next_step(ALL_KINDS[row["kind"]], row["stage__state"], row["party"], row["began_by__step"], row["taken"])


def permitted(row: Turn, user: User) -> str | None:
    """The same, where this person may take it."""
    step = ALL_KINDS[row["kind"]].steps[verb(row)]
    return step.name if access.may_in(user, step.permission, row["application__opportunity__service_id"]) else None


def candidate(row: Turn, step: str) -> Candidate:
    """What is asked to find out if a step can be taken now."""
    return Candidate(
        row["application_id"], row["application__pathway__engagement"],
        frozenset(left["rule"] for left in row["application__pathway__left_out"]),
        row["application__opportunity__nation"],
        row["application__state"], row["stage_id"], row["kind"], ALL_KINDS[row["kind"]].steps[step],
    )  # fmt: skip

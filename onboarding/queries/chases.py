"""Which rungs are due now: a question that changes nothing. Due is what has its day behind it and is not taken yet."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import F

from onboarding.door.due import Closed, calendar_in
from onboarding.door.held import ZONE
from onboarding.engine.ladder import Made, Next, Turn, next_rung
from onboarding.engine.ladder import Rung as PlainRung
from onboarding.lib import clock
from onboarding.models import Chase, Closure, Rung, Wait
from onboarding.queries.heard import last_signs
from onboarding.stages.names import Life, Party

Ladders = Mapping[tuple[str, str], tuple[PlainRung, ...]]


@dataclass(frozen=True)
class Due:
    """A rung that is due: of whose turn, in which stage, begun by which move."""

    applicant: int
    application: int
    stage: int
    move: int
    party: str
    rung: PlainRung
    round: int
    on: dt.date

    @property
    def key(self) -> str:
        """One key for one rung of one turn: the outbox takes it once."""
        return f"{self.stage}:{self.move}:{self.rung.place}:{self.round}"


def ladders() -> Ladders:
    """Every ladder as it stands now, by party and kind of stage ("" for every kind)."""
    found: dict[tuple[str, str], list[PlainRung]] = defaultdict(list)
    for rung in Rung.objects.order_by("party", "kind", "place"):
        found[rung.party, rung.kind].append(rung.plain())
    return {who: tuple(rungs) for who, rungs in found.items()}


def due(*, at: dt.datetime, applicant: int | None = None) -> list[Due]:
    """Every rung that is due at `at` (of one person, if named), longest due first."""
    today = clock.local_date(at, ZONE)
    known, made = ladders(), _made(applicant)
    closures = tuple(Closure.objects.values_list("day", "nation", "body"))
    rows = [_Row(wait, known, made, closures) for wait in _open_waits(applicant)]
    rows = [row for row in rows if row.is_due(today)]
    signs = last_signs([row.wait["application__applicant"] for row in rows if row.of_person])
    found = [row.due(signs) for row in rows]
    return sorted((one for one in found if one and one.on <= today), key=lambda one: (one.on, one.stage))


def _open_waits(applicant: int | None) -> Iterable[Mapping[str, Any]]:
    """The open turns of applications in progress; a person is asked nothing before we have begun to tell them."""
    waits = Wait.objects.filter(ended_at=None, application__state=Life.IN_PROGRESS, application__hidden=False)
    waits = waits.exclude(party=Party.PAUSED).exclude(party=Party.APPLICANT, application__telling=False)
    if applicant is not None:
        waits = waits.filter(application__applicant=applicant)
    return waits.values(
        "application", "application__applicant", "application__applicant__quiet_until",
        "application__opportunity__nation", "body", "body__party", "body__nation", "stage",
        "began_by", "party", "kind", "started_at", "due_on",
    )  # fmt: skip


def _made(applicant: int | None) -> dict[tuple[int, int], list[Made]]:
    """What was taken already in the turns that are open."""
    rows = Chase.objects.filter(stage__waits__ended_at=None, move=F("stage__waits__began_by"))
    if applicant is not None:
        rows = rows.filter(application__applicant=applicant)
    found: dict[tuple[int, int], list[Made]] = defaultdict(list)
    for row in rows:
        settled = row.settled_at is not None or row.item_id is not None
        found[row.stage_id, row.move_id].append(
            Made(row.place, row.round, clock.local_date(row.made_at, ZONE), settled)
        )
    return found


class _Row:
    """One open turn with its ladder and what was taken of it."""

    def __init__(
        self, wait: Mapping[str, Any], known: Ladders, made: dict[tuple[int, int], list[Made]], closures: tuple[Closed, ...]
    ) -> None:
        self.wait = wait
        self.rungs = known.get((wait["party"], wait["kind"]), known.get((wait["party"], ""), ()))
        self.made = made.get((wait["stage"], wait["began_by"]), [])
        theirs = wait["body"] if wait["body__party"] == wait["party"] else None
        nation = wait["body__nation"] if theirs else wait["application__opportunity__nation"]
        self.calendar = calendar_in(nation, closures, theirs)
        self.of_person = wait["party"] == Party.APPLICANT

    def is_due(self, today: dt.date) -> bool:
        """Whether the next rung would be due if nobody had said a word since."""
        found = self._next(None)
        return found is not None and found.on <= today

    def due(self, signs: Mapping[int, dt.datetime]) -> Due | None:
        wait = self.wait
        found = self._next(signs.get(wait["application__applicant"]) if self.of_person else None)
        if found is None:
            return None
        quiet = wait["application__applicant__quiet_until"] if self.of_person else None
        on = max(found.on, quiet + dt.timedelta(days=1)) if quiet else found.on
        return Due(
            wait["application__applicant"], wait["application"], wait["stage"], wait["began_by"], wait["party"],
            found.rung, found.round, on,
        )  # fmt: skip

    def _next(self, sign: dt.datetime | None) -> Next | None:
        moments = [moment for moment in (self.wait["started_at"], sign) if moment]
        since = clock.local_date(max(moments), ZONE)
        return next_rung(self.rungs, Turn(since, self.wait["due_on"]), self.made, self.calendar)

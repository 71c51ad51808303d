"""A scene: one application with somebody of each role, brought by them through the door to where a step can be taken."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from onboarding.access import ROLES, STAFF_ROLES
from onboarding.actions.reply_links import LASTS
from onboarding.door import take
from onboarding.door.bring_in import Brought, bring_in
from onboarding.door.held import look
from onboarding.engine.asks import Ask
from onboarding.models import (
    Application,
    Approval,
    Body,
    Competence,
    Correspondent,
    Match,
    Opportunity,
    Proposal,
    ReplyLink,
    SelectionDay,
    Stage,
    User,
)
from onboarding.stages import ALL_KINDS
from onboarding.stages.names import OUR_OWN, Party
from tests.making import DAY, HOUR, START, advance, applicant, application, cohort, pathway_with, site, staff, team
from tests.selecting import selection_day

PLAYERS = tuple(role for role in ROLES if role not in ("helper", "correspondent", "system"))
OUTSIDE = tuple(party for party in Party if party not in (*OUR_OWN, Party.APPLICANT, Party.PAUSED))
Way = Callable[["Scene"], None]
Facts = Callable[["Scene"], Mapping[str, Any]]


@dataclass
class Scene:
    """One application, who takes part (one person for each role), and the time that rises."""

    kind: str
    state: str
    cast: dict[str, User] = field(default_factory=dict)
    app: Application = None  # type: ignore[assignment]
    later: dt.timedelta = dt.timedelta()

    @property
    def now(self) -> dt.datetime:
        """An hour after whatever happened last, or so much later."""
        last = max((move.recorded_at for move in look(self.app).facts), default=self.app.created_at)
        return last + HOUR + self.later

    @property
    def today(self) -> dt.date:
        return self.now.date()

    @property
    def row(self) -> Application | Stage:
        """The row the scene is about: the first slot of the kind, or the application itself."""
        if self.kind == "application":
            return Application.objects.get(pk=self.app.pk)
        return self.app.stages.filter(kind=self.kind).earliest("slot")

    def start(self, pathway: str = "", nation: str = "ENG") -> None:
        """A draft of somebody who signs in; each role is one person, and the host is the host of the site."""
        app = application(
            pathway or ("B" if self.kind == "application" else pathway_with(self.kind)), who=applicant(signs_in=True)
        )
        Opportunity.objects.filter(pk=app.opportunity_id).update(nation=nation)
        self.app = Application.objects.get(pk=app.pk)
        self.cast = {role: staff(f"{role} only", role) for role in STAFF_ROLES}
        self.cast["applicant"] = self.app.applicant.user  # type: ignore[assignment]
        place = site()
        place.host = self.cast["host"]
        place.save(update_fields=["host"])

    def to(self, upto: str, **facts: Mapping[str, Any]) -> None:
        """The way of the making of tests, up to a state; who only supervises stands in there."""
        deputy = {"deputy": self.cast["supervisor"].pk}
        given: dict[str, Mapping[str, Any]] = {"placement.ask_host": deputy, "host_acceptance.ask_team": deputy}
        given |= {name.replace("__", "."): answers for name, answers in facts.items()}
        self.app = advance(self.app, upto, facts=given)

    def take(self, kind: str | None, step: str, **facts: Any) -> None:
        """A step by somebody whose one role may take it, and by a second one where it needs two."""
        declared = ALL_KINDS[kind or "application"].steps[step]
        able = [self.cast[role] for role in PLAYERS if declared.permission in ROLES[role]]
        at = self.now
        done = take(self.app, kind, step, by=able[0], at=at, **facts)
        if isinstance(done, Proposal):
            take(self.app, kind, step, by=able[1], at=at, **facts)

    def brought(self, *rows: tuple[str, str], pathway: str = "") -> None:
        """As a spreadsheet has it: in progress, selected, and where `rows` say."""
        self.start(pathway)
        told = [Brought(kind, state, START) for kind, state in (("application", "in_progress"), *rows)]
        bring_in(self.app, told, by=team()[0], at=START, run=1, sheet_row=2)

    def player(self, name: str) -> User:
        """Who has this one role; for a party outside, who holds a link about this row."""
        if name in self.cast:
            return self.cast[name]
        link = ReplyLink(party=name, made_at=self.now, expires_at=self.now + LASTS)
        return Correspondent.of(link, self.row.pk)

    @property
    def host_is_asked(self) -> bool:
        """Whether the person is matched with the site of the host."""
        return Match.objects.filter(stage__application=self.app, current=True).exists()


def answer(ask: Ask, scene: Scene) -> Any:
    """A plain answer of the right form; none where it is not needed."""
    if not ask.required:
        return None
    if ask.form in ("choice", "several"):
        first = ask.choices[0][0]
        return first if ask.form == "choice" else [first]
    if ask.form == "row":
        return row_of(ask, scene)
    plain = {
        "date": scene.today + 30 * DAY, "time": scene.now, "yes": True, "number": max(1, ask.least), "digits": "001234567890",
        "text": "A quiet room", "email": "rosa@groups.example", "phone": "01632 960 200",
    }  # fmt: skip
    return plain[ask.form]


def row_of(ask: Ask, scene: Scene) -> int:
    """A shared row that exists."""
    people = {"deputy": scene.cast["supervisor"], "third": scene.cast["safeguarding_lead"], "second": scene.cast["manager"]}
    rows: dict[str, Callable[[], Any]] = {
        "site": site, "staff": lambda: people.get(ask.name, team()[0]), "cohort": lambda: cohort(scene.today + 30 * DAY),
        "opportunity": lambda: Opportunity.objects.latest("pk"), "approval": lambda: Approval.objects.latest("pk"),
        "earlier": lambda: Stage.objects.filter(kind=scene.kind).exclude(application=scene.app).latest("pk"),
        "body": lambda: Body.objects.latest("pk"),
        "competence": lambda: Competence.objects.latest("pk"),
        "slot": lambda: a_day_for(scene).slots.latest("starts_at"),
    }  # fmt: skip
    found: int = rows[ask.row]().pk
    return found


def a_day_for(scene: Scene) -> SelectionDay:
    """A selection day that is still to come, for the role of the scene."""
    day = selection_day(scene.today + 30 * DAY, opened=True)
    day.opportunities.add(scene.app.opportunity)
    return day

"""One application as staff see it: every stage side by side, what is next, and why contact may not start yet."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from onboarding import access
from onboarding.door import compliance, offered
from onboarding.door.due import calendar_of
from onboarding.door.held import ZONE, Held, look
from onboarding.door.offered import Offered
from onboarding.door.refusal import Reason
from onboarding.engine.asks import Ask, asked_in
from onboarding.engine.grammar import BROUGHT_IN, Step
from onboarding.engine.kinds import Kind, StateOf
from onboarding.engine.moves import MoveFact
from onboarding.lib import clock
from onboarding.lib.workdays import Calendar
from onboarding.models import Application, StaffRole, Stage, User, Wait
from onboarding.models.gathered import Rows
from onboarding.queries.around import around, open_waits
from onboarding.queries.holder import Holder, holder
from onboarding.queries.holding import held_up
from onboarding.queries.own_step import row_name
from onboarding.queries.plain_words import national
from onboarding.queries.reply_links import last_words
from onboarding.stages import ALL_KINDS
from onboarding.stages.names import OUR_OWN, Engagement, Party
from onboarding.stages.needs import WORDS as WISHED
from onboarding.stages.shared import asked_us, next_step

FORMATS = {**WISHED, "audio": "Audio", "easy_read": "Easy read", "text_only": "Text only"}
CHANNELS = {"post": "Letters by post", "text": "Text, do not phone", "phone": "By phone"}
USUAL_POINTS = 14
CONFIRM, UNCONFIRMED = "confirm_evidence", "Brought in, not confirmed"
CONTACT = (
    ("placement", "start", "start the placement"),
    ("training", "start_practice", "start the 2 weeks on placement"),
)


@dataclass(frozen=True)
class StageRow:
    """One line of the checks table. `link` is what the button to ask somebody outside says, or nothing.

    `held_up_by` names the check without which nothing can be done here: its holder is shown, and what to do stands there.
    `unconfirmed`: a spreadsheet said that this is done, and nobody has seen the evidence yet.
    """

    id: int
    kind: str
    title: str
    state: str
    open: bool
    closed: bool
    holder: Holder | None
    party: str
    anchor: str
    last: dt.datetime | None
    steps: list[Offered] = field(default_factory=list)
    verb: Step | None = None
    until: dt.date | None = None
    ran_out: bool = False
    link: str = ""
    held_up_by: str = ""
    asked: str = ""
    unconfirmed: bool = False

    @property
    def next(self) -> Offered | None:
        """The step that comes next, if this person may take it."""
        return next((one for one in self.steps if self.verb and one.step.name == self.verb.name), None)


@dataclass(frozen=True)
class Gate:
    """What may not start yet, with every sentence and the stage in which it is mended."""

    words: str
    reasons: list[tuple[Reason, StageRow | None]]


@dataclass(frozen=True)
class Confirming:
    """A proposal this person may confirm."""

    id: int
    label: str
    proposed_by: str


class ApplicationPage:
    """Everything the page of one application shows to one person, now."""

    def __init__(self, application: Application, *, by: User, at: dt.datetime) -> None:
        self.application, self.by, self.at = application, by, at
        self.held: Held = look(application)
        self.calendar: Calendar = calendar_of(application)
        self.around: Rows = around(application)

    @property
    def nation(self) -> str:
        """Where the role is: its check has the name and the body of that nation."""
        return self.application.opportunity.nation

    @property
    def called(self) -> str:
        """The name they like to be called by."""
        return self.application.applicant.called

    @property
    def flags(self) -> list[str]:
        """What this person needs from us."""
        who = self.application.applicant
        large = [f"Large print letters, {who.points} point"] if who.points > USUAL_POINTS else []
        formats = [FORMATS.get(code, str(code)) for code in who.formats if code != "large_print" or not large]
        channel = [CHANNELS[who.channel]] if who.channel in CHANNELS else []
        return [*large, *formats, *channel, f"To others: {who.role_title_for_others}"]

    @property
    def line(self) -> str:
        """Reference, role, service, who looks after them, where the application stands."""
        app = self.application
        kept = _kept(app.owner, clock.local_date(self.at, ZONE))
        parts = [app.reference, app.opportunity.title, app.opportunity.service.name, kept, self.life.staff]
        return ". ".join(parts) + "."

    @property
    def life(self) -> StateOf:
        """Where the application itself stands."""
        return ALL_KINDS[Application.kind].state(self.application.state)

    @cached_property
    def offered(self) -> list[Offered]:
        """Every step this person has the right to, from where things stand."""
        found = offered.offered(self.held, by=self.by, at=self.at)
        return [replace(one, step=spoken(one.step, self.nation), reasons=tuple(map(self._said, one.reasons))) for one in found]

    @property
    def may_be_told(self) -> bool:
        """Whether anything ever goes out from here: a group writes to its members itself, and after the end nothing is begun."""
        return self.application.pathway.engagement != Engagement.GROUP and not self.application.has_ended

    @property
    def life_steps(self) -> list[Offered]:
        """Steps of the application itself: pause, rest, the endings."""
        return [one for one in self.offered if one.row is self.application]

    @cached_property
    def waits(self) -> list[Wait]:
        """What is waited for now."""
        return open_waits(self.held, self.around)

    @cached_property
    def rows(self) -> list[StageRow]:
        """Every stage in pathway order."""
        waits = {wait.stage_id: wait for wait in self.waits}
        truly = held_up(self.held, waits, at=self.at)
        return [self._row(stage, waits.get(stage.pk), truly.get(stage.pk)) for stage in self.held.stages]

    def _row(self, stage: Stage, wait: Wait | None, truly: Wait | None) -> StageRow:
        kind = ALL_KINDS[stage.kind]
        last = self.held.last(stage)
        state = kind.state(stage.state)
        verb = next_step(kind, stage.state, wait.party, wait.began_by.step, self._taken(stage, wait)) if wait else ""
        asked = asked_us(wait.party, wait.began_by.step, wait.began_by.code, self.called) if wait else ""
        brought = self._unconfirmed(stage)
        verb = CONFIRM if brought and CONFIRM in kind.steps else verb
        comes_next = spoken(kind.steps[verb], self.nation) if verb else None
        return StageRow(
            stage.pk, stage.kind, national(_title(kind, stage, self.held.stages), self.nation),
            UNCONFIRMED if brought else national(state.staff, self.nation), wait is not None, stage.state == kind.closed,
            self._holder(stage, wait, truly) if wait else None, wait.party if wait else "", row_name(stage.kind, stage.slot),
            last.effective_at if last else None,
            [one for one in self.offered if one.row is stage], comes_next, *self._end_of(stage),
            self._links.get(stage.pk, ""), self._title_of(truly) if truly else "",
            asked, brought,
        )  # fmt: skip

    def _taken(self, stage: Stage, wait: Wait) -> set[str]:
        """The steps taken in the turn that is on."""
        return {m.step for m in self.held.standing if m.row == stage.pk and m.number > wait.began_by.number}

    def _unconfirmed(self, stage: Stage) -> bool:
        """Whether a stage stands closed because a spreadsheet said so, and no person has confirmed it."""
        closing = self._closing(stage)
        return stage.state == ALL_KINDS[stage.kind].closed and closing is not None and closing.outcome == BROUGHT_IN

    def _closing(self, stage: Stage) -> MoveFact | None:
        return next((m for m in reversed(self.held.standing) if m.row == stage.pk and m.outcome), None)

    def _end_of(self, stage: Stage) -> tuple[dt.date | None, bool]:
        """The day a closed check holds until, if it has an end, and whether that day has passed."""
        closing = self._closing(stage)
        until = closing.expires_on if closing and stage.state == ALL_KINDS[stage.kind].closed else None
        return until, until is not None and until < clock.local_date(self.at, ZONE)

    @cached_property
    def _links(self) -> dict[int, str]:
        """What the button to ask somebody outside says, for each stage about which this person may."""
        return last_words(self.held.stages, at=self.at, some=bool(self.around["links"])) if self.may("send_link") else {}

    def _title_of(self, wait: Wait) -> str:
        stage = next(stage for stage in self.held.stages if stage.pk == wait.stage_id)
        return national(_title(ALL_KINDS[stage.kind], stage, self.held.stages), self.nation)

    def _holder(self, stage: Stage, wait: Wait, truly: Wait | None) -> Holder:
        """Who has it; where another check holds it up, who has that one, since when both are open."""
        if truly is not None:
            since = max(wait.started_at, truly.started_at)
            held = self._held_by(stage, truly.party, since, truly.due_on, "")
            return replace(held, over=f"held up by {self._title_of(truly)}")
        on_now = ALL_KINDS[stage.kind].state(stage.state).on_now(wait.party)
        return self._held_by(stage, wait.party, wait.started_at, wait.due_on, on_now)

    def _held_by(self, stage: Stage, party: str, since: dt.datetime, due_on: dt.date | None, on_now: str) -> Holder:
        opened = next((m for m in self.held.standing if m.row == stage.pk), None)
        found = holder(
            party, called=self.called, calendar=self.calendar, started_at=since,
            opened_at=opened.effective_at if opened else None, due_on=due_on, at=self.at, on_now=on_now,
        )  # fmt: skip
        return replace(found, who_words=national(found.who_words, self.nation))

    @property
    def first(self) -> StageRow | None:
        """The stage to do something about first, for who is looking."""
        waiting = [row for row in self.rows if row.open and row.holder and not row.held_up_by]
        return min(waiting, key=_pressing, default=None)

    @property
    def promise_late(self) -> bool:
        """Whether the day on which we said we would write has passed."""
        day = self.application.promise_on
        return day is not None and day < clock.local_date(self.at, ZONE)

    def who_may(self, permission: str) -> list[str]:
        """Names of those who may do something this person may not, for “Ask NAME to record it”."""
        return names_with(permission, self.application)

    @property
    def gates(self) -> list[Gate]:
        """Why contact with people who use the service may not start yet, for what has not started."""
        found = []
        for kind, step, words in CONTACT:
            reasons = offered.why_not(self.held, kind, step, at=self.at)
            row = next((row for row in self.rows if row.kind == kind), None)
            if row and not row.closed and reasons:
                found.append(Gate(words, [(self._said(reason), self._mended_in(reason)) for reason in reasons]))
        return found

    def _said(self, reason: Reason) -> Reason:
        return replace(reason, sentence=national(reason.sentence, self.nation))

    def _mended_in(self, reason: Reason) -> StageRow | None:
        rows = [row for row in self.rows if row.kind == reason.mend]
        return next((row for row in rows if not row.closed), rows[0] if rows else None)

    @property
    def exceptions(self) -> list[str]:
        """Contact that a later correction made unlawful in time, and that nobody has looked at yet."""
        return [_exception(one) for one in self._exceptions if not one.looked_at]

    @property
    def looked_at(self) -> list[str]:
        """The same, of what two people have looked at since."""
        return [_exception(one) for one in self._exceptions if one.looked_at]

    @cached_property
    def _exceptions(self) -> list[compliance.ComplianceException]:
        return compliance.exceptions(self.held)

    @cached_property
    def confirming(self) -> list[Confirming]:
        """Proposals that wait for a second person, for those who may be it."""
        if not self.around["proposed"]:
            return []
        rows = access.proposals_for(self.by).filter(application=self.application)
        found = rows.defer("facts").select_related("stage", "proposed_by").order_by("pk")
        steps = [(row, ALL_KINDS[row.stage.kind if row.stage else Application.kind].steps[row.step]) for row in found]
        return [
            Confirming(row.pk, step.label, row.proposed_by.name)
            for row, step in steps
            if access.may(self.by, step.permission, self.application)
        ]

    @property
    def linked(self) -> list[tuple[str, str]]:
        """The application somebody moved from, or to, for those who may see it: what it is, and its reference."""
        near = [row["id"] for row in self.around["linked"]]
        if not near:
            return []
        found = access.applications_for(self.by).filter(pk__in=near).order_by("pk").values_list("came_from", "reference")
        own = self.application.pk
        return [("The application they moved to" if before == own else "The application before this", ref) for before, ref in found]

    def may(self, permission: str) -> bool:
        """Whether this person may do something to this application."""
        return access.may(self.by, permission, self.application)


def spoken(step: Step, nation: str) -> Step:
    """The step as staff read it where the role is: its words, and the questions put there."""
    asks = tuple(_spoken(ask, nation) for ask in asked_in(step.asks, nation))
    return replace(step, label=national(step.label, nation), told=national(step.told, nation), asks=asks)


def _spoken(ask: Ask, nation: str) -> Ask:
    choices = tuple((code, national(said, nation)) for code, said in ask.choices)
    label, hint, error = (national(words, nation) for words in (ask.label, ask.hint, ask.error))
    return replace(ask, label=label, hint=hint, error=error, choices=choices)


def names_with(permission: str, application: Application) -> list[str]:
    """Everyone whose role gives a permission for this application, by name."""
    roles = [role for role, rights in access.ROLES.items() if permission in rights and role in access.STAFF_ROLES]
    service = application.opportunity.service_id
    found = StaffRole.objects.filter(role__in=roles, user__is_active=True).exclude(user=application.applicant.user_id)
    rows = found.values_list("user__name", "service_id").order_by("user__name")
    return list(dict.fromkeys(name for name, bound in rows if bound in (None, service)))


def _title(kind: Kind, stage: Stage, stages: Sequence[Stage]) -> str:
    several = sum(one.kind == stage.kind for one in stages) > 1
    return f"{kind.title} {stage.slot}" if several else kind.title


def _pressing(row: StageRow) -> tuple[bool, int, int]:
    """What this person can do themselves stands before what others hold; then what was asked of us, what is late, ours, theirs."""
    mine = row.next is not None and row.party != Party.APPLICANT
    if row.asked:
        rank = -1
    elif row.holder and row.holder.waited_strong:
        rank = 0
    elif row.party in OUR_OWN:
        rank = 1 if row.next and row.next.possible else 2
    else:
        rank = 4 if row.party == Party.APPLICANT else 3
    return (not mine, rank, row.id)


def _exception(one: compliance.ComplianceException) -> str:
    return f"{ALL_KINDS[one.move.kind].title}, {_day(one.move.effective_at)}: {one.rule.sentence}"


def _kept(owner: User | None, today: dt.date) -> str:
    """Who looks after them, and who is there today."""
    if owner is None:
        return "Nobody looks after them yet"
    there = owner.there_on(today)
    return f"Looked after by {owner.name}" + (f" (away: {there.name} stands in)" if there is not owner else "")


def _day(moment: dt.datetime) -> str:
    day = clock.local_date(moment, ZONE)
    return f"{day.day} {day:%B %Y}"

"""What one progress page reads from the database, once, and the questions its parts ask of it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from onboarding.door.held import ZONE, look
from onboarding.engine.kinds import Words
from onboarding.engine.moves import MoveFact, standing
from onboarding.engine.projection import turns
from onboarding.lib import clock
from onboarding.models import Application, Move, Stage, Wait
from onboarding.queries.holding import held_up, may_be_held_up
from onboarding.queries.how_long import Pair, Usual, usual
from onboarding.queries.own_times import may_choose
from onboarding.queries.plain_words import Fit, chip
from onboarding.queries.progress_values import values_of
from onboarding.queries.readiness_plan import plan_of
from onboarding.stages import ALL_KINDS
from onboarding.stages.membership import LIVES
from onboarding.stages.names import ACTIVE, APPLICATION, Engagement, Life, Party
from onboarding.stages.plan import NOTHING_NOTED

# A decision about the person is open: no forecast. Neutral: every result of a check passes here, a clear one too.
DECIDING = frozenset({"being_considered", "deciding", "not_yet", "looking_again", "shortlisting", "reserve"})


@dataclass(frozen=True)
class Read:
    """What was read from the database for one page."""

    application: Application
    stages: list[Stage]
    waits: dict[int, Wait]
    moves: list[MoveFact]
    fit: Fit
    today: dt.date
    at: dt.datetime
    usual: dict[Pair, Usual]
    times: bool
    truly: dict[int, Wait]
    may_choose: frozenset[str] = frozenset()

    def words_of(self, stage: Stage) -> tuple[str, str]:
        """Title and text of a stage's state for whoever has the ball."""
        wait = self.waits.get(stage.pk)
        state = ALL_KINDS[stage.kind].state(stage.state)
        here = state.words_for(wait.party, wait.began_by.step) if wait else state.words_for(None)
        words = state.held_up if state.held_up and stage.pk in self.truly else here
        words = NOTHING_NOTED if self.without_plan(stage) else words
        return self.fit(words.title), self.fit(words.text)

    def without_plan(self, stage: Stage) -> bool:
        """Whether the person is asked about a plan in which nothing was noted."""
        return stage in self.yours() and self.nothing_noted(stage)

    def nothing_noted(self, stage: Stage) -> bool:
        """Whether their plan is with them, or was, and nothing was noted in it."""
        if (stage.kind, stage.state) != ("readiness", "plan_with_applicant"):
            return False
        plan = plan_of(self.application)
        return not (plan.topics or plan.actions or plan.support)

    def name_of(self, stage: Stage) -> str:
        """What a stage is called to the person."""
        return self.numbered(self.fit(ALL_KINDS[stage.kind].public_title), stage)

    def numbered(self, title: str, stage: Stage) -> str:
        """A title with its number, where there are several of a kind."""
        several = sum(other.kind == stage.kind for other in self.stages) > 1
        return f"{title} ({stage.slot})" if several else title

    def under_way(self, stage: Stage) -> str:
        """What the person reads instead of “waiting for” while a course or a placement goes on; else nothing."""
        wait = self.waits.get(stage.pk)
        return ALL_KINDS[stage.kind].state(stage.state).on_now(wait.party) if wait else ""

    @property
    def waiting(self) -> list[Stage]:
        """The stages in which somebody is waited for, in pathway order: not those that go on, or that another one holds up."""
        rows = [stage for stage in self.stages if stage.pk in self.waits and stage.pk not in self.truly]
        return [stage for stage in rows if not self.under_way(stage)]

    @property
    def in_group(self) -> bool:
        """Whether they are, or would be, a member of a group, and apply for no role."""
        return self.fit.engagement == Engagement.GROUP

    @property
    def life(self) -> Words:
        """What the person reads of the application itself."""
        words = ALL_KINDS[APPLICATION].state(self.application.state).words
        return LIVES.get(Life(self.application.state), words) if self.in_group else words

    @property
    def active(self) -> bool:
        """In progress, or on a break."""
        return self.application.state in ACTIVE

    @property
    def deciding(self) -> bool:
        """Whether a decision about the person is open."""
        return any(stage.state in DECIDING for stage in self.stages)

    def day_named(self, stage: Stage) -> dt.date | None:
        """The day by which whoever has a stage said they would answer, if they named one and it is still to come."""
        turn = turns([move for move in self.moves if move.row == stage.pk], ALL_KINDS)[-1]
        return turn.until if turn.until and turn.until >= self.today else None

    def yours(self) -> list[Stage]:
        """The stages that wait for the person, in pathway order; none on a break."""
        turn = [stage for stage in self.stages if stage.pk in self.waits]
        return [stage for stage in turn if self.waits[stage.pk].party == Party.APPLICANT]


def read(application: Application, *, at: dt.datetime, times: bool) -> Read:
    """Everything a page needs, in a number of questions that does not grow with the application."""
    order = list(ALL_KINDS)
    found = Stage.objects.filter(application=application)
    stages = sorted(found, key=lambda stage: (order.index(stage.kind), stage.slot))
    open_waits = Wait.objects.filter(application=application, ended_at=None).select_related("body", "began_by")
    waits = {wait.stage_id: wait for wait in open_waits}
    moves = standing(move.fact() for move in Move.objects.filter(application=application).order_by("number"))
    today = clock.local_date(at, ZONE)
    fit = Fit(application.pathway.engagement, application.opportunity.nation, values_of(stages, today=today))
    waited = [stage for stage in stages if stage.pk in waits and not _under_way(stage, waits[stage.pk])]
    pairs = {(stage.kind, party) for stage in waited if chip(party := waits[stage.pk].party) == "them"}
    quiet = any(stage.state in DECIDING for stage in stages)
    known = usual(pairs, at=at) if times and not quiet else {}
    truly, choose = _truly(application, stages, waits, at), may_choose(application, stages, at=at)
    return Read(application, stages, waits, moves, fit, today, at, known, times, truly, choose)


def _truly(application: Application, stages: list[Stage], waits: dict[int, Wait], at: dt.datetime) -> dict[int, Wait]:
    """What holds up the stages that are with us; read further only where another check can."""
    asked = any(may_be_held_up(stage, waits[stage.pk]) for stage in stages if stage.pk in waits and len(waits) > 1)
    return held_up(look(application), waits, at=at) if asked else {}


def _under_way(stage: Stage, wait: Wait) -> bool:
    return ALL_KINDS[stage.kind].state(stage.state).goes_on_with(wait.party)

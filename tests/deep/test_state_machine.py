"""Whatever people do, in whatever order and with whatever dates, the machine keeps its promises."""

import datetime as dt
import random
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from onboarding.door import StepRefused, take
from onboarding.door.amend import amend
from onboarding.door.bring_in import Brought, bring_in
from onboarding.door.correction import REASONS
from onboarding.door.held import look
from onboarding.door.undo import undo
from onboarding.models import Application, Move, Proposal
from onboarding.stages import ALL_KINDS, CONTACT_STEPS
from tests.deep.promises_kept import check, cleared, trace
from tests.deep.wishes import answers, sensible
from tests.making import DAY, START, advance, application, team

PLACES = st.sampled_from(("selection.shortlisting", "crb.being_considered", "training.in_classes", "placement.ready"))
PEOPLE = st.sampled_from((0, 1))
SEEDS = st.integers(0, 2**32)
BACK = st.one_of(
    st.none(),
    st.none(),
    st.timedeltas(dt.timedelta(0), 30 * DAY),
    st.integers(-1, 40),  # whole days: a date without a time, tomorrow too
)
LATER = st.one_of(st.just(dt.timedelta(0)), st.timedeltas(dt.timedelta(seconds=1), 9 * DAY))


class People(RuleBasedStateMachine):
    """One application, and two people who may do everything and often try what they may not."""

    app: Application
    now: dt.datetime

    @initialize(pathway=st.sampled_from("ABCD"), brought=st.sampled_from((False, False, False, True)), place=PLACES)
    def somebody_applies(self, pathway: str, brought: bool, place: str) -> None:
        self.now = START
        self.app = application(pathway, at=START)
        if brought:
            rows = [
                Brought("application", "in_progress", START - 90 * DAY),
                Brought("selection", "closed", START - 60 * DAY),
                Brought("crb", "with_body", START - 50 * DAY),
                Brought("identity", "closed", START - 40 * DAY),
            ]
            bring_in(self.app, rows, by=team()[0], at=START, run=1, sheet_row=2)
        else:
            advance(self.app, place)
            self.now = START + 60 * DAY

    @rule(gap=LATER)
    def time_passes(self, gap: dt.timedelta) -> None:
        self.now += gap

    @rule(seed=SEEDS, who=PEOPLE, back=BACK)
    def somebody_tries_any_step(self, seed: int, who: int, back: Any) -> None:
        rand = random.Random(seed)
        held = look(self.app_now())
        rows: list[Any] = [held.application, *held.stages]
        row = rand.choice(rows)
        steps = [s for s in ALL_KINDS[row.kind].steps.values() if row.state in s.source or rand.random() < 0.05]
        if steps:
            step = rand.choice(steps)
            stage = None if row.kind == "application" else row
            self.attempt(stage, step.name, who, back, answers(step, self.now, rand))

    @rule(seed=SEEDS, who=PEOPLE, back=BACK, steps=st.integers(1, 12), gap=LATER)
    def somebody_does_the_next_thing(self, seed: int, who: int, back: Any, steps: int, gap: dt.timedelta) -> None:
        rand = random.Random(seed)
        for _ in range(steps):
            held = look(self.app_now())
            paid = held.application.pathway.engagement == "paid"
            nexts = []
            for row in held.stages:
                own = [m for m in held.standing if m.row == row.pk]
                found = sensible(row.kind, row.state, ALL_KINDS[row.kind].steps, own, paid=paid, now=self.now)
                nexts += [(row, *found)] if found else []
            if nexts:
                row, step, facts = rand.choice(nexts)
                if isinstance(self.attempt(row, step, who, back, facts), Proposal):
                    self.attempt(row, step, 1 - who, back, facts)
            self.now += gap

    @rule(which=st.integers(0, 5), who=PEOPLE, reason=st.sampled_from(("", *dict(REASONS))))
    def somebody_undoes(self, which: int, who: int, reason: str) -> None:
        moves = look(self.app_now()).moves[::-1]
        if which < len(moves):
            self.correct(lambda: undo(self.app, moves[which].pk, by=team()[who], at=self.now, reason=reason))

    @rule(seed=SEEDS, who=PEOPLE, days=st.integers(0, 60), as_date=st.booleans())
    def somebody_changes_a_date(self, seed: int, who: int, days: int, as_date: bool) -> None:
        moves = look(self.app_now()).moves
        when: Any = self.now - days * DAY
        move = random.Random(seed).choice(moves)
        given = when.date() if as_date else when
        self.correct(
            lambda: amend(self.app, move.pk, effective_at=given, by=team()[who], at=self.now, reason="wrong_date")
        )

    @invariant()
    def everything_holds(self) -> None:
        if hasattr(self, "app"):
            check(self.app.pk)

    def app_now(self) -> Application:
        return Application.objects.get(pk=self.app.pk)

    def attempt(self, stage: Any, step: str, who: int, back: Any, facts: Any) -> Any:
        when = self.now.date() - back * DAY if isinstance(back, int) else None if back is None else self.now - back
        before = trace(self.app.pk)
        try:
            taken = take(self.app, stage, step, by=team()[who], at=self.now, effective_at=when, **facts)
        except StepRefused:
            assert trace(self.app.pk) == before
            return None
        if isinstance(taken, Move) and (taken.kind, step) in CONTACT_STEPS:
            assert cleared(look(self.app_now()), "crb", taken.effective_at), "contact before its clearance"
        return taken

    def correct(self, correction: Any) -> None:
        before = trace(self.app.pk)
        try:
            correction()
        except StepRefused:
            assert trace(self.app.pk) == before


def run(examples: int, steps: int, *, same: bool = False) -> None:
    team()
    run_state_machine_as_test(
        People,
        settings=settings(
            max_examples=examples,
            stateful_step_count=steps,
            deadline=None,
            derandomize=same,
            database=None,
            print_blob=True,
            suppress_health_check=list(HealthCheck),
        ),
    )


@pytest.mark.django_db
def test_whatever_people_do_the_machine_keeps_its_promises():
    run(10, 20, same=True)


@pytest.mark.deep
@pytest.mark.django_db(transaction=True)  # tens of thousands of savepoints in one transaction make PostgreSQL crawl
def test_thousands_of_steps_leave_every_promise_kept():
    run(200, 50)

"""Every kind, state, step and role, from the declarations: who may takes it, who may not hears one sentence, on one set-up."""

import random
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import transaction

from onboarding.access import BY_MATCH, ROLES
from onboarding.door import StepRefused, take
from onboarding.engine.grammar import DOOR, Step
from onboarding.engine.kinds import Kind, StateOf
from onboarding.models import Move, Proposal, Stage
from onboarding.stages import ALL_KINDS, STAGE_KINDS
from tests.deep.promises_kept import trace
from tests.making import team
from tests.unit.stages.scenes import OUTSIDE, PLAYERS, Scene
from tests.unit.stages.ways import answers, at_state, before_step, from_its_beginning, has_a_beginning
from tests.unit.stages.ways_to_meet import AS_NAMED

pytestmark = pytest.mark.django_db
PLACES = [(kind.code, state) for kind in ALL_KINDS.values() for state in kind.codes]


@contextmanager
def taken_back() -> Iterator[None]:
    """Whatever happens inside is as if it had not."""
    point = transaction.savepoint()
    try:
        yield
    finally:
        transaction.savepoint_rollback(point)


def scenes(kind: str, state: str) -> Iterator[tuple[Step, Scene]]:
    """Each step that starts here, in a scene in which it can be taken; the state is reached once for all that need no more."""
    steps = [step for step in ALL_KINDS[kind].steps.values() if state in step.source and step.permission != DOOR]
    with taken_back():
        shared = at_state(kind, state)
        for step in steps:
            if not has_a_beginning(kind, step):
                with taken_back():
                    yield step, before_step(shared, step)
    for step in steps:
        if has_a_beginning(kind, step):
            with taken_back():
                yield step, from_its_beginning(kind, state, step)


def may(name: str, step: Step) -> bool:
    """Whether a role, or a party outside that holds a link, may take the step by what is declared."""
    return bool(step.reply and name in step.reply.parties) if name in OUTSIDE else step.permission in ROLES[name]


def tried(scene: Scene, step: Step, by: Any, facts: Any) -> Any:
    """What the door gave: what was taken, or the sentences of the refusal."""
    stage = scene.row.pk if isinstance(scene.row, Stage) else None
    try:
        return take(scene.app, stage, step.name, by=by, at=scene.now, **facts)
    except StepRefused as refused:
        return [reason.sentence for reason in refused.reasons]


def taken_whole(scene: Scene, step: Step, by: Any, facts: Any) -> Any:
    """The step by one person, and by a second where it needs two; where one role alone may, by somebody with all of them."""
    taken = tried(scene, step, by, facts)
    if not isinstance(taken, Proposal):
        return taken
    others = [
        scene.cast[role]
        for role in PLAYERS
        if may(role, step) and scene.cast[role] not in (by, scene.cast["applicant"])
    ]
    return tried(scene, step, (others or [team()[1]])[0], facts)


def leads_where_it_says(taken: Any, step: Step, state: str) -> None:
    """A public step is a move as declared; an inner one leaves none."""
    assert not isinstance(taken, list), f"{step.name}: name what it needs in tests/unit/stages/ways.py. {taken}"
    assert isinstance(taken, Move) != step.inner
    if isinstance(taken, Move):
        assert (taken.step, taken.source, taken.target, taken.outcome) == (
            step.name,
            state,
            step.to(state),
            step.closes_as,
        )


@pytest.mark.parametrize(("kind", "state"), PLACES)
def test_whoever_may_takes_a_step_from_here_and_nobody_else_does(kind, state):
    """So a refusal is for want of the right, and of nothing else."""
    for step, scene in scenes(kind, state):
        assert scene.row.state == state
        facts, before = answers(scene, kind, step), trace(scene.app.pk)
        people = {name: scene.player(name) for name in (*PLAYERS, *(OUTSIDE if kind != "application" else ()))}
        able = [name for name in people if may(name, step)]
        assert set(able) & set(PLAYERS), f"nobody may: {step.name}"
        for name in people.keys() - set(able):
            assert tried(scene, step, people[name], facts) == [f"You may not do this: {step.label}"], (step.name, name)
        assert trace(scene.app.pk) == before
        for name in able:
            with taken_back():
                AS_NAMED.get((kind, step.name), lambda _scene, _person: None)(scene, people[name])
                leads_where_it_says(taken_whole(scene, step, people[name], facts), step, state)


def not_from_here(kind: str, state: str, roles: Callable[[list[str]], Iterable[str]]) -> None:
    """Each step that does not start here, refused to the roles drawn from those who may and from those who may not."""
    scene = at_state(kind, state)
    players = [
        role for role in PLAYERS if role not in BY_MATCH or scene.host_is_asked
    ]  # a host reaches who is matched with their site, a supervisor whom they support
    before = trace(scene.app.pk)
    for step in ALL_KINDS[kind].steps.values():
        able = [role for role in players if may(role, step)]
        if state not in step.source or not able:
            for role in roles(able):
                (said,) = tried(scene, step, scene.cast[role], {})
                assert said.startswith(f"“{step.label}” is not possible now"), (step.name, role)
            for role in roles([role for role in players if role not in able]):
                assert tried(scene, step, scene.cast[role], {}) == [f"You may not do this: {step.label}"], (
                    step.name,
                    role,
                )
    assert trace(scene.app.pk) == before


@pytest.mark.parametrize(("kind", "state"), PLACES)
def test_no_step_is_taken_where_it_does_not_start_or_by_whom_it_is_not_for(kind, state):
    """By one who may and one who may not, of all roles; with --deep by each of them. What only the door does nobody does."""
    rand = random.Random(f"{kind}.{state}")
    not_from_here(kind, state, lambda found: rand.sample(found, min(1, len(found))))


@pytest.mark.deep
@pytest.mark.parametrize(("kind", "state"), PLACES)
def test_no_role_at_all_takes_a_step_where_it_does_not_start(kind, state):
    not_from_here(kind, state, list)


def turns(kind: Kind, state: StateOf) -> set[tuple[str, str]]:
    """Every party that a step of the kind can leave in the state with the ball, with the step that does."""
    found = set()
    for step in kind.steps.values():
        for source in step.source:
            if not step.inner and step.to(source) == state.code:
                usual = state.party if source != state.code else None
                found |= {(party, step.name) for party in (step.waits_on or usual, *step.may_wait_on) if party}
    return found


@pytest.mark.parametrize("kind", STAGE_KINDS.values(), ids=list(STAGE_KINDS))
def test_whoever_has_the_ball_has_words_a_target_and_a_verb_that_is_possible(kind):
    for state in kind.states:
        if state.code in (kind.first, kind.closed):
            continue
        assert turns(kind, state), f"nobody comes to {state.code}"
        for party, begun_by in turns(kind, state):
            assert party == state.party or party in state.by_party, (state.code, party)
            assert (state.target_for(party) is None) == kind.own_pace
            assert state.code in kind.steps[state.verb_for(party, begun_by)].source, (state.code, party, begun_by)


@pytest.mark.parametrize("kind", STAGE_KINDS.values(), ids=list(STAGE_KINDS))
def test_a_way_leads_from_every_state_to_the_end(kind):
    after = {state: {step.to(state) for step in kind.steps.values() if state in step.source} for state in kind.codes}
    ends = {kind.closed}
    for _each in kind.codes:
        ends |= {state for state, nexts in after.items() if nexts & ends}
    assert ends == set(kind.codes)

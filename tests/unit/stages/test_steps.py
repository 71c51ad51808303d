"""From every state of every stage: each step by who may, refused to who may not, and no step that does not start here."""

import random
from typing import Any

import pytest

from onboarding import access
from onboarding.door import StepRefused, take
from onboarding.door.held import look
from onboarding.engine.grammar import DOOR, Step
from onboarding.models import Application
from onboarding.stages import STAGE_KINDS
from tests.deep.promises_kept import trace
from tests.deep.wishes import answers
from tests.making import DAY, START, TRACKS, advance, application, pathway_with, staff, team

pytestmark = pytest.mark.django_db
NOW = START + 90 * DAY
ON_THE_TRACK = [
    (kind, state)
    for kind, track in TRACKS.items()
    for state in STAGE_KINDS[kind].codes
    if state == "not_open"
    or any(state == STAGE_KINDS[kind].steps[name].target for name, _facts in (*track, ("open", None)))
]


def there(kind: str, state: str) -> Application:
    app = advance(application(pathway_with(kind)), "selection.shortlisting")
    at_rest = state == "not_open" or (kind, state) == ("placement", "closed")
    return app if at_rest else advance(app, f"{kind}.{state}")


def reasons(app: Application, kind: str, step: Step, **wish: Any) -> list[str]:
    before = trace(app.pk)
    with pytest.raises(StepRefused) as refused:
        take(app, kind, step.name, at=NOW, **wish)
    assert trace(app.pk) == before
    return [reason.sentence for reason in refused.value.reasons]


@pytest.mark.parametrize(("kind", "state"), ON_THE_TRACK)
def test_only_who_may_takes_a_step_and_only_from_where_it_starts(kind, state):
    app = there(kind, state)
    nobody, (first, _second) = staff("Nia Nobody", "administrator"), team()
    here = next(stage.state for stage in look(app).stages if stage.kind == kind)
    for step in STAGE_KINDS[kind].steps.values():
        facts: dict[str, Any] = answers(step, NOW, random.Random(1))
        if step.permission == DOOR:
            assert reasons(app, kind, step, by=first) == [f"You may not do this: {step.label}"]
            continue
        assert reasons(app, kind, step, by=nobody, **facts) == [f"You may not do this: {step.label}"]
        assert any(step.permission in access.ROLES[role] for role in access.STAFF_ROLES)
        if here not in step.source:
            (sentence,) = reasons(app, kind, step, by=first, **facts)
            assert sentence.startswith(f"“{step.label}” is not possible now")


@pytest.mark.parametrize("kind", TRACKS)
def test_each_step_of_the_way_leads_where_it_says(kind):
    """The whole way once, for the stage's own moves: each is where the declaration says, and the next version."""
    app = advance(application(pathway_with(kind)), f"{kind}.closed")
    row = app.stages.filter(kind=kind).earliest("slot").pk
    moves = [move for move in look(app).standing if move.row == row]
    assert [m.seq for m in moves] == list(range(1, len(moves) + 1))
    for move in moves:
        step = STAGE_KINDS[kind].steps[move.step]
        assert move.source in step.source
        assert move.target == step.to(move.source)
        assert move.outcome == step.closes_as
    assert moves[-1].target == "closed"

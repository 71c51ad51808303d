"""Each step of the way leads where it is declared to. Who may take which, and who not, is in test_everybody.py beside it."""

import pytest

from onboarding.door.held import look
from onboarding.stages import STAGE_KINDS
from tests.making import TRACKS, advance, application, pathway_with

pytestmark = pytest.mark.django_db


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

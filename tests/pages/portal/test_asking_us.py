"""Taking the ball back is everybody's who may hold it, the applicant's too; giving it to them again is ours alone."""

import pytest

from onboarding.access import ROLES
from onboarding.stages import STAGE_KINDS


def test_who_may_hand_over_may_also_take_back():
    assert all("ask_us" in permissions for permissions in ROLES.values() if "hand_over" in permissions)


def test_an_applicant_may_take_back_and_not_hand_over():
    assert "ask_us" in ROLES["applicant"]
    assert "hand_over" not in ROLES["applicant"]


@pytest.mark.parametrize("kind", STAGE_KINDS)
def test_every_stage_that_waits_for_a_person_can_be_taken_back(kind):
    steps = STAGE_KINDS[kind].steps
    waiting = {state.code for state in STAGE_KINDS[kind].states if state.party == "applicant"}
    assert steps["take_back"].permission == "ask_us"
    assert steps["give_again"].permission == "hand_over"
    assert waiting <= set(steps["take_back"].source)

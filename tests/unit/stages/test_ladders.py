"""The shipped ladders keep within the limits, and every limit says its sentence."""

from dataclasses import replace

import pytest

from onboarding.engine.ladder import CALENDAR, TARGET, WORKING, Rung
from onboarding.stages.ladders import (
    ANOTHER,
    ASK,
    CALL,
    DO_WORDS,
    ESCALATE,
    LADDERS,
    LOOK,
    MAY_DO,
    REMIND,
    WRITE,
    in_the_way,
)
from onboarding.stages.names import Party

PERSON = LADDERS[Party.APPLICANT, ""]


@pytest.mark.parametrize("who", LADDERS, ids=str)
def test_a_shipped_ladder_keeps_within_the_limits(who):
    assert in_the_way(who[0], LADDERS[who]) == []


def test_everybody_who_can_be_waited_for_has_a_ladder():
    assert {party for party, _kind in LADDERS} == set(Party) - {Party.PAUSED} == set(MAY_DO)


def test_everything_a_rung_does_has_words():
    assert {do for dos in MAY_DO.values() for do in dos} == set(DO_WORDS)


def refused(party, *rungs):
    return in_the_way(party, rungs)


BROKEN = {
    "Choose who is waited for": ("police", Rung(1, 5, WORKING, ASK)),
    "A ladder has at least 1 rung": (Party.HR,),
    "This cannot be done for who is waited for here": (Party.APPLICANT, Rung(1, 5, WORKING, LOOK), PERSON[3]),
    "Choose whom it is passed on to": (Party.HR, Rung(1, 3, WORKING, ESCALATE, TARGET)),
    "Each rung comes later than the one before, counted in the same days": (
        Party.REFEREE,
        Rung(1, 6, WORKING, REMIND),
        Rung(2, 3, WORKING, ANOTHER),
    ),
    "Only the last rung may come again": (
        Party.REFEREE,
        Rung(1, 3, WORKING, REMIND, every=3),
        Rung(2, 6, WORKING, ANOTHER),
    ),
    "Messages to one person are a week apart at least": (
        Party.APPLICANT,
        PERSON[0],
        replace(PERSON[1], days=7),
        PERSON[3],
    ),
    "A referee is reminded twice at most": (
        Party.REFEREE,
        *(Rung(place, 3 * place, WORKING, REMIND) for place in (1, 2, 3)),
    ),
}


@pytest.mark.parametrize("sentence", BROKEN)
def test_a_ladder_beyond_a_limit_is_refused(sentence):
    assert sentence in refused(*BROKEN[sentence])


@pytest.mark.parametrize(
    "rungs",
    [
        PERSON[:3],
        (*PERSON[:3], replace(PERSON[3], do=WRITE), Rung(5, 25, WORKING, CALL)),
        (*PERSON[:3], replace(PERSON[3], every=5)),
    ],
    ids=["no call", "4 letters", "calls for ever"],
)
def test_a_person_is_written_to_3_times_at_most_and_then_called_once(rungs):
    assert refused(Party.APPLICANT, *rungs) == ["A person is written to 3 times at most, and then called"]


@pytest.mark.parametrize(
    "rung",
    [
        Rung(1, 59, CALENDAR, ASK),
        Rung(1, 60, WORKING, ASK),
        Rung(1, 1, WORKING, ASK, TARGET),
        Rung(1, 28, CALENDAR, ESCALATE, role="hr"),
    ],
)
def test_the_disclosure_body_is_not_asked_before_day_60(rung):
    assert refused(Party.DISCLOSURE_BODY, rung) == ["The disclosure body may be asked from day 60 on, not before"]


def test_a_ladder_may_go_on_from_the_start_to_the_target_and_not_back():
    start, target = Rung(1, 3, WORKING, ASK), Rung(2, 1, WORKING, ASK, TARGET)
    assert refused(Party.COMMITTEE, start, target) == []
    assert refused(Party.COMMITTEE, target, start) != []

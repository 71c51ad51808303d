"""References: two people speak for the person; one who has moved is replaced; nothing about absence before the offer."""

from typing import Any

import pytest

from onboarding.access import ROLES
from onboarding.door import StepRefused, take
from onboarding.door.undo import undo
from onboarding.models import Application, Move, Pathway, Referee, ReferenceAnswer, ReferenceRequest, Stage, Wait
from tests.making import DAY, START, advance, applicant, application, site, staff, team

pytestmark = pytest.mark.django_db
NOW = START + 30 * DAY
ROSA = {
    "name": "Rosa Marsh",
    "relation": "group",
    "email": "rosa@groups.example",
    "role_words": "support_worker",
    "knows": "no",
}
IMAN = {**ROSA, "name": "Iman Noor", "relation": "tutor", "email": "iman@college.example"}


@pytest.fixture
def maya() -> Application:
    return advance(application("C", who=applicant("Maya", "Collins")), "selection.closed")


def slot(app: Application, number: int) -> Stage:
    return Stage.objects.get(application=app, kind="reference", slot=number)


def go(app: Application, number: int, *steps: Any, at: Any = NOW) -> None:
    for step in steps:
        name, facts = step if isinstance(step, tuple) else (step, {})
        take(app, slot(app, number), name, by=team()[0], at=at, **facts)


def asked(app: Application, number: int, who: Any = ROSA) -> None:
    go(app, number, "ask_who", ("name_referee", who), ("ask", {"template": "after_offer"}))


def refused(app: Application, number: int, step: str, **facts: Any) -> list[str]:
    with pytest.raises(StepRefused) as refusal:
        take(app, slot(app, number), step, by=team()[0], at=NOW, **facts)
    return [reason.sentence for reason in refusal.value.reasons]


def waiting(app: Application, number: int) -> str:
    return Wait.objects.get(stage=slot(app, number), ended_at=None).party


def test_both_references_open_with_the_checks_and_are_ours_until_we_ask(maya):
    assert [waiting(maya, number) for number in (1, 2)] == ["hr", "hr"]
    go(maya, 2, "ask_who")
    assert [waiting(maya, number) for number in (1, 2)] == ["hr", "applicant"]


def test_of_two_referees_one_has_moved_and_another_is_asked(maya):
    asked(maya, 1)
    asked(maya, 2, IMAN)
    go(maya, 1, ("received", {"how": "link"}), "accept")
    go(maya, 2, ("referee_cannot", {"reason": "moved"}))
    assert (slot(maya, 2).state, waiting(maya, 2)) == ("with_applicant", "hr")
    assert not Referee.objects.filter(stage=slot(maya, 2), current=True).exists()
    assert not ReferenceRequest.objects.filter(stage=slot(maya, 2), current=True).exists()
    go(maya, 2, "ask_who", ("name_referee", {**IMAN, "name": "Sol Reed", "email": "sol@college.example"}))
    go(maya, 2, ("ask", {"template": "after_offer"}), ("received", {"how": "phone"}), "accept")
    assert {slot(maya, number).state for number in (1, 2)} == {"closed"}


def test_the_same_person_cannot_speak_twice(maya):
    asked(maya, 1)
    go(maya, 2, "ask_who")
    (said,) = refused(maya, 2, "name_referee", **{**IMAN, "email": "ROSA@groups.example"})
    assert said == "This person is named already: each reference is from somebody else"
    go(maya, 2, ("name_referee", IMAN))


def test_a_referee_who_answered_no_can_be_named_again_in_the_same_place(maya):
    asked(maya, 1)
    go(maya, 1, ("referee_cannot", {"reason": "bounced"}), "ask_who", ("name_referee", ROSA))
    assert slot(maya, 1).state == "named"


def test_we_never_tell_a_referee_of_lived_experience_they_do_not_know_of(maya):
    go(maya, 1, "ask_who")
    (said,) = refused(maya, 1, "name_referee", **{**ROSA, "role_words": "peer"})
    assert "tells that they have lived experience" in said
    go(maya, 1, ("name_referee", {**ROSA, "role_words": "peer", "knows": "yes"}))


def test_absence_is_never_asked_about_before_the_offer_whatever_a_pathway_opens():
    old = Pathway.objects.get(code="C", version=1)
    stages = [{**s, "opens_after": ["application"]} if s["kind"] == "reference" else s for s in old.stages]
    Pathway.objects.create(
        code="C", version=9, title=old.title, engagement="paid", stages=stages, peer_sign_off="Sam, peer worker"
    )
    dee = advance(application("C9"), "selection.shortlisting")
    go(dee, 1, "ask_who", ("name_referee", ROSA))
    (said,) = refused(dee, 1, "ask", template="after_offer")
    assert said == "Absence may be asked about once the offer is accepted, never before"
    go(dee, 1, ("ask", {"template": "before_offer"}))
    assert ReferenceRequest.objects.get(stage=slot(dee, 1)).template == "before_offer"


def test_two_reminders_and_then_the_person_is_asked_whom_else(maya):
    asked(maya, 1)
    go(maya, 1, "remind", "remind")
    assert refused(maya, 1, "remind") == ["They were reminded twice: ask the person for somebody else"]
    assert waiting(maya, 1) == "referee"
    go(maya, 1, "ask_another")
    assert waiting(maya, 1) == "applicant"


def test_a_reminder_begins_no_new_turn(maya):
    asked(maya, 1)
    due = Wait.objects.get(stage=slot(maya, 1), ended_at=None).due_on
    go(maya, 1, "remind", at=NOW + 5 * DAY)
    assert Wait.objects.get(stage=slot(maya, 1), ended_at=None).due_on == due


def test_the_manager_asks_what_is_not_clear_and_may_want_another_one(maya):
    asked(maya, 1)
    go(maya, 1, ("received", {"how": "post"}))
    assert waiting(maya, 1) == "manager"
    go(maya, 1, ("clarify", {"reason": "dates"}))
    assert waiting(maya, 1) == "referee"
    go(maya, 1, "clarified", ("not_accepted", {"reason": "family"}))
    assert (waiting(maya, 1), Move.objects.latest("number").code) == ("hr", "family")


def test_only_a_manager_accepts_what_hr_received(maya):
    asked(maya, 1)
    hana, mo = staff("Hana Hr", "hr", "coordinator"), staff("Mo Manager", "manager")
    with pytest.raises(StepRefused, match="You may not do this"):
        take(maya, slot(maya, 1), "received", by=mo, at=NOW, how="link")
    take(maya, slot(maya, 1), "received", by=hana, at=NOW, how="link")
    with pytest.raises(StepRefused, match="You may not do this"):
        take(maya, slot(maya, 1), "accept", by=hana, at=NOW)
    take(maya, slot(maya, 1), "accept", by=mo, at=NOW)
    assert {"name_referee"} == ROLES["applicant"] & {
        "name_referee",
        "reference",
        "receive_reference",
        "review_reference",
    }


def test_undoing_puts_the_referee_back(maya):
    asked(maya, 1)
    go(maya, 1, "ask_another")
    undo(maya, Move.objects.latest("number").pk, by=team()[0], at=NOW)
    assert Referee.objects.get(stage=slot(maya, 1), current=True).name == "Rosa Marsh"


def test_nobody_meets_anyone_while_one_of_two_references_is_out(maya):
    app = advance(maya, "training.in_classes")
    take(app, slot(app, 2), "reopen", by=team()[0], at=NOW)
    with pytest.raises(StepRefused) as refusal:
        take(app, "training", "start_practice", by=team()[0], at=NOW, site=site().pk, supervisor=team()[0].pk, team_agreed=True)
    assert "The references are not all in and accepted" in [reason.sentence for reason in refusal.value.reasons]


def test_what_was_said_of_a_person_has_no_place_to_be_kept():
    """Names, which form, and one opinion from a list: no column for what a referee wrote."""
    columns = {field.name for model in (Referee, ReferenceRequest, ReferenceAnswer) for field in model._meta.concrete_fields}
    assert columns == {
        "id", "stage", "move", "current", "name", "relation", "email", "phone", "role_words", "knows", "template", "answer",
    }  # fmt: skip

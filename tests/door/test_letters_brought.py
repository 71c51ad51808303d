"""Which steps bring which letters, and that these go out: also with bad news, and also when the step ends everything."""

import datetime as dt

import pytest

from onboarding import letters
from onboarding.door import take
from onboarding.door.undo import undo
from onboarding.letters import start_agreement
from onboarding.models import DisclosureRecord, Letter, Organisation, OutboxItem
from onboarding.queries import letter_facts
from onboarding.tasks import deliver
from tests import making

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)
NO = {
    "reason": "no_place", "first_strength": "listening", "second_strength": "warm", "next_time": "group", "offered_talk": True,
}  # fmt: skip


def later(app):
    return app.moves.latest("number").recorded_at + DAY


def agreed(app, stage, step, *, at, **facts):
    """A step for which two people are needed."""
    first, second = making.team()
    take(app, stage, step, by=first, at=at, **facts)
    return take(app, stage, step, by=second, at=at, **facts)


def kinds_of(app):
    return list(OutboxItem.objects.filter(application=app).order_by("pk").values_list("kind", flat=True))


def delivered(app, kind):
    """What became of a letter: hard news may be put off once, to a day on which somebody can talk about it."""
    item = OutboxItem.objects.get(application=app, kind=kind)
    for _try in range(2):
        deliver(item.pk, at=item.not_before)
        item.refresh_from_db()
    return item.status, Letter.objects.filter(item=item).first()


def test_applying_and_meeting_and_the_readiness_chat_each_bring_their_letter():
    app = making.advance(making.application(), "readiness.plan_with_applicant")
    said = kinds_of(app)
    assert said[:4] == ["application_received", "meeting_invitation", "meeting_invitation", "conditional_offer"]
    assert [kind for kind in said if kind.startswith("readiness")] == [
        "readiness_invitation", "readiness_invitation", "readiness_plan",
    ]  # fmt: skip


def test_the_reserve_list_brings_its_letter_with_the_day():
    app = making.advance(making.application(), "selection.deciding")
    at = later(app)
    take(app, "selection", "reserve", by=making.team()[0], at=at, expires_on=at.date() + 180 * DAY)
    status, letter = delivered(app, "reserve_list")
    assert status == "sent"
    assert "We keep your name until" in letter.text


def test_not_yet_brings_a_letter_with_the_day_of_the_next_talk():
    app = making.advance(making.application(), "readiness.booked")
    at = later(app)
    agreed(app, "readiness", "not_yet", at=at, reason="time", review_on=at.date() + 40 * DAY)
    status, letter = delivered(app, "not_yet")
    assert status == "sent"
    assert "find times, travel or cover" in letter.text


def test_the_letter_of_an_ending_goes_out_though_all_else_has_stopped():
    app = making.advance(making.application(), "selection.deciding")
    agreed(app, None, "not_this_time", at=later(app), **NO)
    status, letter = delivered(app, "not_this_time")
    assert status == "sent"
    assert "There is no place in this team now." in letter.text
    assert (
        OutboxItem.objects.filter(application=app).exclude(kind="not_this_time").exclude(status="cancelled").count()
        == 0
    )


def test_after_a_death_not_even_the_letter_of_the_ending_before_goes_out():
    app = making.advance(making.application(), "selection.deciding")
    agreed(app, None, "not_this_time", at=later(app), **NO)
    jo = making.team()[0]
    take(app, None, "reopen", by=jo, at=later(app))
    take(app, None, "record_death", by=jo, at=later(app))
    assert delivered(app, "not_this_time")[0] == "cancelled"


def test_an_ending_that_is_undone_says_nothing():
    app = making.advance(making.application(), "selection.deciding")
    move = agreed(app, None, "not_this_time", at=later(app), **NO)
    undo(app, move.pk, by=making.team()[1], at=move.recorded_at + dt.timedelta(minutes=1))
    assert delivered(app, "not_this_time")[0] == "cancelled"


def test_the_last_check_to_close_brings_the_letter_that_all_are_done_once():
    app = making.advance(making.application(), "training.waiting_for_course")
    assert kinds_of(app).count("all_clear") == 1
    item = OutboxItem.objects.get(application=app, kind="all_clear")
    assert item.move is not None
    assert item.move.target == "closed"
    earlier = making.advance(making.application(who=making.applicant("Dee", "Harwood")), "occupational_health.closed")
    assert "all_clear" not in kinds_of(earlier)


def test_training_and_placement_bring_the_certificate_the_agreements_and_the_request_to_the_team():
    app = making.advance(making.application(), "placement.on_placement")
    said = [kind for kind in kinds_of(app) if kind not in ("meeting_invitation", "readiness_invitation", "ask_by_link")]
    assert said[-6:] == [
        "joining_instructions", "completion_certificate", "host_request", "role_agreement", "placement_confirmed", "start_agreement",
    ]  # fmt: skip


def test_a_break_and_the_way_back_each_bring_their_letter():
    app = making.advance(making.application(), "crb.with_body")
    jo = making.team()[0]
    take(app, "crb", "certificate_posted", by=jo, at=later(app))
    take(app, None, "pause", by=jo, at=later(app), asked="phone")
    status, letter = delivered(app, "pause_confirmed")
    assert status == "sent"
    assert "Days that go on" in letter.text
    take(app, None, "resume", by=jo, at=later(app))
    assert "Welcome back" in delivered(app, "welcome_back")[1].text


def test_who_stops_is_thanked_though_the_application_has_ended():
    app = making.advance(making.application(), "selection.deciding")
    take(app, None, "withdraw", by=making.team()[0], at=later(app))
    status, letter = delivered(app, "withdrawal_confirmed")
    assert status == "sent"
    assert "The door is open" in letter.text


@pytest.mark.parametrize("document", ["volunteer_agreement", "honorary_contract", "letter_of_authority"])
def test_a_volunteer_starts_on_the_paper_that_the_organisation_has_chosen(document):
    Organisation.objects.update(voluntary_document=document)
    app = making.advance(making.application("A"), "placement.on_placement")
    written = letters.write("start_agreement", letter_facts.gather("start_agreement", app, at=later(app)))
    assert written.title == start_agreement.TITLES[document]


@pytest.mark.parametrize("content", ["clear", "disclosed"])
def test_an_offer_taken_back_is_one_letter_that_says_more_only_after_a_check(content):
    app = making.advance(making.application(), "crb.being_considered", facts={"crb.record_result": {"content": content}})
    DisclosureRecord.objects.filter(current=True).update(decision="" if content == "clear" else "not_proceed")
    agreed(app, None, "withdraw_offer", at=later(app), met=True)
    status, letter = delivered(app, "offer_withdrawn")
    assert status == "sent"
    assert letter.title == "A letter about joining us"
    assert ("ask the DBS to look again" in letter.text) == (content == "disclosed")


def test_a_referee_is_asked_and_reminded_in_the_words_the_person_chose():
    app = making.advance(making.application("C"), "reference.with_referee")
    stage, at = app.stages.get(kind="reference", state="with_referee"), later(app)
    reminded = take(app, stage, "remind", by=making.team()[0], at=at)
    asked = app.moves.get(kind="reference", step="ask", stage=stage)
    first, second = (
        letters.write("reference_request", letter_facts.gather("reference_request", app, at=at, move=move.pk)).text
        for move in (asked, reminded)
    )
    assert "Will you say a few words about someone?" in first
    assert "It may be that our letter did not reach you." in second
    for words in (first, second):
        assert "Dear Rosa Marsh," in words
        assert "may join us as a support worker." in words
    assert kinds_of(app).count("reference_request") == 2


def test_a_committee_gets_its_paper_when_it_is_on_the_agenda():
    app = making.advance(making.application("C"), "committee.with_committee")
    asked = app.moves.get(kind="committee", step="put_on_agenda")
    facts = letter_facts.gather("committee_paper", app, at=later(app), move=asked.pk)
    words = letters.write("committee_paper", facts).text
    assert kinds_of(app).count("committee_paper") == 1
    assert facts.address_lines == ("Professions committee",)
    assert "A role at Croydon community team" in words
    assert asked.due_on
    assert f"at your meeting on {asked.due_on.day} {asked.due_on:%B %Y}" in words
    assert "Maya" not in words
    assert app.reference not in words


def test_a_team_that_is_asked_early_gets_the_same_letter_and_its_yes_brings_the_agreement():
    app = making.advance(making.application("D"), "placement.matching")
    assert kinds_of(app).count("host_request") == 1
    take(app, "placement", "keep_team", by=making.team()[0], at=later(app))
    assert kinds_of(app).count("host_request") == 1
    status, letter = delivered(app, "role_agreement")
    assert status == "sent"
    assert "Croydon community team" in letter.text

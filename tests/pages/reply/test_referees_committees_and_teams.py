"""A referee, a committee's secretary and a team answer by buttons, each asked in the words that they may read."""

import re
from typing import Any

import pytest

from onboarding.actions.reply_links import send_link, send_list
from onboarding.door import StepRefused, take
from onboarding.models import Approval, AuditEvent, Move, Referee, ReferenceAnswer, ReplyLink, Stage, Wait
from onboarding.queries.reply_list import asked as asked_of
from onboarding.queries.reply_to import address
from tests.making import DAY, HOUR, staff, team
from tests.outside import COMMITTEE, Outside, body, mailed, sent
from tests.pages.reply.conftest import NOW
from tests.pages.reply.test_questions import ALWAYS

pytestmark = pytest.mark.django_db
OPINIONS = ["received.yes", "received.with_help", "received.no", "received.not_well"]
CHANGES = ["wants_changes.description", "wants_changes.supervision", "wants_changes.training", "wants_changes.numbers"]
AGREED = ["agreed.1", "agreed.2", "agreed.3"]
MEETINGS = ["put_off.2026-05-15", "put_off.2026-06-12", "put_off.2026-07-10"]
TEAMS = ["team_says_yes", "team_says_no.no_supervisor", "team_says_no.no_room", "team_says_no.dates"]


@pytest.mark.parametrize(
    ("upto", "codes"),
    [
        ("reference.with_referee", [*OPINIONS, "referee_cannot.declined"]),
        ("committee.with_committee", [*AGREED, *MEETINGS, *CHANGES]),
        ("host_acceptance.with_host", TEAMS),
    ],
)
def test_each_has_a_button_for_each_answer_and_may_say_that_it_is_not_theirs_or_name_a_day(asked, upto, codes):
    outside = asked(upto)
    outside.press()
    assert outside.codes() == codes
    assert all(code in outside.answer.content.decode() for code in ALWAYS)
    outside.press("until", until="2026-05-01")
    assert waiting(outside).due_on.isoformat() == "2026-05-01"


@pytest.mark.parametrize("answer", ["yes", "with_help", "no", "not_well"])
def test_what_a_referee_says_is_for_the_manager_and_looks_the_same_to_everybody_else(asked, client, answer):
    outside = asked("reference.with_referee")
    outside.press()
    assert outside.press("answer", answer=f"received.{answer}").status_code == 200
    move = Move.objects.get(step="received")
    assert (move.code, move.target, str(move.actor)) == ("link", "with_manager", "By link: Referee")
    assert ReferenceAnswer.objects.get(current=True).answer == answer
    said = AuditEvent.objects.filter(application=outside.app).values_list("envelope", flat=True)
    assert not any(answer in words for words in said if "reply_answered" in words)
    page = f"/staff/people/{outside.app.reference}/step/{move.stage_id}/accept/"
    shown = "The referee was asked if the person would be good in this role. Answer: "
    client.force_login(staff("Mo Manager", "manager"))
    assert shown in client.get(page).content.decode()
    client.force_login(staff("Hana Reed", "hr"))
    assert shown not in client.get(page).content.decode()


def test_the_answer_of_one_referee_is_not_shown_as_the_answer_of_the_other(asked, client):
    outside = asked("reference.with_referee")
    outside.press()
    outside.press("answer", answer="received.no")
    first, second = Stage.objects.filter(application=outside.app, kind="reference").order_by("slot")
    by = team()[0]
    told: dict[str, Any] = {"name": "Tom Reed", "relation": "tutor", "phone": "01632 960 200", "role_words": "volunteer", "knows": "no"}
    take(outside.app, second, "name_referee", by=by, at=NOW, **told)
    take(outside.app, second, "ask", by=by, at=NOW, template="after_offer")
    take(outside.app, second, "received", by=by, at=NOW, how="post")
    client.force_login(staff("Mo Manager", "manager"))
    pages = [
        client.get(f"/staff/people/{outside.app.reference}/step/{row.pk}/accept/").content.decode()
        for row in (first, second)
    ]
    assert ["Answer: No." in page for page in pages] == [True, False]


def test_a_reference_that_is_not_accepted_takes_its_answer_along(asked):
    outside = asked("reference.with_referee")
    outside.press()
    outside.press("answer", answer="received.not_well")
    manager = staff("Mo Manager", "manager")
    take(outside.app, outside.link.stage_id, "not_accepted", by=manager, at=NOW + HOUR, reason="hardly_known")
    assert not ReferenceAnswer.objects.filter(current=True).exists()


def test_a_referee_would_rather_not_and_we_ask_the_person_for_somebody_else(asked):
    outside = asked("reference.with_referee")
    outside.press()
    assert "I would rather not say" in outside.page
    outside.press("answer", answer="referee_cannot.declined")
    assert (waiting_for(outside), Move.objects.get(step="referee_cannot").code) == ("hr", "declined")
    assert not Referee.objects.filter(current=True).exists()
    assert outside.press().status_code == 404


def test_what_was_not_clear_is_told_by_a_button_and_the_manager_reads_it_again(asked):
    outside = asked("reference.with_referee")
    outside.press()
    outside.press("answer", answer="received.yes")
    take(outside.app, outside.link.stage_id, "clarify", by=staff("Mo Manager", "manager"), at=NOW, reason="dates")
    again = sent(outside.app, "reference")
    again.press()
    assert again.codes() == ["referee_cannot.declined", "clarified"]
    again.press("answer", answer="clarified")
    assert waiting_for(again) == "manager"


def waiting(outside):
    return Wait.objects.get(stage=outside.link.stage_id, ended_at=None)


def waiting_for(outside):
    return waiting(outside).party


def test_a_referee_is_asked_at_their_own_address_in_the_words_that_the_person_chose_for_them(asked, mailoutbox):
    outside = asked("reference.with_referee", role_title_for_others="peer support worker")
    mail = mailoutbox[-1]
    assert mail.to == [Referee.objects.get().email]
    assert "Sam" not in mail.body + mail.subject
    outside.press()
    assert "A reference for Sam Okafor" in outside.page
    assert "Sam wants to be a support worker with us and gave us your name." in outside.page
    assert "would Sam be good as a support worker?" in outside.page
    assert not re.search("peer|lived experience|mental|network", outside.page.lower())


def test_a_referee_who_has_no_address_any_more_gets_no_mail(asked):
    outside = asked("reference.with_referee")
    Referee.objects.update(email="")
    assert address(outside.link) == ""
    with pytest.raises(StepRefused, match="no e-mail address"):
        sent(outside.app, "reference")


def test_a_committee_reads_of_a_role_at_a_site_and_of_nobody(asked, mailoutbox):
    outside = asked("committee.with_committee", role_title_for_others="support worker")
    outside.press()
    assert "May people have the role of support worker at Croydon community team?" in outside.page
    assert "Anyone who applies for this role will see this date." in outside.page
    listed = sent_list_of_committee()
    listed.press()
    for words in (outside.page, listed.page, mailoutbox[-1].body, mailoutbox[-1].subject, mailoutbox[0].body):
        assert not re.search(f"Sam|Okafor|{outside.app.reference}|peer|mental", words.replace("Owner of Sam", ""))
    assert "Croydon community team" in listed.page


def sent_list_of_committee():
    return Outside(mailed(send_list(body("committee", **COMMITTEE), by=team()[0], at=NOW)))


def test_a_committee_agrees_for_two_years_and_later_people_use_that_yes(asked):
    outside = asked("committee.with_committee")
    outside.press()
    assert outside.press("answer", answer="agreed.2").status_code == 200
    approval = Approval.objects.get()
    assert (approval.condition, approval.expires_on) == ("none", NOW.date() + 730 * DAY)
    assert ReplyLink.objects.get().ended_as == "answered"


def test_a_committee_puts_it_off_once_and_its_meeting_is_the_day_that_everybody_sees(asked):
    outside = asked("committee.with_committee")
    outside.press()
    outside.press("answer", answer="put_off.2026-06-12")
    assert waiting(outside).due_on.isoformat() == "2026-06-12"
    again = sent(outside.app, "committee")
    again.press()
    assert again.codes() == [*AGREED, *CHANGES]


def test_only_the_committee_that_has_the_paper_can_be_asked(asked):
    outside = asked("committee.with_committee")
    other = body("committee", name="Another committee")
    assert asked_of(other, sort="due", at=NOW) == []
    with pytest.raises(StepRefused, match="Select who is to answer"):
        send_link(outside.app, outside.link.stage_id, f"committee.{other.pk}", by=team()[0], at=NOW)


@pytest.mark.parametrize(("answer", "state"), [("team_says_yes", "closed"), ("team_says_no.no_room", "choosing")])
def test_a_team_says_yes_or_not_now(asked, answer, state):
    outside = asked("host_acceptance.with_host")
    outside.press()
    assert "A place in your team for Sam Okafor" in outside.page
    outside.press("answer", answer=answer)
    assert Stage.objects.get(application=outside.app, kind="host_acceptance").state == state


@pytest.mark.parametrize("upto", ["reference.with_referee", "committee.with_committee", "host_acceptance.with_host"])
def test_this_is_not_me_gives_the_day_back_to_us_and_we_ask_once_more(asked, upto):
    outside = asked(upto)
    outside.press()
    outside.press("answer", pass_on="not_theirs.not_my_job")
    assert waiting_for(outside) == "hr"
    take(outside.app, outside.link.stage_id, "ask_them", by=team()[0], at=NOW + HOUR)
    assert waiting_for(outside) == outside.link.party


def test_staff_see_whom_they_ask_and_as_what_the_person_is_known_there(asked, client):
    client.force_login(staff("Hana Reed", "hr"))
    referee, committee = asked("reference.with_referee"), asked("committee.with_committee", first="Bo")
    pages = [
        client.get(f"/staff/people/{one.app.reference}/links/{one.link.stage_id}/").content.decode()
        for one in (referee, committee)
    ]
    assert "Rosa Marsh (referee)" in pages[0]
    assert "To them Sam is a support worker." in pages[0]
    assert "They see the role and the team, and no name." in pages[1]

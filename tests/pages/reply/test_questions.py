"""One question for each party: what it can answer, what becomes of it, and what we say about the person."""

import re

import pytest

from onboarding.door import StepRefused, take
from onboarding.models import Appointment, AuditEvent, InnerMove, Move, ReplyLink, Wait
from tests.making import DAY, advance, application, cohort, site, staff, team
from tests.outside import body, sent
from tests.pages.reply.conftest import DAYS_AGO, NOW

pytestmark = pytest.mark.django_db
DAYS_OF_A_TALK = [f"appointment_made.2026-04-{day}" for day in (16, 17, 20, 21, 22, 23, 24, 27, 28, 29)]
ALWAYS = ["not_theirs.not_me", "not_theirs.not_my_job"]


def waiting(outside):
    return Wait.objects.get(application=outside.app, kind=outside.kind, ended_at=None)


@pytest.mark.parametrize(
    ("upto", "to", "codes"),
    [
        ("occupational_health.with_applicant", None, ["form_arrived"]),
        ("occupational_health.with_body", None, ["ask_again", "report_sent", *DAYS_OF_A_TALK]),
        ("crb.with_body", None,
         ["form_returned.name", "form_returned.address", "form_returned.papers", "certificate_posted"]),
        ("crb.with_body", "disclosure_body",
         ["form_returned.name", "form_returned.address", "form_returned.papers", "certificate_posted"]),
        ("placement.with_host", None,
         ["host_says_yes", "host_says_no.no_supervisor", "host_says_no.no_room", "host_says_no.dates"]),
        ("training.joining", None, ["start_course"]),
    ],
)  # fmt: skip
def test_each_party_has_a_button_for_each_answer_and_none_for_an_outcome(asked, upto, to, codes):
    outside = asked(upto, to=to)
    outside.press()
    assert outside.codes() == codes
    assert all(code in outside.answer.content.decode() for code in ALWAYS)


def test_every_answer_of_every_party_can_be_sent(asked):
    for number, (upto, code) in enumerate([
        ("occupational_health.with_body", "report_sent"), ("occupational_health.with_body", "ask_again"),
        ("crb.with_body", "form_returned.papers"), ("crb.with_body", "certificate_posted"),
        ("placement.with_host", "host_says_no.no_room"), ("placement.with_host", "host_says_yes"),
    ]):  # fmt: skip
        outside = asked(upto, first=f"Sam{number}")
        outside.press()
        assert outside.press("answer", answer=code).status_code == 200
        move = Move.objects.filter(application=outside.app, kind=outside.kind).latest("number")
        step, _dot, reason = code.partition(".")
        assert (move.step, move.code) == (step, reason)


def test_an_umbrella_clerk_says_it_was_sent_on_at_a_level_that_the_role_allows(asked):
    app = advance(application(at=NOW - DAYS_AGO), "crb.with_applicant", at=NOW - DAYS_AGO)
    with pytest.raises(StepRefused, match="nothing they could answer yet"):
        sent(app, "crb")  # nothing was decided, so nothing can have been sent on
    take(app, "crb", "decide_level", by=team()[0], at=NOW, level="enhanced", basis="frequent", fee="paid_role")
    with pytest.raises(StepRefused, match="nothing they could answer yet"):
        sent(app, "crb")  # nor before we saw who it is about
    take(app, "crb", "see_papers", by=team()[0], at=NOW, route="1", papers="passport", why=None, update_service="no")
    outside = sent(app, "crb")
    outside.press()
    assert outside.codes() == ["submit.basic", "submit.standard", "submit.enhanced"]
    outside.press("answer", answer="submit.enhanced_barred")
    assert outside.answer.status_code == 422
    outside.press("answer", answer="submit.enhanced")
    assert waiting(outside).party == "disclosure_body"


def test_a_training_provider_offers_a_place_on_its_own_courses_that_have_one(asked):
    college = body("training_provider", "Croydon OH")
    ours = cohort(NOW.date().replace(month=6), seats=2)
    ours.body = college
    ours.save()
    cohort(NOW.date().replace(month=7), seats=2)  # of another college
    full = cohort(NOW.date().replace(month=8), seats=0)
    full.body = college
    full.save()
    outside = asked("training.waiting_for_course")
    outside.press()
    assert outside.codes() == [f"offer_place.{ours.pk}"]
    assert "starts 15 June 2026" in outside.page
    outside.press("answer", answer=f"offer_place.{full.pk}")
    assert outside.answer.status_code == 422
    outside.press("answer", answer=f"offer_place.{ours.pk}")
    assert Move.objects.filter(application=outside.app, step="offer_place").exists()


def test_a_host_is_asked_at_the_address_of_the_one_who_hosts(asked):
    place = site()
    place.host = staff("Harriet Host", "host", email="harriet@ward.example")
    place.save()
    outside = asked("placement.with_host")
    outside.press()
    assert "Can Sam join your team?" in outside.page
    assert Move.objects.filter(step="host_says_yes").count() == 0
    outside.press("answer", answer="host_says_yes")
    assert str(Move.objects.get(step="host_says_yes").actor) == "By link: Host team"


def test_i_need_until_is_the_day_that_everybody_sees_and_the_link_lives_on(asked):
    outside = asked("occupational_health.with_body")
    outside.press()
    outside.press("until", until="2026-05-01")
    assert "You chose 1 May" in outside.page
    assert waiting(outside).due_on.isoformat() == "2026-05-01"
    outside.press("until", until="2026-05-08")
    assert waiting(outside).due_on.isoformat() == "2026-05-08"
    assert outside.press("answer", answer="report_sent").status_code == 200
    assert waiting(outside).party == "hr"


@pytest.mark.parametrize("day", ["", "2026-04-15", "2027-01-01", "nonsense"])
def test_a_day_that_was_not_offered_is_refused(asked, day):
    outside = asked("occupational_health.with_body")
    before = waiting(outside).due_on
    outside.press()
    assert outside.press("until", until=day).status_code == 422
    assert "Choose a day" in outside.page
    assert waiting(outside).due_on == before


@pytest.mark.parametrize("why", ["not_me", "not_my_job"])
def test_this_is_not_me_gives_the_day_back_to_us_and_ends_the_link(asked, why):
    outside = asked("occupational_health.with_body")
    outside.press()
    assert outside.press("answer", pass_on=f"not_theirs.{why}").status_code == 200
    assert waiting(outside).party == "hr"
    assert ReplyLink.objects.get().ended_as == "passed_on"
    assert outside.press().status_code == 404


def test_a_step_that_leaves_the_turn_open_leaves_the_link_open(asked):
    outside = asked("occupational_health.with_body")
    outside.press()
    outside.press("answer", answer="appointment_made.2026-04-21")
    assert "report_sent" in outside.codes()
    assert outside.press("answer", answer="report_sent").status_code == 200


def test_a_clerk_names_the_day_of_a_talk_and_later_says_that_it_did_not_take_place(asked, now):
    outside = asked("occupational_health.with_body")
    moves = Move.objects.filter(application=outside.app).count()
    outside.press()
    assert "Appointment: Tuesday 21 April" in outside.page
    assert "appointment_missed" not in outside.codes()
    assert outside.press("answer", answer="appointment_made.2026-04-21").status_code == 200
    now.shift(6 * DAY)
    later = type(outside)(outside.url)
    later.press()
    assert "The appointment did not take place" in later.page
    assert later.press("answer", answer="appointment_missed").status_code == 200
    record = Appointment.objects.get(current=True)
    assert (record.appointment_on, record.missed) == (None, 1)
    assert {str(move.actor) for move in InnerMove.objects.all()} == {"By link: Occupational Health of Croydon OH"}
    assert Move.objects.filter(application=outside.app).count() == moves
    assert not AuditEvent.objects.filter(application=outside.app, type="reply_answered").exists()


def test_the_same_day_sent_twice_is_written_down_once(asked):
    outside = asked("occupational_health.with_body")
    outside.press()
    given = {"do": "answer", "answer": "appointment_made.2026-04-21", **outside.carried("answer")}
    for _time in range(2):
        assert outside.client.post(outside.url, given).status_code == 200
    assert InnerMove.objects.count() == 1


def test_a_choice_can_be_kept_for_later_and_nothing_is_sent_by_it(asked):
    outside = asked("occupational_health.with_applicant")
    outside.press()
    outside.press("save", answer="form_arrived")
    assert not Move.objects.filter(step="form_arrived").exists()
    later = type(outside)(outside.url)
    later.press()
    assert 'value="form_arrived" checked' in later.answer.content.decode()
    later.press("answer", answer="form_arrived")
    assert ReplyLink.objects.get().saved == ""
    assert Move.objects.filter(step="form_arrived").count() == 1


@pytest.mark.parametrize("answer", ["", "record_result.fit", "record_result", "take_back", "refer", "form_arrived.x", "🙂"])
def test_what_is_not_on_the_page_cannot_be_sent(asked, answer):
    outside = asked("occupational_health.with_applicant")
    outside.press()
    assert outside.press("answer", answer=answer).status_code == 422
    assert outside.press("save", answer=answer).status_code == 422
    assert "Choose an answer" in outside.page
    assert not Move.objects.filter(application=outside.app, kind="occupational_health").exclude(step__in=("open", "refer")).exists()


def test_somebody_else_moved_it_meanwhile(asked):
    outside = asked("occupational_health.with_body")
    outside.press()
    other = type(outside)(outside.url)
    other.press()
    other.press("until", until="2026-05-01")
    assert outside.press("answer", answer="report_sent").status_code == 422
    assert "Someone else changed this a moment ago" in outside.page
    assert outside.press("answer", answer="report_sent").status_code == 200


def test_another_party_of_the_same_turn_has_a_link_of_its_own(asked):
    umbrella = asked("crb.with_body")
    dbs = sent(umbrella.app, "crb", to="disclosure_body")
    umbrella.press()
    dbs.press()
    umbrella.press("answer", answer="certificate_posted")
    assert dbs.press("answer", answer="certificate_posted").status_code == 404
    assert Move.objects.filter(step="certificate_posted").count() == 1


def test_nothing_that_tells_of_lived_experience_reaches_anybody_outside(asked, mailoutbox):
    for number, (upto, role) in enumerate([
        ("occupational_health.with_body", "admin assistant"), ("crb.with_body", "volunteer"), ("placement.with_host", "support worker"),
        ("training.joining", "volunteer"),
    ]):  # fmt: skip
        outside = asked(upto, first=f"Sam{number}", role_title_for_others=role)
        gate = outside.client.get(outside.url).content.decode()
        outside.press()
        pages = [gate, outside.answer.content.decode(), outside.client.get("/reply/privacy/").content.decode()]
        outside.press("answer", answer=outside.codes()[-1])
        pages += [outside.answer.content.decode(), outside.press().content.decode()]
        said = mailoutbox[-1]
        pages += [said.body, said.subject, said.from_email]
        for words in pages:
            lower = words.lower()
            assert not any(word in lower for word in ("peer", "lived experience", "mental", "network", "readiness"))
            assert "Brightwater" in words
        assert role in pages[1]
        assert f"Sam{number}" not in gate + said.body + said.subject + " ".join(said.to)


def test_the_days_that_can_be_named_are_working_days(asked, now):
    now.move_to(NOW.replace(month=12, day=16))
    outside = asked("occupational_health.with_body")
    outside.press()
    found = re.findall(r'name="until" type="radio" value="([^"]*)"', outside.answer.content.decode())
    assert found == ["2026-12-24", "2026-12-31", "2027-01-08", "2027-01-22"]  # not Christmas, not New Year

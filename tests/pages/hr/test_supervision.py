"""Supervision and reviews: kept as categories by who supports somebody, seen by few, late on our side and nobody else's."""

import datetime as dt
from typing import Any

import pytest
from django.core import mail
from django.test import Client

from onboarding import access, letters
from onboarding.actions.late_supervision import note_late
from onboarding.actions.purge import purge
from onboarding.door import StepRefused, take
from onboarding.door.undo import undo
from onboarding.models import (
    Application,
    AuditEvent,
    HowItFelt,
    Match,
    Move,
    OutboxItem,
    Service,
    Site,
    Supervision,
    SupportDates,
    TalkWish,
    Wait,
)
from onboarding.queries import letter_facts
from onboarding.queries.my_data import my_data
from onboarding.tasks.deliver import deliver
from tests.making import DAY, HOUR, advance, applicant, application, staff, team
from tests.pages.hr.conftest import NOW
from tests.unit.stages.ways import TALK

pytestmark = pytest.mark.django_db
WORDS = "It felt heavy at first. ZEBRA-4411"
NO_ACTION = dict.fromkeys(("action_1", "who_1", "due_1"))


@pytest.fixture
def app() -> Application:
    """Somebody on placement, since a few days."""
    made = advance(application(who=applicant("Maya", signs_in=True), at=NOW - 40 * DAY), "placement.on_placement", gap=HOUR)
    return Application.objects.get(pk=made.pk)


@pytest.fixture
def tessa(app, signed_in):
    """Their supervisor, who has no other role."""
    client = signed_in("supervisor", name="Tessa Ward")
    stage = app.stages.get(kind="placement")
    Match.objects.filter(stage=stage, current=True).update(supervisor=client.user)
    return client


@pytest.fixture
def maya(app) -> Client:
    client = Client()
    client.force_login(app.applicant.user)
    return client


def url(app: Application) -> str:
    return f"/staff/people/{app.reference}/supervision/"


def own(app: Application) -> str:
    return f"/progress/{app.reference}/support/"


def talk(app: Application, *, at: dt.datetime = NOW, **more: Any) -> Any:
    return take(app, "placement", "log_supervision", by=team()[0], at=at, **{**TALK, **NO_ACTION, **more})


def review(app: Application, outcome: str = "going_well", *, at: dt.datetime = NOW, weeks: int | None = None) -> Any:
    return take(app, "placement", "hold_review", by=team()[0], at=at, outcome=outcome, held_by=team()[0].pk, weeks=weeks)


def started(app: Application) -> dt.date:
    return SupportDates.objects.get(stage__application=app, current=True).started_on


def form(client: Client, address: str, **answers: Any) -> Any:
    page = client.get(address)
    version = page.context["form"].initial["expected_version"]
    return client.post(address, {"expected_version": version, "key": "k1", "happened": "today", **answers}, follow=True)


def test_signed_out_and_wrong_roles_find_no_page(app, signed_in):
    for address in (url(app), "/staff/supervision/", f"{url(app)}log_supervision/"):
        assert Client().get(address).status_code == 302
        for role in ("auditor", "administrator", "host", "trainer", "disclosure_handler", "oh_liaison"):
            client = signed_in(role, name=role, email=f"{role}{abs(hash(address))}@x.example")
            assert client.get(address).status_code == 404
    for address in (f"{url(app)}talked/", f"{url(app)}1/done/"):
        assert Client().post(address).status_code == 302
        assert signed_in("hr", name="Hr", email=f"h{abs(hash(address))}@x.example").post(address).status_code == 404


def test_a_supervisor_finds_whom_they_support_and_nobody_else(app, tessa, signed_in):
    other = signed_in("supervisor", name="Olu Other")
    assert other.get(url(app)).status_code == 404
    assert other.post(f"{url(app)}talked/").status_code == 404
    assert other.post(f"{url(app)}1/done/").status_code == 404
    assert "Nobody is on placement" in other.get("/staff/supervision/").content.decode()
    assert tessa.get(url(app)).status_code == 200
    assert "Maya Collins" in tessa.get("/staff/supervision/").content.decode()
    assert tessa.get(f"/staff/people/{app.reference}/").status_code == 404
    assert not access.applications_for(tessa.user).exists()


def test_a_supervisor_of_another_service_keeps_to_it_and_ones_own_is_404(app, signed_in):
    elsewhere = signed_in("supervisor", name="Elsa", service=Service.objects.create(name="Sutton"))
    Match.objects.filter(stage__application=app).update(deputy=elsewhere.user)
    assert elsewhere.get(url(app)).status_code == 404
    mine = signed_in("coordinator", name="Own")
    app.applicant.user = mine.user
    app.applicant.save()
    assert mine.get(url(app)).status_code == 404


def test_wrong_methods_are_refused_and_a_step_that_is_not_here_is_404(app, tessa):
    assert tessa.post(url(app)).status_code == 405
    assert tessa.get(f"{url(app)}talked/").status_code == 405
    assert tessa.get(f"{url(app)}1/done/").status_code == 405
    assert tessa.get(f"{url(app)}log_later_supervision/").status_code == 404
    assert tessa.get(f"{url(app)}confirm/").status_code == 404


def test_nobody_has_supervision_before_there_is_a_placement_on_the_pathway(signed_in):
    group = application("0", who=applicant("Dee"))
    assert signed_in("coordinator").get(url(group)).status_code == 404


def test_the_supervisor_writes_a_talk_down_with_an_action_and_ticks_it_off(app, tessa):
    address = f"{url(app)}log_supervision/"
    assert "No names, nothing about health." in tessa.get(address).content.decode()
    given = {"style": "individual", "minutes": 45, "topics": ["role", "time"], "action_1": "course", "who_1": "us"}
    refused = form(tessa, address, **given)
    assert "An action needs what, who, and a day that is today or ahead" in refused.content.decode()
    due = NOW.date() + 7 * DAY
    words = form(tessa, address, **given, due_1_day=due.day, due_1_month=due.month, due_1_year=due.year).content.decode()
    for said in ("Just the two of you, 45 minutes", "The role, and its limits. Hours, travel and money.", "1. Find a course",
                 "Maya has not said yet if it is right.", "Written down by Tessa Ward"):  # fmt: skip
        assert said in words
    assert SupportDates.objects.get(current=True).supervision_due == NOW.date() + 7 * DAY
    assert "Done on 15 April" in tessa.post(f"{url(app)}1/done/", follow=True).content.decode()
    assert "There is no open action of that number" in tessa.post(f"{url(app)}1/done/", follow=True).content.decode()
    assert Supervision.objects.filter(entry=True).count() == 1


def test_open_actions_are_taken_on_to_the_next_talk_and_done_ones_are_not(app):
    due = NOW.date() + 7 * DAY
    talk(app, action_1="team", who_1="us", due_1=due, action_2="room", who_2="team", due_2=due)
    take(app, "placement", "supervision_action_done", by=team()[0], at=NOW + HOUR, number=1)
    talk(app, at=NOW + 2 * HOUR, action_1="course", who_1="applicant", due_1=due)
    assert [action["what"] for action in Supervision.objects.get(current=True).actions] == ["room", "course"]


def test_an_undone_talk_is_gone_and_its_day_is_due_as_before(app):
    before = SupportDates.objects.get(current=True).supervision_due
    move = talk(app)
    undo(app, move.pk, by=team()[0], at=NOW + dt.timedelta(minutes=5))
    assert SupportDates.objects.get(current=True).supervision_due == before
    assert not Supervision.objects.filter(current=True).exists()


def test_the_first_supervision_is_due_within_five_working_days_and_then_as_the_team_has_it(app):
    began = started(app)
    assert SupportDates.objects.get(current=True).supervision_due == began + 7 * DAY
    Site.objects.update(supervision_weeks=2)
    talk(app)
    assert SupportDates.objects.get(current=True).supervision_due == NOW.date() + 14 * DAY


def late(app: Application, days: int = 8) -> dt.datetime:
    moment = dt.datetime.combine(started(app), dt.time(9), dt.UTC)
    return moment + days * DAY


def test_late_supervision_is_a_wait_on_us_told_to_supervisor_and_manager_and_never_to_the_worker(app, tessa):
    dee = staff("Dee Manager", "manager")
    at = late(app)
    assert note_late(at=late(app, 7)) == 0
    assert (note_late(at=at), note_late(at=at)) == (1, 0)
    wait = Wait.objects.get(stage__kind="placement", ended_at=None)
    assert (wait.party, wait.began_by.target_days) == ("coordinator", 2)
    items = OutboxItem.objects.filter(kind="staff_note", status="waiting")
    told = {int(item.key.rpartition(":")[2]) for item in items}
    assert {tessa.user.pk, dee.pk} <= told
    assert app.applicant.user_id not in told
    for item in items:
        deliver(item.pk, at=at)
    assert {address for message in mail.outbox for address in message.to} >= {tessa.user.email, dee.email}
    assert not any("Maya" in message.body or app.reference in message.body for message in mail.outbox)
    talk(app, at=at + HOUR)
    assert Wait.objects.get(stage__kind="placement", ended_at=None).party == "host_team"


def test_nobody_is_late_in_a_break_or_just_after_it(app):
    at = late(app)
    take(app, None, "pause", by=team()[0], at=at - 2 * DAY, asked="phone")
    assert note_late(at=at) == 0
    take(app, None, "resume", by=team()[0], at=at)
    assert note_late(at=at + DAY) == 0
    assert note_late(at=at + 8 * DAY) == 1


def test_what_is_late_stands_on_the_worklist_of_who_sees_supervision(app, signed_in):
    SupportDates.objects.filter(current=True).update(supervision_due=NOW.date() - DAY)
    jo = signed_in("coordinator", name="Jo Coordinator")
    words = jo.get("/staff/").content.decode()
    assert "Supervision is late" in words
    assert url(app) in words
    assert "Supervision is late" not in signed_in("oh_liaison", name="Oh").get("/staff/").content.decode()


def test_in_the_role_supervision_goes_on_every_four_weeks_and_late_is_told_once(app, tessa):
    at = NOW
    take(app, "placement", "log_session", by=team()[0], at=at, minutes=60, one_to_one=5)
    review(app, at=at)
    take(app, "placement", "confirm", by=team()[0], at=at)
    due = SupportDates.objects.get(current=True)
    assert (due.supervision_due, due.review_due) == (NOW.date() + 28 * DAY, None)
    assert note_late(at=NOW + 29 * DAY) == 1
    assert note_late(at=NOW + 29 * DAY) == 0
    assert not Move.objects.filter(step="supervision_missed").exists()
    assert "Record supervision" in tessa.get(url(app)).content.decode()
    later: dict[str, Any] = {**TALK, **NO_ACTION}
    take(app, "placement", "log_later_supervision", by=tessa.user, at=NOW + 30 * DAY, **later)
    assert SupportDates.objects.get(current=True).supervision_due == NOW.date() + 58 * DAY


def test_a_review_is_held_and_seen_by_both_and_says_when_the_next_one_is(app, tessa, maya):
    words = form(tessa, f"{url(app)}hold_review/", outcome="more_support", held_by=tessa.user.pk).content.decode()
    assert "Going well with more support" in words
    assert "Tessa Ward: Going well with more support." in maya.get(own(app)).content.decode()
    began, weeks = started(app), (NOW.date() - started(app)).days // 7
    assert f"{weeks}" in words
    due = SupportDates.objects.get(current=True).review_due
    assert due == min(began + 7 * week * DAY for week in (2, 6, 12) if began + 7 * week * DAY > NOW.date() + 6 * DAY)


def test_nobody_is_confirmed_before_the_review_that_is_due_and_an_extension_has_an_end(app):
    take(app, "placement", "log_session", by=team()[0], at=NOW, minutes=60, one_to_one=5)
    why = "Hold the review that is due first"
    with pytest.raises(StepRefused, match=why):
        take(app, "placement", "confirm", by=team()[0], at=NOW)
    with pytest.raises(StepRefused, match="for how many weeks"):
        review(app, "extend")
    review(app, "extend", weeks=4)
    assert SupportDates.objects.get(current=True).review_due == NOW.date() + 28 * DAY
    with pytest.raises(StepRefused, match=why):
        take(app, "placement", "confirm", by=team()[0], at=NOW)
    later = NOW + 28 * DAY
    review(app, at=later)
    take(app, "placement", "confirm", by=team()[0], at=later)
    assert Application.objects.get(pk=app.pk).state == "in_role"


def test_a_team_has_only_so_many_sessions_a_week(app):
    Site.objects.update(sessions_a_week=1)
    take(app, "placement", "log_session", by=team()[0], at=NOW, minutes=60, one_to_one=5)
    with pytest.raises(StepRefused, match="no more sessions this week"):
        take(app, "placement", "log_session", by=team()[0], at=NOW + DAY, minutes=60, one_to_one=5)
    take(app, "placement", "log_session", by=team()[0], at=NOW + 7 * DAY, minutes=60, one_to_one=5)


def test_the_person_sees_their_support_and_says_if_it_is_right(app, maya, tessa):
    assert own(app) in maya.get(f"/progress/{app.reference}/").content.decode()
    talk(app, action_1="room", who_1="us", due_1=NOW.date() + 7 * DAY)
    words = maya.get(own(app)).content.decode()
    for said in ("Tessa Ward supports you.", "Say if it is right", "Find a room or a quiet place", "I would like to talk today"):
        assert said in words
    page = f"/progress/{app.reference}/do/placement/answer_supervision/"
    assert "Just the two of you, 45 minutes, on 15 April." in maya.get(page).content.decode()
    version = app.stages.get(kind="placement").version
    assert maya.post(page, {"says": "differs", "version": version, "key": "a"}).status_code == 302
    assert "Seen differently." in maya.get(own(app)).content.decode()
    assert "Seen differently." in tessa.get(url(app)).content.decode()
    assert "Say if it is right" not in maya.get(own(app)).content.decode()


def test_strangers_and_somebody_elses_pages_are_404(app, signed_in):
    move = talk(app)
    dee = applicant("Dee", "Baines", signs_in=True)
    application(who=dee)
    client = Client()
    client.force_login(dee.user)  # type: ignore[arg-type]
    for address in (own(app), f"{own(app)}{move.pk}/felt/"):
        assert Client().get(address).status_code == 302
        assert client.get(address).status_code == 404
        assert signed_in("hr", name="H", email=f"{len(address)}h@x.example").get(address).status_code == 404
    for address in (f"{own(app)}talk/", f"{own(app)}letter/supervision_record/"):
        assert client.post(address).status_code == 404
        assert client.get(address).status_code == 405


def test_how_it_felt_is_the_workers_own_until_it_is_shared(app, maya, tessa):
    move = talk(app)
    page = f"{own(app)}{move.pk}/felt/"
    assert maya.get(f"{own(app)}999999/felt/").status_code == 404
    assert maya.post(page, {"words": WORDS}).status_code == 302
    assert WORDS in maya.get(own(app)).content.decode()
    assert "Only you read this." in maya.get(own(app)).content.decode()
    assert WORDS not in tessa.get(url(app)).content.decode()
    assert not AuditEvent.objects.filter(type="felt_read").exists()
    maya.post(page, {"words": WORDS, "shared": "on"})
    assert WORDS in tessa.get(url(app)).content.decode()
    assert AuditEvent.objects.filter(type="felt_read").count() == 1
    assert WORDS in str(my_data(app.applicant.user))
    maya.post(page, {"words": ""})
    assert not HowItFelt.objects.exists()


def test_shared_words_are_for_who_supports_them_and_never_in_the_open(app, maya, signed_in):
    move = talk(app)
    maya.post(f"{own(app)}{move.pk}/felt/", {"words": WORDS, "shared": "on"})
    for role in ("hr", "manager"):
        client = signed_in(role, name=role)
        assert "Just the two of you, 45 minutes" in client.get(url(app)).content.decode()
        assert WORDS not in client.get(url(app)).content.decode()
        assert WORDS not in client.get(f"/staff/people/{app.reference}/").content.decode()
    assert not HowItFelt.objects.filter(words__contains="ZEBRA").exists()
    assert not any("ZEBRA" in event.envelope for event in AuditEvent.objects.all())
    facts = letter_facts.gather("supervision_record", app, at=NOW)
    assert "ZEBRA" not in letters.write("supervision_record", facts).text


def test_too_many_words_are_refused_and_kept_in_the_form(app, maya):
    move = talk(app)
    answer = maya.post(f"{own(app)}{move.pk}/felt/", {"words": "x" * 1001})
    assert answer.status_code == 422
    assert "Write 1000 characters or fewer" in answer.content.decode()


def test_i_would_like_to_talk_today_reaches_supervisor_and_deputy_until_somebody_has_talked(app, maya, tessa):
    words = maya.post(f"{own(app)}talk/", follow=True).content.decode()
    assert "We told the people who support you." in words
    maya.post(f"{own(app)}talk/")
    assert TalkWish.objects.count() == 1
    assert OutboxItem.objects.filter(kind="staff_note").count() == 2
    assert "Maya would like to talk today" in tessa.get(url(app)).content.decode()
    assert "Would like to talk today" in tessa.get("/staff/supervision/").content.decode()
    tessa.post(f"{url(app)}talked/")
    tessa.post(f"{url(app)}talked/")
    assert TalkWish.objects.get().met_by == tessa.user
    assert AuditEvent.objects.filter(type="talk_held").count() == 1
    assert "would like to talk today" not in tessa.get(url(app)).content.decode().lower()
    maya.post(f"{own(app)}talk/")
    assert TalkWish.objects.count() == 2


def test_the_record_is_a_letter_at_the_persons_word_once_a_day(app, maya):
    assert "There is nothing to write about yet." in maya.post(f"{own(app)}letter/supervision_record/", follow=True).content.decode()
    talk(app, action_1="room", who_1="applicant", due_1=NOW.date() + 7 * DAY)
    maya.post(f"{own(app)}letter/supervision_record/")
    maya.post(f"{own(app)}letter/supervision_record/")
    assert OutboxItem.objects.filter(kind="supervision_record").count() == 1
    text = letters.write("supervision_record", letter_facts.gather("supervision_record", app, at=NOW)).text
    for said in ("Talks with your supervisor: 1, 45 minutes.", "15 April 2026: just the two of you, 45 minutes.", "Maya: Find a room"):
        assert said in text


def test_the_person_changes_their_team_and_is_asked_for_no_reason(app, maya):
    page = f"/progress/{app.reference}/do/placement/change_team/"
    assert "You do not have to say why." in maya.get(page).content.decode()
    version = app.stages.get(kind="placement").version
    assert maya.post(page, {"version": version, "key": "a"}).status_code == 302
    assert app.stages.get(kind="placement").state == "matching"
    assert not SupportDates.objects.filter(current=True).exists()


def test_what_is_written_and_wished_is_erased_after_a_year(app, maya):
    move = talk(app)
    maya.post(f"{own(app)}{move.pk}/felt/", {"words": WORDS})
    maya.post(f"{own(app)}talk/")
    purge(at=NOW + 364 * DAY)
    assert HowItFelt.objects.exists()
    assert TalkWish.objects.exists()
    purge(at=NOW + 366 * DAY)
    assert not HowItFelt.objects.exists()
    assert not TalkWish.objects.exists()

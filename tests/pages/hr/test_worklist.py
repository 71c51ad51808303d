"""The worklist: what needs doing, by whom, most pressing first."""

import datetime as dt
import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from hr.links import person_url
from onboarding.door import take
from onboarding.door.confirm import step_of
from onboarding.door.outbox import put
from onboarding.door.undo import undo
from onboarding.models import Application, OutboxItem, Proposal
from tests.making import DAY, HOUR, START, advance, applicant, application, considered, crowd, team
from tests.pages.hr.conftest import NOW

pytestmark = pytest.mark.django_db
URL = "/staff/"
SIGN_IN = ("django_session", "SAVEPOINT", "onboarding_staffrole", 'FROM "onboarding_user"')


def words(client, url=URL):
    answer = client.get(url)
    assert answer.status_code == 200
    return answer.content.decode()


def rows(page):
    """The page without its side column."""
    return page.partition("<aside")[0]


def section(page, code):
    """The markup of one section."""
    return re.split("</table>|</section>", page.partition(f'id="{code}"')[2])[0]


def test_signed_out_people_are_sent_to_the_sign_in():
    answer = Client().get(URL)
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/accounts/login/")


@pytest.mark.parametrize("role", ["host", "auditor", "administrator"])
def test_roles_without_a_worklist_find_no_page(signed_in, role):
    assert signed_in(role).get(URL).status_code == 404


def test_an_applicant_finds_no_page():
    client = Client()
    user = applicant(signs_in=True).user
    assert user
    client.force_login(user)
    assert client.get(URL).status_code == 404


def test_a_post_is_not_how_one_asks(hr):
    assert hr.post(URL).status_code == 405


def test_with_nobody_there_every_section_says_so(hr):
    page = words(hr)
    assert "Nothing is overdue." in page
    assert "Nobody is ready yet." in page
    assert "Your work for Wednesday 15 April" in page


def test_what_we_hold_past_its_target_is_overdue(hr):
    advance(application(who=applicant("Dee", "Harwood")), "selection.shortlisting", at=START)
    row = section(words(hr), "overdue")
    assert "Dee Harwood" in row
    assert "Invite to meet" in row
    assert "over target" in row
    assert "ob-who--late" in row


def test_a_person_is_never_overdue_and_never_red(hr):
    advance(application(who=applicant("Amir", "Rahimi")), "selection.with_applicant", at=START)
    page = words(hr)
    assert "Amir Rahimi" not in section(page, "overdue")
    hand = section(page, "hand")
    assert "Amir Rahimi" in hand
    assert "in their own time" in hand
    assert "ob-late" not in hand
    assert "ob-who--late" not in page


def test_what_falls_on_today_is_due_today(hr):
    start = dt.datetime(2026, 3, 30, 9, tzinfo=dt.UTC)
    advance(application(at=start), "selection.shortlisting", at=start)
    assert "due today" in section(words(hr), "today")


def test_ready_means_ours_with_nothing_in_the_way(hr):
    advance(application(at=NOW - 2 * HOUR), "selection.shortlisting", at=NOW - HOUR)
    assert "Invite to meet" in section(words(hr), "ready")


def test_a_meeting_still_ahead_is_not_ready(signed_in):
    client = signed_in("coordinator")
    ahead = {"selection.book": {"starts_at": NOW + 24 * HOUR}}
    advance(application(at=NOW - 9 * HOUR), "selection.booked", at=NOW - 8 * HOUR, facts=ahead)
    assert "Nobody is ready yet." in words(client)


def test_the_most_days_over_target_come_first(hr):
    for name, day in (("Second", 3), ("First", 2)):
        start = START.replace(day=day)
        advance(
            application(at=start, who=applicant(name, "Case", email=f"{name}@x.example")),
            "selection.shortlisting",
            at=start,
        )
    row = section(words(hr), "overdue")
    assert row.index("First") < row.index("Second")


def test_the_list_is_narrowed_by_its_address(hr):
    mine = application(who=applicant("Mine", "Own"), owner=hr.user)
    advance(mine, "selection.shortlisting", at=START)
    advance(application(who=applicant("Other", "Person")), "crb.with_body", at=START)
    assert "Other Person" in words(hr)
    assert "Other Person" not in words(hr, "/staff/?show=mine")
    assert "Mine Own" not in rows(words(hr, "/staff/?step=crb"))
    assert "Mine Own" not in rows(words(hr, "/staff/?party=disclosure_body"))
    assert "Mine Own" in rows(words(hr, "/staff/?party=us"))
    assert "Mine Own" in words(hr, "/staff/?name=own")
    assert "Mine Own" in words(hr, f"/staff/?name={mine.reference.lower().replace('-', ' ')}")
    assert "Mine Own" not in words(hr, "/staff/?name=nobody")


def test_a_strange_address_is_no_mistake(hr):
    assert hr.get("/staff/?party=x&step=y&show=z&whole=q&name=%00").status_code == 200


def test_hidden_paused_and_own_applications_are_not_listed(hr):
    hidden = advance(application(who=applicant("Hidden", "One"), hidden=True), "selection.shortlisting", at=START)
    own = applicant("Self", "Own")
    own.user = hr.user
    own.save()
    advance(application(who=own), "selection.shortlisting", at=START)
    page = words(hr)
    assert hidden.reference not in page
    assert "Self Own" not in page


def test_staff_of_one_service_do_not_see_another(signed_in):
    from onboarding.models import Service

    other = Service.objects.create(name="Elsewhere")
    client = signed_in("hr", name="Elsie")
    client.user.roles.update(service=other)
    advance(application(who=applicant("Not", "Theirs")), "selection.shortlisting", at=START)
    assert "Not Theirs" not in words(client)


def test_only_those_who_may_confirm_see_that_a_second_person_is_needed(signed_in):
    app = advance(application(), "crb.being_considered", facts={"crb.record_result": {"content": "disclosed"}})
    advance(app, "crb.closed")
    app2 = advance(application(), "crb.being_considered", facts={"crb.record_result": {"content": "disclosed"}})
    from onboarding.door import take

    first, second = team()
    considered(app2, at=NOW - DAY)
    proposal = take(app2, "crb", "decide", by=first, at=NOW)
    assert isinstance(proposal, Proposal)
    assert step_of(proposal).label == "Decide to go on"
    client = signed_in("hr")
    client.force_login(second)
    assert "Confirm: Decide to go on" in words(client)
    for role in ("hr", "coordinator", "oh_liaison", "disclosure_handler", "manager"):
        assert "Confirm" not in words(signed_in(role, name=role))


def test_who_was_named_for_a_record_finds_it_on_the_desk_until_all_is_over_and_nobody_else_does(signed_in):
    app = advance(application(), "crb.being_considered", facts={"crb.record_result": {"content": "barred"}})
    first, second = team()
    lead = signed_in("safeguarding_lead", name="Sal Lead")
    other = signed_in("safeguarding_lead", name="Quin Other", email="quin@x.example")
    link = f"/staff/people/{app.reference}/restricted/crb/"
    assert link not in lead.get("/staff/").content.decode()
    take(app, "crb", "name_people", by=first, at=NOW, second=second.pk, third=lead.user.pk)
    page = lead.get("/staff/").content.decode()
    assert "Records that wait for you" in page
    assert link in page
    assert link not in other.get("/staff/").content.decode()
    take(app, None, "withdraw", by=first, at=NOW + HOUR)
    assert link not in lead.get("/staff/").content.decode()


def test_messages_in_doubt_wait_for_a_person(hr):
    app = advance(application(), "selection.shortlisting")
    put(app, "delay_update", key="k", not_before=START)
    OutboxItem.objects.filter(kind="delay_update").update(status="uncertain")
    page = words(hr)
    assert "We do not know if it went out" in page
    assert f"/staff/letters/{OutboxItem.objects.get(kind='delay_update').pk}/" in page


def test_promises_that_fall_due_are_listed(hr):
    app = advance(application(at=START, who=applicant("Tom", "Baines")), "selection.shortlisting", at=START)
    promised = Application.objects.get(pk=app.pk).promise_on
    assert promised
    assert promised <= NOW.date()
    assert "Promises we made for today" in words(hr)


def test_however_many_people_there_are_it_asks_the_same_few_questions(hr):
    def asked():
        with CaptureQueriesContext(connection) as queries:
            words(hr)
        return [q["sql"] for q in queries if not any(part in q["sql"] for part in SIGN_IN)]

    crowd(20)
    few = asked()
    crowd(100, at=START + 30 * HOUR, first=20)
    many = asked()
    assert Application.objects.count() == 120
    assert len(many) == len(few)
    assert len(many) <= 20, "\n".join(q[:200] for q in many)


def test_a_long_section_shows_25_rows_and_then_all(hr):
    for number in range(30):
        who = applicant("Row", f"N{number:02}", email=f"r{number}@x.example")
        advance(application(at=START, who=who), "selection.shortlisting", at=START)
    page = words(hr)
    assert section(page, "overdue").count("<tr") == 26
    assert "Show all 30" in page
    assert section(words(hr, "/staff/?whole=overdue"), "overdue").count("<tr") == 31


def in_class(weeks):
    """Somebody in classes, with so many weeks recorded, the last of them an hour ago."""
    app = advance(application(), "training.in_classes", gap=HOUR)
    for week, status in weeks.items():
        take(app, "training", "record_week", by=team()[0], at=NOW - HOUR, week=week, status=status)
    return app


CAME = dict.fromkeys(range(1, 6), "attended")


def test_while_classes_go_on_the_verb_is_to_record_a_week(hr):
    app = in_class(CAME)
    assert "Next: record a week" in words(hr, person_url(app.reference))
    assert app.waits.get(ended_at=None, kind="training").party == "training_provider"


def test_after_week_6_the_ball_is_ours_and_the_verb_is_to_start_the_2_weeks(hr):
    app = in_class({**CAME, 6: "absent"})
    page = words(hr, "/staff/?step=training")
    assert "Start the 2 weeks on placement" in section(page, "ready")
    assert "Record a week" not in rows(page)
    assert app.waits.get(ended_at=None, kind="training").party == "coordinator"


def test_with_too_few_weeks_attended_the_verb_stays_until_one_is_made_up(hr):
    app = in_class({**CAME, 5: "absent", 6: "absent"})
    assert app.waits.get(ended_at=None, kind="training").party == "training_provider"
    take(app, "training", "record_week", by=team()[0], at=NOW, week=5, status="made_up", made_up_on=NOW.date())
    assert app.waits.get(ended_at=None, kind="training").party == "coordinator"


def test_a_week_6_that_is_undone_gives_the_ball_back(hr):
    app = in_class({**CAME, 6: "attended"})
    last = app.moves.order_by("number").last()
    assert last is not None
    undo(app, last.pk, by=team()[0], at=NOW, reason="wrong_step")
    assert app.waits.get(ended_at=None, kind="training").party == "training_provider"

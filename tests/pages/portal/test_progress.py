"""The progress page: the answer first, who has the ball, what is promised, and nothing that is nobody's business."""

import datetime as dt
import re
from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from onboarding.door import take
from onboarding.lib import clock
from onboarding.models import Application, Move, Wait
from tests.making import advance, applicant, application, cohort, staff, team

DAY = dt.timedelta(days=1)
RESTRICTED = re.compile(r"something to talk about|barred|001234567890|not fit|adjustments|quiet room", re.IGNORECASE)


def page(client):
    answer = client.get(f"/progress/{client.app.reference}/")
    assert answer.status_code == 200
    return answer.content.decode()


def words(html):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


@pytest.mark.parametrize(
    ("upto", "heading", "title"),
    [
        ("selection.with_applicant", "You have 1 thing to do", "1 thing to do"),
        ("selection.deciding", "You do not need to do anything right now", "You do not need to do anything right now"),
        ("crb.with_body", "You do not need to do anything right now", "You do not need to do anything right now"),
        ("placement.closed", "You are a peer worker", "You are a peer worker"),
    ],
)
def test_the_first_heading_is_the_answer_and_the_title_says_it_too(person, upto, heading, title):
    html = page(person(upto))
    assert re.findall(r"<h1[^>]*>([^<]*)</h1>", html) == [heading]
    assert f"<title>{title}: your progress" in html


def test_several_things_to_do_are_counted_and_each_has_its_card(person):
    client = person("selection.closed")
    for kind, step in (("identity", "ask"), ("occupational_health", "refer"), ("readiness", "invite")):
        take(client.app, kind, step, by=team()[0], at=clock.now())
    html = page(client)
    assert "You have 3 things to do" in html
    assert html.count("ob-now--you") == 3
    assert "<strong>Having a mental health problem is not a reason for us to say no.</strong>" in html


@pytest.mark.parametrize("pathway", ["A", "B"])
def test_every_state_has_a_page_and_none_of_its_words_keeps_a_brace(person, pathway):
    client = person("", pathway)
    seen: set[str] = set()
    now = clock.now() - 20 * DAY
    for upto in ("selection.with_applicant", "selection.booked", "selection.deciding", "selection.offered", "selection.closed",
                 "readiness.booked", "readiness.plan_with_applicant", "crb.with_body", "crb.being_considered",
                 "training.waiting_for_course", "training.with_applicant", "training.joining", "training.in_classes",
                 "placement.with_host", "placement.with_applicant", "placement.ready",
                 "placement.on_placement", "placement.closed"):  # fmt: skip
        client.app = advance(client.app, upto, at=now if not seen else None)
        html = page(client)
        assert "{" not in words(html)
        seen.add(upto)
    assert len(seen) == 18


def test_a_missing_finding_breaks_no_page(person, shown):
    client = person("crb.with_body")
    from onboarding.queries.plain_words import Fit

    fit = Fit("paid", "ENG", {})
    assert fit("You are meeting us on {meeting}") == "You are meeting us on a day we will tell you"
    assert fit("It starts on {something_new}") == "It starts on a day we will tell you"
    assert shown(client).heading


def test_volunteers_never_read_offer_contract_or_unconditional(person):
    client = person("selection.offered", "A")
    for url in (f"/progress/{client.app.reference}/", f"/progress/{client.app.reference}/offer/"):
        html = client.get(url).content.decode()
        assert not re.search(r"\boffer\b|contract|unconditional", words(html), re.IGNORECASE)
        assert "invitation" in words(html)
    client.post(f"/progress/{client.app.reference}/do/selection/accept/", {"key": "a"})
    assert not re.search(r"\boffer", words(page(client)), re.IGNORECASE)


def test_paid_and_unpaid_people_see_the_same_page_but_for_these_words(person):
    paid, unpaid = person("selection.deciding", "B", first="Sam"), person("selection.deciding", "A", first="Sal")
    same = [
        re.sub(r"Sam|Sal|HH-\w+-\w|Our (?:offer|invitation)|value=\"\w+\"", "", words(page(client)))
        for client in (paid, unpaid)
    ]
    assert same[0] == same[1]


def test_the_restricted_outcome_does_not_show_in_any_word(person, shown):
    other = {"crb.record_result": {"content": "disclosed"}, "occupational_health.record_result": {"outcome": "not_fit"}}
    pages = []
    for first, facts in (("Quill", {}), ("Quin", other)):
        client = person("", first=first)
        client.app = advance(client.app, "crb.being_considered", at=clock.now() - 20 * DAY, facts=facts)
        for step, given in (("refer", {}), ("form_arrived", {}), ("record_result", {"outcome": "fit"})):
            answers: Any = {**given, **facts.get(f"occupational_health.{step}", {})}
            take(client.app, "occupational_health", step, by=team()[0], at=clock.now(), **answers)
        html = words(page(client))
        assert not RESTRICTED.search(html)
        pages.append(re.sub(rf"\b{first}\b|{client.app.reference}|value=\"\w+\"", "", html))
    assert pages[0].split(". ") == pages[1].split(". ")


def test_staff_and_other_applicants_see_404_and_strangers_sign_in(person, client):
    sam, sal = person("selection.deciding", first="Sam"), person("selection.deciding", first="Sal")
    reference = sam.app.reference
    urls = [f"/progress/{reference}/", f"/progress/{reference}/offer/", f"/progress/{reference}/do/application/pause/",
            f"/progress/{reference}/ask/selection/time/", f"/progress/{reference}/waiting-times/"]  # fmt: skip
    officer = staff("Priya Shah", "hr")
    for url in urls:
        post = url.endswith("waiting-times/")
        assert (sal.post(url) if post else sal.get(url)).status_code == 404
        client.force_login(officer)
        assert (client.post(url) if post else client.get(url)).status_code == 404
        client.logout()
        answer = client.post(url) if post else client.get(url)
        assert answer.url.startswith("/accounts/login/code/")
    assert sal.post(urls[2], {"key": "x"}).status_code == 404
    assert Application.objects.get(reference=reference).state == "in_progress"


@pytest.mark.django_db
def test_an_officer_who_applies_sees_their_own_page(client):
    officer = staff("Priya Shah", "hr")
    who = applicant("Priya", "Shah", email="home@people.example")
    who.user = officer
    who.save()
    own = application(who=who)
    client.force_login(officer)
    assert client.get(f"/progress/{own.reference}/").status_code == 200


@pytest.mark.parametrize("upto", ["selection.offered", "crb.with_body", "training.with_applicant", "placement.closed"])
def test_a_page_asks_the_database_the_same_few_times_however_long_the_story(person, shown, upto):
    client = person(upto)
    client.app.refresh_from_db()
    with CaptureQueriesContext(connection) as asked:
        shown(client)
    assert len(asked) <= 12


def test_the_next_two_courses_with_free_places_are_named_and_promised_to_nobody(person, shown):
    today = clock.now().date()
    cohort(today - 2 * DAY)
    cohort(today + 10 * DAY, seats=0)
    first, second, _third = (cohort(today + days * DAY).starts_on for days in (40, 80, 120))
    client = person("crb.with_body")
    assert shown(client).courses == (
        f"The earliest course you could join starts {first.day} {first:%B}. The next is {second.day} {second:%B}. "
        "We cannot promise either yet. Please do not change plans until we say the date is fixed."
    )


@pytest.mark.parametrize("upto", ["selection.deciding", "crb.being_considered", "selection.shortlisting"])
def test_while_a_decision_about_the_person_is_open_nothing_is_forecast(person, shown, upto, finished_waits):
    cohort(clock.now().date() + 40 * DAY)
    finished_waits(20)
    client = person("" if upto.endswith("shortlisting") else upto)
    if upto.endswith("shortlisting"):
        take(client.app, None, "submit", by=client.user, at=clock.now())
    seen = shown(client)
    assert seen.courses == ""
    assert "Half of people" not in str(seen)
    assert "The earliest course" not in page(client)


@pytest.fixture(scope="module")
def _sent_off(django_db_setup, django_db_blocker):
    """20 people whose DBS check is away, made once for all tests here."""
    start = clock.now() - 100 * DAY
    with django_db_blocker.unblock(), transaction.atomic():
        who = [applicant("Pat", f"Q{number}", email=f"pat{number}@people.example") for number in range(20)]
        yield [advance(application(who=one, at=start), "crb.with_body", at=start) for one in who]
        transaction.set_rollback(True)


@pytest.fixture
def finished_waits(_sent_off, db):
    """So many people whose DBS check was away for so many days, and came back."""

    def come_back(count, *, days=lambda number: 7 + number):
        for number, app in enumerate(_sent_off[:count]):
            since = Wait.objects.get(application=app, kind="crb", ended_at=None).started_at
            take(app, "crb", "certificate_posted", by=team()[0], at=since + days(number) * DAY)

    return come_back


def test_half_and_nine_in_ten_are_said_in_weeks_rounded_up_from_20_people_on(person, shown, finished_waits):
    finished_waits(20, days=lambda number: number + 1)  # half by day 10, nine in ten by day 18
    client = person("crb.with_body", days_ago=3)
    check = next(check for step in shown(client).steps for check in step.checks if check.who == "them")
    said = " ".join(check.paragraphs)
    assert "Half of people wait less than 2 weeks. 9 out of 10 people wait less than 3 weeks." in said
    assert check.wait.mark_percent == pytest.approx(100 / 1.12)


def test_below_20_people_we_say_that_we_do_not_know(person, shown, finished_waits):
    finished_waits(19)
    seen = shown(person("crb.with_body", days_ago=3))
    assert seen.long_unknown.startswith("We do not know yet how long this takes. We will tell you by ")
    assert "9 out of 10" not in str(seen)


def test_past_nine_in_ten_there_is_no_forecast_only_that_it_is_not_their_doing(person, shown, finished_waits):
    finished_waits(20, days=lambda _number: 5)
    cohort(clock.now().date() + 40 * DAY)
    seen = shown(person("crb.with_body", days_ago=60))
    said = str(seen.steps)
    assert "This is taking longer than usual. We are sorry. You have not done anything wrong." in said
    assert seen.courses == ""
    assert "9 out of 10" not in said


def test_waits_that_a_break_or_leaving_cut_off_do_not_count_as_finished(person, shown, finished_waits):
    finished_waits(19)
    start = clock.now() - 50 * DAY
    left = application(who=applicant("Lee", "Left", email="lee@people.example"), at=start)
    advance(left, "crb.with_body", at=start)
    take(left, None, "withdraw", by=team()[0], at=clock.now() - 10 * DAY)
    assert "9 out of 10" not in str(shown(person("crb.with_body", days_ago=3)))


def test_waiting_times_can_be_hidden_and_shown_again(person):
    cohort(clock.now().date() + 40 * DAY)
    client = person("crb.with_body", days_ago=3)
    assert "The earliest course" in page(client)
    client.post(f"/progress/{client.app.reference}/waiting-times/", {"show": "0"})
    assert "The earliest course" not in page(client)
    assert "You have waited" not in page(client)
    assert "We will write to you by" in words(page(client))
    client.post(f"/progress/{client.app.reference}/waiting-times/", {"show": "1"})
    assert "The earliest course" in page(client)


def test_a_promise_we_broke_is_said_so(person, shown):
    client = person("selection.deciding", days_ago=60)
    assert shown(client).promise.startswith("Our next message to you is late. We are sorry.")


def test_everything_that_has_happened_is_there_newest_first_in_neutral_words(person, shown):
    events = [event.words for event in shown(person("crb.closed")).events]
    assert events[0] == "DBS check: this check is done."
    assert events[-1] == "We have your application. Thank you."
    assert "We have seen your certificate. We are looking at it." in events


def test_the_named_person_is_there_with_their_number(person):
    priya = staff("Priya Shah", "hr", phone="01632 960 555")
    html = page(person("selection.deciding", owner=priya))
    assert "Priya Shah" in html
    assert 'href="tel:01632960555"' in html
    assert "Looks after your application" in html


def test_help_right_now_stands_once_on_every_page_and_close_by_where_news_is_hard(person):
    assert page(person("selection.deciding", first="Sam")).count("116 123") == 1
    assert page(person("crb.being_considered", first="Sal")).count("116 123") == 1


def test_in_scotland_the_check_has_its_own_name(person):
    client = person("crb.with_body")
    client.app.opportunity.nation = "SCT"
    client.app.opportunity.save()
    said = words(page(client))
    assert "Disclosure Scotland" in said
    assert "DBS" not in said
    assert "CRB" not in said


def test_a_person_with_two_applications_chooses(person):
    client = person("selection.deciding")
    other = application("A", who=client.app.applicant)
    html = client.get("/progress/").content.decode()
    assert client.app.reference in html
    assert other.reference in html


def test_looking_at_a_page_writes_nothing(person):
    client = person("crb.with_body")
    before = (Move.objects.count(), Wait.objects.count())
    page(client)
    assert (Move.objects.count(), Wait.objects.count()) == before


def test_a_day_that_somebody_else_named_is_on_the_page(person):
    client = person("occupational_health.with_body")
    named = clock.now().date() + 20 * DAY
    take(client.app, "occupational_health", "need_until", by=team()[0], at=clock.now(), until=named)
    page = client.get(f"/progress/{client.app.reference}/").content.decode()
    assert f" said: the answer comes by {named.day} {named:%B}." in page
    assert "We were told a new day." in page
def test_a_course_that_is_on_is_no_wait_and_its_week_is_named(person, shown):
    today = clock.now().date()
    course = {"training.offer_place": {"cohort": cohort(today - 10 * DAY).pk}}
    client = person("")
    client.app = advance(client.app, "training.in_classes", at=clock.now() - 20 * DAY, gap=dt.timedelta(hours=6), facts=course)
    seen = shown(client)
    check = next(check for step in seen.steps for check in step.checks)
    assert (check.title, check.words, check.wait) == ("You are in week 2 of 6", "On now", None)
    assert check.paragraphs == [
        "Your classes: Tuesdays, 10am to 1pm. Missed a class? Tell us. You can catch up."
    ]
    take(client.app, "training", "record_week", by=team()[0], at=clock.now(), week=1, status="attended")
    assert "You have done 1 of 6 weeks." in words(page(client))
    html = words(page(client))
    assert "You have waited" not in html
    assert "Waiting for" not in html
    assert seen.long_unknown == ""


def test_a_course_whose_dates_are_not_known_still_reads_true(person, shown):
    client = person("training.in_classes")
    check = next(check for step in shown(client).steps for check in step.checks)
    assert check.title == "You are on your course"


def test_beside_a_course_only_what_is_waited_for_is_waited_for(person, shown):
    client = person("training.in_classes")
    take(client.app, "crb", "reopen", by=team()[0], at=clock.now())
    card = shown(client).card
    assert card.paragraphs == ["You are on your course.", "Some things are with us. We are working on them."]


def test_on_placement_nobody_has_waited_for_the_team(person, shown):
    client = person("placement.on_placement")
    check = next(check for step in shown(client).steps for check in step.checks)
    assert (check.title, check.words) == ("You are on placement", "On now")
    assert "You have waited" not in words(page(client))


def test_once_all_is_over_a_check_that_was_on_is_not_said_to_have_never_begun(person):
    client = person("crb.with_body")
    assert "These 5 checks happen at the same time." in words(page(client))
    take(client.app, None, "withdraw", by=team()[0], at=clock.now())
    after = words(page(client))
    assert "0 of 5 checks were done." in after
    assert after.count("Stopped") == 5

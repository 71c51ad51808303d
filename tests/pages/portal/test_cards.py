"""Every card that is the person's: something to press beside more time and a question, or who, where and how."""

import pytest

from onboarding.actions.messages import write
from onboarding.door import take
from onboarding.lib import clock
from onboarding.models import Message, Offer, OutboxItem, Stage, Wait
from onboarding.queries.plain_words import weekday
from onboarding.stages import STAGE_KINDS
from onboarding.stages.names import Party
from onboarding.stages.shared import TWO_WEEKS
from onboarding.templatetags.portal import turn_actions
from tests.making import TRACKS, pathway_with, team

PLACES = [
    (kind, state.code)
    for kind, found in STAGE_KINDS.items()
    for state in found.states
    if state.party == Party.APPLICANT and kind in TRACKS
]


def cards(progress, kind):
    """What each card of a kind has to press, without more time and a question."""
    for turn in progress.turns:
        if turn.kind == kind:
            yield [act for act in turn_actions(progress, turn) if "/ask/" not in act["url"]]


@pytest.mark.parametrize(("kind", "state"), PLACES)
def test_every_card_has_something_to_press_at_every_step_of_the_way(person, shown, kind, state):
    client = person(f"{kind}.{state}", pathway_with(kind), days_ago=60)
    row = Stage.objects.filter(application=client.app, kind=kind).order_by("slot")[0]
    if not Wait.objects.filter(stage=row, ended_at=None, party=Party.APPLICANT).exists():
        take(client.app, row, "give_again", by=team()[0], at=clock.now())
    seen = 0
    for step, answers in TRACKS[kind]:
        for found in cards(shown(client), kind):
            seen += 1
            assert found, f"{kind}.{state} before {step}"
        row.refresh_from_db()
        if row.state != state:
            break
        now = clock.now()
        if row.state in STAGE_KINDS[kind].steps[step].source and step not in ("record_result", "met"):
            take(client.app, row, step, by=team()[0], at=now, **answers(now))
    assert seen


def page(client):
    return client.get(f"/progress/{client.app.reference}/").content.decode()


def opened(person, kind, step, first="Sam"):
    client = person("selection.closed", first=first)
    take(client.app, kind, step, by=team()[0], at=clock.now())
    return client


@pytest.mark.parametrize(("kind", "link"), [("identity", "Tell us how you want to show them"), ("right_to_work", "Ask us what to bring")])
def test_papers_are_brought_to_an_address_at_hours_or_we_come(person, kind, link):
    client = opened(person, kind, "ask")
    html = page(client)
    assert "Where: " in html
    assert "When: Monday to Friday, 9am to 5pm" in html
    assert "We can come to you" in html
    assert link in html
    assert f"/progress/{client.app.reference}/messages/" in html


def test_the_form_of_occupational_health_is_said_to_come_from_them(person):
    html = page(opened(person, "occupational_health", "refer"))
    assert "This opens" not in html
    assert "Occupational Health sends you its own form." in html
    assert "Tell us that no form came" in html


def test_a_certificate_in_the_post_has_no_day(person):
    client = person("crb.with_body")
    take(client.app, "crb", "certificate_posted", by=team()[0], at=clock.now())
    html = page(client)
    assert "Your certificate is in the post" in html
    assert "Please do it by" not in html
    assert "Nothing has to be done until it is there." in html


def test_more_time_keeps_the_card_with_the_new_day_and_its_button(person):
    client = person("selection.with_applicant")
    client.post(f"/progress/{client.app.reference}/ask/selection/time/", {"key": "once"})
    html, until = page(client), weekday(clock.today("Europe/London") + TWO_WEEKS)
    assert "You asked for more time. That is fine. You can still do it now." in html
    assert f"<strong>{until}</strong>" in html
    assert f"/progress/{client.app.reference}/do/selection/book/" in html
    take(client.app, "selection", "give_again", by=team()[0], at=clock.now())
    html = page(client)
    assert "You have 1 thing to do" in html
    assert f"<strong>{until}</strong>" in html


def test_more_time_moves_the_day_of_an_offer_and_never_to_an_earlier_one(person):
    client = person("selection.offered", days_ago=10)
    client.post(f"/progress/{client.app.reference}/ask/selection/time/", {"key": "once"})
    until = clock.today("Europe/London") + TWO_WEEKS
    offer = Offer.objects.get(stage__application=client.app, current=True)
    assert (offer.accept_by, offer.hours) == (until, 8)
    assert f"You have until {weekday(until)}" in page(client)
    assert weekday(until) in client.get(f"/progress/{client.app.reference}/offer/").content.decode()
    take(client.app, "selection", "take_back", by=team()[0], at=clock.now(), reason="question")
    assert Offer.objects.get(stage__application=client.app, current=True).accept_by == until


def test_a_question_is_a_message_once_and_the_page_says_by_when_we_answer(person):
    client = person("selection.with_applicant")
    for _twice in range(2):
        client.post(f"/progress/{client.app.reference}/ask/selection/question/", {"key": "q", "words": "May I bring my dog?"})
    assert [row.words for row in Message.objects.filter(application=client.app)] == ["May I bring my dog?"]
    html, today = page(client), clock.today("Europe/London")
    assert f"You asked us something on {today.day} {today:%B}. We answer by " in html
    assert "Read your messages" in html
    assert "May I bring my dog?" not in html


def test_a_question_that_is_too_long_leaves_nothing_behind(person):
    client = person("selection.with_applicant")
    answer = client.post(f"/progress/{client.app.reference}/ask/selection/question/", {"key": "q", "words": "a" * 2001})
    assert answer.status_code == 422
    assert not Message.objects.exists()
    assert Wait.objects.get(application=client.app, ended_at=None).party == Party.APPLICANT


def test_a_new_message_is_counted_in_the_menu_and_at_the_top_until_it_is_seen(person):
    client = person("selection.with_applicant", owner=team()[0])
    assert "new message" not in page(client)
    write(client.app, "Hello Sam", by=team()[0], at=clock.now(), key="k")
    assert page(client).count("1 new message") == 2
    assert client.get(f"/progress/{client.app.reference}/messages/").status_code == 200
    assert "new message" not in page(client)


def test_who_comes_back_at_once_gets_the_offer_and_no_letter_that_says_they_stopped(person):
    client = person("selection.deciding")
    take(client.app, "selection", "offer", by=team()[0], at=clock.now(), hours=8, accept_by=clock.today("Europe/London") + TWO_WEEKS,
         peer_on_panel=True)  # fmt: skip
    take(client.app, None, "withdraw", by=client.user, at=clock.now(), reason=None)
    assert stands(client, "conditional_offer") == "cancelled"
    take(client.app, None, "come_back", by=client.user, at=clock.now())
    assert stands(client, "conditional_offer") == "waiting"
    assert stands(client, "withdrawal_confirmed") == "cancelled"
    assert stands(client, "welcome_back") == "waiting"


def stands(client, kind):
    return OutboxItem.objects.filter(application=client.app, kind=kind).latest("pk").status


def test_a_missed_meeting_is_fine_and_a_check_in_the_hands_of_the_person_is_not_nothing_to_do(person):
    client = person("selection.booked")
    take(client.app, "selection", "missed", by=team()[0], at=clock.now())
    assert "You could not come. That is fine." in page(client)
    other = opened(person, "occupational_health", "refer", first="Sal")
    private = other.get(f"/progress/{other.app.reference}/private/").content.decode()
    assert "There is something for you to do. You find it on your progress page." in private
    assert "Only you can see this page" not in private


def test_a_person_in_role_reads_who_supports_them_and_a_number(person):
    html = page(person("placement.closed"))
    assert "Jo One is your supervisor, and is there for you." in html
    assert "You can call us too: " in html


def test_who_volunteers_is_asked_and_shows_no_papers(person):
    client = person("selection.closed", "A2")
    take(client.app, "right_to_work", "ask", by=team()[0], at=clock.now())
    html = page(client)
    assert "Tell us that you may volunteer here" in html
    assert "We do not need your papers for this." in html
    assert "Where: " not in html

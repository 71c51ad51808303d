"""The steps people take themselves, through the same door as everybody: once, with kind words, refused in sentences."""

import datetime as dt
import re

import pytest
import time_machine

from onboarding.door import take
from onboarding.door.held import look
from onboarding.lib import clock
from onboarding.models import Application, Break, Meeting, Move, Opportunity, Stage, Wait
from tests.making import cohort, silence, team, working_day

DAY = dt.timedelta(days=1)


def url(client, *parts):
    return f"/progress/{client.app.reference}/" + "".join(f"{part}/" for part in parts)


def hidden(html):
    return dict(re.findall(r'<input type="hidden" name="(key|version)" value="([^"]*)">', html))


def do(client, *parts, **answers):
    """Open the page of a step and press its button."""
    page = client.get(url(client, *parts))
    assert page.status_code == 200
    return client.post(url(client, *parts), {**hidden(page.content.decode()), **answers}, follow=True)


def state(client, kind):
    return Stage.objects.get(application=client.app, kind=kind).state


def moves(client):
    return list(
        Move.objects.filter(application=client.app).order_by("number").values_list("kind", "step", "code", "actor_id")
    )


def test_the_offer_says_the_exact_words(person):
    client = person("selection.offered")
    page = client.get(url(client, "offer")).content.decode()
    said = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", page))
    assert re.search(r"<h1[^>]*>We would like you to join us</h1>", page)
    assert "This is an offer with some checks to do first. Do not leave a job or change your benefits yet." in said
    assert "Talk to a free benefits adviser before you say yes. You can call Citizens Advice, 0800 144 8848." in said
    assert "You have until" in said
    for button in ("Say yes", "I have questions", "No, thank you"):
        assert button in said
    assert "ask for longer" in said


def test_saying_yes_opens_every_check_at_once_and_a_double_click_says_it_once(person):
    client = person("selection.offered")
    page = client.get(url(client, "offer")).content.decode()
    answers = hidden(page)
    first = client.post(url(client, "do", "selection", "accept"), answers, follow=True)
    again = client.post(url(client, "do", "selection", "accept"), answers, follow=True)
    assert "You said yes. We are glad." in first.content.decode()
    assert again.status_code == 200
    assert [move[1] for move in moves(client)].count("accept") == 1
    assert state(client, "crb") == "with_applicant"
    assert moves(client)[-1][0] != "selection"


def test_the_offer_can_be_read_again_once_answered_and_has_nothing_to_press(person):
    client = person("selection.closed")
    page = client.get(url(client, "offer")).content.decode()
    assert "You have answered it." in page
    assert "Say yes" not in page
    assert "/ask/selection/" not in page
    assert "Read our offer again" in client.get(url(client)).content.decode()


def test_there_is_no_offer_page_before_the_offer(person):
    assert (client := person("selection.deciding")).get(url(client, "offer")).status_code == 404


def test_no_thank_you_has_a_page_of_its_own_and_a_way_back(person):
    client = person("selection.offered")
    page = client.get(url(client, "do", "application", "decline_offer")).content.decode()
    assert "Do you want to say no, thank you?" in page
    assert "No, go back" in page
    done = do(client, "do", "application", "decline_offer").content.decode()
    assert "Thank you for telling us. You can come back any time." in done
    assert Application.objects.get(pk=client.app.pk).state == "offer_declined"


@pytest.mark.parametrize("reason", ["time", "question", "help"])
def test_more_time_and_a_question_give_the_ball_to_us_and_nothing_is_asked(person, reason):
    client = person("selection.with_applicant")
    page = client.get(url(client, "ask", "selection", reason)).content.decode()
    assert ("textarea" in page) == (reason == "question")
    do(client, "ask", "selection", reason)
    assert moves(client)[-1] == ("selection", "take_back", reason, client.user.pk)
    assert Wait.objects.get(application=client.app, ended_at=None).party == "hr"
    assert "You do not need to do anything right now" in client.get(url(client)).content.decode()


def test_after_a_question_the_person_can_still_say_yes(person):
    client = person("selection.offered")
    do(client, "ask", "selection", "question")
    html = client.get(url(client)).content.decode()
    assert "Our offer to you stands" in html
    assert "Read our offer" in html
    do(client, "do", "selection", "accept")
    assert state(client, "selection") == "closed"


def test_other_reasons_are_not_a_person_s_to_give(person):
    client = person("selection.with_applicant")
    assert client.get(url(client, "ask", "selection", "bounced")).status_code == 404
    assert client.post(url(client, "ask", "selection", "time"), {"reason": "bounced"}, follow=True).status_code == 200
    assert moves(client)[-1][2] == "time"


def test_giving_it_back_to_them_stays_with_staff(person):
    client = person("selection.with_applicant")
    do(client, "ask", "selection", "time")
    assert client.get(url(client, "do", "selection", "give_again")).status_code == 404
    with pytest.raises(Exception, match="You may not do this"):
        take(client.app, "selection", "give_again", by=client.user, at=clock.now())
    take(client.app, "selection", "give_again", by=team()[0], at=clock.now())


def test_a_time_is_chosen_as_people_say_it(person):
    client = person("selection.with_applicant")
    day = working_day((clock.now() + 7 * DAY).date())
    parts = {"starts_at_day": day.day, "starts_at_month": day.strftime("%B"), "starts_at_year": day.year}
    done = do(client, "do", "selection", "book", **parts, starts_at_time="2:30pm", how="phone")
    assert "Your meeting is booked." in done.content.decode()
    booked = Meeting.objects.get(stage__application=client.app, current=True)
    assert clock.local(booked.starts_at, "Europe/London").strftime("%H:%M %d") == f"14:30 {day:%d}"
    assert f"You are meeting us on {day:%A}" in client.get(url(client)).content.decode()


@pytest.mark.parametrize(
    ("answers", "sentence"),
    [
        ({}, "Enter the date, like 23 11 2026"),
        (
            {"starts_at_day": "1", "starts_at_month": "1", "starts_at_year": "2020"},
            "Choose a day and time that are still to come",
        ),
        ({"starts_at_time": "half past"}, "Type a time, like 2pm or 10:30am"),
        ({"how": ""}, "Choose how you would like to meet"),
    ],
)
def test_what_is_wrong_with_a_time_is_said_beside_it_and_what_was_typed_stays(person, answers, sentence):
    client = person("selection.with_applicant")
    filled = {"starts_at_time": "2pm", "how": "phone", **answers}
    page = do(client, "do", "selection", "book", **filled)
    html = page.content.decode()
    assert page.status_code == 422
    assert "<title>Error: " in html
    assert html.count(sentence) >= 2
    assert state(client, "selection") == "with_applicant"


def test_a_break_takes_two_clicks_and_no_reason_and_so_does_coming_back(person):
    client = person("crb.with_body")
    assert url(client, "do", "application", "pause") in client.get(url(client)).content.decode()
    done = do(client, "do", "application", "pause").content.decode()
    assert moves(client)[-1][1:3] == ("pause", "self")
    assert "Your application is paused" in done
    assert "textarea" not in done
    assert "Paused" in done
    back = do(client, "do", "application", "resume").content.decode()
    assert "Welcome back." in back
    assert Application.objects.get(pk=client.app.pk).state == "in_progress"


def test_a_break_that_we_wrote_down_and_nobody_asked_for_ends_with_one_click(person):
    client = person("crb.with_body")
    take(client.app, None, "pause", by=team()[0], at=clock.now(), asked="phone")
    html = client.get(url(client)).content.decode()
    assert "I did not ask for this" in html
    assert "We wrote down a break for you on" in html
    assert "You asked for a break on" not in html
    done = client.post(url(client, "do", "application", "not_asked"), hidden(html), follow=True).content.decode()
    assert "Your break is over. We are sorry." in done
    assert moves(client)[-1][1] == "not_asked"
    assert Application.objects.get(pk=client.app.pk).state == "in_progress"


def test_nobody_is_asked_if_their_own_break_was_a_mistake(person):
    client = person("crb.with_body")
    do(client, "do", "application", "pause", may_tell="on")
    assert "I did not ask for this" not in client.get(url(client)).content.decode()
    refused = client.post(url(client, "do", "application", "not_asked"))
    assert refused.status_code == 409
    assert Break.objects.get(application=client.app).may_tell


@pytest.mark.parametrize(
    ("nation", "words"),
    [
        ("ENG", "You can join up to 30 days after the date on your certificate."),
        ("SCT", "Please share your PVG result with us by"),
        ("NIR", ""),
    ],
)
def test_a_break_names_the_days_that_the_law_does_not_move(person, nation, words):
    client = person("crb.with_body")
    Opportunity.objects.filter(pk=client.app.opportunity_id).update(nation=nation)
    page = client.get(url(client, "do", "application", "pause")).content.decode()
    assert "govuk-inset-text" not in page
    posted = clock.now() - 2 * DAY
    take(client.app, "crb", "result_ready" if nation == "SCT" else "certificate_posted", by=team()[0], at=posted)
    page = client.get(url(client, "do", "application", "pause")).content.decode()
    assert ("govuk-inset-text" in page) == bool(words)
    assert words in page
    with time_machine.travel(posted + 31 * DAY):
        assert "govuk-inset-text" not in client.get(url(client, "do", "application", "pause")).content.decode()


def test_on_a_break_nothing_is_asked(person):
    client = person("selection.with_applicant")
    do(client, "do", "application", "pause")
    html = client.get(url(client)).content.decode()
    assert "ob-now--you" not in html
    assert "You asked for a break on" in html


def test_stopping_has_a_page_of_its_own_with_a_kinder_choice_beside_it(person):
    client = person("crb.with_body")
    page = client.get(url(client, "do", "application", "withdraw")).content.decode()
    assert "You can also pause. Then you keep your place." in page
    done = do(client, "do", "application", "withdraw").content.decode()
    assert "You have stopped your application" in done
    assert Application.objects.get(pk=client.app.pk).state == "withdrawn"


def test_who_rests_comes_back_with_one_click(person):
    client = person("selection.with_applicant", days_ago=40)
    take(client.app, None, "rest", by=team()[0], at=clock.now(), **silence(clock.now()))
    html = client.get(url(client)).content.decode()
    assert "Nothing is decided." in html
    do(client, "do", "application", "come_back")
    assert Application.objects.get(pk=client.app.pk).state == "in_progress"


def test_before_they_come_back_people_read_what_stands_and_what_is_done_again(person):
    client = person("training.waiting_for_course", days_ago=300)
    take(client.app, None, "withdraw", by=team()[0], at=clock.now() - 250 * DAY)
    assert url(client, "do", "application", "come_back") in client.get(url(client)).content.decode()
    page = client.get(url(client, "do", "application", "come_back")).content.decode()
    assert "We need to do this again. It is more than 6 months old." in page
    assert "This is done. It stands." in page
    do(client, "do", "application", "come_back")
    assert (state(client, "crb"), state(client, "identity")) == ("with_applicant", "closed")


def test_the_plan_the_certificate_the_place_and_the_agreement_are_said_yes_to(person):
    cohort(clock.now().date() + 40 * DAY)
    for upto, kind, step, after in (
        ("readiness.plan_with_applicant", "readiness", "agree_plan", "closed"),
        ("training.with_applicant", "training", "accept_place", "joining"),
        ("placement.with_applicant", "placement", "sign_agreement", "ready"),
    ):
        client = person(upto, first=kind.title())
        do(client, "do", kind, step)
        assert state(client, kind) == after


def test_the_certificate_is_asked_about_only_once_the_form_went_off(person):
    client = person("selection.closed")
    take(
        client.app,
        "crb",
        "decide_level",
        by=team()[0],
        at=clock.now(),
        level="enhanced",
        basis="frequent",
        fee="paid_role",
    )
    take(client.app, "crb", "send_form", by=team()[0], at=clock.now())
    assert "My certificate came" not in client.get(url(client)).content.decode()
    papers = {"route": "1", "papers": "passport", "why": None, "update_service": "no"}
    take(client.app, "crb", "see_papers", by=team()[0], at=clock.now(), **papers)  # type: ignore[arg-type]
    take(client.app, "crb", "submit", by=team()[0], at=clock.now(), level="enhanced")
    take(client.app, "crb", "certificate_posted", by=team()[0], at=clock.now())
    assert "My certificate came" in client.get(url(client)).content.decode()
    do(client, "do", "crb", "certificate_came")
    assert Wait.objects.get(application=client.app, kind="crb", ended_at=None).party == "hr"


def test_a_later_course_can_be_waited_for_after_the_place_was_taken(person):
    client = person("training.joining")
    assert "Wait for a later course" in client.get(url(client)).content.decode()
    do(client, "do", "training", "wait_for_later")
    assert state(client, "training") == "waiting_for_course"


def test_a_refusal_is_a_sentence_and_changes_nothing(person):
    client = person("selection.deciding")
    page = client.post(url(client, "do", "selection", "accept"), {"key": "k"})
    assert page.status_code == 409
    assert "is not possible now" in page.content.decode()
    assert state(client, "selection") == "deciding"


def test_a_page_that_is_out_of_date_says_so(person):
    client = person("selection.offered")
    page = client.get(url(client, "offer")).content.decode()
    do(client, "ask", "selection", "question")
    late = client.post(url(client, "do", "selection", "accept"), hidden(page))
    assert late.status_code == 409
    assert "Someone else changed this a moment ago" in late.content.decode()


@pytest.mark.parametrize(
    ("kind", "step"),
    [("selection", "offer"), ("crb", "decide"), ("application", "rest"), ("application", "not_this_time"), ("nothing", "pause"),
     ("crb", "nothing"), ("occupational_health", "record_result"), ("placement", "log_session")],
)  # fmt: skip
def test_steps_of_staff_are_no_page_of_an_applicant(person, kind, step):
    client = person("crb.with_body")
    assert client.get(url(client, "do", kind, step)).status_code == 404
    assert client.post(url(client, "do", kind, step), {"key": "k"}).status_code == 404


def test_every_step_an_applicant_may_take_has_words(db):
    from onboarding.access import ROLES
    from onboarding.portal.words import IN_GROUP, PRIVATE, WORDS
    from onboarding.stages import ALL_KINDS

    own = {
        (k, s.name) for k, kind in ALL_KINDS.items() for s in kind.steps.values() if s.permission in ROLES["applicant"]
    }
    without = {(k, s) for k, s in own if s != "take_back"} - set(WORDS) - set(PRIVATE)
    without -= set(IN_GROUP)  # for a role it is sent from the last page of the form
    assert without == set()


def test_what_was_done_stands_in_the_story_of_both_sides(person):
    client = person("selection.with_applicant")
    do(client, "ask", "selection", "time")
    assert look(client.app).standing[-1].actor == client.user.pk

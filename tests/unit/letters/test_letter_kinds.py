"""What each kind of letter must say, and what it must leave out."""

import re

from onboarding.letters import checks_decision, not_this_time
from onboarding.letters.base import html, screen
from onboarding.stages import disclosure_words, endings
from tests.unit.letters.samples import written
from tests.unit.letters.test_letter_words import ABOUT_CHECKS, CERTIFICATE, inside


def test_a_meeting_is_chosen_or_it_has_a_day_and_a_place() -> None:
    assert "Please choose a day and a time." in written("meet").text
    assert "We meet on Thursday 10 December at 2:30pm." in written("meeting booked").text
    assert "You will meet Dee Park and Jo Adeyemi." in written("meeting booked").text
    assert "- How: By phone. We call you." in written("readiness booked").text
    assert "Where:" not in written("readiness booked").text


def test_not_this_time_says_why_and_what_was_good_and_keeps_the_door_open() -> None:
    words = written("not this time").text
    assert "Other people met more of what this role asks for." in words
    assert "- You listened well.\n- You know how to keep safe limits." in words
    assert "Some practice in a group." in words
    assert "You are welcome to try again" in words
    assert "You will keep your place" not in words


def test_what_two_people_can_say_with_not_this_time_has_its_sentence() -> None:
    assert set(not_this_time.WHY) == set(dict(endings.NOT_THIS_TIME))
    assert set(not_this_time.WELL) == set(dict(endings.STRENGTHS))
    assert set(not_this_time.NEXT_TIME) == set(dict(endings.NEXT_TIME))


def test_the_plan_speaks_in_the_persons_own_voice() -> None:
    assert "- I feel ready to start, with the support in this plan." in written("plan").text
    assert "- Dee Park: Show Sam the quiet room. By 4 December." in written("plan").text
    assert "We look at this plan again on 1 March." in written("plan").text
    assert "I do not need extra support now." in written("plain plan").text


def test_not_yet_says_what_helps_who_else_can_look_and_that_the_place_is_kept() -> None:
    words = written("not yet").text
    assert "We do not have the right support for you in place yet. That is ours to do." in words
    assert "Our offer to you stays open until Monday 18 January." in words
    assert "Please ask by Monday 7 December." in words
    assert "Our invitation to you stays open" in written("not yet for a volunteer").text


def test_a_check_is_explained_with_what_it_costs_and_where_to_get_help() -> None:
    dbs, pvg = written("check").text, written("check in Scotland").text
    assert "Your DBS check (used to be called a CRB check)" in dbs
    assert "The fee is £49.50. We pay it." in dbs
    assert "You do not have to tell us about protected cautions or convictions." in dbs
    assert "- Nacro: nacro.org.uk" in dbs
    assert "You have 14 days." in pvg
    assert "It is free, because you give your time." in written("check in Northern Ireland for a volunteer").text


def test_a_certificate_is_shown_and_never_posted_or_sent() -> None:
    words = written("certificate").text
    assert "Please do not post it or e-mail it. Please do not send us a photo of it." in words
    assert "We hope to see it by Friday 4 December." in words


def test_no_letter_about_a_check_says_what_was_found() -> None:
    for name in ("seen", "seen, a talk", "seen, a legal stop", "decided", "decided, go on"):
        letter = written(name)
        assert (letter.kind.title, letter.kind.right, letter.kind.bad_news) == (ABOUT_CHECKS, "view_disclosure", True)
        assert re.findall(r"barred|disclosed|clear\b|caution|police", inside(letter)) == []


def test_a_private_talk_is_a_choice_and_nothing_is_decided() -> None:
    words = written("seen, a talk").text
    assert "You choose how: phone, video or in person." in words
    assert "We have not decided anything." in words
    assert "Three people at most will know. They are: Priya Shah and Dee Park." in words
    assert "We will tell you their names first." in written("seen, a talk", who_knows=()).text


def test_a_decision_to_go_on_says_what_was_agreed_and_when_the_rest_is_deleted() -> None:
    assert "- You work in a pair for the first 12 weeks." in written("decided, go on").text
    for name in ("decided", "decided, go on"):
        assert "We delete all else about this check by 25 May 2027." in written(name).text
        assert "We keep only which check it was, its date, and what we decided." in written(name).text
        assert "We keep its number too" not in written(name).text
    assert "We delete all else" not in written("decided", purge_on=None).text
    assert "We keep its number too" in written("decided", number_kept=True).text
    assert set(checks_decision.SAFEGUARDS) == set(dict(disclosure_words.SAFEGUARDS))


def test_an_offer_taken_back_says_how_to_have_it_looked_at_again_and_never_what_was_found() -> None:
    for name in ("taken back", "taken back after a check", "taken back by law for a volunteer"):
        letter = written(name)
        assert (letter.kind.title, letter.kind.right) == ("A letter about joining us", "view_disclosure")
        assert "You can ask another person to look again." in letter.text
        assert re.findall(r"barred|disclosed|caution|police", inside(letter)) == []
    assert "Please ask by 21 December 2026." in written("taken back").text
    assert "DBS" not in written("taken back").text
    assert "You can ask the DBS to look again." in written("taken back after a check").text
    assert "There is a rule of law that we must keep" in written("taken back by law for a volunteer").text


def test_a_referee_is_asked_little_and_nothing_about_health() -> None:
    first, last = written("reference").text, written("reference, last reminder").text
    assert "Please answer by Monday 7 December." in first
    assert "from when to when" in first
    assert "Please tell us nothing about their health or about time off sick." in first
    assert "This is the last time we ask you." in last
    assert "days were they away" not in first
    assert "Only the number, and never why." in written("reference with absence").text
    assert "https://onboarding.example/r/7F3K" in last


def test_occupational_health_is_told_the_role_and_nothing_about_health() -> None:
    words = written("referral").text
    assert "They need: large print, 20 point and a call before a letter" in words
    assert "[ ] Not now. Please say when to look at it again." in words
    assert "They may start on 1 March 2027." in words
    assert "They need" not in written("referral", formats=()).text


def test_when_all_checks_are_done_the_letter_says_what_is_sure_and_what_is_next() -> None:
    assert "Our offer to you is now firm." in written("all clear").text
    assert "Your course starts on 25 January 2027." in written("all clear").text
    assert "Your place with us is now sure." in written("all clear for a volunteer").text
    assert "as soon as there is a place" in written("all clear for a volunteer").text
    assert "We are finding the right team for you" in written("all clear after the course").text


def test_the_certificate_is_about_the_course_and_says_nothing_of_anybodys_own_experience() -> None:
    certificate = written(CERTIFICATE)
    on_paper = html(certificate)[0].partition("</head>")[2]
    for words in (str(screen(certificate)), on_paper, inside(certificate)):
        assert re.findall(r"peer|mental|lived|recover|service|patient|health", words, re.I) == []
        for needed in ("Sam Okafor", "Training for the role of support worker", "November", "level", "Croydon College"):
            assert needed in words
    assert "credit" not in inside(written(CERTIFICATE, credits=0))


def test_a_team_is_asked_with_what_the_person_may_and_may_not_do() -> None:
    words = written("host").text
    for needed in ("Sam Okafor, support worker", "One session is 3 hours at most.", "15 minutes at most", "Ring Dee Park",
                   "insured by us", "[ ] No. There is no room.", "Signed: for Ashdown Ward", "by Monday 7 December"):  # fmt: skip
        assert needed in words


def test_a_committee_paper_names_nobody() -> None:
    words = written("committee").text
    assert "Sam" not in words
    assert "HH-5RC7-J\n" not in words
    assert "Please take this paper at your meeting on 13 January 2027." in words


def test_agreements_have_a_place_to_sign_for_both() -> None:
    for name in (
        "role agreement",
        "sessional agreement",
        "volunteer agreement",
        "honorary contract",
        "authority for a volunteer",
    ):
        assert written(name).text.count("Signed: ") == 2
    assert "Signed: Dee Park, supervisor" in written("role agreement").text
    assert "- Pay: £13.85 an hour" in written("sessional agreement").text
    assert "not meant to bind us by law" in written("volunteer agreement").text
    assert written("honorary contract").title == "Your honorary contract"
    assert "- Ends: 6 December 2027" in written("authority for a volunteer").text


def test_a_placement_says_where_with_whom_how_long_and_the_first_day_once_it_is_fixed() -> None:
    assert "We tell you the first day as soon as it is fixed." in written("placement").text
    assert "Your first day is Monday 7 December." in written("placement with its first day").text
    assert "One session is 90 minutes at most." in written("placement with its first day").text


def test_a_break_keeps_the_place_and_names_the_days_that_go_on() -> None:
    assert "Did you not ask for this?" in written("paused").text
    assert "set by law" not in written("paused").text
    days = written("paused with days that go on").text
    assert "May we tell you when one of these days is near?" in days
    assert "You said that we may tell you" in written("paused with days that go on", may_tell=True).text


def test_an_ending_thanks_blames_nobody_and_leaves_the_door_open() -> None:
    assert "We delete it by 23 November 2027." in written("stopped").text
    assert "until 23 November 2027" in written("resting").text
    assert "- Book your readiness chat." in written("welcome back").text
    assert "You do not need to do anything now." in written("welcome back, all with us").text


def test_a_complaint_has_a_day_for_its_answer_and_says_who_else_to_go_to() -> None:
    assert "with an answer by 23 December 2026." in written("complaint").text
    answered = written("complaint answered").text
    assert "You are right about some of it." in answered
    assert "- We have put it right." in answered
    assert "What we do now" not in written("complaint answered", changes=()).text
    assert "ico.org.uk" in answered

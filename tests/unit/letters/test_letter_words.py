"""What letters say: the words a person needs, none that hurt or reveal, easy to read."""

import re
from datetime import date

import pytest

from onboarding.letters import checks_decision, kinds, not_this_time, write
from onboarding.letters.base import SUBJECT, Letter, MissingFacts, html, screen
from onboarding.letters.delay_update import Usual
from onboarding.letters.words import plain
from onboarding.lib import reading
from onboarding.stages import disclosure_words, endings
from tests.unit.letters.samples import DELAY, EVERY, ORGANISATION, TO_APPLICANT, written

FOR_PAID_WORK_ONLY = re.compile(
    r"\b(offer\w*|contract\w*|unconditional\w*|pay(?!s? your)|wage\w*|job description)\b", re.I
)
NEVER = re.compile(
    r"\b(failed|reject\w*|unsuitable|unsuccessful|vulnerable|suffer\w*|case|dashboard|pipeline|pending|breach|"
    r"unfortunately|regret|psychiatric|diagnos\w*|convict\w*|offen[cd]\w*|resign|lived experience|service user)\b",
    re.I,
)
# What a law or a body calls its own thing: it may be hard to read, and stands in no other letter. Printed with -s.
LEGAL: dict[str, tuple[str, ...]] = {"check_invitation": ("protected cautions or convictions",)}
ABOUT_CHECKS = "A letter about your checks"  # the same on every branch of every check
TELLING = re.compile(r"DBS|CRB|PVG|health|check|disclos|record|peer|offer|occupational", re.I)


VOLUNTEERS = [
    name
    for name, (_code, facts) in EVERY.items()
    if getattr(facts, "engagement", "") == "voluntary" or "volunteer" in name
]
CERTIFICATE = "certificate of training"  # on the screen it is the certificate itself, not a letter
GRAVE = {"L08", "L11", "L18", "L19", "L21", "L23", "L35"}


def without_legal_words(letter: Letter, words: str) -> str:
    for legal in LEGAL.get(letter.kind.code, ()):
        print(f"{letter.kind.number} {letter.kind.code}: not judged: {legal}")
        assert legal in words
        words = words.replace(legal, "")
    return words


def inside(letter: Letter) -> str:
    lines = [letter.title, *map(plain, letter.to_do)]
    for section in letter.sections:
        lines += [section.heading, *map(plain, section.paragraphs), *map(plain, section.items)]
    return "\n".join(lines)


@pytest.mark.parametrize("name", TO_APPLICANT)
def test_a_letter_is_easy_to_read(name: str) -> None:
    letter = written(name)
    for words in (inside(letter), letter.text):
        judged = without_legal_words(letter, words)
        assert reading.grade(judged) <= 5
        assert reading.longest_sentence(judged) <= 20


@pytest.mark.parametrize("name", TO_APPLICANT)
def test_every_letter_has_what_every_letter_must_have(name: str) -> None:
    letter = written(name)
    shown = letter.text if name == CERTIFICATE else str(screen(letter)).replace("\u00a0", " ")
    for words in (letter.text, shown):
        for needed in (
            "23 November 2026",
            "Your reference: HH-5RC7-J",
            "Dear ",
            "What you need to do",
            "Priya Shah",
            "01632 960 123",
            "hello@brightwater.example",
            "Monday to Friday, 9am to 5pm",
            "easy read, audio, braille or another language",
            "Are you not happy with how we work?",
            "Samaritans",
            "End of letter.",
        ):
            assert needed in words


@pytest.mark.parametrize("name", EVERY)
def test_no_letter_uses_a_word_that_hurts_or_names_a_health_or_police_matter(name: str) -> None:
    letter = written(name)
    assert NEVER.findall(without_legal_words(letter, inside(letter))) == []


@pytest.mark.parametrize("name", [name for name in EVERY if name != CERTIFICATE])
def test_the_text_and_the_screen_say_the_same(name: str) -> None:
    letter = written(name)
    shown = re.sub(r"<[^>]+>", " ", str(screen(letter))).replace("\u00a0", " ").replace("&#x27;", "'")
    flat = " ".join(shown.split())
    for line in inside(letter).splitlines():
        assert " ".join(line.split()) in re.sub(r" ([.,])", r"\1", flat).replace("  ", " ")


def test_what_outsiders_see_tells_nothing() -> None:
    for kind in kinds().values():
        assert kind.subject == SUBJECT
        assert TELLING.findall(kind.title.replace(ABOUT_CHECKS, "") + kind.subject) == []
    for name in TO_APPLICANT:
        letter = written(name)
        seen = letter.email.replace(ORGANISATION.name, "") + letter.document_title.replace(ABOUT_CHECKS, "")
        assert TELLING.findall(seen) == []
        assert "https://onboarding.example/letters" in letter.email


def test_a_volunteer_is_invited_and_never_given_an_offer_or_a_contract() -> None:
    assert "This is an invitation with some checks to do first." in written("invitation").text
    for letter in map(written, VOLUNTEERS):
        for words in (letter.text, str(screen(letter)), letter.email, letter.kind.title):
            assert FOR_PAID_WORK_ONLY.findall(words) == []
    assert "This is an offer with some checks to do first." in written("offer").text


def test_the_offer_says_what_to_wait_with_and_until_when_to_answer() -> None:
    text = written("offer").text
    for needed in (
        "Do not leave a job or change your benefits yet.",
        "Talk to a free benefits adviser before you say yes. You can call Mill Lane Advice on 01632 960 200.",
        "by Friday 11 December",
        "You can ask for longer.",
        "16 hours a week",
        "Pay: £13.85 an hour",
        "Your supervisor: Dee Park",
        "Half of people wait less than 5 weeks.",
        "They do not tell us why.",
    ):
        assert needed in text


def test_an_offer_without_a_promised_day_promises_none() -> None:
    assert "We will write to you by" not in written("offer", promise=None).text
    assert "You can say no later too" in written("offer", promise=None).text


def test_a_delay_says_who_for_since_when_what_we_did_and_when_we_write_again() -> None:
    text = written("delay").text
    for needed in (
        "Still waiting for your DBS check",
        "We are waiting for the DBS. We have waited since 2 November.",
        "We looked at the DBS tracker on 20 November.",
        "You have waited 3 weeks. Half of people wait less than 5 weeks. 9 out of 10 people wait less than 8 weeks.",
        "We are sorry",
        "We will write to you again by Monday 30 November.",
        "The earliest course you could join starts 25 January. The next is 29 March. We cannot promise it yet.",
    ):
        assert needed in text


def test_only_after_the_nine_in_ten_is_it_longer_than_usual() -> None:
    on_the_day, after = date(2026, 12, 28), date(2026, 12, 29)
    assert "Still waiting" in written("delay", today=on_the_day).title
    assert written("delay", today=after).title == "Your DBS check is taking longer than usual"
    assert "Still waiting" in written("delay", today=after, usual=Usual(half=5)).title


def test_a_delay_of_ours_says_it_is_ours_and_guesses_nothing() -> None:
    text = written("delay of ours").text
    assert "It is with us. It has been with us since 2 November." in text
    assert "We are sorry. This delay is ours." in text
    assert "You have waited 3 weeks. We do not know yet how long this takes." in text
    assert "course" not in text


def test_days_become_weeks_after_two_of_them_and_one_is_not_many() -> None:
    assert "You have waited 1 day. " in written("delay", since=date(2026, 11, 22)).text
    assert "You have waited 13 days. " in written("delay", since=date(2026, 11, 10)).text
    assert "You have waited 2 weeks. " in written("delay", since=date(2026, 11, 9)).text


def test_joining_instructions_say_when_where_what_it_costs_and_whom_to_call() -> None:
    text = written("joining").text
    for needed in (
        "Monday 25 January",
        "Ends: 19 March",
        "Tuesdays, 10am to 1pm",
        "14 Mill Lane, Croydon. The door is on the left",
        "- A pen, if you like to write",
        "It costs you nothing.",
        "There is a quiet room.",
        "There are breaks.",
        "Call Dee Park on 01632 960 124.",
    ):
        assert needed in text
    assert "You do not need to bring anything." in written("joining", bring=()).text


def test_large_print_says_why_and_how_to_change_it() -> None:
    assert "in large print because you asked us for it" in str(screen(written("delay", points=20)))
    assert "in large print because" not in str(screen(written("delay")))


def test_the_welsh_offer_is_marked_as_welsh() -> None:
    assert '<span lang="cy">Mae croeso' in str(screen(written("delay", welsh=True)))
    assert "Welsh" not in written("delay").text


def test_a_letter_without_a_fact_it_needs_is_not_written() -> None:
    with pytest.raises(MissingFacts, match="did, promise") as caught:
        written("delay", did="", promise=None)
    assert caught.value.names == ["did", "promise"]
    assert kinds()["delay_update"].missing(DELAY) == []
    assert write("delay_update", DELAY).kind is kinds()["delay_update"]


def test_each_kind_has_its_number_and_its_template() -> None:
    assert {kind.code: (kind.number, kind.to) for kind in kinds().values()} == {
        "application_received": ("L02", "applicant"),
        "meeting_invitation": ("L04", "applicant"),
        "good_news": ("L05", "applicant"),
        "conditional_offer": ("L06", "applicant"),
        "health_referral": ("L12", "occupational_health"),
        "about_your_assessment": ("L13", "applicant"),
        "check_invitation": ("L16", "applicant"),
        "certificate_request": ("L17", "applicant"),
        "about_your_checks": ("L18", "applicant"),
        "checks_decision": ("L19", "applicant"),
        "offer_withdrawn": ("L19", "applicant"),
        "reference_request": ("L20", "referee"),
        "all_clear": ("L24", "applicant"),
        "completion_certificate": ("L26", "applicant"),
        "placement_confirmed": ("L27", "applicant"),
        "host_request": ("L28", "host_team"),
        "committee_paper": ("L29", "committee"),
        "role_agreement": ("L30", "applicant"),
        "start_agreement": ("L31", "applicant"),
        "pause_confirmed": ("L33", "applicant"),
        "welcome_back": ("L33", "applicant"),
        "withdrawal_confirmed": ("L34", "applicant"),
        "resting": ("L35", "applicant"),
        "complaint_received": ("L39", "applicant"),
        "complaint_answered": ("L40", "applicant"),
        "reserve_list": ("L07", "applicant"),
        "not_this_time": ("L08", "applicant"),
        "readiness_invitation": ("L09", "applicant"),
        "readiness_plan": ("L10", "applicant"),
        "not_yet": ("L11", "applicant"),
        "delay_update": ("L22", "applicant"),
        "joining_instructions": ("L25", "applicant"),
        "reminder": ("L21", "applicant"),
    }


@pytest.mark.parametrize("name", EVERY)
def test_hostile_names_are_words_and_not_markup(name: str) -> None:
    hostile = "<script>alert(1)</script>{{ 7*7 }}"
    letter = written(name, called=hostile, name=hostile, address_lines=(hostile,))
    assert "<script" not in str(screen(letter))
    assert "&lt;script&gt;" in str(screen(letter))
    assert hostile in letter.text


def test_letters_with_bad_news_say_so_and_so_are_kept_from_a_friday() -> None:
    assert {kind.number for kind in kinds().values() if kind.bad_news} == GRAVE & {
        kind.number for kind in kinds().values()
    }


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
    assert "We pay the fee." in dbs
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
    assert "We delete all else" not in written("decided", purge_on=None).text
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
    assert "- We have changed the address." in answered
    assert "What we do now" not in written("complaint answered", changes=()).text
    assert "ico.org.uk" in answered

"""What letters say: the words a person needs, none that hurt or reveal, easy to read."""

import re
from datetime import date

import pytest

from onboarding.letters import kinds, write
from onboarding.letters.base import SUBJECT, Letter, MissingFacts, screen
from onboarding.letters.delay_update import Usual
from onboarding.letters.words import plain
from onboarding.lib import reading
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
GRAVE = {"L08", "L11", "L14", "L15", "L18", "L19", "L21", "L35"}


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
        "You have waited 3 weeks. Half of people wait less than 5 weeks, and 9 out of 10 less than 8 weeks.",
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


def test_before_the_day_is_past_nobody_is_sorry_and_no_days_are_none() -> None:
    for sample in ("delay", "delay of ours"):
        assert "sorry" not in written(sample, over=False).text
    assert "You have waited" not in written("delay", since=date(2026, 11, 23)).text


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
        "health_support": ("L14", "applicant"),
        "health_answer": ("L15", "applicant"),
        "escalation": ("L23", "organisation"),
        "check_invitation": ("L16", "applicant"),
        "certificate_request": ("L17", "applicant"),
        "about_your_checks": ("L18", "applicant"),
        "checks_decision": ("L19", "applicant"),
        "offer_withdrawn": ("L19", "applicant"),
        "reference_request": ("L20", "referee"),
        "all_clear": ("L24", "applicant"),
        "completion_certificate": ("L26", "applicant"),
        "placement_confirmed": ("L27", "applicant"),
        "supervision_record": ("L32", "applicant"),
        "leaving_reference": ("L36", "applicant"),
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
        "paper_codes": ("L41", "applicant"),
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

"""The application form: its parts in order, what each asks, and in which words. Nothing about health, records or age is asked.

Each part is a page of its own. What a person writes is theirs: it is kept in a table of its own and shown to few.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from onboarding.engine.asks import Ask
from onboarding.stages.needs import CHANNELS, LANGUAGES, NO_MESSAGE, NO_PROMISE, SIZES, TICKED

NOTICE = "1"  # the version of the privacy notice (templates/portal/privacy.html) that a person is shown before they begin
LONG, SHORT = 2000, 300
HERE = "here"
POSTCODE = re.compile(r"[A-Za-z]{1,2}[0-9][A-Za-z0-9]? ?[0-9][A-Za-z]{2}")
NO_POSTCODE = "Type a postcode of the UK, like CR0 1AA, or leave it empty"
Values = Mapping[str, Mapping[str, Any]]


def _always(_given: Values) -> bool:
    return True


def _by_post(given: Values) -> bool:
    return given.get("reach", {}).get("channel") == "post"


def _writes_here(given: Values) -> bool:
    return given.get("telling", {}).get("how") == HERE


@dataclass(frozen=True)
class Part:
    """One page of the form. `title` names it in lists, `heading` is the question; `asked` says from the other answers if it is put.

    `needed`: without it the form cannot be sent. `of_person`: kept with the person, so that nobody is asked twice. `again`: what the
    person wrote in an earlier application stands there to begin with. `right` is who may read it beside the person.
    """

    code: str
    section: str
    title: str
    heading: str
    paragraphs: tuple[str, ...]
    asks: tuple[Ask, ...]
    needed: bool = True
    of_person: bool = False
    again: bool = False
    right: str = "select"
    asked: Callable[[Values], bool] = _always


YOU, PRINT, WHEN, ROLE, MEETING = "You", "Words and print", "Days and times", "You and this role", "Meeting us"
SECTIONS = (YOU, PRINT, WHEN, ROLE, MEETING)
DAYS = (
    ("mon", "Monday"), ("tue", "Tuesday"), ("wed", "Wednesday"), ("thu", "Thursday"), ("fri", "Friday"), ("sat", "Saturday"),
    ("sun", "Sunday"), ("changes", "It changes. Ask me"),
)  # fmt: skip
HOURS = (("morning", "In the morning"), ("afternoon", "In the afternoon"), ("evening", "In the evening"), ("changes", "It changes. Ask me"))
WAYS = (
    (HERE, "I will write it here"), ("phone", "On the phone"), ("meet", "In person"), ("video", "By video"), ("paper", "On paper"),
    ("recording", "In a recording that I send you"),
)  # fmt: skip
HELPS = (
    ("quiet", "A quiet room"), ("breaks", "Breaks"), ("early", "The questions some days before"), ("someone", "Someone comes with me"),
    ("step_free", "No steps"), ("sign", "A sign language interpreter"), ("language", "An interpreter for another language"),
    ("time", "More time"),
)  # fmt: skip
HEARD = (
    ("friend", "From someone I know"), ("group", "From a group or a course"), ("service", "From a service or a charity"),
    ("online", "Online"), ("paper", "On a poster or in a paper"), ("other", "Some other way"),
)  # fmt: skip

PARTS = (
    Part(
        "name", YOU, "Your name", "What is your name?", (),
        (
            Ask("first_name", "First name", longest=120, error="Type your first name"),
            Ask("surname", "Last name", longest=120, error="Type your last name"),
            Ask("known_as", "What should we call you?", required=False, longest=120),
        ), of_person=True,
    ),
    Part(
        "reach", YOU, "How we reach you", "How can we reach you?", (),
        (
            Ask("channel", "How should we tell you things?", form="choice", choices=CHANNELS, error="Choose how we should tell you things"),
            Ask("mobile", "Phone number", form="phone", required=False, hint="We need it if we should ring or text you"),
            Ask("leave", "May we leave a message?", form="choice", hint="On your phone, or with someone who picks up",
                choices=(("yes", "Yes, leave a message"), ("no", "No, do not leave a message")), error="Choose if we may leave a message"),
        ), of_person=True,
    ),
    Part(
        "address", YOU, "Your address", "Where should we write to you?", (),
        (
            Ask("address", "Address", longest=SHORT, error="Type your address"),
            Ask("postcode", "Postcode", required=False, longest=12),
        ), of_person=True, asked=_by_post,
    ),
    Part(
        "formats", PRINT, "Print and formats", "How should we write to you?", ("You do not have to say why.",),
        (
            Ask("points", "Size of print in letters", form="choice", choices=SIZES, error="Choose a size of print"),
            Ask("formats", "Do you need any of these?", form="several", required=False,
                choices=tuple(pair for pair in TICKED if pair[0] != NO_MESSAGE)),
            Ask("language", "Do you need another language?", form="choice", required=False, choices=LANGUAGES, hint=NO_PROMISE),
        ), needed=False, of_person=True,
    ),
    Part(
        "times", WHEN, "Days and times", "When could you do this role?", ("A rough idea is fine. You can change it later.",),
        (
            Ask("days", "Which days?", form="several", choices=DAYS, error="Choose a day, or “It changes. Ask me”"),
            Ask("hours", "What time of day?", form="several", choices=HOURS, error="Choose a time of day, or “It changes. Ask me”"),
        ), again=True,
    ),
    Part(
        "telling", ROLE, "How you tell us", "How would you like to tell us about you?",
        ("We have 2 questions about you and this role. All ways are just as good.", "If you do not write, we get in touch with you."),
        (Ask("how", "I would like to tell you", form="choice", choices=WAYS, error="Choose how you would like to tell us"),),
    ),
    Part(
        "why", ROLE, "Why this role", "Why would you like this role?", ("A few lines are enough. Spelling does not matter.",),
        (Ask("words", "In your own words", longest=LONG, error="Tell us why you would like this role"),),
        asked=_writes_here,
    ),
    Part(
        "experience", ROLE, "Your own experience", "How would you use your own experience?",
        ("Tell us how you would use your own experience of distress to support others.",
         "Say only what you want to share. Please leave out a diagnosis, medicine or hospital. We do not ask for it."),
        (Ask("words", "In your own words", longest=LONG,
             error="Tell us how you would use your own experience"),),
        asked=_writes_here,
    ),
    Part(
        "adjustments", MEETING, "What would help", "What would help you when we meet?",
        ("This is only for meeting us and for choosing. You do not have to say why.",),
        (
            Ask("helps", "What would help?", form="several", required=False, choices=HELPS),
            Ask("more", "Is there something else?", required=False, longest=SHORT),
        ), needed=False, again=True,
    ),
    Part(
        "not_with", MEETING, "Who you would rather not be with", "Is there someone you would rather not be with?",
        ("It can be a person or a team. We do not ask why. They will not see this.",),
        (Ask("names", "Names of people or teams", required=False, longest=SHORT),), needed=False, again=True, right="place",
    ),
    Part(
        "heard", MEETING, "How you heard of us", "How did you hear of us?", (),
        (Ask("how", "I heard of you", form="choice", choices=HEARD, required=False),), needed=False,
    ),
)  # fmt: skip
BY_CODE = {part.code: part for part in PARTS}


def asked_parts(given: Values) -> list[Part]:
    """The parts that are put to somebody who has answered so, in order."""
    return [part for part in PARTS if part.asked(given)]


def wrong_together(code: str, values: Mapping[str, Any]) -> dict[str, str]:
    """What does not fit together in one part: the question, and the sentence to show."""
    if code == "reach" and values.get("channel") in ("text", "phone") and not values.get("mobile"):
        return {"mobile": "Type your phone number, or choose another way"}
    if code == "address" and values.get("postcode") and not POSTCODE.fullmatch(str(values["postcode"]).strip()):
        return {"postcode": NO_POSTCODE}
    return {}

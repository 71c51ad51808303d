"""The offer, the delay update and the joining instructions."""

from dataclasses import replace
from datetime import date

from onboarding.letters.conditional_offer import Check, ConditionalOffer
from onboarding.letters.delay_update import DelayUpdate, Usual
from onboarding.letters.facts import LetterFacts, Person
from onboarding.letters.joining_instructions import JoiningInstructions
from onboarding.letters.reminder import Reminder
from tests.unit.letters.samples.people import COMMON

CHECKS = (
    Check(title="Show us who you are", usual="It takes one visit", seen_by="Priya sees your papers"),
    Check(title="Your right to work", usual="It is the same for everyone"),
    Check(title="Readiness chat", usual="Half of people wait less than 4 weeks"),
    Check(
        title="DBS check (used to be called a CRB check)",
        usual="Half of people wait less than 5 weeks",
        seen_by="You get it by post and show it to one person here",
    ),
    Check(
        title="Work and health support",
        usual="Half of people wait less than 3 weeks",
        seen_by="They tell us: yes, yes with support, or not now. They do not tell us why",
    ),
)
OFFER = ConditionalOffer(
    **{**COMMON, "help_near": ()},  # the box at the top says where to get advice
    role_title="Peer support worker",
    team="Croydon community team",
    engagement="paid",
    time="16 hours a week, on days we agree with you",
    money="£13.85 an hour, training too",
    supervisor="Dee Park",
    accept_by=date(2026, 12, 11),
    checks=CHECKS,
)
INVITATION = replace(
    OFFER,
    role_title="Peer volunteer",
    engagement="voluntary",
    time="3 hours a week",
    money="we pay your travel and your lunch",
)
DELAY = DelayUpdate(
    **COMMON,
    thing="your DBS check",
    waiting_for="the DBS",
    since=date(2026, 11, 2),
    did="We looked at the DBS tracker on 20 November. It says they are still working on it",
    note="A wait does not mean they have found something",
    usual=Usual(half=5, nine_in_ten=8),
    over=True,
    next_courses=(date(2027, 1, 25), date(2027, 3, 29)),
)
DELAY_OURS = replace(
    DELAY,
    thing="your placement",
    waiting_for="us",
    did="We asked 2 teams this week",
    usual=None,
    note="",
    next_courses=(),
)
JOINING = JoiningInstructions(
    **COMMON,
    course="Peer support, 6 weeks of classes and then 2 weeks on placement",
    starts_on=date(2027, 1, 25),
    ends_on=date(2027, 3, 19),
    times="Tuesdays, 10am to 1pm",
    place="14 Mill Lane, Croydon. The door is on the left",
    bring=("A pen, if you like to write", "Anything that helps you to listen"),
    on_the_day=Person(name="Dee Park", phone="01632 960 124"),
)
REMINDER = Reminder(**COMMON, things=("Book your readiness chat", "Show us who you are"))
SAMPLES: dict[str, tuple[str, LetterFacts]] = {
    "offer": ("conditional_offer", OFFER),
    "invitation": ("conditional_offer", INVITATION),
    "delay": ("delay_update", DELAY),
    "delay of ours": ("delay_update", DELAY_OURS),
    "joining": ("joining_instructions", JOINING),
    "reminder": ("reminder", REMINDER),
    "third reminder": ("reminder", replace(REMINDER, number=3)),
}

"""Applying, meeting, deciding, and the readiness chat."""

from dataclasses import replace
from datetime import date, time

from onboarding.letters.application_received import ApplicationReceived
from onboarding.letters.facts import LetterFacts, Meeting
from onboarding.letters.good_news import GoodNews
from onboarding.letters.meeting_invitation import MeetingInvitation
from onboarding.letters.not_this_time import NotThisTime
from onboarding.letters.not_yet import NotYet
from onboarding.letters.readiness_invitation import ReadinessInvitation
from onboarding.letters.readiness_plan import Action, ReadinessPlan
from onboarding.letters.reserve_list import ReserveList
from tests.unit.letters.samples.people import COMMON

ROLE = "Peer support worker"
MEETING = Meeting(
    on=date(2026, 12, 10), at=time(14, 30), how="in_person", place="14 Mill Lane, Croydon. Ring the top bell"
)
RECEIVED = ApplicationReceived(**COMMON, role_title=ROLE, team="Croydon community team")
MEET = MeetingInvitation(**COMMON, role_title=ROLE)
GOOD = GoodNews(**COMMON, role_title=ROLE, engagement="paid", letter_by=date(2026, 11, 27))
RESERVE = ReserveList(**COMMON, role_title=ROLE, until=date(2027, 5, 24))
NO = NotThisTime(**COMMON, role_title=ROLE, reason="criteria", strengths=("listening", "limits"), next_time="group")
READINESS = ReadinessInvitation(**COMMON)
PLAN = ReadinessPlan(
    **COMMON,
    outcome="ready_with_plan",
    support="A talk with my supervisor each week. Shifts that end by 4pm",
    actions=(
        Action(what="Show Sam the quiet room", who="Dee Park", by=date(2026, 12, 4)),
        Action(what="Ask about a bus pass", who="Sam"),
    ),
    topics=(("The role, and what it is not", "In place"), ("Advice on benefits and money", "Needs support")),
    review_on=date(2027, 3, 1),
)
NOT_YET = NotYet(
    **COMMON, engagement="paid", reason="supervision", review_on=date(2027, 1, 18), second_view_by=date(2026, 12, 7)
)
SAMPLES: dict[str, tuple[str, LetterFacts]] = {
    "received": ("application_received", RECEIVED),
    "meet": ("meeting_invitation", MEET),
    "meeting booked": ("meeting_invitation", replace(MEET, meeting=MEETING, panel=("Dee Park", "Jo Adeyemi"))),
    "good news": ("good_news", GOOD),
    "good news for a volunteer": ("good_news", replace(GOOD, engagement="voluntary", role_title="Peer volunteer")),
    "reserve": ("reserve_list", RESERVE),
    "not this time": ("not_this_time", NO),
    "readiness": ("readiness_invitation", READINESS),
    "readiness booked": ("readiness_invitation", replace(READINESS, meeting=replace(MEETING, how="phone", place=""))),
    "plan": ("readiness_plan", PLAN),
    "plain plan": ("readiness_plan", replace(PLAN, outcome="ready", support="", actions=(), review_on=None)),
    "not yet": ("not_yet", NOT_YET),
    "not yet for a volunteer": ("not_yet", replace(NOT_YET, engagement="voluntary", reason="time")),
}

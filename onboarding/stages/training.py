"""Training: eight weeks, six taught and two on placement, with credits; the wait for a course is a wait of this stage."""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Mapping
from typing import Any

from onboarding.engine.asks import Ask
from onboarding.engine.grammar import DOOR, SATISFIED, rule, step
from onboarding.engine.kinds import Kind, StateOf, Words
from onboarding.engine.replies import Reply
from onboarding.stages import clearances
from onboarding.stages.answered import answered_by
from onboarding.stages.carried import carried
from onboarding.stages.clearances import looks_at_contact
from onboarding.stages.competences import signs_off
from onboarding.stages.names import Party
from onboarding.stages.shared import Evidence, closed, hand_over, in_progress, not_open, wd

TAUGHT_WEEKS, PRACTICE_WEEKS, ENOUGH_WEEKS = 6, 2, 5
WEEK = dt.timedelta(days=7)


class State(enum.StrEnum):
    NOT_OPEN = "not_open"
    WAITING_FOR_COURSE = "waiting_for_course"
    WITH_APPLICANT = "with_applicant"
    JOINING = "joining"
    IN_CLASSES = "in_classes"
    ON_PRACTICE = "on_practice"
    CLOSED = "closed"


ATTENDANCE = (("attended", "Came"), ("made_up", "Made it up later"), ("agreed", "Away, as agreed"), ("absent", "Away"))
MADE_UP = "made_up"
COUNTS = frozenset({"attended", MADE_UP})
REGISTER = "keep_register"  # the right of who teaches, and of whoever runs the course


@rule("The last place on this course has gone", needs=("cohort",))
def seat_free(taking: Any) -> bool:
    return bool(taking.shared["cohort"].free_seats > 0)


@rule("This course has already started", needs=("cohort",))
def course_is_ahead(taking: Any) -> bool:
    return bool(taking.shared["cohort"].starts_on >= taking.day)


@rule("Five of the six taught weeks must be recorded as attended or made up", house="training", reads=("attendance",))
def taught_weeks_done(taking: Any) -> bool:
    """Attendance of 80 %, with make-up sessions."""
    return enough(taking.history.finding("attendance", "weeks", {}))


def enough(weeks: Mapping[str, str]) -> bool:
    """Whether enough weeks were attended, or made up later."""
    return sum(status in COUNTS for status in weeks.values()) >= ENOUGH_WEEKS


@rule("Say on which day it was made up: a day until today", needs=("status", "made_up_on"))
def made_up_on_a_day(taking: Any) -> bool:
    """A class that was made up has the day of the make-up session; no other has one."""
    day = taking.fact("made_up_on")
    return taking.fact("status") != MADE_UP or bool(day and day <= taking.at.astimezone(taking.history.zone).date())


def practice_from(starts_on: dt.date) -> dt.date:
    """The first day of the two weeks with a team, in a course that starts on a day."""
    return starts_on + TAUGHT_WEEKS * WEEK


def ends_before(starts_on: dt.date) -> dt.date:
    """The day after the last week of a course that starts on a day."""
    return practice_from(starts_on) + PRACTICE_WEEKS * WEEK


BY_LINK = (Party.TRAINING_PROVIDER,)
ANSWERED: Any = answered_by(Party.TRAINING_PROVIDER, "waiting_for_course", "joining")
CARRIED: Any = carried("waiting_for_course", permission="train")
LOOKS: Any = looks_at_contact("in_classes", "on_practice")
SIGNS: Any = signs_off("in_classes", "on_practice", permission=REGISTER)


@rule("The committee has not agreed to this team for the practice", house="committee", needs=("site",), reads=("approved_site",))
def practice_site_is_approved(taking: Any) -> bool:
    """Approval is per role and site."""
    return taking.fact("site") == taking.history.finding("approved_site", "site_id", 0)


class Steps(hand_over("with_applicant"), ANSWERED, LOOKS, SIGNS, Evidence, CARRIED):  # type: ignore[misc]
    """The steps of training."""

    @step(source=State.NOT_OPEN, target=State.WAITING_FOR_COURSE, label="Open", permission=DOOR)
    def open(self) -> None:
        """Opens when the readiness plan is agreed; a course may be months away."""

    @step(
        source=State.WAITING_FOR_COURSE,
        target=State.WITH_APPLICANT,
        label="Offer a training place",
        permission="train",
        rules=[in_progress, clearances.readiness_agreed, course_is_ahead, seat_free],
        shared=["cohort"],
        told="There is a training place for you.",
        reply=Reply(BY_LINK, "There is a place"),
        asks=[Ask("cohort", "Which course?", form="row", row="cohort", error="Select a course")],
    )
    def offer_place(self, *, cohort: int) -> None:
        self.find("seat", cohort_id=cohort)

    @step(
        source=State.WITH_APPLICANT,
        target=State.JOINING,
        label="Say yes to the training place",
        permission="answer_place",
        rules=[in_progress],
        letter="joining_instructions",
        told="Your training place is fixed.",
    )
    def accept_place(self) -> None:
        """The person says yes; the joining instructions follow."""

    @step(
        source=(State.WITH_APPLICANT, State.JOINING),
        target=State.WAITING_FOR_COURSE,
        label="Wait for a later course",
        permission="answer_place",
        rules=[in_progress],
        drops=["seat"],
        told="You will hear about the next course.",
    )
    def wait_for_later(self) -> None:
        """The place goes to somebody else; the person keeps theirs in the queue."""

    @step(
        source=State.JOINING,
        target=State.IN_CLASSES,
        label="The course has started",
        permission=REGISTER,
        rules=[in_progress, clearances.readiness_agreed, clearances.identity_seen, clearances.right_to_work_before_pay],
        told="Your course has started.",
        reply=Reply(BY_LINK, "Yes, the course has started"),
    )
    def start_course(self) -> None:
        """Taught weeks meet nobody who uses the service, so DBS and occupational health may still be open."""

    @step(
        source=State.IN_CLASSES,
        label="Record a week",
        permission=REGISTER,
        rules=[in_progress, made_up_on_a_day],
        reads=["attendance"],
        may_wait_on=[Party.TRAINING_PROVIDER, Party.COORDINATOR],
        each="week",
        asks=[
            Ask("week", "Which week?", form="number", least=1, most=TAUGHT_WEEKS),
            Ask("status", "Did they come?", form="choice", choices=ATTENDANCE, error="Select if they came"),
            Ask("made_up_on", "On which day was it made up?", form="date", required=False, hint="Only where it was made up later"),
        ],
    )
    def record_week(self, *, week: int, status: str, made_up_on: dt.date | None) -> None:
        """With the last week recorded, and enough of them, the next thing to do is ours: a team for the 2 weeks."""
        now, number = self.current("attendance"), str(week)
        weeks = {**now.get("weeks", {}), number: status}
        days = {of: day for of, day in now.get("made_up", {}).items() if of != number}
        if status == MADE_UP and made_up_on:
            days[number] = made_up_on.isoformat()
        self.find("attendance", weeks=weeks, made_up=days)
        self.code = str(week)
        over = str(TAUGHT_WEEKS) in weeks and enough(weeks)
        self.party = Party.COORDINATOR if over else Party.TRAINING_PROVIDER

    @step(
        source=State.IN_CLASSES,
        target=State.ON_PRACTICE,
        label="Start the 2 weeks on placement",
        permission="train",
        contact=True,
        rules=[in_progress, *clearances.BEFORE_CONTACT, taught_weeks_done, practice_site_is_approved],
        told="Your 2 weeks with a team start.",
        asks=[
            Ask("site", "With which team?", form="row", row="site", error="Select the team", fitting=True),
            Ask("supervisor", "Who supervises?", form="row", row="staff", error="Select the supervisor"),
            Ask("team_agreed", "The team has agreed", form="yes", error="The team must agree first"),
        ],
    )
    def start_practice(self, *, site: int, supervisor: int, team_agreed: bool) -> None:
        self.find("practice", site_id=site, supervisor_id=supervisor)

    @step(
        source=State.ON_PRACTICE,
        target=State.IN_CLASSES,
        label="More practice in class first",
        permission="train",
        rules=[in_progress],
    )
    def more_practice(self) -> None:
        """Extra practice and a second try."""

    @step(
        source=State.ON_PRACTICE,
        target=State.CLOSED,
        label="Finish the training",
        permission="train",
        contact=True,
        rules=[in_progress, *clearances.BEFORE_CONTACT],
        closes_as=SATISFIED,
        letter="completion_certificate",
        told="You have finished your training. Well done.",
        asks=[Ask("credits", "Credits at level 2", form="number", least=0, most=60)],
    )
    def finish(self, *, credits: int) -> None:
        self.find("training_result", credits=credits)

    @step(
        source=State.CLOSED,
        target=State.WAITING_FOR_COURSE,
        label="Open the training again",
        permission="reopen",
        rules=[in_progress],
        drops=["seat", "attendance", "practice", "competences", "training_result"],
        grave=True,
    )
    def reopen(self) -> None:
        """The course is needed again: a new place, and its weeks from the beginning. The first time stays in the history."""


STATES = (
    not_open("This starts when you and we agree you are ready."),
    StateOf(
        State.WAITING_FOR_COURSE,
        "Waiting for a course",
        Words(
            "We are finding you a training place",
            "The course is 6 weeks of classes, then 2 weeks on placement. We will tell you the dates we have.",
        ),
        Party.TRAINING_PROVIDER,
        wd(30),
        "offer_place",
        by_party={Party.HR: Words("We are finding you a training place", "It is with us now.")},
        targets={Party.HR: wd(2)},
        verbs={f"{Party.HR}.not_theirs": "ask_them"},
        question="Which course has a place for {called}?",
    ),
    StateOf(
        State.WITH_APPLICANT,
        "Place offered",
        Words(
            "Say yes to your training place",
            "6 weeks of classes, then 2 weeks on placement. It starts on {course_start}. You work towards a Level 2 certificate. "
            "Tell us what would make it easier.",
        ),
        Party.APPLICANT,
        wd(10),
        "accept_place",
        by_party={
            Party.HR: Words("Your training place", "You asked us something. It is with us now. Your place is kept.")
        },
    ),
    StateOf(
        State.JOINING,
        "Place taken",
        Words(
            "Your course starts on {course_start}",
            "{joining_letter}You do not need to do anything until then.",
        ),
        Party.TRAINING_PROVIDER,
        wd(60),
        "start_course",
        by_party={Party.HR: Words("Your course starts on {course_start}", "It is with us now. Your place is kept.")},
        targets={Party.HR: wd(2)},
        verbs={f"{Party.HR}.not_theirs": "ask_them"},
        question="Has the course started with {called}?",
    ),
    StateOf(
        State.IN_CLASSES,
        "In classes",
        Words(
            "You are {in_week}",
            "{class_times}{weeks_done}{signed_off}Missed a class? Tell us. You can catch up.",
        ),
        Party.TRAINING_PROVIDER,
        wd(35),
        "record_week",
        by_party={
            Party.COORDINATOR: Words(
                "You have done your classes",
                "Well done. Next are 2 weeks with a team. We are finding the right team for you.",
            )
        },
        targets={Party.COORDINATOR: wd(10)},
        verbs={Party.COORDINATOR: "start_practice"},
        held_up=Words(
            "You have done your classes", "Well done. Next are 2 weeks with a team. They can start when your checks are done."
        ),
        under_way="On now",
    ),
    StateOf(
        State.ON_PRACTICE,
        "2 weeks on placement",
        Words("You are with a team for 2 weeks", "{signed_off}Someone from the team supports you. Talk to them any time."),
        Party.HOST_TEAM,
        wd(15),
        "finish",
        under_way="On now",
    ),
    closed("You have finished your training."),
)

KIND = Kind(
    "training",
    "Training",
    "Training",
    State.NOT_OPEN,
    State.CLOSED,
    STATES,
    Steps,
    bodies=Party.TRAINING_PROVIDER,
)

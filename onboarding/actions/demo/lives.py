"""What happens to one person, step by step through the door: selection, the checks side by side, training, placement."""

from __future__ import annotations

import datetime as dt
import random
from typing import Any

from onboarding.actions.demo import draws
from onboarding.actions.demo.clockwork import Clockwork, Life
from onboarding.actions.demo.people import Person
from onboarding.actions.demo.world import World
from onboarding.actions.start import add_applicant, start_application
from onboarding.door import StepRefused, take
from onboarding.engine.reference import ALPHABET, LENGTH
from onboarding.models import Application, Proposal, User
from onboarding.stages.disclosure_words import CONSIDERATIONS
from onboarding.stages.names import ACTIVE
from onboarding.stages.names import Life as States

DAY = dt.timedelta(days=1)


class Walker:
    """One person's walk: their application, their own random numbers, and the people who help."""

    def __init__(self, person: Person, world: World, clockwork: Clockwork) -> None:
        self.person, self.world, self.clockwork = person, world, clockwork
        self.rng = random.Random(person.number * 7919 + 11)  # noqa: S311 - invented lives, not secrets
        self.fate = person.fate
        self.application: Application

    @property
    def now(self) -> dt.datetime:
        """The simulated present."""
        return self.clockwork.now

    def staff(self, key: str) -> User:
        """A member of staff by their short name."""
        return self.world.staff[key]

    def go(self, stage: str | None, step: str, by: str = "priya", confirms: str = "dee", **facts: Any) -> None:
        """Take one step, with a second person where two are asked for. After an ending nothing more happens."""
        if stage is not None and not self.active:
            return
        done = take(self.application, stage, step, by=self.staff(by), at=self.now, tell=False, **facts)
        if isinstance(done, Proposal):
            take(self.application, stage, step, by=self.staff(confirms), at=self.now, tell=False, **facts)

    @property
    def active(self) -> bool:
        """Whether anything more may happen: not after an ending, nor in a break that goes on."""
        state = Application.objects.values_list("state", flat=True).get(pk=self.application.pk)
        return state in ACTIVE and not (self.fate == "paused" and state == States.PAUSED)

    def apply(self) -> Life:
        """Send the application and go through selection."""
        self._send()
        yield draws.office(self.rng, 3, 9)
        if self.fate == "chose_group":
            self.go(None, "choose_group")
            return
        self.go("selection", "invite", by="jo")
        yield draws.forms(self.rng)
        meets = self.now + 8 * DAY
        self.go("selection", "book", by="jo", starts_at=meets, how="in_person", place="14 Mill Lane")
        yield 8.2
        self.go("selection", "met", by="jo")
        yield draws.office(self.rng)
        yield from self._decide()

    def _send(self) -> None:
        person = self.person
        applicant = add_applicant(
            first_name=person.first_name, surname=person.surname, email=person.email, points=person.points,
            mobile=f"+447700900{person.number:03}", address="2 Elm Row, Croydon", postcode="CR0 2BB",
        )  # fmt: skip
        opportunity = self.world.paid if person.paid else self.world.voluntary
        self.application = start_application(
            applicant, opportunity, by=self.staff("priya"), at=self.now, owner=self.staff("priya"), body=body(person.number),
            telling=False,
        )  # fmt: skip
        self.go(None, "submit")

    def _decide(self) -> Life:
        if self.fate == "not_this_time":
            self.go(None, "not_this_time", **NOT_THIS_TIME)
            return
        if self.fate == "reserve":
            self.go("selection", "reserve", by="dee", expires_on=(self.now + 180 * DAY).date())
            return
        by = (self.now + 14 * DAY).date()
        self.go("selection", "offer", by="dee", hours=16 if self.person.paid else 6, accept_by=by, peer_on_panel=True)
        yield draws.office(self.rng, 3, 8)
        if self.fate == "offer_declined":
            self.go(None, "decline_offer")
            return
        self.go("selection", "accept")
        self._checks()

    def _checks(self) -> None:
        """Every check starts at once."""
        lives = [self.identity(), self.right_to_work(), self.readiness(), self.crb()]
        for life in [*lives, *([self.health()] if self.person.paid else []), self.turning_point()]:
            self.clockwork.start(life, self.now + dt.timedelta(hours=1 + self.rng.random() * 30))

    def identity(self) -> Life:
        """Papers are asked for and seen."""
        self.go("identity", "ask")
        yield draws.papers(self.rng)
        self.go("identity", "record_seen", route="in_person", papers="two_photo_one_address")

    def right_to_work(self) -> Life:
        """Checked when paid; asked when not."""
        self.go("right_to_work", "ask")
        yield draws.papers(self.rng)
        if self.person.paid:
            self.go("right_to_work", "record_check", route="papers")
        else:
            self.go("right_to_work", "record_answer", answer=True)

    def readiness(self) -> Life:
        """The chat, the plan, and then the wait for a course."""
        self.go("readiness", "invite", by="jo")
        yield draws.forms(self.rng) + (130 if self.fate in SILENT else 0)
        self.go("readiness", "book", by="jo", starts_at=self.now + 3 * DAY, how="phone", place="")
        yield 3.2
        if self.fate == "not_yet":
            review = (self.now + 60 * DAY).date()
            self.go("readiness", "not_yet", by="jo", confirms="priya", reason="time", review_on=review)
            return
        outcome = self.rng.choice(("ready", "ready", "ready_with_plan"))
        self.go("readiness", "record_plan", by="jo", outcome=outcome, support="A quiet place for breaks")
        yield draws.office(self.rng)
        self.go("readiness", "agree_plan", by="jo")
        yield from self.training()

    def health(self) -> Life:
        """Occupational health: the form, the answer, the decision."""
        yield draws.office(self.rng)
        start = (self.now + 90 * DAY).date()
        self.go("occupational_health", "refer", by="marek", body=None, demands=["ward", "distress"], hoped_start=start)
        yield draws.forms(self.rng)
        self.go("occupational_health", "form_arrived", by="marek")
        yield draws.occupational_health(self.rng) + (120 if self.fate == "late_body" else 0)
        if self.fate in ("health_not_now", "offer_withdrawn"):
            later = (self.now + 60 * DAY).date()
            self.go(
                "occupational_health", "record_result", by="marek", outcome="not_now", adjustments=None, review_on=later
            )
            return
        outcome = "fit_with_adjustments" if self.rng.random() < 0.28 else "fit"
        self.go(
            "occupational_health",
            "record_result",
            by="marek",
            outcome=outcome,
            adjustments="Later starts",
            review_on=None,
        )
        yield draws.office(self.rng)
        if outcome != "fit":
            self.go("occupational_health", "write_support", by="priya", adjustments="Later starts", review_on=None)
            self.go("occupational_health", "agree_support", by="priya", says="agreed")
        self.go("occupational_health", "decide", by="priya")

    def crb(self) -> Life:
        """The criminal record check, from the role's decision to ours."""
        yield draws.office(self.rng)
        fee = "paid_role" if self.person.paid else "free"
        if self.fate == "no_check":
            self.go("crb", "decide_level", level="no_check", basis="no_contact", fee=fee)
            self.go("crb", "close_without_check")
            return
        self.go("crb", "decide_level", level="enhanced_barred", basis="regulated", fee=fee)
        self.go("crb", "send_form")
        yield draws.forms(self.rng)
        self.go("crb", "see_papers", route="1", papers="passport", why=None, update_service="no")
        self.go("crb", "submit", level="enhanced_barred")
        yield draws.disclosure(self.rng) + (90 if self.fate == "late_body" else 0)
        self.go("crb", "certificate_posted")
        issued = self.now.date()
        yield draws.certificate_shown(self.rng)
        self.go("crb", "certificate_came")
        yield draws.office(self.rng)
        content = "disclosed" if self.fate == "disclosed" else "clear"
        number = f"{self.rng.randrange(10**12):012}"
        self.go(
            "crb",
            "record_result",
            by="ann",
            content=content,
            seen="paper",
            number=number,
            issued_on=issued,
            same_person=True,
        )
        if content == "disclosed":
            yield from self._talked_over()
        else:
            yield draws.office(self.rng)
        self.go("crb", "decide", by="ann", confirms="alex")

    def _talked_over(self) -> Life:
        """Who will know, a private talk, each point considered: all inside the restricted record."""
        self.go("crb", "name_people", by="ann", second=self.staff("alex").pk, third=None)
        self.go("crb", "offer_talk", by="ann")
        yield draws.office(self.rng, 5, 15)
        self.go("crb", "record_talk", by="ann", talked="held")
        self.go("crb", "weigh", by="ann", **dict.fromkeys(dict(CONSIDERATIONS), "neither"))

    def training(self) -> Life:
        """The next course with a free seat, six weeks of classes, two with a team."""
        cohort = self._next_course()
        while cohort is None:
            yield 14
            cohort = self._next_course()
        yield draws.office(self.rng)
        self.go("training", "offer_place", by="jo", cohort=cohort.pk)
        yield draws.office(self.rng, 3, 7)
        self.go("training", "accept_place", by="jo")
        yield (cohort.starts_on - self.now.date()).days + 0.1
        self.go("training", "start_course", by="jo")
        for week in range(1, 7):
            status = "attended" if self.rng.random() < 0.92 else "made_up"
            self.go("training", "record_week", by="jo", week=week, status=status)
            yield 7
        site = self.world.sites[self.person.number % len(self.world.sites)]
        while not self._tried(
            "training", "start_practice", site=site.pk, supervisor=self.staff("tessa").pk, team_agreed=True
        ):
            yield 7
        yield 14
        self.go("training", "finish", by="jo", credits=self.rng.choice((3, 6, 6)))
        yield from self.placement(site.pk)

    def _next_course(self) -> Any:
        ahead = [c for c in self.world.cohorts if c.starts_on > self.now.date() + 14 * DAY and c.free_seats > 0]
        return min(ahead, key=lambda cohort: cohort.starts_on, default=None)

    def _tried(self, stage: str, step: str, **facts: Any) -> bool:
        """Whether the step could be taken; what is in the way now may be gone next week."""
        try:
            self.go(stage, step, by="jo", **facts)
        except StepRefused:
            return not self.active
        return True

    def placement(self, site: int) -> Life:
        """A team, an agreement, sessions, and the role."""
        yield draws.office(self.rng)
        supporters: dict[str, Any] = {"supervisor": self.staff("tessa").pk, "deputy": self.staff("jo").pk}
        if self.fate == "hosts_say_no":
            self.go("placement", "ask_host", by="jo", site=site, **supporters)
            yield draws.host_answer(self.rng)
            self.go("placement", "host_says_no", reason="no_supervisor")
            yield draws.office(self.rng)
        self.go("placement", "ask_host", by="jo", site=site, **supporters)
        yield draws.host_answer(self.rng)
        self.go("placement", "host_says_yes")
        yield draws.office(self.rng, 3, 8)
        self.go("placement", "sign_agreement", by="jo")
        yield draws.office(self.rng, 4, 9)
        self.go("placement", "start", by="jo")
        for _session in range(4):
            yield 7
            self.go("placement", "log_session", by="jo", minutes=180, one_to_one=15)
        yield draws.office(self.rng)
        self.go("placement", "confirm", by="dee", reviewed=True)
        if self.fate == "moved_on":
            yield 40
            self.go(None, "move_on", by="dee", where="other_job", may_ask=True)

    def turning_point(self) -> Life:
        """What changes a person's way while the checks are open."""
        turn = TURNS.get(self.fate)
        if turn is None:
            return
        yield 20 + 10 * self.rng.random() + (25 if self.fate in SILENT else 0)
        step, facts, back, after = turn
        if not self.active:
            return
        if self.fate == "transferred":  # to the role of the other engagement, without an application there: history of before
            facts = {**facts, "to": (self.world.voluntary if self.person.paid else self.world.paid).pk}
        called: dict[str, Any] = {"called_on": (self.now - 2 * DAY).date(), "reminded": True} if self.fate in SILENT else {}
        self.go(None, step, **facts, **called)
        if back:
            yield after
            self.go(None, back)


SILENT = ("resting", "came_back")
NOT_THIS_TIME: dict[str, Any] = {
    "reason": "criteria", "first_strength": "listening", "second_strength": "warm", "next_time": "group", "offered_talk": True,
}  # fmt: skip
TURNS: dict[str, tuple[str, dict[str, Any], str, float]] = {
    "withdrawn": ("withdraw", {}, "", 0),
    "withdrawn_waiting": ("withdraw", {"reason": "waited"}, "", 0),
    "paused": ("pause", {"asked": "phone"}, "", 0),
    "took_a_break": ("pause", {"asked": "self"}, "resume", 45),
    "resting": ("rest", {}, "", 0),
    "came_back": ("rest", {}, "come_back", 60),
    "transferred": ("transfer", {"agreed": True}, "", 0),
    "deceased": ("record_death", {}, "", 0),
    "offer_withdrawn": ("withdraw_offer", {"met": True}, "", 0),
}


def body(number: int) -> str:
    """The random part of a reference, always the same for the same person."""
    rng = random.Random(number + 4242)  # noqa: S311 - the demo's references are fixed
    return "".join(rng.choice(ALPHABET) for _ in range(LENGTH))

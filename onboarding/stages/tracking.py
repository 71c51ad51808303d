"""From papers to certificate: papers seen, the Update Service asked about first, the tracker, what a long wait allows, replacements.

Nothing here says what was found: every step is the same for everybody. Published standards are in calendar days.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from onboarding.engine.asks import Ask
from onboarding.engine.grammar import rule, step
from onboarding.engine.holder import Holder
from onboarding.stages.names import Nation, Party
from onboarding.stages.shared import in_progress, offer_accepted

STANDARDS = (14, 28, 60)  # days: look at the tracker, ask who sent it on, ask for it to be hurried
POLICE, AGED, AGAIN, ROUTE_KEPT_DAYS = "4", dt.timedelta(days=60), dt.timedelta(days=14), 730
STAGES = (
    ("1", "1: received and checked"),
    ("2", "2: Police National Computer"),
    ("3", "3: barred lists"),
    ("4", "4: with the police"),
    ("5", "5: certificate sent"),
)
ROUTES = (
    ("1", "Route 1: a passport or another paper of group 1"),
    ("2", "Route 2: other papers"),
    ("3", "Route 3: a birth certificate and more"),
)
WHY = (
    ("no_group_1", "They have no paper of group 1"),
    ("none_valid", "What they have has run out"),
    ("too_dear", "A new one costs too much"),
)
PAPERS = (
    ("passport", "Passport or driving licence"),
    ("evisa", "eVisa or residence permit"),
    ("birth", "Birth certificate"),
    ("other", "Others of the published list"),
)
UPDATE_SERVICE = (
    ("consent", "Yes, and they agree that we check it"),
    ("no", "No, or they would rather not"),
    ("none", "There is none for this level"),
)
LOST = (("lost", "It was lost"), ("never_came", "It never came"), ("wrong_name", "A name on it is wrong, or has changed"))
NO_TRACKER = (Nation.SCOTLAND, Nation.NORTHERN_IRELAND)


@rule("See the papers first, and ask about the Update Service: it can turn weeks into minutes")
def papers_seen(taking: Any) -> bool:
    return bool(taking.history.happened("crb", "see_papers", taking.effective_at, since="reopen"))


@rule("Say why route 1 was not possible: it is kept for 2 years", needs=("route",))
def other_route_has_a_reason(taking: Any) -> bool:
    return taking.fact("route") == "1" or taking.fact("why") is not None


@rule("The Update Service is for England and Wales only, and not for a basic check", needs=("update_service",), reads=("eligibility",))
def update_service_is_there(taking: Any) -> bool:
    there = taking.history.nation not in NO_TRACKER and taking.history.finding("eligibility", "level") != "basic"
    return bool(there or taking.fact("update_service") in (None, "none"))


@rule("Select whether they are in the Update Service", needs=("update_service",))
def update_service_was_asked_about(taking: Any) -> bool:
    return taking.history.nation in NO_TRACKER or taking.fact("update_service") is not None


@rule("They have not agreed that we check the Update Service", needs=("seen",), reads=("seen_papers",))
def agreed_to_be_checked(taking: Any) -> bool:
    return taking.fact("seen") != "update_service" or taking.history.finding("seen_papers", "update_service") == "consent"


@rule("There is no Update Service in this nation: only the DBS in England and Wales has one", hides=True)
def has_an_update_service(taking: Any) -> bool:
    return taking.history.nation not in NO_TRACKER


@rule("They have not agreed that we check the Update Service, or not any more", reads=("seen_papers",))
def in_the_update_service(taking: Any) -> bool:
    return bool(taking.history.finding("seen_papers", "update_service") == "consent")


@rule("There is no tracker in this nation: only the DBS in England and Wales has one", hides=True)
def has_a_tracker(taking: Any) -> bool:
    return taking.history.nation not in NO_TRACKER


@rule("The DBS is asked to hurry only after 60 days at stage 4: before that we look at the tracker", reads=("tracking",))
def long_with_the_police(taking: Any) -> bool:
    since = taking.history.finding("tracking", "since")
    return taking.history.finding("tracking", "stage_shown") == POLICE and since is not None and since + AGED <= taking.day


@rule("The DBS was asked less than 14 days ago")
def not_asked_lately(taking: Any) -> bool:
    asked = [move for move in taking.history.stand if (move.kind, move.step) == ("crb", "escalate")]
    return all(move.effective_at + AGAIN <= taking.effective_at for move in asked)


@rule("No form has gone off yet, so there is no certificate to replace")
def form_was_sent(taking: Any) -> bool:
    return bool(taking.history.happened("crb", "submit", taking.effective_at, since="reopen"))


class Tracking(Holder):
    """The public steps between the form and the certificate."""

    @step(source="with_applicant", label="Record the papers seen for the form", permission="check",
          rules=[in_progress, offer_accepted, other_route_has_a_reason, update_service_was_asked_about, update_service_is_there],
          waits_on=Party.HR,
          asks=[
              Ask("route", "By which route did they show who they are?", form="choice", choices=ROUTES, error="Select the route"),
              Ask("papers", "Mostly with which papers?", form="choice", choices=PAPERS, error="Select which papers"),
              Ask("why", "Why not by route 1?", form="choice", choices=WHY, required=False, error="Select why not by route 1"),
              Ask("update_service", "Are they in the DBS Update Service?", form="choice", choices=UPDATE_SERVICE, required=False,
                  nations=(Nation.ENGLAND, Nation.WALES), error="Select whether they are in the Update Service"),
          ])  # fmt: skip
    def see_papers(self, *, route: str, papers: str, why: str | None, update_service: str | None) -> None:
        """The same three routes for every nationality. Whoever is in the Update Service may need no new form."""
        self.find("seen_papers", route=route, papers=papers, why=why or "", update_service=update_service or "none")

    @step(source="with_body", label="Look at the tracker", permission="check", rules=[in_progress, has_a_tracker], reads=("tracking",),
          told="We looked at the DBS tracker.",
          asks=[Ask("shown", "At which stage is it?", form="choice", choices=STAGES,
                    error="Select the stage the tracker shows")])  # fmt: skip
    def look_at_tracker(self, *, shown: str) -> None:
        """Looking asks nobody anything. The day on which we first saw this stage is kept."""
        before = self.current("tracking")
        since = before["since"] if before.get("stage_shown") == shown else self.day
        self.find("tracking", stage_shown=shown, since=since, looked_on=self.day)

    @step(source="with_body", label="Ask the DBS to hurry", permission="check",
          rules=[in_progress, has_a_tracker, long_with_the_police, not_asked_lately],
          told="We asked the DBS to hurry. We ask again every 14 days.")  # fmt: skip
    def escalate(self) -> None:
        """Through who sent the form on. The police are never chased."""

    @step(source="with_applicant", target="with_body", label="Ask for another certificate", permission="check",
          rules=[in_progress, form_was_sent], drops=("tracking",), told="We have asked for a new certificate for you.",
          asks=[Ask("reason", "What happened?", form="choice", choices=LOST, error="Select what happened")])  # fmt: skip
    def replace_certificate(self, *, reason: str) -> None:
        """Lost, never came, or a name is wrong: nobody's fault, and it waits at the body again."""
        self.code = reason

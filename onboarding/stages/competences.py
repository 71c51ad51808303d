"""What a peer worker can do at the end of the course: signed off one by one, by a named person, on a day."""

from __future__ import annotations

import datetime as dt
from typing import Any

from onboarding.engine.asks import Ask
from onboarding.engine.grammar import rule, step
from onboarding.engine.holder import Holder
from onboarding.stages.shared import in_progress

SHIPPED = (
    "Using a story of one’s own with care",
    "Listening, and staying alongside somebody",
    "Keeping boundaries, and saying no kindly",
    "Keeping things private, and knowing when not to",
    "Wearing two hats: using services and giving them",
    "Knowing where else people find help",
    "Looking after oneself, and using supervision",
)


@rule("The day of a sign-off is a day until today", needs=("signed_on",))
def signed_until_today(taking: Any) -> bool:
    return bool(taking.fact("signed_on") <= taking.at.astimezone(taking.history.zone).date())


@rule("This is signed off already", needs=("competence",), reads=("competences",))
def not_signed_yet(taking: Any) -> bool:
    return str(taking.fact("competence")) not in taking.history.finding("competences", "signed", {})


def signs_off(*states: str, permission: str) -> type[Holder]:
    """The step by which whoever teaches signs a competence off, in the states given."""

    class SignsOff(Holder):
        """Each is signed off once; whoever takes the step is who signed."""

        @step(source=states, label="Sign off what they can do", permission=permission, each="sign-off",
              rules=[in_progress, signed_until_today, not_signed_yet], reads=["competences"],
              asks=[Ask("competence", "What can they do?", form="row", row="competence", error="Select what they can do"),
                    Ask("signed_on", "On which day was it seen?", form="date", error="Enter the day, like 23 11 2026")])  # fmt: skip
        def sign_off(self, *, competence: int, signed_on: dt.date) -> None:
            """Kept with the words as they stood, so that a later change of them tells nothing else."""
            entry = {"what": self.shared("competence").words, "by": self.by, "on": signed_on.isoformat()}
            self.find("competences", signed={**self.current("competences").get("signed", {}), str(competence): entry})

    return SignsOff

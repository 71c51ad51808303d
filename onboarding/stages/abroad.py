"""Police certificates from abroad: asked for where the pathway does, of whoever lived there; judged with the DBS result, as one.

What such a certificate says stands nowhere but in the restricted record of the check, and two people weigh both together. So
nothing outside tells one answer from another.
"""

from __future__ import annotations

from typing import Any

from onboarding.engine.asks import Ask
from onboarding.engine.grammar import rule, step
from onboarding.engine.holder import Holder
from onboarding.stages.shared import in_progress, offer_accepted

OVERSEAS = "overseas"
YES, NO = "yes", "no"
LONG_ENOUGH = "6 months or more in a row, as an adult, in the last 5 years"  # NHS employment check standards
PAPER = (
    ("seen", "I saw it, of each country they lived in, with a translation where it needed one"),
    ("one_gives_none", "I saw one. Another country gives none: they told us so in writing"),
    ("none_given", "Nobody gives one: they told us so in writing"),
)
PAPER_ASK = Ask(
    "abroad",
    "A police certificate from another country",
    form="choice",
    choices=PAPER,
    required=False,
    restricted=True,
    hint="Only if they lived abroad. The answer above is then about both certificates.",
)


@rule("This pathway asks for no police certificate from abroad", hides=True)
def abroad_is_asked_here(taking: Any) -> bool:
    return OVERSEAS not in taking.history.left_out


@rule("Record first whether they have lived abroad", house=OVERSEAS, reads=("abroad",))
def abroad_was_asked(taking: Any) -> bool:
    return taking.history.finding("abroad", "lived") is not None


@rule("The police certificate from abroad was not seen yet", needs=("abroad",), reads=("abroad",))
def abroad_paper_seen(taking: Any) -> bool:
    """Some countries give none: then it is enough that this is on paper."""
    return taking.history.finding("abroad", "lived") != YES or taking.fact("abroad") is not None


class Abroad(Holder):
    """The two answers to one question. Where somebody lived is nobody's guess: the person is asked."""

    @step(source=("with_applicant", "with_body"), label="They have not lived abroad", permission="check",
          rules=[in_progress, offer_accepted, abroad_is_asked_here])  # fmt: skip
    def not_abroad(self) -> None:
        """They told us so; the same is asked of everybody, whatever their papers."""
        self.find("abroad", lived=NO)

    @step(source=("with_applicant", "with_body"), label="They have lived abroad: ask for its certificate", permission="check",
          rules=[in_progress, offer_accepted, abroad_is_asked_here],
          told="You have lived in another country. We need its police certificate too. We help you ask for it, and we pay.")  # fmt: skip
    def lived_abroad(self) -> None:
        """It can take months, so it is asked for at once and beside the DBS form."""
        self.find("abroad", lived=YES)

"""A talk in private, inside a restricted record: offered, chosen how by the person, and recorded as held; never what was said."""

from __future__ import annotations

from collections.abc import Sequence

from onboarding.engine.grammar import Rule, step
from onboarding.engine.holder import Holder
from onboarding.stages import disclosure_words as words

HERE = "being_considered"
SETTLED = ("held", "declined")


def private_talk(
    finding: str, *, told: str, permission: str, own: str, before: Sequence[Rule], during: Sequence[Rule]
) -> type[Holder]:
    """The three steps of a talk that `finding` keeps.

    `told` is what the person reads on their private page; `permission` is of who offers and holds it, `own` of the
    person's answer; `before` the rules of offering it, `during` those of what comes after.
    """

    class Talk(Holder):
        """Nobody decides about a person before they could speak."""

        @step(source=HERE, label="Offer a private talk", permission=permission, inner=True, grave=True, rules=before,
              told=told)  # fmt: skip
        def offer_talk(self) -> None:
            """The person reads it on their own private page: how they want to talk, that nothing is decided."""
            self.find(finding, talk="offered", talk_how="", brings=False)

        @step(source=HERE, label="Choose how to talk", permission=own, inner=True, rules=during, asks=words.CHOOSING)
        def choose_talk(self, *, way: str, brings: bool | None) -> None:
            """Phone, video, in person, or not at all; and whether somebody comes with them."""
            self.find(finding, talk="declined" if way == "none" else "chosen", talk_how=way, brings=bool(brings))

        @step(source=HERE, label="Record the private talk", permission=permission, inner=True, rules=during,
              asks=[words.choice("talked", "What came of it?", words.TALKED, "Select what came of the talk")])  # fmt: skip
        def record_talk(self, *, talked: str) -> None:
            """That it took place, never what was said."""
            self.find(finding, talk=talked)

    return Talk

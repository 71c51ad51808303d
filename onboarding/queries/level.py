"""What was decided about the check a role allows, in the words of its nation: for who sends the form or sees a certificate."""

from __future__ import annotations

from onboarding.door.held import Held
from onboarding.stages.eligibility import BASIS, BASIS_IN, FEES, LEVELS, LEVELS_IN

JOINED = {"join": "They join the PVG scheme now.", "member": "They are in the PVG scheme already."}


def level_words(held: Held) -> list[str]:
    """The level, why, and who pays; nothing while it is not decided."""
    decided = held.finding(None, "eligibility")
    if not decided:
        return []
    nation = held.application.opportunity.nation
    level = dict(LEVELS_IN.get(nation, LEVELS))[decided["level"]]
    if decided["level"] == "no_check":
        return [f"{level}."]
    why = dict(BASIS_IN.get(nation, BASIS))[decided["basis"]]
    joined = filter(None, [JOINED.get(decided["pvg"])])
    return [f"This role allows: {level}. {why}.", f"{dict(FEES)[decided['fee']]}.", *joined]

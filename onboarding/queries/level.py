"""What was decided about the check a role allows, in the words of its nation: for who sends the form or sees a certificate."""

from __future__ import annotations

from onboarding.models import Application, Eligibility
from onboarding.stages.eligibility import BASIS, BASIS_IN, FEES, LEVELS, LEVELS_IN

JOINED = {"join": "They join the PVG scheme now.", "member": "They are in the PVG scheme already."}


def level_words(application: Application) -> list[str]:
    """The level, why, and who pays; nothing while it is not decided."""
    row = Eligibility.objects.filter(stage__application=application, current=True).last()
    if row is None:
        return []
    nation = application.opportunity.nation
    level = dict(LEVELS_IN.get(nation, LEVELS))[row.level]
    if row.level == "no_check":
        return [f"{level}."]
    why = dict(BASIS_IN.get(nation, BASIS))[row.basis]
    return [f"This role allows: {level}. {why}.", f"{dict(FEES)[row.fee]}.", *filter(None, [JOINED.get(row.pvg)])]

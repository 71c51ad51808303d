"""The pathways a fresh database ships with. A version that is out is never changed: what changes is a version of its own.

Applications stay on the version they began on. Version 1 of A and B is from before references were in this system; what was
brought in from a spreadsheet stands on it. Version 1 of C, D and E is from before
the history of work and police certificates from abroad were asked for here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from onboarding.stages import clearances
from onboarding.stages.names import APPLICATION, Engagement


@dataclass(frozen=True)
class Shipped:
    """One version of a pathway: what it asks for in order, which house rules it leaves out and why, who signed it off."""

    code: str
    version: int
    title: str
    engagement: str
    stages: Sequence[dict[str, Any]]
    left_out: Sequence[dict[str, str]] = ()
    sign_off: str = "Shipped with the system: a peer of yours signs it off before you use it"

    @property
    def name(self) -> str:
        """The code, with the version from the second on: B, then B2."""
        return self.code if self.version == 1 else f"{self.code}{self.version}"

    @property
    def rules_left_out(self) -> frozenset[str]:
        """The codes of the house rules it leaves out."""
        return frozenset(item["rule"] for item in self.left_out)


CHECKS = ("selection",)


def _stage(kind: str, *after: str, slots: int = 1) -> dict[str, Any]:
    return {"kind": kind, "slots": slots, "opens_after": list(after)}


START = [_stage("selection", APPLICATION), _stage("identity", *CHECKS), _stage("right_to_work", *CHECKS)]
REFERENCES = _stage("reference", *CHECKS, slots=2)
HISTORY, QUALIFICATIONS = _stage("employment_history", *CHECKS), _stage("qualifications", *CHECKS)
READINESS, HEALTH, CRB = _stage("readiness", *CHECKS), _stage("occupational_health", *CHECKS), _stage("crb", *CHECKS)
COMMITTEE, HOST = _stage("committee", *CHECKS), _stage("host_acceptance", "readiness")
END = [_stage("training", "readiness"), _stage("placement", "training")]
AFTER_REFERENCES = [READINESS, HEALTH, CRB, COMMITTEE, *END]
STAGES_C = [*START, REFERENCES, *AFTER_REFERENCES]
STAGES_D = [*STAGES_C[:-2], HOST, *END]

ON_PAPER = {"rule": "reference", "reason": "References are taken up on paper, outside this system"}
OWN_SERVICE = {"rule": "committee", "reason": "A charity or group decides about its own roles: no committee is asked"}
NOT_ASKED = {"rule": "qualifications", "reason": "Not applicable: this role asks for no qualification and no register"}
NOT_ABROAD = {"rule": "overseas", "reason": "A police certificate from abroad is asked for by the NHS only"}
OLDER = {"rule": "overseas", "reason": "This version is older than police certificates from abroad in this system"}
NO_HEALTH_SERVICE = {
    "rule": "occupational_health",
    "reason": "Unpaid, in a user-led group: support is talked about in the readiness chat",
}
OF_A_CHARITY = (OWN_SERVICE, NOT_ASKED, NOT_ABROAD)
IN_A_GROUP, SESSIONAL = "Volunteer in a charity or user-led group", "Sessional paid role in a charity"
ON_A_WARD = "Volunteer in the NHS, on a ward too"
IN_THE_NHS, APPRENTICE = "Paid role in the NHS", "Peer apprentice, with a qualification at level 3"
PAID, VOLUNTARY = Engagement.PAID.value, Engagement.VOLUNTARY.value

NOTHING_ASKED = [
    {"rule": rule, "reason": "Not applicable: mutual support asks for none"} for rule in clearances.HOUSE_RULES
]

PATHWAYS: tuple[Shipped, ...] = (
    Shipped("0", 1, "Group member", Engagement.GROUP.value, [_stage("membership", APPLICATION)], NOTHING_ASKED),
    Shipped("A", 1, IN_A_GROUP, VOLUNTARY, [*START, READINESS, CRB, *END], [ON_PAPER, NO_HEALTH_SERVICE, *OF_A_CHARITY]),
    Shipped("B", 1, SESSIONAL, PAID, [*START, READINESS, HEALTH, CRB, *END], [ON_PAPER, *OF_A_CHARITY]),
    Shipped("C", 1, IN_THE_NHS, PAID, STAGES_C, [NOT_ASKED, OLDER]),
    Shipped("D", 1, ON_A_WARD, VOLUNTARY, STAGES_D, [NOT_ASKED, OLDER]),
    Shipped("A", 2, IN_A_GROUP, VOLUNTARY, [*START, REFERENCES, READINESS, CRB, *END], [NO_HEALTH_SERVICE, *OF_A_CHARITY]),
    Shipped("B", 2, SESSIONAL, PAID, [*START, REFERENCES, READINESS, HEALTH, CRB, *END], OF_A_CHARITY),
    Shipped("E", 1, APPRENTICE, PAID, STAGES_C, [NOT_ASKED, OLDER]),
    Shipped("C", 2, IN_THE_NHS, PAID, [*START, REFERENCES, HISTORY, *AFTER_REFERENCES], [NOT_ASKED]),
    Shipped("D", 2, ON_A_WARD, VOLUNTARY, STAGES_D, [NOT_ASKED]),
    Shipped("E", 2, APPRENTICE, PAID, [*START, REFERENCES, HISTORY, QUALIFICATIONS, *AFTER_REFERENCES]),
)

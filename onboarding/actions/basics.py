"""What a fresh database ships: one organisation, the system user, pathways A to D, and an “imported” opportunity of each kind."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from django.db import transaction

from onboarding.models import Opportunity, Organisation, Pathway, Rung, Service, StaffRole, User
from onboarding.stages.ladders import LADDERS
from onboarding.stages.names import APPLICATION

SYSTEM_EMAIL = "system@localhost.localdomain"
CHECKS = ["selection"]


def _stage(kind: str, *after: str, slots: int = 1) -> dict[str, Any]:
    return {"kind": kind, "slots": slots, "opens_after": list(after)}


_SHARED = [
    _stage("selection", APPLICATION),
    _stage("identity", *CHECKS),
    _stage("right_to_work", *CHECKS),
    _stage("readiness", *CHECKS),
    _stage("crb", *CHECKS),
    _stage("training", "readiness"),
    _stage("placement", "training"),
]
STAGES_A = _SHARED
STAGES_B = [*_SHARED[:4], _stage("occupational_health", *CHECKS), *_SHARED[4:]]
STAGES_C = [
    *STAGES_B[:3],
    _stage("reference", *CHECKS, slots=2),
    *STAGES_B[3:6],
    _stage("committee", *CHECKS),
    *STAGES_B[6:],
]
STAGES_D = [*STAGES_C[:-2], _stage("host_acceptance", "readiness"), *STAGES_C[-2:]]
ON_PAPER = {"rule": "reference", "reason": "References are taken up on paper, outside this system"}
OWN_SERVICE = {"rule": "committee", "reason": "A charity or group decides about its own roles: no committee is asked"}
LEFT_OUT_A = [
    ON_PAPER,
    OWN_SERVICE,
    {
        "rule": "occupational_health",
        "reason": "Unpaid, in a user-led group: support is talked about in the readiness chat",
    },
]
PATHWAYS: tuple[tuple[str, str, str, list[Any], list[Any]], ...] = (
    ("A", "Volunteer in a charity or user-led group", "voluntary", STAGES_A, LEFT_OUT_A),
    ("B", "Sessional paid role in a charity", "paid", STAGES_B, [ON_PAPER, OWN_SERVICE]),
    ("C", "Paid role in the NHS", "paid", STAGES_C, []),
    ("D", "Volunteer in the NHS, on a ward too", "voluntary", STAGES_D, []),
)


def lay_basics() -> None:
    """Make what is missing; change nothing that is there."""
    with transaction.atomic():
        _organisation()
        _system_user()
        _ladders()
        service, _new = Service.objects.get_or_create(name="Peer support")
        for code, title, engagement, stages, left_out in PATHWAYS:
            pathway, _made = Pathway.objects.get_or_create(
                code=code,
                version=1,
                defaults={
                    "title": title,
                    "engagement": engagement,
                    "stages": stages,
                    "left_out": left_out,
                    "peer_sign_off": "Shipped with the system: sign it off again before you use it",
                },
            )
            words = "Sessional pay, by the hour" if engagement == "paid" else "Expenses paid"
            Opportunity.objects.get_or_create(
                title=f"Imported: {engagement}",
                defaults={"service": service, "pathway": pathway, "pay_words": words, "is_open": False},
            )


def _organisation() -> None:
    if not Organisation.objects.exists():
        Organisation.objects.create(
            name="Brightwater Peer Network",
            name_for_others="Brightwater",
            address="14 Mill Lane, Croydon, CR0 1AA",
            footer_line="Brightwater Peer Network is a registered charity. This service is not part of GOV.UK or the NHS.",
            phone="01632 960 123",
            email="hello@brightwater.example",
            crisis_help="Call 111 and choose the mental health option, or call Samaritans on 116 123. "
            "Both are free, day and night. In an emergency call 999.",
            benefits_advice="Mill Lane Advice, 01632 960 200",
        )


def _ladders() -> None:
    """The shipped ladder of everybody who has none."""
    for (party, kind), rungs in LADDERS.items():
        if not Rung.objects.filter(party=party, kind=kind).exists():
            Rung.objects.bulk_create(Rung(party=party, kind=kind, **asdict(rung)) for rung in rungs)


def _system_user() -> None:
    user, _new = User.objects.get_or_create(email=SYSTEM_EMAIL, defaults={"name": "The system", "password": "!"})
    StaffRole.objects.get_or_create(user=user, role="system", service=None)


def system_user() -> User:
    """Who does what no person does: imports run from the command line."""
    return User.objects.get(email=SYSTEM_EMAIL)

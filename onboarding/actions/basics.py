"""What a fresh database ships: one organisation, the system user, its pathways, and an “imported” opportunity of each kind."""

from __future__ import annotations

from dataclasses import asdict

from django.db import transaction

from onboarding.actions.shipped import PATHWAYS, Shipped
from onboarding.models import (
    Competence,
    Criterion,
    Fee,
    NationWords,
    Opportunity,
    Organisation,
    Pathway,
    Rung,
    Service,
    StaffRole,
    User,
)
from onboarding.stages.competences import SHIPPED as COMPETENCES
from onboarding.stages.criteria import SHIPPED as CRITERIA
from onboarding.stages.fees import SHIPPED
from onboarding.stages.ladders import LADDERS
from onboarding.stages.names import Engagement
from onboarding.stages.nation_words import SHIPPED as SHIPPED_WORDS

SYSTEM_EMAIL = "system@localhost.localdomain"

def lay_basics() -> None:
    """Make what is missing; change nothing that is there."""
    with transaction.atomic():
        _organisation()
        _system_user()
        _ladders()
        _fees()
        _criteria()
        _competences()
        _words()
        service, _new = Service.objects.get_or_create(name="Peer support")
        for shipped in PATHWAYS:
            pathway = _pathway(shipped)
            if pathway.engagement != Engagement.GROUP:  # a group opens its own door
                _opportunity(service, pathway)


def _pathway(shipped: Shipped) -> Pathway:
    values = {
        "title": shipped.title, "engagement": shipped.engagement, "stages": list(shipped.stages),
        "left_out": list(shipped.left_out), "peer_sign_off": shipped.sign_off,
    }  # fmt: skip
    return Pathway.objects.get_or_create(code=shipped.code, version=shipped.version, defaults=values)[0]


def _opportunity(service: Service, pathway: Pathway) -> None:
    """What is brought in stands on the first pathway of its engagement: its references are on paper."""
    words = "Sessional pay, by the hour" if pathway.engagement == Engagement.PAID else "Expenses paid"
    values = {"service": service, "pathway": pathway, "pay_words": words, "is_open": False}
    Opportunity.objects.get_or_create(title=f"Imported: {pathway.engagement}", defaults=values)


def _organisation() -> None:
    if not Organisation.objects.exists():
        Organisation.objects.create(
            name="Brightwater Peer Network",
            name_for_others="Brightwater",
            address="14 Mill Lane, Croydon, CR0 1AA",
            footer_line="Brightwater Peer Network is a registered charity. This service is not part of GOV.UK or the NHS.",
            phone="01632 960 123",
            email="hello@brightwater.example",
        )


def _ladders() -> None:
    """The shipped ladder of everybody who has none."""
    for (party, kind), rungs in LADDERS.items():
        if not Rung.objects.filter(party=party, kind=kind).exists():
            Rung.objects.bulk_create(Rung(party=party, kind=kind, **asdict(rung)) for rung in rungs)


def _fees() -> None:
    """The shipped fee of every check that has none."""
    for scheme, check, pence, volunteer_pence, since in SHIPPED:
        if not Fee.objects.filter(scheme=scheme, check_code=check).exists():
            Fee.objects.create(
                scheme=scheme, check_code=check, pence=pence, volunteer_pence=volunteer_pence, since=since
            )


def _words() -> None:
    """The shipped words of every nation that has none."""
    known = set(NationWords.objects.values_list("nation", "kind"))
    missing = {key: words for key, words in SHIPPED_WORDS.items() if key not in known}
    NationWords.objects.bulk_create(NationWords(nation=key[0], kind=key[1], words=words) for key, words in missing.items())


def _criteria() -> None:
    """What people are scored on, until the organisation says it in its own words."""
    if not Criterion.objects.exists():
        Criterion.objects.bulk_create(Criterion(words=words, place=place) for place, words in enumerate(CRITERIA, start=1))


def _competences() -> None:
    """What is signed off in the training, until the organisation says it in its own words."""
    if not Competence.objects.exists():
        Competence.objects.bulk_create(Competence(words=words, place=place) for place, words in enumerate(COMPETENCES, start=1))


def _system_user() -> None:
    user, _new = User.objects.get_or_create(email=SYSTEM_EMAIL, defaults={"name": "The system", "password": "!"})
    StaffRole.objects.get_or_create(user=user, role="system", service=None)


def system_user() -> User:
    """Who does what no person does: imports run from the command line."""
    return User.objects.get(email=SYSTEM_EMAIL)

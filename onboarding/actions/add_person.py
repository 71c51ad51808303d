"""Add a person who applies, with how they like to be told things, and send the application for them if they wish."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db import transaction

from onboarding import access
from onboarding.actions.start import add_applicant, start_application
from onboarding.door import take
from onboarding.door.refusal import StepRefused
from onboarding.models import Application, Opportunity, User


@dataclass(frozen=True)
class NewPerson:
    """What we ask before the first step: name, contact, formats. Nothing about health."""

    first_name: str
    surname: str
    opportunity: int
    known_as: str = ""
    email: str = ""
    mobile: str = ""
    address: str = ""
    postcode: str = ""
    channel: str = "email"
    points: int = 14
    formats: Sequence[str] = field(default_factory=list)


def add_person(person: NewPerson, *, by: User, at: dt.datetime, send: bool) -> Application:
    """The new application, looked after by who added it; StepRefused without the right or the role."""
    opportunity = (
        Opportunity.objects.select_related("pathway", "service").filter(pk=person.opportunity, is_open=True).first()
    )
    if opportunity is None:
        raise StepRefused(["Select the role"])
    if not access.may_in(by, "add_person", opportunity.service_id):
        raise StepRefused(["You may not add people to this role"])
    with transaction.atomic():
        who = add_applicant(
            first_name=person.first_name, surname=person.surname, known_as=person.known_as, email=person.email,
            mobile=person.mobile, address=person.address, postcode=person.postcode,
            channel=person.channel, points=person.points, formats=list(person.formats),
        )  # fmt: skip
        application = start_application(who, opportunity, by=by, at=at, owner=by)
        if send:
            take(application, None, "submit", by=by, at=at)
    return application

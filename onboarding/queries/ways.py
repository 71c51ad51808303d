"""How a person is told that there is something: by the program (e-mail, text), or by one of us on paper or by phone."""

from __future__ import annotations

from django.conf import settings

from onboarding.models import Applicant
from onboarding.stages.needs import NO_TEXT

EMAIL, TEXT = "email", "text"  # what the program sends by itself
PRINT, RING, BY_HAND = "print", "ring", "text"  # what a person does instead, as the outbox says it
OF_PEOPLE = {"post": PRINT, "phone": RING, "text": BY_HAND}


def by_itself(person: Applicant) -> str:
    """The way in which the program tells this person by itself: e-mail, text, or (empty) none."""
    if person.channel == EMAIL:
        return EMAIL if person.email else ""
    texts = person.channel == TEXT and person.mobile and NO_TEXT not in person.formats and settings.TEXT_GATEWAY_URL
    return TEXT if texts else ""


def by_a_person(person: Applicant) -> str:
    """What one of us does where the program cannot: never silence. Who cannot be texted or rung gets paper."""
    way = OF_PEOPLE.get(person.channel, PRINT) if person.mobile else PRINT
    return RING if way == BY_HAND and NO_TEXT in person.formats else way

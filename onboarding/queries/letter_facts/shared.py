"""What every letter needs from the tables, and the small questions that several kinds ask."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from typing import Any

from django.conf import settings

from onboarding import letters
from onboarding.door import promises
from onboarding.door.held import ZONE
from onboarding.letters.facts import Organisation, Person
from onboarding.letters.words import NBSP
from onboarding.lib import clock
from onboarding.models import Application, Body, Signpost
from onboarding.models import Organisation as OrganisationRow
from onboarding.models.life_findings import LifeFinding
from onboarding.queries import brand
from onboarding.queries.nation_words import words_for
from onboarding.queries.plain_words import Fit
from onboarding.stages.names import BODY_NAMES, Life, Nation
from onboarding.stages.nation_words import BENEFITS, CRISIS

USUAL_SIZE = 14
NEAR = "/help/near/"


def common(code: str, application: Application, at: dt.datetime) -> dict[str, Any]:
    """What every letter and e-mail to the applicant needs."""
    person, row = application.applicant, OrganisationRow.objects.get()
    words = words_for(application.opportunity.nation)
    return {
        "reference": application.reference,
        "letter_number": letters.kinds()[code].number,
        "name": person.full_name,
        "called": person.called,
        "organisation": _organisation(row, words),
        "named_person": named_person(application, row, at),
        "today": clock.local_date(at, ZONE),
        "address_lines": _address(application),
        "points": person.points,
        "welsh": application.opportunity.nation == Nation.WALES,
        "help_near": (numbers_whole(f"Free advice about money and benefits: {words[BENEFITS]}.{_more_help()}"),),
        "link": f"{settings.SITE_URL}/letters/",
        "promise": promises.next_day(application, at=at) if application.state == Life.IN_PROGRESS else None,
    }


def _more_help() -> str:
    """Where the directory is; short, for some letters just fill their sheet."""
    return f" More help: {settings.SITE_URL.partition('//')[2]}{NEAR}" if Signpost.objects.exists() else ""


def to_others(code: str, application: Application, at: dt.datetime) -> dict[str, Any]:
    """What every letter to somebody else needs: the names the person chose for others, and nothing else about us or them."""
    row = OrganisationRow.objects.get()
    ours = named_person(application, row, at)
    sender = ours.name if application.owner else row.name_for_others
    return {
        **common(code, application, at),
        "organisation": _organisation(row, {}, name=row.name_for_others, footer_line="", logo=""),
        "named_person": Person(name=sender, phone=ours.phone, email=ours.email),
        "name": "",
        "called": "colleague",
        "address_lines": (),
        "points": USUAL_SIZE,
        "welsh": False,
        "help_near": (),
        "link": "",
        "promise": None,
        "about": application.applicant.full_name,
        "role_for_others": application.applicant.role_title_for_others,
    }


def addressed_to(body: Body | None) -> dict[str, Any]:
    """The body a letter goes to, as its window shows it."""
    return {"name": body.name, "address_lines": (body.name,)} if body else {}


def _organisation(row: OrganisationRow, words: Mapping[str, str], **instead: str) -> Organisation:
    values = {
        "name": row.name,
        "address": row.address,
        "phone": row.phone,
        "email": row.email,
        "hours": row.hours,
        "crisis_help": numbers_whole(words.get(CRISIS, "")),
        "benefits_advice": numbers_whole(words.get(BENEFITS, "")),
        "footer_line": row.footer_line,
        "brand_colour": row.brand_colour,
        "logo": brand.asset_name(row.logo),
    }
    return Organisation(**{**values, **instead})


def numbers_whole(words: str) -> str:
    """The same words with every telephone number on one line."""
    return re.sub(r"(?<=\d) (?=\d)", NBSP, words)


def named_person(application: Application, row: OrganisationRow, at: dt.datetime) -> Person:
    """Who looks after the application that day; lived experience is told with that person's consent only."""
    if application.owner is None:
        return Person(name=row.name, phone=row.phone, email=row.email)
    owner = application.owner.there_on(clock.local_date(at, ZONE))
    role = "Peer worker" if owner.shares_lived_experience else ""
    return Person(name=owner.name, role=role, phone=owner.phone or row.phone, email=owner.email)


def _address(application: Application) -> tuple[str, ...]:
    person = application.applicant
    parts = (part.strip() for part in person.address.replace("\n", ",").split(","))
    return tuple(line for line in (person.full_name, *parts, person.postcode) if line)


def found(application: Application, model: Any, move: int | None = None, **more: Any) -> Any:
    """The finding a move brought, else the one that holds now; `more` narrows it, as by the kind of its stage."""
    of = "application" if issubclass(model, LifeFinding) else "stage__application"
    mine = model.objects.filter(**{of: application}, **more)
    brought = mine.filter(move=move).first() if move else None  # what was found inside a record has no move
    return brought or mine.filter(current=True).order_by("-pk").first()


def is_dbs(application: Application) -> bool:
    """Whether the nation's check is the DBS."""
    return BODY_NAMES[Nation(application.opportunity.nation)] == "DBS"


def fit(application: Application) -> Fit:
    """Words fitted to this application's engagement and nation."""
    return Fit(application.pathway.engagement, application.opportunity.nation, {})

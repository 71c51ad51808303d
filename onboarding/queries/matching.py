"""The teams for one person, each with what fits; and the choices of the forms in which people and teams say what suits them."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from onboarding.door.fitting import NOTHING, kept_apart, wanted_at_sites, wanted_by
from onboarding.models import Application, Approval, Match, NotWith, Site, SiteSuits, Stage, Suits, Tag, User
from onboarding.stages.matching import AREA, SKILL, TIMES
from onboarding.stages.names import ACTIVE

HOLDS_A_PLACE = ("with_applicant", "ready", "on_placement")
IN_TOUCH = ("hr", "coordinator", "manager", "disclosure_handler", "oh_liaison", "supervisor", "host")
Choices = list[tuple[str, str]]


@dataclass(frozen=True)
class Team:
    """One team for one person. `approved_until` None: not approved (where a committee is asked at all)."""

    id: int
    name: str
    fits: bool
    skills: list[str]
    free: int
    approved_until: dt.date | None


@dataclass(frozen=True)
class Matching:
    """The teams, those that fit first; the stage in which one can be asked now, if there is one; whether a committee is asked."""

    teams: list[Team]
    stage: int | None
    step: str
    committee: bool


def matching(application: Application, *, today: dt.date) -> Matching:
    """Every team of the person's service and of no other; the same questions however many there are."""
    stages = {stage.kind: stage for stage in Stage.objects.filter(application=application)}
    mine, apart, theirs = wanted_by(application), kept_apart(application), wanted_at_sites()
    words, taken, approved = _skills(), _taken(), _approved(application, today)
    sites = Site.objects.filter(service=application.opportunity.service_id).order_by("name", "pk")
    teams = [
        Team(
            site.pk, site.name, site.pk not in apart and mine.meets(theirs.get(site.pk, NOTHING)),
            sorted(words[tag] for tag in mine.skills & theirs.get(site.pk, NOTHING).skills),
            max(site.places - taken[site.pk], 0), approved.get(site.pk),
        )
        for site in sites
    ]  # fmt: skip
    asked = next(((stages[kind].pk, step) for kind, state, step in ASKS if kind in stages and stages[kind].state == state), None)
    order = sorted(teams, key=lambda one: (not one.fits, one.free == 0, -len(one.skills), one.name))
    return Matching(order, asked[0] if asked else None, asked[1] if asked else "", "committee" in stages)


ASKS = (("placement", "matching", "ask_host"), ("host_acceptance", "choosing", "ask_team"))


def _skills() -> dict[int, str]:
    return dict(Tag.objects.filter(kind=SKILL).values_list("pk", "words"))


def _taken() -> Counter[int]:
    """How many people are at each team, or on their way there."""
    held = Match.objects.filter(current=True, stage__kind="placement", stage__state__in=HOLDS_A_PLACE, stage__application__state__in=ACTIVE)
    return Counter(held.values_list("site_id", flat=True))


def _approved(application: Application, today: dt.date) -> dict[int, dt.date]:
    rows = Approval.objects.filter(current=True, role=application.opportunity.title, expires_on__gte=today)
    return dict(rows.order_by("expires_on").values_list("site_id", "expires_on"))


def choices(application: Application) -> dict[str, Choices]:
    """What a person can tick: skills, areas, times, teams, and people of staff they may meet."""
    service = application.opportunity.service_id
    near = Q(roles__service=None) | Q(roles__service=service)
    people = User.objects.filter(near, is_active=True, roles__role__in=IN_TOUCH).exclude(applicant=application.applicant_id).distinct()
    sites = Site.objects.filter(service=service).order_by("name", "pk")
    return {
        **tags(), "teams": [(str(pk), name) for pk, name in sites.values_list("pk", "name")],
        "people": [(str(pk), name) for pk, name in people.order_by("name", "pk").values_list("pk", "name")],
    }  # fmt: skip


def tags() -> dict[str, Choices]:
    """Skills, areas and times to tick."""
    rows = list(Tag.objects.order_by("words"))
    found = {name: [(str(row.pk), row.words) for row in rows if row.kind == kind] for name, kind in (("skills", SKILL), ("areas", AREA))}
    return {**found, "times": list(TIMES)}


def said(application: Application) -> dict[str, list[str]]:
    """What a person has ticked."""
    listed = NotWith.objects.filter(application=application).values_list("user_id", flat=True)
    return {
        **_ticked(Suits.objects.filter(application=application).first()),
        "teams": [str(pk) for pk in sorted(kept_apart(application))], "people": [str(pk) for pk in listed],
    }  # fmt: skip


def said_by_site(site: Site) -> dict[str, list[str]]:
    """What a team has said."""
    return _ticked(SiteSuits.objects.filter(site=site).first())


def _ticked(row: Any) -> dict[str, list[str]]:
    chosen = list(row.tags.all()) if row else []
    skills, areas = ([str(tag.pk) for tag in chosen if tag.kind == kind] for kind in (SKILL, AREA))
    return {"skills": skills, "areas": areas, "times": list(row.times) if row else []}


def said_in_words(application: Application) -> dict[str, list[str]]:
    """What a person has ticked, in words, for the copy of their data."""
    known = {name: dict(pairs) for name, pairs in choices(application).items()}
    return {name: [known[name].get(code, code) for code in codes] for name, codes in said(application).items()}

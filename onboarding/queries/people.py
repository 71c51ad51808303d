"""All people: found by name or reference, page after page without counting."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass, replace
from functools import reduce
from operator import and_

from django.db.models import F, Max, Q, QuerySet, Value
from django.db.models.functions import Replace
from django.db.models.lookups import Contains, StartsWith

from onboarding import access
from onboarding.door.held import ZONE
from onboarding.engine.reference import LENGTH
from onboarding.lib import clock
from onboarding.models import Application, Opportunity, User
from onboarding.models.names import folded
from onboarding.queries.contacts import NO_ANSWER, PERSON
from onboarding.queries.near_names import near
from onboarding.stages import ALL_KINDS
from onboarding.stages.names import ACTIVE, Engagement

A_PAGE = 50
JOINED = 6  # letters of a word from which on it may be two that were typed as one
# How people mistype what is not in the alphabet of references.
SLIPS = str.maketrans({"O": "0", "I": "1", "L": "1"})


@dataclass(frozen=True)
class Person:
    """One line of the list."""

    name: str
    reference: str
    role: str
    state: str
    owner: str
    told: bool
    spoken: str = ""


@dataclass(frozen=True)
class PeoplePage:
    """One page, and the keys of the next one (empty: there is none). `nearly`: nobody has this name, these have one like it."""

    people: list[Person]
    after: str = ""
    nearly: bool = False


def tidy_reference(text: str) -> str:
    """A reference as typed, without spaces, dashes and case, so that slips do not matter."""
    return "".join(character for character in text.upper() if character.isalnum()).translate(SLIPS)


def named(text: str) -> Q:
    """Applications whose person's name has a word for each one typed that begins so, in any order; or whose reference this is."""
    found = Q(pk__in=[]) if not text.strip() else Q()
    for word in folded(text).split():
        found &= _begins(word)
    bare = tidy_reference(text)
    if len(bare) >= LENGTH + 2:
        body, check = bare[-LENGTH - 1 : -1], bare[-1]
        found |= Q(reference__iexact=f"{bare[: -LENGTH - 1]}-{body}-{check}") | Q(external_ref__iexact=text.strip())
    return found


def _begins(word: str) -> Q:
    """Names with a word that begins so, also where two are joined or parted otherwise than they were typed."""
    inside = Q(applicant__sort_name__contains=f" {word}") | Q(applicant__sort_name__contains=f"-{word}")
    found = Q(applicant__sort_name__startswith=word) | inside
    bare = word.replace("-", "")
    if len(bare) < JOINED:
        return found
    whole = Replace("applicant__sort_name", Value("-"), Value(""))
    found |= Q(StartsWith(Replace(whole, Value(" "), Value("")), bare)) | Q(Contains(whole, f" {bare}"))
    parts = [Q(applicant__sort_name__startswith=part) | Q(applicant__sort_name__contains=f" {part}") for part in word.split("-") if part]
    return found | reduce(and_, parts) if "-" in word else found


def people(
    user: User, *, name: str = "", state: str = "", after: str = "", mine: bool = False, by_spoken: bool = False, at: dt.datetime
) -> PeoplePage:
    """A page of everyone this person may see, by name; `after` is what the page before gave, `mine` those they look after today.

    `by_spoken`: those under way only, whom we have not spoken with for longest first, and one page of them.
    """
    today = clock.local_date(at, ZONE)
    seen = access.applications_for(user)
    if mine:
        seen = seen.filter(access.looked_after_by(user, today))
    if state:
        seen = seen.filter(state=state)
    rows = _read(seen.filter(named(name)) if name else seen, after)
    if by_spoken:
        return PeoplePage([_spoken(row, today) for row in _by_spoken(seen.filter(named(name)) if name else seen)])
    nearly = bool(name) and not rows and not after
    if nearly:
        rows = _read(near(seen, name), after)[:A_PAGE]
    shown = rows[:A_PAGE]
    return PeoplePage([_person(row) for row in shown], _key(shown[-1]) if len(rows) > A_PAGE else "", nearly and bool(rows))


def _by_spoken(seen: QuerySet[Application]) -> list[Application]:
    """Who is under way; nobody spoken with yet comes first."""
    spoken = Max("contacts__at", filter=Q(contacts__who=PERSON) & ~Q(contacts__about=NO_ANSWER))
    rows = seen.filter(state__in=ACTIVE).annotate(spoken=spoken).order_by(F("spoken").asc(nulls_first=True), "created_at", "pk")
    return list(rows.select_related("applicant", "opportunity", "owner", "pathway")[:A_PAGE])


def _spoken(row: Application, today: dt.date) -> Person:
    last: dt.datetime | None = row.spoken  # type: ignore[attr-defined]
    return replace(_person(row), spoken=_ago((today - clock.local_date(last, ZONE)).days) if last else "Not yet")


def _ago(days: int) -> str:
    return "Today" if days == 0 else "Yesterday" if days == 1 else f"{days} days ago"


def _read(seen: QuerySet[Application], after: str) -> list[Application]:
    return list(_after(seen, after).select_related("applicant", "opportunity", "owner", "pathway")[: A_PAGE + 1])


def _after(seen: QuerySet[Application], after: str) -> QuerySet[Application]:
    ordered = seen.order_by("applicant__sort_name", "pk")
    name, _bar, key = after.rpartition("|")
    if not key.isascii() or not key.isdigit() or len(key) > 18:
        return ordered
    return ordered.filter(Q(applicant__sort_name__gt=name) | Q(applicant__sort_name=name, pk__gt=int(key)))


def _key(row: Application) -> str:
    return f"{row.applicant.sort_name}|{row.pk}"


def _person(row: Application) -> Person:
    state = ALL_KINDS[Application.kind].state(row.state).staff
    owner = row.owner.name if row.owner else ""
    # After the end nothing is on its way that somebody could be told; a group writes to its members itself.
    told = row.telling or row.has_ended or row.pathway.engagement == Engagement.GROUP
    return Person(row.applicant.full_name, row.reference, row.opportunity.title, state, owner, told)


def states() -> list[tuple[str, str]]:
    """Where applications can be, as choices of a filter."""
    return [(state.code, state.staff) for state in ALL_KINDS[Application.kind].states]


def open_opportunities(user: User) -> list[tuple[int, str]]:
    """The roles a person can be added to."""
    rows = Opportunity.objects.filter(is_open=True).select_related("service", "pathway").order_by("title", "pk")
    mine = [row for row in rows if access.may_in(user, "add_person", row.service_id)]
    named = Counter((row.title, row.service_id) for row in mine)
    return [(row.pk, _role(row, alone=named[row.title, row.service_id] == 1)) for row in mine]


def _role(row: Opportunity, *, alone: bool) -> str:
    """A role as a choice; where two have the same name, with the pathway that tells them apart."""
    way = "" if alone else f", {row.pathway}"
    return f"{row.title} ({row.service.name}{way})"

"""Sent forms that wait to be read, without a name, a contact or an age: each under a neutral code."""

from __future__ import annotations

import datetime as dt
import hashlib
import hmac
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.http import Http404

from onboarding import access
from onboarding.engine.reference import ALPHABET, LENGTH
from onboarding.models import Answer, Application, Criterion, Interest, Reading, User
from onboarding.queries.scores import criteria_of
from onboarding.stages.names import Life
from onboarding.stages.shortlisting import READ_PARTS, READERS, VERDICTS

RIGHT = "select"
VERDICT_WORDS = dict(VERDICTS)


@dataclass(frozen=True)
class Waiting:
    """One form of the list: its code, the role, since when, how many have read it, what this reader said."""

    code: str
    role: str
    since: dt.datetime | None
    read: int
    mine: str


@dataclass(frozen=True)
class Said:
    """What one reader thinks, and which lines the form shows them."""

    name: str
    verdict: str
    shown: list[str]


@dataclass(frozen=True)
class FormPage:
    """One form for one reader; `said` is what everybody thinks, once this reader has said it themselves."""

    application: Application
    code: str
    criteria: list[Criterion]
    mine: Reading | None
    said: list[Said]

    @property
    def both(self) -> bool:
        """Whether two have read it, this reader among them: then the person can be invited, and so be known."""
        return len(self.said) >= READERS


def neutral(application: int) -> str:
    """A code that stays the same and tells nothing: neither the name nor the reference."""
    digest = hmac.new(settings.FIELD_KEY.encode(), f"form:{application}".encode(), hashlib.sha256).digest()
    return "".join(ALPHABET[byte % len(ALPHABET)] for byte in digest[:LENGTH])


def forms_of(user: User) -> QuerySet[Application]:
    """The sent forms that wait to be read and that this person may read: never of somebody they know."""
    down = Interest.objects.filter(user=user, stands_down=True).values("application")
    here = access.applications_for(user, RIGHT).filter(state=Life.IN_PROGRESS, stages__kind="selection", stages__state="shortlisting")
    written = Answer.objects.filter(part__in=READ_PARTS).values("application")
    return here.filter(pk__in=written).exclude(pk__in=down)


def waiting(user: User) -> list[Waiting]:
    """The list, in the order in which the forms were sent."""
    rows = list(forms_of(user).select_related("opportunity").prefetch_related("readings", "waits").order_by("pk"))
    return sorted((_waiting(user, row) for row in rows), key=lambda one: (one.since is None, one.since, one.code))


def _waiting(user: User, row: Any) -> Waiting:
    since = min((wait.started_at for wait in row.waits.all() if wait.kind == "selection"), default=None)
    readings = list(row.readings.all())
    mine = next((VERDICT_WORDS[one.verdict] for one in readings if one.by_id == user.pk), "")
    return Waiting(neutral(row.pk), row.opportunity.title, since, len(readings), mine)


def form_page(user: User, code: str) -> FormPage:
    """One form by its code, or 404."""
    number = next((pk for pk in forms_of(user).values_list("pk", flat=True) if neutral(pk) == code), None)
    if number is None:
        raise Http404
    found = Application.objects.select_related("opportunity__service", "pathway", "applicant").get(pk=number)
    criteria = criteria_of(found.opportunity_id)
    rows = list(Reading.objects.filter(application=found).select_related("by").order_by("saved_at", "pk"))
    mine = next((row for row in rows if row.by_id == user.pk), None)
    words = {one.pk: one.words for one in criteria}
    said = [Said(row.by.name, VERDICT_WORDS[row.verdict], [words[pk] for pk in row.shown if pk in words]) for row in rows]
    return FormPage(found, code, criteria, mine, said if mine else [])


def to_read(user: User) -> int | None:
    """How many forms wait for this reader; None for who reads none."""
    if not access.may(user, RIGHT):
        return None
    mine = Reading.objects.filter(by=user).values("application")
    return forms_of(user).exclude(pk__in=mine).count()

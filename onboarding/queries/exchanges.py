"""Skills and times: the list that members of one group see, without names, and what waits for one of us to pass on."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import QuerySet
from django.http import Http404

from onboarding import access
from onboarding.models import Application, Exchange, ExchangeWish, User
from onboarding.queries.groups import CODE
from onboarding.stages.exchanges import WHAT, WHEN
from onboarding.stages.names import Life

PASSES_ON = "welcome"
WHAT_WORDS, WHEN_WORDS = dict(WHAT), dict(WHEN)
MEMBER = {"pathway__code": CODE, "state": Life.IN_ROLE, "hidden": False}


@dataclass(frozen=True)
class Line:
    """One line: what and when; `asked`: the reader has said that they would like it."""

    id: int
    words: str
    asked: bool = False


@dataclass(frozen=True)
class Lists:
    """What I give and would like; what others of the group give, and would like."""

    mine: tuple[Line, ...]
    given: tuple[Line, ...]
    wanted: tuple[Line, ...]


def is_member(application: Application) -> bool:
    """Whether somebody is in a group now."""
    return application.pathway.code == CODE and application.state == Life.IN_ROLE


def live(service: int) -> QuerySet[Exchange]:
    """The lines of a group's members; who has left is on no list."""
    within = {f"application__{name}": value for name, value in MEMBER.items()}
    return Exchange.objects.filter(ended_at=None, application__opportunity__service=service, **within).order_by("what", "pk")


def lists(application: Application) -> Lists:
    """The page of one member."""
    asked = set(ExchangeWish.objects.filter(application=application, passed_at=None).values_list("exchange", flat=True))
    rows = list(live(application.opportunity.service_id))
    others = [row for row in rows if row.application_id != application.pk]
    mine = tuple(Line(row.pk, f"{'I give' if row.gives else 'I would like'}: {_words(row)}") for row in rows if row not in others)
    given, wanted = (tuple(Line(r.pk, _words(r), r.pk in asked) for r in others if r.gives is gives) for gives in (True, False))
    return Lists(mine, given, wanted)


def _words(row: Exchange) -> str:
    return f"{WHAT_WORDS[row.what]}. {WHEN_WORDS[row.when]}"


def line_in(application: Application, number: int) -> Exchange:
    """One line that a member can see, their own among them, or 404."""
    found = live(application.opportunity.service_id).filter(pk=number).select_related("application").first()
    if found is None:
        raise Http404
    return found


def wish(user: User, number: int) -> ExchangeWish:
    """A wish that waits, within reach of one of us, or 404."""
    related = ExchangeWish.objects.select_related("application__applicant", "exchange__application__applicant")
    reach = access.applications_for(user, PASSES_ON)
    found = related.filter(pk=number, passed_at=None, application__in=reach).first()
    if found is None:
        raise Http404
    return found


def wish_words(row: ExchangeWish) -> str:
    """What it is about, in words."""
    return f"{'would like' if row.exchange.gives else 'can give'}: {_words(row.exchange)}"

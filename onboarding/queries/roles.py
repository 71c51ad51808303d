"""The roles that anybody can ask for: what each is, where, how many hours, how pay or expenses work. Filtered, never ranked."""

from __future__ import annotations

from dataclasses import dataclass, replace

from django.db.models import Exists, OuterRef, QuerySet

from onboarding.models import Opportunity, Organisation, Service
from onboarding.queries.plain_words import Fit
from onboarding.queries.scores import criteria_of
from onboarding.stages import STAGE_KINDS
from onboarding.stages.names import Engagement

PAID, UNPAID = "paid", "unpaid"
NOT_SHOWN = ("selection", "host_acceptance", "placement", "training")


@dataclass(frozen=True)
class Role:
    """One role as everybody may read it. Pairs of `facts` are an icon and words; `then` names what follows a yes, each with a
    line of what it is; `looked_for` whom we look for; `hear_by` in how many working days we write."""

    id: int
    title: str
    place: str
    paid: bool
    facts: list[tuple[str, str]]
    then: list[tuple[str, str]]
    trained: bool
    looked_for: tuple[str, ...] = ()
    hear_by: int = 0


def open_roles() -> QuerySet[Opportunity]:
    """The roles that are open, paid and unpaid alike, by name. Mutual support is no role.

    A role that is open on two versions of a pathway is one role to a stranger: the later version.
    """
    rows = Opportunity.objects.filter(is_open=True).exclude(pathway__engagement=Engagement.GROUP)
    same = {name: OuterRef(name) for name in ("title", "service", "nation", "pathway__code")}
    later = Opportunity.objects.filter(is_open=True, pathway__version__gt=OuterRef("pathway__version"), **same)
    return rows.exclude(Exists(later)).select_related("service", "pathway").order_by("title", "service__name", "pk")


def roles(*, pay: str = "", place: int | None = None) -> list[Role]:
    """The open roles, narrowed to paid or unpaid and to a place."""
    rows = open_roles()
    if pay:
        rows = rows.filter(pathway__engagement=Engagement.PAID if pay == PAID else Engagement.VOLUNTARY)
    if place:
        rows = rows.filter(service=place)
    return [_role(row) for row in rows]


def places() -> list[tuple[int, str]]:
    """The places that have an open role."""
    found = Service.objects.filter(pk__in=open_roles().values("service"))
    return list(found.order_by("name").values_list("pk", "name"))


def role(number: int) -> Role | None:
    """One open role, or None."""
    found = open_roles().filter(pk=number).first()
    if found is None:
        return None
    days = Organisation.objects.values_list("promise_days", flat=True).first() or 10
    return replace(_role(found), looked_for=tuple(one.words for one in criteria_of(found.pk)), hear_by=days)


def was_there(number: int) -> bool:
    """Whether such a role is known, open or not."""
    return Opportunity.objects.filter(pk=number).exists()


def _role(row: Opportunity) -> Role:
    paid = row.pathway.engagement == Engagement.PAID
    fit = Fit(row.pathway.engagement, row.nation, {})
    facts = [("place", row.service.name), ("clock", f"{row.hours} hours a week, on days we agree with you")]
    facts.append(("money", f"{'Paid' if paid else 'Unpaid'}: {row.pay_words}" if row.pay_words else "Paid" if paid else "Unpaid"))
    then = [(fit(STAGE_KINDS[kind].public_title), fit(_line(kind, paid=paid))) for kind in row.pathway.kinds if kind not in NOT_SHOWN]
    return Role(row.pk, row.title, row.service.name, paid, facts, then, "training" in row.pathway.kinds)


def _line(kind: str, *, paid: bool) -> str:
    """What a check is, in the first two sentences that the offer says of it."""
    said = STAGE_KINDS[kind].on_offer
    words = (said.yours if paid else said.volunteers or said.yours) or said.others
    return ". ".join(words.text.split(". ")[:2]).rstrip(".") + "." if words else ""

"""What rules ask for that no move brought: worked out, as it stands, from the selection days of the role."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db.models import Count, Exists, F, Q, Subquery

from onboarding.models import (
    Answer,
    Application,
    Interest,
    Move,
    Opportunity,
    PanelMember,
    Proposal,
    SelectionDay,
    Slot,
)
from onboarding.models.organisation import HOLDS_A_SEAT
from onboarding.stages.second_view import SAID
from onboarding.stages.selection_days import PANEL, TIMES
from onboarding.stages.shortlisting import READ_PARTS, READINGS

SlotOf = Callable[[], int | None]
HELD = Q(taken__current=True, taken__stage__application__state__in=HOLDS_A_SEAT)


def free_slots(opportunity: int) -> Any:
    """The times of open days of a role at which a place is free."""
    here = Slot.objects.filter(day__opened_at__isnull=False, day__opportunities=opportunity)
    return here.annotate(held=Count("taken", filter=HELD)).filter(held__lt=F("places"))


def _times(application: Application, _slot: SlotOf) -> dict[str, Any]:
    """The last open day of this role, and its last time that is free: in one statement."""
    role = application.opportunity_id
    days = SelectionDay.objects.filter(opened_at__isnull=False, opportunities=role).order_by("-day").values("day")
    free = free_slots(role).order_by("-starts_at").values("starts_at")
    last, latest = Opportunity.objects.filter(pk=role).values_list(Subquery(days[:1]), Subquery(free[:1])).get()
    return {"last_day": last, "last_free": latest}


def times(application: Application) -> dict[str, Any]:
    """The same for who holds no application: pages, letters, and whoever settles whose day it is."""
    return _times(application, lambda: None)


def panel_of(day: int, application: int) -> list[PanelMember]:
    """Who on the panel of a day has declared that they have no interest, and so may meet and judge a person."""
    free = Interest.objects.filter(application=application, stands_down=False).values("user_id")
    rows = PanelMember.objects.filter(day=day, user__in=free, user__is_active=True)
    return list(rows.select_related("user").order_by("user__name", "pk"))


def is_peer(member: PanelMember) -> bool:
    """Whether a member said so on this panel, or lets others know of their own lived experience."""
    return member.lived_experience or member.user.shares_lived_experience


def _panel(application: Application, slot_of: SlotOf) -> dict[str, Any]:
    """Whether people met on a selection day, and whether somebody with lived experience was on its panel for them."""
    slot = slot_of()
    if slot is None:
        return {"used": False, "lived": False}
    day = Slot.objects.values_list("day_id", flat=True).get(pk=slot)
    return {"used": True, "lived": any(is_peer(one) for one in panel_of(day, application.pk))}


def _readings(application: Application, _slot: SlotOf) -> dict[str, Any]:
    """Whether the person wrote a form, and how many have read it: in one statement."""
    form = Answer.objects.filter(application=application.pk, part__in=READ_PARTS)
    here = Application.objects.filter(pk=application.pk).annotate(form=Exists(form), read=Count("readings"))
    return dict(here.values("form", "read").get())


def _said_not_yet(application: Application, _slot: SlotOf) -> dict[str, Any]:
    """Who proposed, and who confirmed, a “not yet” of the readiness chat."""
    here = {"application": application.pk, "stage__kind": "readiness"}
    took = Move.objects.filter(**here, step__in=("not_yet", "see_it_alike")).values_list("actor", flat=True)
    proposed = Proposal.objects.filter(**here, step="not_yet").values_list("proposed_by", flat=True)
    return {"people": frozenset((*took, *proposed))}


WORKED_OUT: dict[str, Callable[[Application, SlotOf], dict[str, Any]]] = {
    TIMES: _times, PANEL: _panel, READINGS: _readings, SAID: _said_not_yet,
}  # fmt: skip

"""What can be chosen when a selection day is arranged: roles, who may sit on its panel; and how many people wait for a time."""

from __future__ import annotations

from onboarding import access
from onboarding.models import Opportunity, SelectionDay, Service, User
from onboarding.queries.selection_days import ARRANGE, SIT
from onboarding.stages.names import ACTIVE, Engagement, Party
from onboarding.stages.selection_days import HERE


def services_of(user: User) -> list[tuple[int, str]]:
    """Where somebody may arrange a selection day."""
    rows = Service.objects.order_by("name")
    return [(row.pk, row.name) for row in rows if access.may_in(user, ARRANGE, row.pk)]


def roles_of(services: list[tuple[int, str]]) -> list[tuple[int, str]]:
    """The roles that can be met for on a day, each with its service."""
    rows = Opportunity.objects.filter(service__in=[pk for pk, _name in services]).exclude(pathway__engagement=Engagement.GROUP)
    found = rows.exclude(title__startswith="Imported: ").select_related("service", "pathway").order_by("title", "service__name", "pk")
    return [(row.pk, f"{row.title}, {row.service} ({row.pathway})") for row in found]


def may_sit(day: SelectionDay) -> list[tuple[int, str]]:
    """Who could be put on the panel of a day and is not on it."""
    there = day.panel.values("user_id")
    rows = User.objects.filter(is_active=True, roles__isnull=False).exclude(pk__in=there).distinct().order_by("name", "pk")
    return [(one.pk, one.name) for one in rows if access.may_in(one, SIT, day.service_id)]


def waiting_for_times(user: User) -> int:
    """How many people of this user's wait for a time that we have to find."""
    rows = access.applications_for(user, "select").filter(state__in=ACTIVE)
    ours = rows.filter(waits__ended_at=None, waits__kind="selection", waits__party=Party.HR)
    return ours.filter(stages__kind="selection", stages__state=HERE).distinct().count()

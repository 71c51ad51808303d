"""Who works here, as the settings page shows them: name, address, what they may do and where."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import Http404

from onboarding.access import STAFF_ROLES
from onboarding.models import Service, StaffRole, User

ROLE_WORDS = {
    "hr": "HR: moves applications on, sends letters, adds people",
    "coordinator": "Peer coordinator: readiness, training and placement",
    "disclosure_handler": "Handles DBS, PVG and AccessNI results",
    "oh_liaison": "Liaison with Occupational Health",
    "manager": "Manager: offers, decisions and reports",
    "safeguarding_lead": "Safeguarding lead: a barred-list stop",
    "data_lead": "Data lead: complaints and incidents about data",
    "supervisor": "Supervisor: supports named people on placement and in role",
    "host": "Host: sees who is matched with their team",
    "trainer": "Trainer: keeps the register of our courses",
    "panel_member": "Panel member: meets people on a selection day",
    "auditor": "Auditor: reads the audit and the reports",
    "administrator": "Administrator: settings and staff",
}


@dataclass(frozen=True)
class Held:
    """One role somebody has: its row, what it is called, and where it holds."""

    row: int
    words: str


@dataclass(frozen=True)
class Worker:
    """One member of staff."""

    id: int
    name: str
    email: str
    roles: list[Held]
    away: str
    phone: str = ""
    hours: str = ""


def workers() -> list[Worker]:
    """Everybody with a role of staff, by name."""
    found = User.objects.filter(is_active=True, roles__role__in=STAFF_ROLES).distinct().order_by("name", "pk")
    return [_worker(user) for user in found.prefetch_related("roles__service")]


def worker(pk: int) -> Worker:
    """One of them, or 404."""
    found = next((one for one in workers() if one.id == pk), None)
    if found is None:
        raise Http404
    return found


def role_choices() -> list[tuple[str, str]]:
    """Every role with what it is for."""
    return [(role, ROLE_WORDS[role]) for role in STAFF_ROLES]


def short(role: str) -> str:
    """What a role is called in a line of several."""
    return ROLE_WORDS[role].split(":")[0]


def services() -> list[tuple[int, str]]:
    """The services a role can be bound to."""
    return list(Service.objects.order_by("name").values_list("pk", "name"))


def _worker(user: User) -> Worker:
    roles = [row for row in user.roles.all() if row.role in STAFF_ROLES]
    held = [Held(row.pk, _words(row)) for row in sorted(roles, key=lambda row: (STAFF_ROLES.index(row.role), row.pk))]
    away = f"Away until {user.away_until.day} {user.away_until:%B %Y}" if user.away_until else ""
    return Worker(user.pk, user.name, user.email, held, away, user.phone, user.hours)


def _words(row: StaffRole) -> str:
    where = f", only in {row.service}" if row.service else ""
    return f"{short(row.role)}{where}"

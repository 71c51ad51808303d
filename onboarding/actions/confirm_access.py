"""Roles that open restricted records are given by two people: proposed by an administrator, confirmed by another or the data lead.

So is the right to confirm itself, once somebody else holds it: else one person alone could make the second.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.db import transaction

from onboarding import access
from onboarding.actions.add_staff import Added, NotStaff, add_staff, checked, refuse_others
from onboarding.door import chain
from onboarding.models import RoleProposal, Service, StaffRole, User

RIGHT = "confirm_access"
RESTRICTED = frozenset({"view_disclosure", "view_fitness"})
ANOTHER = "A second person confirms it: not the one who proposed it, and not the one who gets it"
NOT_YOURS = "You may not confirm this"
OVER = "This was settled a moment ago. Look at who works here as it is now."
GONE = "Who proposed it may not change who works here any more. Propose it again."


def in_need(roles: Sequence[str], *, by: User) -> list[str]:
    """Those of the roles that a second person must confirm when this one gives them."""
    return [role for role in roles if access.ROLES[role] & RESTRICTED or (RIGHT in access.ROLES[role] and _others(by))]


def _others(by: User) -> bool:
    able = [role for role, rights in access.ROLES.items() if RIGHT in rights]
    return StaffRole.objects.filter(role__in=able, user__is_active=True).exclude(user=by).exists()


def propose(email: str, *, name: str, roles: Sequence[str], service: int | None, by: User, at: dt.datetime) -> list[str]:
    """Ask a second person for these roles; gives those that wait now. One that is held, or waits already, is not asked for again.

    Raises NotStaff for an address that is none, or an applicant's.
    """
    address = checked(email, roles)
    with transaction.atomic():
        chain.lock(None)
        user = User.objects.filter(email=address).first()
        refuse_others(user, name)
        held = set(StaffRole.objects.filter(user=user, service=service).values_list("role", flat=True)) if user else set()
        waiting = set(RoleProposal.objects.filter(email=address, settled_at=None).values_list("role", flat=True))
        new = [role for role in roles if role not in held | waiting]
        for role in new:
            made = RoleProposal.objects.create(
                email=address, name=name.strip(), role=role, service_id=service, proposed_by=by, proposed_at=at
            )
            _witness("access_proposed", made, by, at)
    return [role for role in roles if role not in held]


def confirm(proposal_id: int, *, by: User, at: dt.datetime) -> Added:
    """The second person agrees: the role holds from this moment. Raises NotStaff."""
    with transaction.atomic():
        chain.lock(None)
        found = _open(proposal_id, by)
        if found.proposed_by == by or found.email == by.email:
            raise NotStaff(ANOTHER)
        if not access.may(found.proposed_by, "settings"):
            raise NotStaff(GONE)
        bound = Service.objects.filter(pk=found.service_id or 0).values_list("name", flat=True).first() or ""
        _settle("access_confirmed", found, by, at)
        return add_staff(found.email, name=found.name, roles=[found.role], service=bound, by=by, at=at)


def drop(proposal_id: int, *, by: User, at: dt.datetime) -> None:
    """The role is not given. Raises NotStaff."""
    with transaction.atomic():
        chain.lock(None)
        _settle("access_dropped", _open(proposal_id, by), by, at)


def drop_all(email: str, *, by: User, at: dt.datetime) -> None:
    """Somebody leaves: nothing that was proposed for them waits any more. Called under the lock of the organisation's chain."""
    for found in RoleProposal.objects.filter(email=email, settled_at=None):
        _settle("access_dropped", found, by, at)


def _open(proposal_id: int, by: User) -> RoleProposal:
    if not access.may(by, RIGHT):
        raise NotStaff(NOT_YOURS)
    found = RoleProposal.objects.select_related("proposed_by").filter(pk=proposal_id, settled_at=None).first()
    if found is None:
        raise NotStaff(OVER)
    return found


def _settle(event: str, found: RoleProposal, by: User, at: dt.datetime) -> None:
    RoleProposal.objects.filter(pk=found.pk).update(settled_at=at, email="", name="")
    _witness(event, found, by, at)


def _witness(event: str, found: RoleProposal, by: User, at: dt.datetime) -> None:
    codes = {"proposal": found.pk, "role": found.role, "service": found.service_id}
    chain.record(None, event, by=by, at=at, codes=codes)

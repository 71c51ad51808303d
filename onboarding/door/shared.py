"""Shared rows a step names: found, and locked where the step decides about them, always in the order table, id."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.db.models import Model

from onboarding import access
from onboarding.door.fitting import fits
from onboarding.door.refusal import StepRefused
from onboarding.engine.asks import Ask
from onboarding.engine.grammar import Step
from onboarding.models import (
    Application,
    Approval,
    Body,
    Cohort,
    Competence,
    NotWith,
    Opportunity,
    Site,
    Slot,
    StaffRole,
    Stage,
    User,
)
from onboarding.stages.matching import DOES_NOT_FIT

TABLES: dict[str, type[Model]] = {
    "approval": Approval, "body": Body, "cohort": Cohort, "competence": Competence, "earlier": Stage, "opportunity": Opportunity,
    "site": Site, "slot": Slot, "staff": User,
}  # fmt: skip


def lock_shared(step: Step, facts: Mapping[str, Any], application: Application) -> dict[str, Any]:
    """Every row the facts point at, by the name of the question; those the step shares are locked."""
    pointed = [(ask.row, facts[ask.name], ask) for ask in step.asks if ask.form == "row" and facts[ask.name] is not None]
    found: dict[str, Any] = {}
    for table, key, ask in sorted(pointed, key=lambda item: item[:2]):
        rows: Any = TABLES[table]._default_manager.filter(pk=key)
        row = (rows.select_for_update() if ask.name in step.shared else rows).first()
        if row is None or not _FITS.get(table, _any)(row, ask, application):
            raise StepRefused([ask.refusal])
        if ask.fitting and not fits(row.pk, application):
            raise StepRefused([DOES_NOT_FIT])
        found[ask.name] = row
    return found


def _may_be_named(user: User, ask: Ask, application: Application) -> bool:
    """Somebody with a role, and with the right the question asks for in this application; nobody on the person's own list."""
    if NotWith.objects.filter(application=application, user=user).exists():
        return False
    if ask.right:
        return access.may(user, ask.right, application)
    return StaffRole.objects.filter(user=user).exists()


def _is_for_them(slot: Slot, _ask: Ask, application: Application) -> bool:
    """A time of a day that is open for this person's role."""
    return slot.day.opened_at is not None and slot.day.opportunities.filter(pk=application.opportunity_id).exists()


def _any(_row: Any, _ask: Ask, _application: Application) -> bool:
    return True


_FITS: dict[str, Callable[[Any, Ask, Application], bool]] = {"staff": _may_be_named, "slot": _is_for_them}

"""Stages as rows: one table, one guarded state, and a proxy for each kind whose steps come from stages/<kind>.py."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, ClassVar, Self

from django.db import models

from onboarding.engine.holder import Holder
from onboarding.models.application import Application
from onboarding.models.fields import Guarded, StateField
from onboarding.stages import (
    STAGE_KINDS,
    committee,
    crb,
    employment_history,
    host_acceptance,
    identity,
    membership,
    occupational_health,
    placement,
    qualifications,
    readiness,
    reference,
    right_to_work,
    selection,
    training,
)

STATES = sorted({str(code) for kind in STAGE_KINDS.values() for code in kind.codes})


class Stage(Holder, Guarded):
    """One piece of an application with its own state machine. Loading a stage gives the proxy of its kind."""

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="stages")
    kind = models.CharField(max_length=30, editable=False)
    slot = models.PositiveSmallIntegerField(default=1, editable=False)
    state = StateField(default="not_open", choices=[(code, code) for code in STATES])
    version = models.PositiveIntegerField(default=0, editable=False)
    opens_after = models.JSONField(default=list, editable=False)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["application", "kind", "slot"], name="one_stage_a_slot"),
            models.CheckConstraint(condition=models.Q(state__in=STATES), name="stage_state_known"),
        ]
        indexes: ClassVar = [models.Index(fields=["state"], name="by_state")]

    def __str__(self) -> str:
        return f"{self.kind} {self.slot}"

    @property
    def clearance(self) -> Any:
        """The move by which it stands closed, with its outcome and end; None while it is not closed."""
        if self.state != STAGE_KINDS[self.kind].closed:
            return None
        return self.moves.filter(outcome__isnull=False, reversed_by=None).order_by("-number").first()

    @property
    def origin(self) -> Stage:
        """Where it was truly checked: itself, or the stage it was carried over from, however often."""
        before = Stage.objects.filter(carried_by__stage=self.pk, carried_by__current=True).first()
        return before.origin if before else self

    @property
    def demands(self) -> list[str]:
        """What Occupational Health was told that the role asks for."""
        return [demand for row in self.referrals.filter(current=True) for demand in row.demands]

    @property
    def carried_to(self) -> list[int]:
        """The stages, of other applications, that this one was carried over to and that it still stands for."""
        return list(self.carried_by.filter(current=True, stage__state="closed").values_list("stage_id", flat=True))

    @classmethod
    def from_db(cls, db: str | None, field_names: Collection[str], values: Collection[Any], **more: Any) -> Self:
        """The row as the proxy of its kind."""
        row = super().from_db(db, field_names, values, **more)
        row.__class__ = PROXIES.get(row.__dict__.get("kind", ""), cls)  # type: ignore[assignment]
        return row

    def delete(self, *args: Any, **kwargs: Any) -> Any:
        """Refused: TypeError."""
        raise TypeError("A stage is never deleted")


class Membership(membership.Steps, Stage):
    """Joining a group, with its steps."""

    class Meta:
        proxy = True


class Selection(selection.Steps, Stage):
    """Selection, with its steps."""

    class Meta:
        proxy = True


class Identity(identity.Steps, Stage):
    """Proof of identity, with its steps."""

    class Meta:
        proxy = True


class RightToWork(right_to_work.Steps, Stage):
    """Right to work, with its steps."""

    class Meta:
        proxy = True


class Reference(reference.Steps, Stage):
    """One reference, with its steps; a slot is one referee."""

    class Meta:
        proxy = True


class EmploymentHistory(employment_history.Steps, Stage):
    """What the person did in the last three years, with its steps."""

    class Meta:
        proxy = True


class Qualifications(qualifications.Steps, Stage):
    """Qualifications and registers, with its steps."""

    class Meta:
        proxy = True


class Readiness(readiness.Steps, Stage):
    """The readiness chat, with its steps."""

    class Meta:
        proxy = True


class OccupationalHealth(occupational_health.Steps, Stage):
    """Work and health support, with its steps."""

    class Meta:
        proxy = True


class Crb(crb.Steps, Stage):
    """The DBS check, with its steps."""

    class Meta:
        proxy = True


class Committee(committee.Steps, Stage):
    """A committee's yes to the role at a site, with its steps."""

    class Meta:
        proxy = True


class HostAcceptance(host_acceptance.Steps, Stage):
    """The team's yes to this person, with its steps."""

    class Meta:
        proxy = True


class Training(training.Steps, Stage):
    """Training, with its steps."""

    class Meta:
        proxy = True


class Placement(placement.Steps, Stage):
    """Placement, with its steps."""

    class Meta:
        proxy = True


PROXIES: dict[str, type[Stage]] = {
    kind.code: proxy
    for kind in STAGE_KINDS.values()
    for proxy in Stage.__subclasses__()
    if issubclass(proxy, kind.holder)
}

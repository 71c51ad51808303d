"""Restricted records: health and criminal-record findings, their inner moves, and proposals that wait for a second person."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from onboarding.models.application import Application
from onboarding.models.fields import EncryptedText
from onboarding.models.findings import Finding
from onboarding.models.move import Move
from onboarding.models.people import User
from onboarding.models.stage import Stage


class InnerMove(models.Model):
    """A move inside a restricted record: nobody without the right sees that it happened."""

    stage = models.ForeignKey(Stage, on_delete=models.PROTECT, related_name="inner_moves")
    step = models.CharField(max_length=40)
    actor = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    effective_at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    key = models.CharField(max_length=64, null=True)
    facts_digest = models.CharField(max_length=64, default="")

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["stage", "key"], name="one_inner_move_a_key")]

    def __str__(self) -> str:
        return f"inner {self.stage_id}"


class RestrictedFinding(Finding):
    """A finding under a right of its own. An inner move may have brought it instead of a public one."""

    restricted = True
    move = models.ForeignKey(Move, on_delete=models.PROTECT, related_name="+", null=True)  # type: ignore[assignment]
    inner = models.ForeignKey(InnerMove, on_delete=models.PROTECT, related_name="+", null=True)

    class Meta:
        abstract = True


class FitnessRecord(RestrictedFinding):
    """What occupational health told us, the support agreed with the person, and the decision; never a reason."""

    code = "fitness"
    outcome = models.CharField(max_length=24)
    adjustments = EncryptedText(blank=True)
    review_on = models.DateField(null=True)
    agreed = models.CharField(max_length=12, default="")
    waits_for = models.CharField(max_length=20, default="")
    access_to_work = models.CharField(max_length=12, default="")
    talk = models.CharField(max_length=12, default="")
    talk_how = models.CharField(max_length=12, default="")
    brings = models.BooleanField(default=False)
    decision = models.CharField(max_length=16, default="")
    decided_on = models.DateField(null=True)


class Appointment(RestrictedFinding):
    """The day of a talk with Occupational Health, how often none took place, what would suit the person better; never why."""

    code = "appointment"
    appointment_on = models.DateField(null=True)
    missed = models.PositiveSmallIntegerField(default=0)
    suits_better = models.CharField(max_length=12, default="")


class Immunisation(RestrictedFinding):
    """Whether the vaccines that a role asks for are cleared: yes, pending, not applicable. No vaccine, no result, no date."""

    code = "immunisation"
    vaccines = models.CharField(max_length=14)


class DisclosureRecord(RestrictedFinding):
    """The check's outcome and the decision; the number is encrypted and shown as its last four digits."""

    code = "disclosure"
    content = models.CharField(max_length=12)
    seen = models.CharField(max_length=16)
    number = EncryptedText(blank=True)
    issued_on = models.DateField(null=True)
    decision = models.CharField(max_length=16, blank=True)
    decided_on = models.DateField(null=True)
    talk = models.CharField(max_length=12, default="")
    talk_how = models.CharField(max_length=12, default="")
    brings = models.BooleanField(default=False)
    weighed = models.JSONField(default=dict)
    safeguards = models.JSONField(default=list)
    challenge = models.CharField(max_length=12, default="")
    stop = models.CharField(max_length=12, default="")
    status = models.CharField(max_length=8, default="")
    status_on = models.DateField(null=True)


class HeldCertificate(RestrictedFinding):
    """The level and workforce of a certificate somebody had before, seen in the original; nothing of what stands on it."""

    code = "held_certificate"
    level = models.CharField(max_length=20)
    workforce = models.CharField(max_length=10)


class KnownTo(RestrictedFinding):
    """Who may know what a check found: three people at most, and whoever recorded it is the first."""

    code = "known_to"
    first = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    second = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    third = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")


class Proposal(models.Model):
    """The first of two people has proposed a step; another must confirm it while nothing else has moved."""

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="proposals")
    stage = models.ForeignKey(Stage, on_delete=models.PROTECT, null=True, related_name="+")
    step = models.CharField(max_length=40)
    version = models.PositiveIntegerField()
    facts = EncryptedText(blank=True)
    facts_digest = models.CharField(max_length=64)
    proposed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"proposal {self.pk}"

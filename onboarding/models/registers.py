"""Registers about data: what people complained of, and what went wrong. Codes and dates; a complaint's own words can be erased."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from onboarding.models.application import Application
from onboarding.models.people import User


class Complaint(models.Model):
    """Somebody says that their data is not kept as it should be. `words` are theirs, erased a year after the answer."""

    application: models.ForeignKey[Any, Any] = models.ForeignKey(
        Application, on_delete=models.PROTECT, related_name="complaints"
    )
    key = models.CharField(max_length=64, unique=True)
    about = models.CharField(max_length=12)
    how = models.CharField(max_length=12)
    words = models.TextField(blank=True)
    received_on = models.DateField()
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    found = models.CharField(max_length=8, blank=True)
    why = models.JSONField(default=list)
    changes = models.JSONField(default=list)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        indexes: ClassVar = [models.Index(fields=["received_on"], condition=Q(answered_at=None), name="complaints_open")]

    def __str__(self) -> str:
        return f"complaint {self.pk}"


class Incident(models.Model):
    """Something went wrong with somebody's data: what, when it was found, how many people, and what was decided."""

    application: models.ForeignKey[Any, Any] = models.ForeignKey(
        Application, on_delete=models.PROTECT, null=True, related_name="incidents"
    )
    key = models.CharField(max_length=64, unique=True)
    what = models.CharField(max_length=16)
    happened_on = models.DateField()
    found_at = models.DateTimeField()
    people = models.PositiveIntegerField()
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    regulator = models.CharField(max_length=8, blank=True)
    because = models.CharField(max_length=12, blank=True)
    told = models.CharField(max_length=8, blank=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        indexes: ClassVar = [models.Index(fields=["found_at"], condition=Q(decided_at=None), name="incidents_open")]

    def __str__(self) -> str:
        return f"incident {self.pk}"

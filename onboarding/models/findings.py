"""Findings: what people found, each kind in a table of its own, with the move that brought it."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models

from onboarding.models.move import Move
from onboarding.models.organisation import Cohort, Site
from onboarding.models.people import User
from onboarding.models.stage import Stage


class Finding(models.Model):
    """`current` is true for the one that holds now; undoing its move puts the one before it back."""

    stage = models.ForeignKey(Stage, on_delete=models.PROTECT, related_name="+")
    move = models.ForeignKey(Move, on_delete=models.PROTECT, related_name="+")
    current = models.BooleanField(default=True)

    code: ClassVar[str]
    restricted: ClassVar[bool] = False

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.code} of {self.stage_id}"

    def values(self) -> dict[str, Any]:
        """The finding as plain values, for rules and pages."""
        skip = {"id", "stage_id", "move_id", "current", "inner_id"}
        return {f.attname: getattr(self, f.attname) for f in self._meta.concrete_fields if f.attname not in skip}


class Meeting(Finding):
    code = "meeting"
    starts_at = models.DateTimeField()
    how = models.CharField(max_length=12)
    place = models.CharField(max_length=200, blank=True)


class Offer(Finding):
    code = "offer"
    hours = models.PositiveSmallIntegerField()
    accept_by = models.DateField()


class Reserve(Finding):
    code = "reserve"
    expires_on = models.DateField()


class ReadinessFinding(Finding):
    code = "readiness"
    outcome = models.CharField(max_length=20)
    support = models.CharField(max_length=200, blank=True)
    reason = models.CharField(max_length=20, blank=True)
    review_on = models.DateField(null=True)


class Eligibility(Finding):
    code = "eligibility"
    level = models.CharField(max_length=20)
    basis = models.CharField(max_length=20)
    fee = models.CharField(max_length=20)


class IdentityFinding(Finding):
    code = "identity"
    route = models.CharField(max_length=20)
    papers = models.CharField(max_length=30)


class RightToWorkFinding(Finding):
    code = "right_to_work"
    route = models.CharField(max_length=20)
    until = models.DateField(null=True)


class Seat(Finding):
    code = "seat"
    cohort = models.ForeignKey(Cohort, on_delete=models.PROTECT, related_name="seats_held")


class Attendance(Finding):
    code = "attendance"
    weeks = models.JSONField(default=dict)


class Practice(Finding):
    code = "practice"
    site = models.ForeignKey(Site, on_delete=models.PROTECT, related_name="+")
    supervisor = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")


class TrainingResult(Finding):
    code = "training_result"
    credits = models.PositiveSmallIntegerField()


class MatchManager(models.Manager["Match"]):
    """A match is read with its site, whose limits it hands to the rules."""

    def get_queryset(self) -> models.QuerySet[Match]:
        """The matches, each with its site."""
        return super().get_queryset().select_related("site")


class Match(Finding):
    code = "match"
    objects = MatchManager()
    site = models.ForeignKey(Site, on_delete=models.PROTECT, related_name="matches")
    supervisor = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    deputy = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    def values(self) -> dict[str, Any]:
        limits = {"session_minutes": self.site.session_minutes, "one_to_one_minutes": self.site.one_to_one_minutes}
        return {**super().values(), **limits}


class Session(Finding):
    code = "session"
    minutes = models.PositiveSmallIntegerField()
    one_to_one = models.PositiveSmallIntegerField()


class Waiver(Finding):
    code = "waiver"
    authoriser = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=20)
    until = models.DateField()

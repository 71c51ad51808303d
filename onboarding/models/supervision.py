"""Supervision and reviews of a placement: categories, codes and days; how it felt, which is the worker's own; the wish to talk."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from onboarding.models.application import Application
from onboarding.models.fields import EncryptedText
from onboarding.models.findings import Finding
from onboarding.models.move import Move
from onboarding.models.people import User


class SupportDates(Finding):
    """When the placement began, and by when the next supervision and the next review are due."""

    code = "support_dates"
    started_on = models.DateField()
    supervision_due = models.DateField(null=True, db_index=True)
    review_due = models.DateField(null=True, db_index=True)


class Supervision(Finding):
    """One talk: its kind, minutes, topics and actions as codes. `entry` is false where an action was only ticked off."""

    code = "supervision"
    style = models.CharField(max_length=20)
    minutes = models.PositiveSmallIntegerField()
    topics = models.JSONField(default=list)
    actions = models.JSONField(default=list)
    entry = models.BooleanField(default=True)


class SupervisionAnswer(Finding):
    """What the worker said of the record of the last talk."""

    code = "supervision_answer"
    says = models.CharField(max_length=10)


class Review(Finding):
    """One review: in which week, by whom, what came of it, when the next one is."""

    code = "review"
    week = models.PositiveSmallIntegerField()
    outcome = models.CharField(max_length=20)
    held_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    next_on = models.DateField(null=True)


class HowItFelt(models.Model):
    """What the worker wrote about one supervision, for themselves; their supervisor reads it once they share it."""

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="felt")
    move = models.OneToOneField(Move, on_delete=models.PROTECT, related_name="+")
    words = EncryptedText(blank=True)
    shared = models.BooleanField(default=False)
    written_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"felt {self.pk}"


class TalkWish(models.Model):
    """The worker would like to talk today. No reason is asked; `met_at` once somebody has talked with them."""

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="talk_wishes")
    asked_at = models.DateTimeField()
    met_at = models.DateTimeField(null=True)
    met_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["application"], condition=Q(met_at=None), name="one_wish_to_talk"),
        ]

    def __str__(self) -> str:
        return f"wish {self.pk}"

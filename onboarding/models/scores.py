"""What people are scored on, what two assessors scored each by themselves, and what they agreed. Encrypted; nothing about health."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from onboarding.models.application import Application
from onboarding.models.fields import EncryptedText
from onboarding.models.pathway import Opportunity
from onboarding.models.people import User


class Criterion(models.Model):
    """One thing that is looked for: of every role, or of one."""

    words = models.CharField(max_length=120)
    place = models.PositiveSmallIntegerField(default=1)
    opportunity = models.ForeignKey(Opportunity, on_delete=models.PROTECT, null=True, related_name="+")
    in_use = models.BooleanField(default=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["words", "opportunity"], name="one_criterion_once")]

    def __str__(self) -> str:
        return self.words


class Score(models.Model):
    """What one assessor scored: for each criterion its words, a number, and where it was shown. JSON under encryption."""

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="scores")
    assessor = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    marks = EncryptedText()
    saved_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["application", "assessor"], name="one_score_each")]

    def __str__(self) -> str:
        return f"score {self.pk}"


class AgreedScore(models.Model):
    """What the two assessors agreed on, once both had scored."""

    application = models.OneToOneField(Application, on_delete=models.PROTECT, related_name="agreed_score")
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    marks = EncryptedText()
    saved_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"agreed score {self.pk}"


class Reading(models.Model):
    """What one reader thinks of a form that was read without the name: a verdict of a list, and which lines it shows."""

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="readings")
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    verdict = models.CharField(max_length=10)
    shown = models.JSONField(default=list)
    saved_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["application", "by"], name="one_reading_each")]

    def __str__(self) -> str:
        return f"reading {self.pk}"

"""What a person wrote in the application form: one row for each part, encrypted, so that no search and no list finds it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from onboarding.models.application import Application
from onboarding.models.fields import EncryptedText
from onboarding.models.people import User


class Answer(models.Model):
    """One part of one form. `words` holds its answers as JSON; `version` counts how often it was saved."""

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="answers")
    part = models.CharField(max_length=20)
    words = EncryptedText()
    version = models.PositiveIntegerField(default=1)
    saved_at = models.DateTimeField()
    saved_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["application", "part"], name="one_answer_a_part")]
        indexes: ClassVar = [models.Index(fields=["application"], condition=Q(part="call"), name="asked_to_be_called")]

    def __str__(self) -> str:
        return f"answer {self.pk}"

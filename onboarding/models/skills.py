"""Skills of a person in their own words, each with the name of one of us who has seen it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from onboarding.models.application import Application
from onboarding.models.fields import EncryptedText
from onboarding.models.people import Applicant, User


class Skill(models.Model):
    """“I can …”, as the person says it; only they take it away. `application` is where it was asked for; `passed_at`: not seen yet."""

    applicant = models.ForeignKey(Applicant, on_delete=models.PROTECT, related_name="skills")
    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="skills")
    words = EncryptedText()
    key = models.CharField(max_length=64)
    made_at = models.DateTimeField()
    signed_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    signed_at = models.DateTimeField(null=True)
    passed_at = models.DateTimeField("not seen by us yet", null=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["applicant", "key"], name="one_skill_a_key")]

    def __str__(self) -> str:
        return f"skill {self.pk}"

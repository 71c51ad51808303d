"""Somebody a person has named to help them here, with what they may do and until when."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from onboarding.models.people import Applicant, User


class Helper(models.Model):
    """`may_see`: where the person is, and their letters; `may_act`: small things for them. It ends by itself after `until`."""

    applicant = models.ForeignKey(Applicant, on_delete=models.PROTECT, related_name="helpers")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="helps")
    name = models.CharField(max_length=120)
    until = models.DateField()
    may_see = models.BooleanField(default=True)
    may_act = models.BooleanField(default=False)
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["applicant", "user"], condition=Q(ended_at=None), name="one_helper_once")
        ]

    def __str__(self) -> str:
        return f"helper {self.pk}"

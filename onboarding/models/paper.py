"""Sign-in codes on paper, for who has no e-mail address: a sheet of a few, each good once."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from onboarding.models.people import Applicant, User


class PaperSheet(models.Model):
    """One printed sheet. The codes themselves are nowhere: `digests` are keyed, and a used one is taken out."""

    applicant = models.ForeignKey(Applicant, on_delete=models.PROTECT, related_name="sheets")
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    key = models.CharField(max_length=64, unique=True)
    digests = models.JSONField(default=list)
    missed = models.PositiveSmallIntegerField("wrong tries", default=0)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["applicant"], condition=Q(ended_at=None), name="one_sheet_at_a_time")
        ]

    def __str__(self) -> str:
        return f"sheet {self.pk}"

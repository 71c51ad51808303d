"""What a group for mutual support has agreed on, in its own words; a new text takes the place of the one before, which stays."""

from __future__ import annotations

from django.db import models

from onboarding.models.people import Service, User


class GroupAgreement(models.Model):
    """One text of one group, from when on it holds."""

    service = models.ForeignKey(Service, on_delete=models.PROTECT, related_name="agreements")
    words = models.TextField()
    written_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"agreement {self.pk} of {self.service_id}"

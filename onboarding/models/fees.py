"""What the disclosure bodies ask for a check, each from a day on."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q


class Fee(models.Model):
    """One fee from the day `since`, which is empty where nobody knows from when; it holds until the next row of its kind.

    `checked_by` and `checked_on` say who looked it up.
    """

    scheme = models.CharField(max_length=10)
    check_code = models.CharField(max_length=20)
    pence = models.PositiveIntegerField()
    volunteer_pence = models.PositiveIntegerField()
    since = models.DateField(null=True)
    checked_by = models.CharField(max_length=120, blank=True)
    checked_on = models.DateField(null=True)

    class Meta:
        ordering: ClassVar = ["scheme", "check_code", F("since").asc(nulls_first=True)]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["scheme", "check_code", "since"], name="one_fee_a_day"),
            models.UniqueConstraint(fields=["scheme", "check_code"], condition=Q(since=None), name="one_fee_of_no_day"),
        ]

    def __str__(self) -> str:
        return f"{self.scheme} {self.check_code} {self.since}"

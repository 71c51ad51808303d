"""Skills and times between members of a group: what somebody gives or would like, from lists, and who would like to meet about it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from onboarding.models.application import Application
from onboarding.models.people import User


class Exchange(models.Model):
    """One line of a member who wished to be on the list: `gives` it, or would like it. No name and no number stands on it."""

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="exchanges")
    gives = models.BooleanField()
    what = models.CharField(max_length=20)
    when = models.CharField(max_length=20)
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["application", "gives", "what"], condition=Q(ended_at=None), name="one_line_a_thing")
        ]

    def __str__(self) -> str:
        return f"exchange {self.pk}"


class ExchangeWish(models.Model):
    """Another member would like to meet about a line: one of us asks both, and passes it on."""

    exchange = models.ForeignKey(Exchange, on_delete=models.CASCADE, related_name="wishes")
    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="exchange_wishes")
    made_at = models.DateTimeField()
    passed_at = models.DateTimeField(null=True)
    passed_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["exchange", "application"], condition=Q(passed_at=None), name="one_wish_at_a_time")
        ]

    def __str__(self) -> str:
        return f"wish {self.pk}"

"""Findings of the application itself: what was said about an ending or a break. Codes and dates only; no text."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models

from onboarding.models.application import Application
from onboarding.models.move import Move


class LifeFinding(models.Model):
    """`current` is true for the one that holds now; undoing its move puts the one before it back."""

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="+")
    move = models.ForeignKey(Move, on_delete=models.PROTECT, related_name="+")
    current = models.BooleanField(default=True)

    code: ClassVar[str]

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.code} of {self.application_id}"

    def values(self) -> dict[str, Any]:
        """The finding as plain values, for rules, pages and letters."""
        skip = {"id", "application_id", "move_id", "current"}
        return {f.attname: getattr(self, f.attname) for f in self._meta.concrete_fields if f.attname not in skip}


class Feedback(LifeFinding):
    """What we say with “not this time”: why, two strengths, what may help next time. Codes of stages/endings.py."""

    code = "feedback"
    reason = models.CharField(max_length=20)
    first_strength = models.CharField(max_length=20)
    second_strength = models.CharField(max_length=20)
    next_time = models.CharField(max_length=20)


class Silence(LifeFinding):
    """The call that was made before an application was let to rest."""

    code = "silence"
    called_on = models.DateField()


class Break(LifeFinding):
    """How a break was asked for, and whether we may still tell the person about days that the law does not move."""

    code = "break"
    asked = models.CharField(max_length=12)
    may_tell = models.BooleanField(default=False)


class Destination(LifeFinding):
    """Where somebody went on to, so many months after they left; `may_ask` is their wish to be asked again."""

    code = "destination"
    months = models.PositiveSmallIntegerField(default=0)
    where = models.CharField(max_length=20)
    may_ask = models.BooleanField(default=False)
    why = models.CharField("why they left, if they said", max_length=20, default="", blank=True)


class Goals(LifeFinding):
    """What somebody in role wants next. Codes of stages/moving_on.py."""

    code = "goals"
    goals = models.JSONField(default=list)


class LaterPromise(LifeFinding):
    """What we said about later: what, who sees to it, by when, kept on. `next_due` is the first day of an open one."""

    code = "later_promise"
    promises = models.JSONField(default=list)
    next_due = models.DateField(null=True, db_index=True)

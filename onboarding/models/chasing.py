"""Ladders as data, and the rungs that were taken for one turn: each claimed once, whoever looks, however often."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from onboarding.engine import ladder
from onboarding.models.application import Application
from onboarding.models.move import Move
from onboarding.models.outgoing import OutboxItem
from onboarding.models.people import User
from onboarding.models.stage import Stage


class Rung(models.Model):
    """One rung of the ladder of a party; with a `kind`, of that kind of stage alone."""

    party = models.CharField(max_length=30)
    kind = models.CharField(max_length=30, default="", blank=True)
    place = models.PositiveSmallIntegerField()
    days = models.SmallIntegerField()
    unit = models.CharField(max_length=15)
    counts_from = models.CharField(max_length=10, default=ladder.START)
    do = models.CharField(max_length=12)
    role = models.CharField(max_length=30, default="", blank=True)
    every = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering: ClassVar = ["party", "kind", "place"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["party", "kind", "place"], name="one_rung_a_place")]

    def __str__(self) -> str:
        return f"{self.party} {self.place}"

    def plain(self) -> ladder.Rung:
        """This rung as the plain value the engine reads."""
        return ladder.Rung(self.place, self.days, self.unit, self.do, self.counts_from, self.role, self.every)


class Chase(models.Model):
    """A rung taken for one turn, which the move that began it names. What a person has to do stays open until it is settled."""

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="chases")
    stage = models.ForeignKey(Stage, on_delete=models.PROTECT, related_name="+")
    move = models.ForeignKey(Move, on_delete=models.PROTECT, related_name="+")
    place = models.PositiveSmallIntegerField()
    round = models.PositiveSmallIntegerField(default=1)
    do = models.CharField(max_length=12)
    role = models.CharField(max_length=30, default="")
    made_at = models.DateTimeField()
    item = models.ForeignKey(OutboxItem, on_delete=models.PROTECT, null=True, related_name="chases")
    settled_at = models.DateTimeField(null=True)
    settled_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["stage", "move", "place", "round"], name="one_chase_a_rung")
        ]
        indexes: ClassVar = [
            models.Index(fields=["do", "id"], condition=Q(settled_at=None), name="chases_to_do"),
        ]

    def __str__(self) -> str:
        return f"{self.do} {self.pk}"

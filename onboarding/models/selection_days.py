"""Selection days: when and where people are met, the times of the day, who sits on the panel, and who stands down for whom."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from onboarding.models.application import Application
from onboarding.models.findings import Finding
from onboarding.models.organisation import HOLDS_A_SEAT
from onboarding.models.pathway import Opportunity
from onboarding.models.people import Service, User


class SelectionDay(models.Model):
    """One day of a service, for one or more of its roles. `opened_at`: since when people can choose a time of it."""

    service = models.ForeignKey(Service, on_delete=models.PROTECT, related_name="+")
    opportunities = models.ManyToManyField(Opportunity, related_name="selection_days")
    day = models.DateField()
    how = models.CharField(max_length=12)
    place = models.CharField(max_length=200, blank=True)
    opened_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["service", "day", "how", "place"], name="one_day_once")]

    def __str__(self) -> str:
        return f"selection day {self.pk}"


class Slot(models.Model):
    """A time of a selection day, for so many people."""

    day = models.ForeignKey(SelectionDay, on_delete=models.PROTECT, related_name="slots")
    starts_at = models.DateTimeField()
    places = models.PositiveSmallIntegerField(default=1)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["day", "starts_at"], name="one_slot_a_time")]

    def __str__(self) -> str:
        return f"slot {self.pk}"

    @property
    def free_places(self) -> int:
        """Places that nobody holds; counted under the lock the door takes on this row."""
        held = self.taken.filter(current=True, stage__application__state__in=HOLDS_A_SEAT)
        return int(self.places - held.count())


class SlotTaken(Finding):
    """The time that a person has on a selection day."""

    code = "slot"
    slot = models.ForeignKey(Slot, on_delete=models.PROTECT, related_name="taken")


class PanelMember(models.Model):
    """Who meets people on a day. `lived_experience`: they themselves say that they sit there as somebody with lived experience."""

    day = models.ForeignKey(SelectionDay, on_delete=models.CASCADE, related_name="panel")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="panels")
    lived_experience = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["day", "user"], name="one_seat_a_panel")]

    def __str__(self) -> str:
        return f"panel member {self.pk}"


class Interest(models.Model):
    """What somebody on a panel declared about a person: no interest, or that they stand down. Never why."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="interests")
    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="interests")
    stands_down = models.BooleanField()
    said_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["user", "application"], name="one_interest_each")]

    def __str__(self) -> str:
        return f"interest {self.pk}"

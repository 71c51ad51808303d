"""Other help near people: who it is, what for, where, and when one of us last made sure that it is right."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from onboarding.models.people import User

PURPOSES = (
    ("talk", "Someone to talk to"),
    ("groups", "Groups near you"),
    ("money", "Money and benefits"),
    ("home", "A place to live"),
    ("work", "Work and training"),
    ("safe", "Being safe"),
    ("law", "Law and records"),
    ("family", "Family and carers"),
    ("other", "Something else"),
)


class Signpost(models.Model):
    """One line of the directory. `wanted`: most people look for it, so it comes first."""

    name = models.CharField(max_length=120, unique=True)
    purpose = models.CharField("what it is for", max_length=10, choices=PURPOSES)
    words = models.CharField("what they do", max_length=160, blank=True)
    place = models.CharField(max_length=120, blank=True)
    phone = models.CharField(max_length=30)
    wanted = models.BooleanField(default=False)
    reviewed_on = models.DateField()
    reviewed_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        indexes: ClassVar = [models.Index(fields=["reviewed_on"], name="signposts_by_review")]

    def __str__(self) -> str:
        return self.name

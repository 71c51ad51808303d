"""Words that differ by nation, each with who looked at them last."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from onboarding.models.people import User


class NationWords(models.Model):
    """One kind of words in one nation. Empty `reviewed_on`: shipped, and nobody here has looked at them yet."""

    nation = models.CharField(max_length=3)
    kind = models.CharField(max_length=20)
    words = models.CharField(max_length=300)
    reviewed_on = models.DateField(null=True)
    reviewed_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["nation", "kind"], name="one_word_a_nation")]

    def __str__(self) -> str:
        return f"{self.kind} {self.nation}"

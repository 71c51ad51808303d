"""What people answered to the three yearly questions: counts alone, so that no row is anybody's."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class RedTape(models.Model):
    """How many gave one answer to one question in one year. There is no time, no order and no person in it."""

    year = models.PositiveSmallIntegerField()
    question = models.CharField(max_length=10)
    answer = models.CharField(max_length=30)
    count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["year", "question", "answer"], name="one_count_an_answer")]

    def __str__(self) -> str:
        return f"{self.year} {self.question} {self.answer}"

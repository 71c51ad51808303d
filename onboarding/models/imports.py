"""One spreadsheet brought in: the run, and what became of each of its rows."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from onboarding.models.people import Applicant, User


class ImportRun(models.Model):
    """Its applications stay hidden until it is complete; a killed run is resumed, or discarded whole."""

    file_digest = models.CharField(max_length=64, unique=True)
    file_name = models.CharField(max_length=200)
    as_at = models.DateField(null=True)
    by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    started_at = models.DateTimeField()
    completed_at = models.DateTimeField(null=True)
    discarded_at = models.DateTimeField(null=True)
    rows_accepted = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"import {self.pk}"


class ImportRow(models.Model):
    """An accepted row: its reference, the digest of its fields as they stood in the sheet, and the application it became."""

    run = models.ForeignKey(ImportRun, on_delete=models.PROTECT, related_name="rows")
    sheet_row = models.PositiveIntegerField()
    ref = models.CharField(max_length=60)
    digest = models.CharField(max_length=64)
    applicant = models.ForeignKey(Applicant, on_delete=models.PROTECT, null=True, related_name="+")
    application = models.OneToOneField(
        "onboarding.Application", on_delete=models.PROTECT, null=True, related_name="import_row"
    )
    evidence = models.JSONField(default=list)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["run", "sheet_row"], name="one_row_of_a_run")]

    def __str__(self) -> str:
        return f"row {self.sheet_row}"

"""What goes out: the outbox, letters that never change, promises with their date, and contacts logged."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from onboarding.models.application import Application
from onboarding.models.move import Move
from onboarding.models.people import User

WAITING, SENDING, SENT, CANCELLED, UNCERTAIN, FAILED = "waiting", "sending", "sent", "cancelled", "uncertain", "failed"


class OutboxItem(models.Model):
    """Something to send. Ids only; claimed by a conditional UPDATE; sent at most once, and doubt is shown to a person.

    Without an application it goes to a body, about all it is asked.
    """

    application: models.ForeignKey[Any, Any] = models.ForeignKey(
        Application, on_delete=models.PROTECT, null=True, related_name="outbox"
    )
    move = models.ForeignKey(Move, on_delete=models.PROTECT, null=True, related_name="outbox")
    kind = models.CharField(max_length=40)
    key = models.CharField(max_length=120, unique=True)
    not_before = models.DateTimeField()
    status = models.CharField(max_length=10, default=WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    claimed_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    error = models.CharField(max_length=40, default="")

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["not_before", "id"], condition=Q(status=WAITING), name="waiting_to_go"),
            models.Index(fields=["status", "not_before"], name="by_status"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"


class Letter(models.Model):
    """One rendered, stored, immutable PDF with its text. Only erasure takes its words away."""

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="letters")
    item = models.OneToOneField(OutboxItem, on_delete=models.PROTECT, related_name="letter")
    kind = models.CharField(max_length=40)
    title = models.CharField(max_length=120)
    points = models.PositiveSmallIntegerField()
    file = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    html = models.TextField()
    text = models.TextField()
    created_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"


class Promise(models.Model):
    """“We will write by DATE”: made, then kept or broken."""

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="promises")
    move = models.ForeignKey(Move, on_delete=models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField()
    due_on = models.DateField()
    kept_at = models.DateTimeField(null=True)
    dropped_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["due_on"], condition=Q(kept_at=None, dropped_at=None), name="promises_due")
        ]

    def __str__(self) -> str:
        return f"promise {self.pk}"


class Contact(models.Model):
    """A contact logged: who, when, how, about what, and one line the applicant can read."""

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="contacts")
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    who = models.CharField(max_length=20)
    how = models.CharField(max_length=12)
    about = models.CharField(max_length=20)
    line = models.CharField(max_length=200)

    def __str__(self) -> str:
        return f"contact {self.pk}"

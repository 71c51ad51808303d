"""The witness: append-only events in hash chains; their words in payloads that can be erased."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from onboarding.models.application import Application


class AuditEvent(models.Model):
    """One event of one chain: an application's, or (empty) the organisation's. The envelope holds codes, refs and times only."""

    application = models.ForeignKey(Application, on_delete=models.PROTECT, null=True, related_name="events")
    seq = models.PositiveBigIntegerField()
    type = models.CharField(max_length=40)
    at = models.DateTimeField()
    envelope = models.TextField()
    commit = models.CharField(max_length=64)
    previous = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        ordering: ClassVar = ["application_id", "seq"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["application", "seq"], name="one_event_a_seq"),
            models.UniqueConstraint(fields=["seq"], condition=models.Q(application=None), name="one_event_a_seq_of_ours"),
        ]

    def __str__(self) -> str:
        return f"{self.type} {self.seq}"


class AuditPayload(models.Model):
    """The words of one event, under a salt of its own. Deleting it leaves the chain whole."""

    event = models.OneToOneField(AuditEvent, on_delete=models.PROTECT, related_name="payload")
    salt = models.BinaryField()
    words = models.TextField()

    def __str__(self) -> str:
        return f"payload of {self.event_id}"

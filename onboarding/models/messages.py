"""Messages between a person who applies and the one who looks after them: encrypted, read by one of us, not kept for long."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from onboarding.models.application import Application
from onboarding.models.fields import EncryptedText
from onboarding.models.people import User


class Message(models.Model):
    """One message of the thread of an application. `moved_at`: taken away, to be talked about in private; then there are no words."""

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="messages")
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    from_person = models.BooleanField()
    words = EncryptedText(blank=True)
    key = models.CharField(max_length=90)
    sent_at = models.DateTimeField()
    seen_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    moved_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["application", "key"], name="one_message_a_key")]
        indexes: ClassVar = [
            models.Index(fields=["application"], condition=Q(from_person=True, answered_at=None), name="to_be_answered")
        ]

    def __str__(self) -> str:
        return f"message {self.pk}"

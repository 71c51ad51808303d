"""What suits a person and what a team looks for, as tags and times; and with whom somebody would rather not be. No reason is kept."""

from __future__ import annotations

import json
from typing import ClassVar

from django.db import models

from onboarding.models.application import Application
from onboarding.models.fields import EncryptedText
from onboarding.models.organisation import Site
from onboarding.models.people import User
from onboarding.stages.matching import TAG_KINDS


class Tag(models.Model):
    """One thing to match by: a skill, or an area."""

    kind = models.CharField(max_length=10, choices=TAG_KINDS)
    words = models.CharField(max_length=80)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["kind", "words"], name="one_tag_once")]

    def __str__(self) -> str:
        return self.words


class SiteSuits(models.Model):
    """What a team looks for, where it is, and when its sessions are."""

    site = models.OneToOneField(Site, on_delete=models.CASCADE, related_name="suits")
    tags = models.ManyToManyField(Tag, related_name="+")
    times = models.JSONField(default=list)

    def __str__(self) -> str:
        return f"suits {self.site_id}"


class Suits(models.Model):
    """What a person offers, where they can travel to, and when; as they say it."""

    application = models.OneToOneField(Application, on_delete=models.PROTECT, related_name="suits")
    tags = models.ManyToManyField(Tag, related_name="+")
    times = models.JSONField(default=list)
    saved_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"suits {self.pk}"


class KeptApart(models.Model):
    """The teams a person would rather not be with: encrypted, so that no search finds who was where."""

    application = models.OneToOneField(Application, on_delete=models.PROTECT, related_name="kept_apart")
    teams = EncryptedText(blank=True)

    def __str__(self) -> str:
        return f"kept apart {self.pk}"

    @property
    def sites(self) -> frozenset[int]:
        """The ids of the teams."""
        return frozenset(json.loads(self.teams)) if self.teams else frozenset()


class NotWith(models.Model):
    """Somebody of staff whom a person would rather not be with: to them the application is not there."""

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="not_with")
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="not_with")

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["application", "user"], name="not_with_once")]

    def __str__(self) -> str:
        return f"not with {self.pk}"

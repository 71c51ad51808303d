"""The readiness plan: topics and actions, and what the person added in their own words. Nothing about health."""

from __future__ import annotations

from django.db import models

from onboarding.models.fields import EncryptedText
from onboarding.models.findings import Finding


class ReadinessPlan(Finding):
    """How each topic stands, and the actions: what, who, by when, done on. `next_due` is the first day of an open one."""

    code = "plan"
    topics = models.JSONField(default=dict)
    actions = models.JSONField(default=list)
    thought_of_break = models.BooleanField("has thought of what to do if a break is needed", default=False)
    next_due = models.DateField(null=True, db_index=True)


class OwnWords(Finding):
    """What the person wrote about the plan: encrypted, for them and the coordinator."""

    code = "own_words"
    sealed = True
    words = EncryptedText()

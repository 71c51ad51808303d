"""Pathways and the opportunities that follow them."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models

from onboarding.models.people import Service, User


class Pathway(models.Model):
    """One version of a pathway: which stages it asks for, what each opens after, its targets, the house rules it leaves out.

    `stages` is a list of {"kind", "slots", "opens_after", "targets": {state: [days, unit]}, "body": id or null} in order;
    `left_out` a list of {"rule", "reason"}, agreed by two people of whom one has lived experience.
    """

    code = models.CharField(max_length=30)
    version = models.PositiveSmallIntegerField(default=1)
    title = models.CharField(max_length=120)
    engagement = models.CharField(max_length=10)
    stages = models.JSONField()
    left_out = models.JSONField(default=list)
    signed_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    peer_sign_off = models.CharField(max_length=120)
    signed_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["code", "version"], name="one_pathway_version")]

    def __str__(self) -> str:
        return f"{self.title} (version {self.version})"

    @property
    def rules_left_out(self) -> frozenset[str]:
        """The codes of the house rules this version leaves out."""
        return frozenset(item["rule"] for item in self.left_out)

    def stage(self, kind: str) -> dict[str, Any]:
        """What this version says about one kind; empty when it has none."""
        return next((stage for stage in self.stages if stage["kind"] == kind), {})

    @property
    def kinds(self) -> list[str]:
        """The kinds it asks for, in order."""
        return [stage["kind"] for stage in self.stages]


class RuleProposal(models.Model):
    """One person would leave a house rule out of a pathway; a second confirms or drops it. Both are witnessed."""

    pathway = models.ForeignKey(Pathway, on_delete=models.PROTECT, related_name="+")
    rule = models.CharField(max_length=30)
    reason = models.CharField(max_length=200)
    proposed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["pathway", "rule"], condition=models.Q(settled_at=None), name="one_proposal_a_rule"
            )
        ]

    def __str__(self) -> str:
        return f"{self.rule} of {self.pathway}"


class Opportunity(models.Model):
    """A paid or voluntary peer role in a service."""

    title = models.CharField(max_length=120)
    service = models.ForeignKey(Service, on_delete=models.PROTECT)
    pathway = models.ForeignKey(Pathway, on_delete=models.PROTECT)
    nation = models.CharField(max_length=3, default="ENG")
    hours = models.PositiveSmallIntegerField(default=8)
    pay_words = models.CharField(max_length=200, blank=True)
    is_open = models.BooleanField(default=True)

    def __str__(self) -> str:
        return self.title

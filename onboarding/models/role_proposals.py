"""A role that opens restricted records waits for a second person before it is given."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from onboarding.models.people import Service, User


class RoleProposal(models.Model):
    """One administrator would give a role; another, or the data lead, confirms or drops it. Name and address go once it is settled."""

    email = models.EmailField(blank=True)
    name = models.CharField(max_length=200, blank=True)
    role = models.CharField(max_length=30)
    service = models.ForeignKey(Service, on_delete=models.PROTECT, null=True, related_name="+")
    proposed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["email", "role"], condition=models.Q(settled_at=None), name="one_proposal_a_role_of_somebody"
            )
        ]

    def __str__(self) -> str:
        return self.role

"""One applicant's attempt at one opportunity, with the application's own machine and the head of its audit chain."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models

from onboarding.models.fields import Guarded, StateField
from onboarding.models.organisation import Chained
from onboarding.models.pathway import Opportunity, Pathway
from onboarding.models.people import Applicant, User
from onboarding.stages import lifecycle
from onboarding.stages.names import ENDINGS, Life


class Application(lifecycle.Steps, Guarded, Chained):
    """`version` counts the application's own moves; `tally` all moves, its stages' too (that is their order)."""

    kind = lifecycle.KIND.code
    reference = models.CharField(max_length=16, unique=True)
    external_ref = models.CharField(max_length=60, blank=True, db_index=True)
    applicant = models.ForeignKey(Applicant, on_delete=models.PROTECT, related_name="applications")
    opportunity = models.ForeignKey(Opportunity, on_delete=models.PROTECT)
    pathway = models.ForeignKey(Pathway, on_delete=models.PROTECT)
    owner = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, blank=True, related_name="looks_after")
    state = StateField(default=Life.DRAFT, choices=[(life.value, life.value) for life in Life])
    version = models.PositiveIntegerField(default=0, editable=False)
    tally = models.PositiveIntegerField(default=0, editable=False)
    telling = models.BooleanField("the applicant is being told", default=True)
    promise_on = models.DateField("we will write by", null=True, blank=True)
    created_at = models.DateTimeField()
    came_from = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="moved_to")
    import_run = models.ForeignKey("onboarding.ImportRun", on_delete=models.PROTECT, null=True, blank=True)
    hidden = models.BooleanField(default=False)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["state", "promise_on", "id"], name="by_promise")]

    def __str__(self) -> str:
        return self.reference

    @property
    def has_ended(self) -> bool:
        """Whether it stands at one of the endings."""
        return self.state in ENDINGS

    def delete(self, *args: Any, **kwargs: Any) -> Any:
        """Refused: TypeError."""
        raise TypeError("An application is never deleted; its personal data is erased")

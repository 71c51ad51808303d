"""Moves, the business record that is never changed; waits, projected from them; the edges the database allows."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from onboarding.engine.grammar import BROUGHT_IN
from onboarding.engine.moves import MoveFact
from onboarding.models.application import Application
from onboarding.models.organisation import Body
from onboarding.models.people import User
from onboarding.models.stage import Stage
from onboarding.models.statements import Select

FACT = (
    "id", "number", "stage_id", "kind", "seq", "step", "source", "target", "effective_at", "recorded_at", "party", "body_id",
    "outcome", "expires_on", "cause_id", "reverses_id", "amends_id", "actor_id", "target_days", "target_unit", "due_on", "key",
    "code",
)  # fmt: skip


class Move(models.Model):
    """One step taken. Codes, ids and dates only; no free text. `seq` is the row's version after it, `number` the application's order."""

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="moves")
    stage = models.ForeignKey(Stage, on_delete=models.PROTECT, null=True, related_name="moves")
    kind = models.CharField(max_length=30)
    seq = models.PositiveIntegerField()
    number = models.PositiveIntegerField()
    step = models.CharField(max_length=40)
    source = models.CharField(max_length=30)
    target = models.CharField(max_length=30)
    party = models.CharField(max_length=30, null=True)
    body = models.ForeignKey(Body, on_delete=models.PROTECT, null=True)
    target_days = models.PositiveSmallIntegerField(null=True)
    target_unit = models.CharField(max_length=15, default="")
    calendar = models.CharField(max_length=60, default="")
    due_on = models.DateField(null=True)
    outcome = models.CharField(max_length=12, null=True)
    expires_on = models.DateField(null=True)
    code = models.CharField(max_length=40, default="")
    effective_at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    actor = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    cause = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="brought")
    reverses = models.OneToOneField("self", on_delete=models.PROTECT, null=True, related_name="reversed_by")
    amends = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="amended_by")
    key = models.CharField(max_length=64, null=True)
    facts_digest = models.CharField(max_length=64, default="")

    class Meta:
        ordering: ClassVar = ["application_id", "number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["application", "number"], name="one_number_a_move"),
            models.UniqueConstraint(fields=["stage", "seq"], name="one_seq_a_stage"),
            models.UniqueConstraint(fields=["application", "seq"], condition=Q(stage=None), name="one_seq_a_life"),
            models.UniqueConstraint(fields=["application", "key"], name="one_move_a_key"),
            models.CheckConstraint(condition=Q(effective_at__lte=F("recorded_at")), name="nothing_in_the_future"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["kind", "step", "effective_at"], name="by_step"),
            # What the desk looks for among all moves: what runs out, and what a spreadsheet brought.
            models.Index(fields=["expires_on"], condition=Q(expires_on__isnull=False), name="runs_out"),
            models.Index(fields=["application"], condition=Q(outcome=BROUGHT_IN), name="brought_in"),
        ]

    def __str__(self) -> str:
        return f"{self.kind}.{self.step} {self.number}"

    def fact(self) -> MoveFact:
        """This move as the plain value the engine reads."""
        return MoveFact._make(getattr(self, name) for name in FACT)

    @classmethod
    def facts_of(cls, application: Application) -> list[MoveFact]:
        """Every move of an application as plain values, in order; the rows themselves are not built (the door's hot path)."""
        return [MoveFact._make(row) for row in FACTS.rows(application.pk)]


FACTS = Select(lambda key: Move.objects.filter(application=key).order_by("number").values_list(*FACT))


class Wait(models.Model):
    """An interval of one stage on one party. Made anew from the moves whenever they change, so nothing points at it."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="waits")
    stage = models.ForeignKey(Stage, on_delete=models.CASCADE, related_name="waits")
    kind = models.CharField(max_length=30)
    party = models.CharField(max_length=30)
    body = models.ForeignKey(Body, on_delete=models.PROTECT, null=True)
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    began_by = models.ForeignKey(Move, on_delete=models.CASCADE, db_constraint=False)
    due_on = models.DateField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["stage"], condition=Q(ended_at=None), name="one_open_wait"),
            models.CheckConstraint(
                condition=Q(ended_at=None) | Q(ended_at__gt=F("started_at")), name="a_wait_has_length"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["party", "due_on", "id"], condition=Q(ended_at=None), name="open_by_party"),
            models.Index(fields=["due_on", "id"], condition=Q(ended_at=None), name="open_by_due"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.party}"


class Edge(models.Model):
    """An edge the triggers allow; written from the declarations after every migration."""

    kind = models.CharField(max_length=30)
    step = models.CharField(max_length=40)
    source = models.CharField(max_length=30)
    target = models.CharField(max_length=30)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["kind", "step", "source", "target"], name="one_edge_once")
        ]

    def __str__(self) -> str:
        return f"{self.kind}.{self.step}: {self.source} → {self.target}"

"""Evidence that waits to be confirmed: what a spreadsheet brought in as closed, and placements without a team named."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q

from onboarding.engine.grammar import BROUGHT_IN
from onboarding.models import Appointment, Match, Move, Stage
from onboarding.models.gathered import Part, Row
from onboarding.queries.desk.looking import Item, Looking, Source, first, item, nation, part
from onboarding.queries.plain_words import national
from onboarding.stages import ALL_KINDS
from onboarding.stages.names import ACTIVE


def _stages(look: Looking, which: Q) -> Part:
    rows = Stage.objects.filter(which, look.sees(state__in=ACTIVE))
    return part(first(rows, "application_id"), "id", "kind", "state", "application_id")


def _brought(look: Looking) -> Part | None:
    """Stages whose last closing was brought in; placements that go on though nobody has said with whom."""
    if not look.may("confirm_evidence"):
        return None
    later = Move.objects.filter(stage=OuterRef("stage"), number__gt=OuterRef("number"), outcome__isnull=False)
    brought = Move.objects.filter(~Exists(later), outcome=BROUGHT_IN)
    named = Exists(Match.objects.filter(stage=OuterRef("pk"), current=True))
    closed = Stage.objects.filter(state="closed", pk__in=brought.values("stage"))
    unnamed = Stage.objects.filter(~named, state="on_placement")
    return _stages(look, Q(pk__in=closed.values("pk").union(unnamed.values("pk"))))  # each by an index of its own


def _days_to_find(look: Looking) -> Part | None:
    """Where Occupational Health would see somebody, and has no day for it or not the one that suits."""
    if not (look.may("refer") and look.may("view_fitness")):
        return None
    talks = Appointment.objects.filter(Q(appointment_on=None) | ~Q(suits_better=""), current=True)
    return _stages(look, Q(state="with_body", pk__in=talks.values("stage")))


def _evident(row: Row) -> Item:
    kind = ALL_KINDS[row["kind"]]
    step = "confirm_evidence" if row["state"] == kind.closed else "confirm_agreed"
    return item(row, words=national(kind.title, nation(row)), row=row["id"], step=step)


def _in_order(rows: list[Row]) -> list[Row]:
    return sorted(rows, key=lambda row: (row["application_id"], row["id"]))


def record(row: Row, *, kind: str, to: str = "application__") -> Item:
    """The line of a restricted record; `step` is the kind."""
    return item(row, to=to, words="Read the record", step=kind)


EVIDENCE = Source(_brought, lambda rows, _look: [_evident(row) for row in _in_order(rows)])
TALKS = Source(_days_to_find, lambda rows, _look: [record(row, kind=row["kind"]) for row in _in_order(rows)])

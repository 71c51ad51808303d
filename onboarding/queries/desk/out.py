"""What did not go out, or may not have: letters; and links to people outside that would still open something."""

from __future__ import annotations

from django.db.models import Q

from onboarding import letters
from onboarding.models import OutboxItem
from onboarding.models.gathered import Part, Row
from onboarding.models.outgoing import FAILED, UNCERTAIN
from onboarding.queries.desk.looking import MOST, Item, Looking, Source, first, item, part
from onboarding.queries.letters import BY_HAND

DOUBT = {UNCERTAIN: "We do not know if it went out", FAILED: "It did not go out"}


def _rows(look: Looking, what: Q, *columns: str) -> Part:
    rows = OutboxItem.objects.filter(what, look.sees(), status__in=(UNCERTAIN, FAILED))
    return part(first(rows, "not_before"), "id", "status", "error", "not_before", *columns)


def _letters(look: Looking) -> Part | None:
    return _rows(look, Q(kind__in=letters.kinds())) if look.may("view_letters") else None


def _links(look: Looking) -> Part | None:
    live = Q(reply_link__ended_at=None, reply_link__isnull=False) & ~Q(kind__in=letters.kinds())
    return _rows(look, live, "reply_link__stage_id") if look.may("send_link") else None


def _lines(rows: list[Row], column: str) -> list[Item]:
    ordered = sorted(rows, key=lambda row: (row["not_before"], row["id"]))
    return [item(row, words=BY_HAND.get(row["error"]) or DOUBT[row["status"]], row=row[column]) for row in ordered[:MOST]]


LETTERS = Source(_letters, lambda rows, _look: _lines(rows, "id"))
LINKS = Source(_links, lambda rows, _look: _lines(rows, "reply_link__stage_id"))

"""All that one body is asked, as its list page shows it: its own references, and a name only where there is none."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from onboarding.door.held import ZONE, look
from onboarding.lib import clock
from onboarding.models import Body, BodyReference, Move, ReplyLink, Stage, Wait
from onboarding.models.replies import PASSED_ON, STOPPED
from onboarding.queries.reply_answers import Answer, answers
from onboarding.queries.reply_words import NOBODY, question, sites, title
from onboarding.stages import STAGE_KINDS
from onboarding.stages.names import ACTIVE, OUR_OWN

MOST = 100


@dataclass(frozen=True)
class Asked:
    """One open request of a body."""

    stage: int
    version: int
    reference: str
    name: str
    title: str
    question: str
    since: dt.date
    due_on: dt.date | None
    answers: list[Answer]


SORTS: dict[str, Callable[[Asked], Any]] = {
    "due": lambda row: (row.due_on or dt.date.max, row.since, row.stage),
    "since": lambda row: (row.since, row.stage),
    "reference": lambda row: (row.reference, row.stage),
    "title": lambda row: (row.title, row.since, row.stage),
}


def is_asked(body: Body, stage_id: int) -> bool:
    """Whether a body is asked about a stage now."""
    return _open(body).filter(pk=stage_id).exists()


def asked(body: Body, *, sort: str, at: dt.datetime) -> list[Asked]:
    """What a body is asked, most pressing first unless sorted otherwise; what it cannot answer in one click is not there."""
    rows = list(_open(body).select_related("application__applicant", "application__opportunity", "application__pathway")[:MOST])
    waits = {wait.stage_id: wait for wait in Wait.objects.filter(stage__in=rows, ended_at=None)}
    references = BodyReference.objects.filter(stage__in=rows, party=body.party).values_list("stage", "reference")
    theirs = sites(row.pk for row in rows if row.kind in NOBODY) | dict(references)
    found = [_asked(row, waits[row.pk], theirs.get(row.pk, ""), body, at) for row in rows if row.pk in waits]
    return sorted((row for row in found if row.answers), key=SORTS.get(sort, SORTS["due"]))


def _asked(stage: Stage, wait: Wait, theirs: str, body: Body, at: dt.datetime) -> Asked:
    who = stage.application.applicant
    held = look(stage.application)
    here = next(row for row in held.stages if row.pk == stage.pk)
    called = f"this person ({theirs})" if theirs else who.called
    return Asked(
        stage.pk, here.version, theirs or stage.application.reference, "" if theirs else who.full_name, title(stage),
        question(stage, called), clock.local_date(wait.started_at, ZONE), wait.due_on,
        answers(held, here, body.party, body, at=at),
    )  # fmt: skip


def _open(body: Body) -> QuerySet[Stage]:
    """The stages about which this body, and no other of its party, was asked last, and which are not with us."""
    places = [
        (kind.code, code)
        for kind in STAGE_KINDS.values()
        for step in kind.steps.values()
        if step.reply and body.party in step.reply.parties
        for code in step.source
    ]
    links = ReplyLink.objects.filter(stage=OuterRef("pk"), party=body.party).exclude(ended_as__in=(PASSED_ON, STOPPED))
    moves = Move.objects.filter(stage=OuterRef("pk"), body__party=body.party, reversed_by=None)
    last = Coalesce(
        Subquery(links.order_by("-pk").values("body")[:1]), Subquery(moves.order_by("-seq").values("body")[:1])
    )
    ours = Wait.objects.filter(ended_at=None, party__in=OUR_OWN).values("stage")
    here = [Stage.objects.filter(kind=kind, state=state).values("pk") for kind, state in sorted(set(places))]
    rows = Stage.objects.filter(application__state__in=ACTIVE, application__hidden=False)
    rows = rows.filter(pk__in=here[0].union(*here[1:])) if here else rows.none()
    return rows.annotate(asked_of=last).filter(asked_of=body.pk).exclude(pk__in=ours).order_by("pk")

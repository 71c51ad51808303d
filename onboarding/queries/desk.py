"""What lies on the desk beside the worklist: promises due, messages in doubt, evidence and proposals that wait for someone, dates ahead."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Exists, F, Max, OuterRef, Q, QuerySet

from onboarding import access, letters
from onboarding.door.confirm import step_of
from onboarding.door.held import ZONE
from onboarding.engine.grammar import BROUGHT_IN
from onboarding.lib import clock
from onboarding.models import Application, Appointment, Match, OutboxItem, Stage, User
from onboarding.models.outgoing import FAILED, UNCERTAIN
from onboarding.queries import delay, heard
from onboarding.queries.dates_ahead import dates_ahead
from onboarding.queries.letters import BY_HAND
from onboarding.queries.plain_words import national
from onboarding.stages import ALL_KINDS
from onboarding.stages.names import ACTIVE

MOST = 25
NONE, WITH_BODY = Q(pk__in=()), "with_body"
DOUBT = {UNCERTAIN: "We do not know if it went out", FAILED: "It did not go out"}


@dataclass(frozen=True)
class Item:
    """One thing on the desk: whose it is, what, and the row that deals with it."""

    name: str
    called: str
    reference: str
    words: str = ""
    row: int | None = None
    step: str = ""
    due_on: dt.date | None = None
    band: str = ""


@dataclass(frozen=True)
class Desk:
    """The panels, each with at most 25 lines."""

    promises: list[Item] = field(default_factory=list)
    messages: list[Item] = field(default_factory=list)
    links: list[Item] = field(default_factory=list)
    evidence: list[Item] = field(default_factory=list)
    proposals: list[Item] = field(default_factory=list)
    records: list[Item] = field(default_factory=list)
    dates: list[Item] = field(default_factory=list)


def desk(user: User, seen: QuerySet[Application], *, at: dt.datetime) -> Desk:
    """Everything on the desk of one person about the applications they look at.

    A proposal is shown only to those who may confirm it, a link to those who may send another, a record to whom it waits for.
    """
    today = clock.local_date(at, ZONE)
    messages, links = _in_doubt(seen, user)
    evidence, talks = _stages(seen, user)
    proposals, records = _proposals(seen, user), [*_records(seen, user), *talks]
    return Desk(_promises(seen, today, at), messages, links, evidence, proposals, records, _dates(seen, today))


def _promises(seen: QuerySet[Application], today: dt.date, at: dt.datetime) -> list[Item]:
    """Promises whose day has come, each with what stands in the way of keeping it; none of them can be kept in bulk."""
    due = seen.filter(state__in=ACTIVE, promise_on__lte=today, telling=True)
    rows = list(due.select_related("applicant").order_by("promise_on", "pk")[:MOST])
    idle = delay.nothing_done(rows, at=at)
    calls = heard.to_be_called([row.applicant_id for row in rows], delay.KIND, most=delay.MOST_WITHOUT_NEWS)
    return [_item(row, due_on=row.promise_on, words=_stuck(row, calls, idle)) for row in rows]


def _stuck(row: Application, calls: set[int], idle: set[int]) -> str:
    called = row.applicant.called
    if row.applicant_id in calls:
        return f"2 letters without news: call {called} now"
    return f"Nothing done for {called} in 10 days" if row.pk in idle else ""


def _in_doubt(seen: QuerySet[Application], user: User) -> tuple[list[Item], list[Item]]:
    """What did not go out, or may not have: letters; and links to people outside that would still open something."""
    rows = OutboxItem.objects.filter(application__in=seen, status__in=(UNCERTAIN, FAILED))
    rows = rows.filter(Q(kind__in=letters.kinds()) | Q(reply_link__ended_at=None, reply_link__isnull=False))
    found = list(rows.select_related("application__applicant", "reply_link").order_by("not_before", "pk")[: 2 * MOST])
    of_links = [row for row in found if row.kind not in letters.kinds()] if access.may(user, "send_link") else []
    messages = [_item(r.application, words=BY_HAND.get(r.error) or DOUBT[r.status], row=r.pk) for r in found if r.kind in letters.kinds()]
    links = [_item(r.application, words=DOUBT[r.status], row=r.reply_link.stage_id) for r in of_links]
    return messages[:MOST], links[:MOST]


def _stages(seen: QuerySet[Application], user: User) -> tuple[list[Item], list[Item]]:
    """Evidence that waits to be confirmed, and records in which a day is to be found, asked for in one statement."""
    last = Max("moves__number", filter=Q(moves__outcome__isnull=False))
    found = Stage.objects.filter(application__in=seen, application__state__in=ACTIVE).annotate(last=last)
    found = found.filter(_brought(user) | _days_to_find(user)).distinct()
    rows = list(found.select_related("application__applicant", "application__opportunity").order_by("application_id", "pk")[: 2 * MOST])
    brought = [_evident(row) for row in rows if row.state != WITH_BODY]
    return brought[:MOST], [_record(row) for row in rows if row.state == WITH_BODY][:MOST]


def _brought(user: User) -> Q:
    """Stages that a spreadsheet brought in as closed and nobody has confirmed since; placements that go on without a team named."""
    if not access.may(user, "confirm_evidence"):
        return NONE
    named = Exists(Match.objects.filter(stage=OuterRef("pk"), current=True))
    closed = Q(state="closed", moves__number=F("last"), moves__outcome=BROUGHT_IN)
    return closed | (Q(state="on_placement") & Q(~named))


def _days_to_find(user: User) -> Q:
    """Where Occupational Health would see somebody, and has no day for it or not the one that suits."""
    if not (access.may(user, "refer") and access.may(user, "view_fitness")):
        return NONE
    talks = Appointment.objects.filter(Q(appointment_on=None) | ~Q(suits_better=""), current=True)
    return Q(state=WITH_BODY, pk__in=talks.values("stage"))


def _evident(row: Stage) -> Item:
    kind = ALL_KINDS[row.kind]
    step = "confirm_evidence" if row.state == kind.closed else "confirm_agreed"
    return _item(row.application, words=national(kind.title, row.application.opportunity.nation), row=row.pk, step=step)


def _proposals(seen: QuerySet[Application], user: User) -> list[Item]:
    rows = access.proposals_for(user).filter(application__in=seen).defer("facts")
    related = rows.select_related("application__applicant", "application__opportunity", "stage").order_by(
        "proposed_at", "pk"
    )
    mine = [row for row in related if access.may(user, step_of(row).permission, row.application)]
    return [_item(row.application, words=step_of(row).label, row=row.pk) for row in mine[:MOST]]


def _records(seen: QuerySet[Application], user: User) -> list[Item]:
    """Records that this person was named for and that wait for those who know."""
    if not access.may(user, "view_disclosure"):
        return []
    rows = access.named_for(user).filter(stage__application__in=seen)
    return [_record(row.stage) for row in rows.select_related("stage__application__applicant").order_by("pk")[:MOST]]


def _record(row: Stage) -> Item:
    """`step` is the kind."""
    return _item(row.application, words="Read the record", step=row.kind)


def _dates(seen: QuerySet[Application], today: dt.date) -> list[Item]:
    found = dates_ahead(seen, today=today)
    return [_item(one.application, words=one.what, row=one.stage, due_on=one.day, band=one.band) for one in found]


def _item(application: Application, **more: Any) -> Item:
    who = application.applicant
    return Item(who.full_name, who.called, application.reference, **more)

"""Erase what a certificate said once its time is over. That it was checked, when, at which level and what was decided stays."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db import connection, transaction

from onboarding.door.chain import append, lock_application
from onboarding.door.held import ZONE
from onboarding.lib import clock
from onboarding.models import DisclosureRecord, InnerMove, KnownTo, Move, Proposal, SeenPapers, Stage
from onboarding.stages.disclosure import KEPT_DAYS
from onboarding.stages.disclosure_words import ERASED
from onboarding.stages.names import ACTIVE, Life
from onboarding.stages.tracking import ROUTE_KEPT_DAYS

RULE = "disclosure"
OPEN = (*ACTIVE, Life.DRAFT, Life.RESTING, Life.IN_ROLE)


@dataclass(frozen=True)
class Due:
    """One record whose time is over: its stage, and the day from which its time was counted."""

    stage: int
    since: dt.date


def due(*, at: dt.datetime) -> list[Due]:
    """Every record to erase now: 183 days after its decision, or after the application ended without one."""
    last = clock.local_date(at, ZONE) - dt.timedelta(days=KEPT_DAYS)
    rows = DisclosureRecord.objects.filter(current=True).exclude(content="")
    decided = rows.filter(decided_on__lte=last).values_list("stage_id", "decided_on")
    undecided = rows.filter(decided_on=None).exclude(stage__application__state__in=OPEN)
    ended = [(stage, _ended_on(stage)) for stage in undecided.values_list("stage_id", flat=True)]
    found = [Due(stage, day) for stage, day in [*decided, *ended] if day is not None and day <= last]
    return sorted(found, key=lambda one: (one.since, one.stage))


def purge(*, at: dt.datetime) -> int:
    """Erase all that is due, each in a transaction of its own with its event first; gives how many. Doing it again erases nothing."""
    done = sum(_erase(one, at) for one in due(at=at))
    done += _routes(at)
    if done:
        _forget()
    return done


def _ended_on(stage: int) -> dt.date | None:
    last = Move.objects.filter(application__stages=stage, stage=None).order_by("-number").first()
    return clock.local_date(last.effective_at, ZONE) if last else None


def _erase(one: Due, at: dt.datetime) -> int:
    """The event that says so comes first: without it the database refuses to let an inner move go."""
    with transaction.atomic():
        stage = Stage.objects.select_related("application").get(pk=one.stage)
        application = lock_application(stage.application)
        if one not in due(at=at):  # asked again under the lock: another process may have been quicker
            return 0
        append(application, "erasure", by=None, at=at, codes={"kind": stage.kind, "rule": RULE, "since": one.since.isoformat()})
        application.save(update_fields=["chain_seq", "chain_head"])
        _empty(stage)
    return 1


def _empty(stage: Stage) -> None:
    rows = DisclosureRecord.objects.filter(stage=stage)
    rows.filter(current=False).delete()
    rows.update(**ERASED, inner=None)
    if not SeenPapers.objects.filter(stage=stage, current=True, update_service="consent").exists():
        rows.update(number="")  # with consent it is kept, for the next status check
    KnownTo.objects.filter(stage=stage).delete()
    Proposal.objects.filter(stage=stage).delete()
    InnerMove.objects.filter(stage=stage).delete()


def _routes(at: dt.datetime) -> int:
    """Why somebody did not show a paper of group 1 is kept for 2 years."""
    old = at - dt.timedelta(days=ROUTE_KEPT_DAYS)
    return SeenPapers.objects.filter(move__recorded_at__lte=old).exclude(papers="").update(papers="", why="")


def _forget() -> None:
    """SQLite keeps old pages in its log until that is folded back; what was deleted is overwritten there (secure_delete)."""
    if connection.vendor == "sqlite" and not connection.in_atomic_block:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")

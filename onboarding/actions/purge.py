"""Erase what a certificate said, and what was found about work and health, once its time is over.

That somebody was checked, when, at which level and what was decided about a certificate stays. The words of a complaint go too.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db import connection, transaction
from django.db.models import F

from onboarding.actions.exchanges import purge_exchanges
from onboarding.actions.helpers import purge_helpers
from onboarding.actions.how_it_felt import purge_felt
from onboarding.actions.messages import purge_messages
from onboarding.actions.paper_codes import purge_sheets
from onboarding.actions.purge_answers import purge_answers
from onboarding.actions.purge_scores import purge_scores
from onboarding.actions.skills import purge_skills
from onboarding.actions.suits import purge_suits
from onboarding.actions.talk_today import purge_wishes
from onboarding.door.chain import append, lock_application
from onboarding.door.held import ZONE
from onboarding.lib import clock
from onboarding.models import (
    Appointment,
    Complaint,
    DisclosureRecord,
    FitnessRecord,
    HeldCertificate,
    Immunisation,
    InnerMove,
    KnownTo,
    Move,
    Proposal,
    SeenPapers,
    Stage,
)
from onboarding.stages.disclosure import KEPT_DAYS
from onboarding.stages.disclosure_words import ERASED
from onboarding.stages.fitness_words import ERASED as SUPPORT_ERASED
from onboarding.stages.names import ACTIVE, Life
from onboarding.stages.tracking import ROUTE_KEPT_DAYS

RULES = {"crb": "disclosure", "occupational_health": "fitness"}
COMPLAINT_KEPT_DAYS = 365
LEFT_DAYS = 30  # who had the role and left: the staff record has taken over what it needs by then
OPEN = (*ACTIVE, Life.DRAFT, Life.RESTING, Life.IN_ROLE)


@dataclass(frozen=True)
class Due:
    """One record whose time is over: its stage, and the day from which its time was counted."""

    stage: int
    since: dt.date


def due(*, at: dt.datetime) -> list[Due]:
    """Every record to erase now, the oldest first."""
    today = clock.local_date(at, ZONE)
    return sorted([*_certificates(today), *_support(today)], key=lambda one: (one.since, one.stage))


def _certificates(today: dt.date) -> list[Due]:
    """183 days after the decision, or after the application ended without one."""
    last = today - dt.timedelta(days=KEPT_DAYS)
    rows = DisclosureRecord.objects.filter(current=True).exclude(content="")
    decided = rows.filter(decided_on__lte=last).values_list("stage_id", "decided_on")
    undecided = rows.filter(decided_on=None).exclude(stage__application__state__in=OPEN)
    ended = [(stage, _ended_on(stage)) for stage in undecided.values_list("stage_id", flat=True)]
    return [Due(stage, day) for stage, day in [*decided, *ended] if day is not None and day <= last]


def _support(today: dt.date) -> list[Due]:
    """183 days after an application ended; 30 days after the role was left."""
    told = (FitnessRecord.objects.exclude(outcome=""), Appointment.objects.all(), Immunisation.objects.all())
    kept_of = set[int]().union(*(rows.filter(current=True).values_list("stage_id", flat=True) for rows in told))
    ended = Stage.objects.filter(pk__in=kept_of).exclude(application__state__in=OPEN)
    found = []
    for stage, state in ended.values_list("pk", "application__state"):
        kept, day = LEFT_DAYS if state == Life.MOVED_ON else KEPT_DAYS, _ended_on(stage)
        if day is not None and day <= today - dt.timedelta(days=kept):
            found.append(Due(stage, day))
    return found


def purge(*, at: dt.datetime) -> int:
    """Erase all that is due, each in a transaction of its own with its event first; gives how many. Doing it again erases nothing."""
    done = sum(_erase(one, at) for one in due(at=at))
    done += _routes(at) + _complaints(at) + purge_answers(at=at) + purge_messages(at=at) + purge_scores(at=at)
    done += purge_sheets(at=at) + purge_skills(at=at) + purge_felt(at=at) + purge_wishes(at=at) + purge_helpers(at=at)
    done += purge_suits(at=at) + purge_exchanges(at=at)
    if done:
        _forget()
    return done


def _ended_on(stage: int) -> dt.date | None:
    """When it came to where it stands; what is written down about it afterwards does not count."""
    ends = Move.objects.filter(application__stages=stage, stage=None).exclude(source=F("target"))
    last = ends.order_by("-number").first()
    return clock.local_date(last.effective_at, ZONE) if last else None


def _erase(one: Due, at: dt.datetime) -> int:
    """The event that says so comes first: without it the database refuses to let an inner move go."""
    with transaction.atomic():
        stage = Stage.objects.select_related("application").get(pk=one.stage)
        application = lock_application(stage.application)
        if one not in due(at=at):  # asked again under the lock: another process may have been quicker
            return 0
        codes = {"kind": stage.kind, "rule": RULES[stage.kind], "since": one.since.isoformat()}
        append(application, "erasure", by=None, at=at, codes=codes)
        application.save(update_fields=["chain_seq", "chain_head"])
        _EMPTY[stage.kind](stage)
        Proposal.objects.filter(stage=stage).delete()
        InnerMove.objects.filter(stage=stage).delete()
    return 1


def _empty_support(stage: Stage) -> None:
    rows = FitnessRecord.objects.filter(stage=stage)
    rows.filter(current=False).delete()
    rows.update(**SUPPORT_ERASED, inner=None)
    for beside in (Appointment, Immunisation):
        beside.objects.filter(stage=stage).delete()


def _empty_certificate(stage: Stage) -> None:
    rows = DisclosureRecord.objects.filter(stage=stage)
    rows.filter(current=False).delete()
    rows.update(**ERASED, inner=None)
    if not SeenPapers.objects.filter(stage=stage, current=True, update_service="consent").exists():
        rows.update(number="")  # with consent it is kept, for the next status check
    KnownTo.objects.filter(stage=stage).delete()
    HeldCertificate.objects.filter(stage=stage).update(inner=None)


_EMPTY = {"crb": _empty_certificate, "occupational_health": _empty_support}


def _routes(at: dt.datetime) -> int:
    """Why somebody did not show a paper of group 1 is kept for 2 years."""
    old = at - dt.timedelta(days=ROUTE_KEPT_DAYS)
    return SeenPapers.objects.filter(move__recorded_at__lte=old).exclude(papers="").update(papers="", why="")


def _complaints(at: dt.datetime) -> int:
    """The words of a complaint are kept for a year after its answer; that it came and how it was answered stays."""
    old = at - dt.timedelta(days=COMPLAINT_KEPT_DAYS)
    return Complaint.objects.filter(answered_at__lte=old).exclude(words="").update(words="")


def _forget() -> None:
    """SQLite keeps old pages in its log until that is folded back; what was deleted is overwritten there (secure_delete)."""
    if connection.vendor == "sqlite" and not connection.in_atomic_block:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")

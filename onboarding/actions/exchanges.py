"""Skills and times of a group: written, ended and asked for by members; passed on by one of us. No number changes hands here."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.db.models import Q

from onboarding import access
from onboarding.door.chain import append, lock_application
from onboarding.door.refusal import StepRefused
from onboarding.models import Application, Exchange, ExchangeWish, User
from onboarding.queries.exchanges import MEMBER, PASSES_ON, is_member
from onboarding.stages.exchanges import WHAT, WHEN

MOST = 10
KEPT = dt.timedelta(days=90)
NOT_THERE, ENOUGH = "This list is for members of the group", f"You have {MOST} lines. Take one away first."


def write_line(application: Application, *, gives: bool, what: str, when: str, by: User, at: dt.datetime) -> Exchange:
    """One line; the same thing again changes its time. Raises StepRefused."""
    if what not in dict(WHAT) or when not in dict(WHEN):
        raise StepRefused(["Choose from the list"])
    with transaction.atomic():
        held = _own(application, by)
        mine = Exchange.objects.filter(application=held, ended_at=None)
        if mine.count() >= MOST and not mine.filter(gives=gives, what=what).exists():
            raise StepRefused([ENOUGH])
        row, _new = Exchange.objects.update_or_create(
            application=held, gives=gives, what=what, ended_at=None, defaults={"when": when}, create_defaults={"when": when, "made_at": at}
        )
        _witness(held, "exchange_written", row.pk, by, at)
    return row


def end_line(row: Exchange, *, by: User, at: dt.datetime) -> None:
    """Take one's own line away, with the wishes for it. Doing it again is no change."""
    with transaction.atomic():
        held = _own(row.application, by)
        if Exchange.objects.filter(pk=row.pk, ended_at=None).update(ended_at=at):
            ExchangeWish.objects.filter(exchange=row, passed_at=None).delete()
            _witness(held, "exchange_ended", row.pk, by, at)


def ask_for(row: Exchange, application: Application, *, by: User, at: dt.datetime) -> None:
    """A member would like to meet about another's line; asked twice is once. Raises StepRefused."""
    with transaction.atomic():
        held = _own(application, by)
        if row.application_id == held.pk or row.application.opportunity.service_id != held.opportunity.service_id:
            raise StepRefused([NOT_THERE])
        _wish, new = ExchangeWish.objects.get_or_create(exchange=row, application=held, passed_at=None, defaults={"made_at": at})
        if new:
            _witness(held, "exchange_asked", row.pk, by, at)


def pass_on(row: ExchangeWish, *, by: User, at: dt.datetime) -> None:
    """One of us has asked both, and passed it on. Raises StepRefused without the right."""
    with transaction.atomic():
        held = lock_application(row.application)
        if not access.may(by, PASSES_ON, held):
            raise StepRefused(["You may not pass this on"])
        if ExchangeWish.objects.filter(pk=row.pk, passed_at=None).update(passed_at=at, passed_by=by):
            _witness(held, "exchange_passed", row.exchange_id, by, at)


def purge_exchanges(*, at: dt.datetime) -> int:
    """Forget what ended or was passed on 90 days ago, and all lines of who is no member any more."""
    members = Application.objects.filter(**MEMBER)
    done = ExchangeWish.objects.filter(passed_at__lte=at - KEPT).delete()[0]
    gone = Exchange.objects.filter(Q(ended_at__lte=at - KEPT) | ~Q(application__in=members))
    return done + gone.delete()[0]


def _own(application: Application, by: User) -> Application:
    held = lock_application(application)
    if not access.is_own(by, held) or not is_member(held):
        raise StepRefused([NOT_THERE])
    return held


def _witness(held: Application, event: str, number: int, by: User, at: dt.datetime) -> None:
    append(held, event, by=by, at=at, codes={"line": number})
    held.save(update_fields=["chain_seq", "chain_head"])

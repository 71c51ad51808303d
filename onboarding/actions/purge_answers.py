"""Erase what was written in application forms once its time is over, and addresses that nobody has proven to be theirs.

A form that was not sent goes 90 days after its last page was saved, with the person if we hold them for nothing else; one that was
sent a year after the application has ended, or the role was begun.
"""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.db.models import F, Max

from onboarding import access
from onboarding.actions.invite import is_bare
from onboarding.door.chain import append, lock_application, record
from onboarding.door.held import ZONE
from onboarding.door.outbox import cancel_all
from onboarding.door.refusal import StepRefused
from onboarding.lib import clock
from onboarding.models import Answer, Applicant, Application, Message, Move, User
from onboarding.queries.application_form import KEPT_DAYS, is_open
from onboarding.stages.names import ACTIVE, Life

AFTER_END = 365
UNPROVEN = dt.timedelta(days=1)
GOING_ON = (*ACTIVE, Life.DRAFT, Life.RESTING)
EMPTIED = ("title", "first_name", "surname", "known_as", "email", "mobile", "address", "postcode", "sort_name")
NO_ONE = {**dict.fromkeys(EMPTIED, ""), "formats": []}


def due(*, at: dt.datetime) -> list[tuple[int, dt.date]]:
    """The applications whose form is to be erased now, each with the day its time was counted from."""
    today = clock.local_date(at, ZONE)
    written = Application.objects.filter(answers__isnull=False).annotate(saved=Max("answers__saved_at"))
    left = written.filter(state=Life.DRAFT, saved__lt=at - dt.timedelta(days=KEPT_DAYS)).values_list("pk", "saved")
    unsent = [(pk, clock.local_date(saved, ZONE)) for pk, saved in left]
    ended = [(pk, ended_on(pk)) for pk in written.exclude(state__in=GOING_ON).values_list("pk", flat=True)]
    last = today - dt.timedelta(days=AFTER_END)
    return sorted([*unsent, *((pk, day) for pk, day in ended if day is not None and day <= last)])


def ended_on(application: int) -> dt.date | None:
    """When it came to where it stands."""
    last = Move.objects.filter(application=application, stage=None).exclude(source=F("target")).order_by("-number").first()
    return clock.local_date(last.effective_at, ZONE) if last else None


def purge_answers(*, at: dt.datetime) -> int:
    """Erase all that is due; gives how many. Doing it again erases nothing."""
    return sum(_erase(pk, day, at) for pk, day in due(at=at)) + _unproven(at)


def _erase(pk: int, day: dt.date, at: dt.datetime) -> int:
    with transaction.atomic():
        found = Application.objects.get(pk=pk)
        who = Applicant.objects.select_for_update(no_key=True).get(pk=found.applicant_id)
        application = lock_application(found)
        if (pk, day) not in due(at=at):  # asked again under the lock: the person may just have come back
            return 0
        append(application, "erasure", by=None, at=at, codes={"rule": "form", "since": day.isoformat()})
        application.save(update_fields=["chain_seq", "chain_head"])
        Answer.objects.filter(application=application).delete()
        if application.state == Life.DRAFT:
            _let_go(application, who)
    return 1


def throw_away(application: Application, *, by: User, at: dt.datetime) -> None:
    """The person deletes a form they have not sent. Raises StepRefused for one that was sent, or is not theirs."""
    with transaction.atomic():
        who = Applicant.objects.select_for_update(no_key=True).get(pk=application.applicant_id)
        held = lock_application(application)
        if not access.is_own(by, held) or not is_open(held, staff=False):
            raise StepRefused(["You may not do this"])
        record(held, "erasure", by=by, at=at, codes={"rule": "form_by_person"})
        Answer.objects.filter(application=held).delete()
        cancel_all(held, at=at)
        _let_go(held, who)


def _let_go(application: Application, who: Applicant) -> None:
    """A draft that nobody went on with is in no list any more; who is known for nothing else is forgotten."""
    Application.objects.filter(pk=application.pk).update(hidden=True)
    Message.objects.filter(application=application).delete()
    if Application.objects.filter(applicant=who, hidden=False).exists():
        return
    user = who.user
    Applicant.objects.filter(pk=who.pk).update(user=None, **NO_ONE)
    if user is not None and not user.roles.exists():
        User.objects.filter(pk=user.pk).update(name="", email=f"gone-{user.ref}@gone.invalid", is_active=False)


def _unproven(at: dt.datetime) -> int:
    """Somebody typed an address, and nobody typed the code."""
    old = User.objects.filter(name="", is_active=True, created_at__lt=at - UNPROVEN)
    return sum(user.delete()[0] > 0 for user in old if is_bare(user))

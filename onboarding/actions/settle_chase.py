"""Say that what a rung asked for is done: logged as a contact the person can read, witnessed, and off the worklist."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from onboarding import access
from onboarding.actions.contact import log_contact
from onboarding.door import chain, promises
from onboarding.door.refusal import StepRefused
from onboarding.models import Application, Chase, User
from onboarding.queries import tasks_due
from onboarding.queries.contacts import BODY, NO_ANSWER, PERSON
from onboarding.stages.ladders import ANOTHER, ASK, CALL, ESCALATE, LOOK, REMIND
from onboarding.stages.names import Life

WITH = {CALL: PERSON, ANOTHER: PERSON, LOOK: BODY, ASK: BODY, REMIND: "referee"}
ANSWERED, NOBODY = "answered", "nobody"
OVER = "This is done already, or no longer needed"


def settle_chase(application: Application, chase_id: int, *, by: User, at: dt.datetime, how: str = "", reached: str = ANSWERED) -> None:
    """Settle one rung. `how` is how somebody was in touch, `reached` whether they answered. Raises StepRefused.

    A person who was spoken to has heard from us: the promise to write is kept by it. After a call that nobody answered the
    rung is settled too; whether the application rests is for a person to say, never for a clock.
    """
    if not access.may(by, "contact", application):
        raise StepRefused(["You may not do this"])
    with transaction.atomic():
        holder = chain.lock_application(application)
        chase = Chase.objects.filter(pk=chase_id, application=holder).first()
        if chase is None or not tasks_due.still_open(chase):
            raise StepRefused([OVER])
        if chase.do != ESCALATE:
            about = NO_ANSWER if reached == NOBODY else "next_step"
            way = "online" if chase.do == LOOK else how
            log_contact(application, by=by, at=at, happened_at=at, who=WITH[chase.do], how=way, about=about)
        _settle(chase, by, at)
        _heard(holder, chase, reached, at)


def _settle(chase: Chase, by: User, at: dt.datetime) -> None:
    same = Chase.objects.filter(pk=chase.pk)
    if chase.do == CALL:  # one call is about everything that is open
        same = tasks_due.of_person(chase.application, do=CALL)
    ids = list(same.values_list("pk", flat=True))
    Chase.objects.filter(pk__in=ids).update(settled_at=at, settled_by=by)
    codes = {"do": chase.do, "place": chase.place, "round": chase.round}
    chain.record(chase.application, "chase_settled", by=by, at=at, codes=codes)


def _heard(application: Application, chase: Chase, reached: str, at: dt.datetime) -> None:
    if chase.do == CALL and reached == ANSWERED and application.state == Life.IN_PROGRESS:
        promises.keep(application, at=at)

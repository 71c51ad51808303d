"""Take the rungs that are due: one bundled letter a person, and what people have to do put on their worklist.

Safe to call at any time, as often as anybody likes, by several workers at once: the person is locked, the question is asked
again under the lock, and each rung of a turn is a row that exists once.
"""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from onboarding.actions.send_update import keep_promise
from onboarding.door import chain, outbox
from onboarding.models import Applicant, Application, Chase, OutboxItem
from onboarding.queries import arrival, chases, heard, promises_due
from onboarding.queries.chases import Due
from onboarding.stages.ladders import CALL, MOST_IN_A_ROW, WRITE

KIND = "reminder"


def chase_everybody(*, at: dt.datetime) -> int:
    """Take every rung that is due and keep every promise of today that can be kept; gives how many letters and tasks came of it."""
    due = chases.due(at=at)
    taken = sum(chase_person(person, at=at) for person in dict.fromkeys(one.applicant for one in due))
    return taken + sum(keep_promise(application, at=at) for application in promises_due.to_keep(at=at))


def chase_person(applicant: int, *, at: dt.datetime) -> int:
    """Take what is due in the turns of one person, under their lock; gives how many rungs were taken."""
    with transaction.atomic():
        person = Applicant.objects.select_for_update(no_key=True).get(pk=applicant)
        due = chases.due(at=at, applicant=applicant)
        if heard.has_died(person):
            due = [one for one in due if one.rung.do not in (WRITE, CALL)]
        letters = [one for one in due if one.rung.do == WRITE]
        tasks = [one for one in due if one.rung.do != WRITE]
        taken = [*_take(tasks, None, at), *_write(person, letters, at)]
    return len(taken)


def _write(person: Applicant, due: list[Due], at: dt.datetime) -> list[Chase]:
    """One letter about everything that is due, if one may go to this person this week."""
    if not due or not heard.may_write(person, at=at):
        return []
    first = Application.objects.get(pk=due[0].application)
    if heard.in_a_row(person) == MOST_IN_A_ROW - 1 and first.owner is None:
        return []  # the third comes from a person by name: the worklist asks for one
    ready = arrival.next_time(KIND, first, at=at + outbox.UNDO_TIME)
    item = outbox.put(first, KIND, key=f"{KIND}:{due[0].key}", not_before=ready)
    return _take(due, item, at)


def _take(due: list[Due], item: OutboxItem | None, at: dt.datetime) -> list[Chase]:
    taken = []
    for one in due:
        application = chain.lock_application(Application(pk=one.application))
        taken.append(_row(one, item, at))
        codes = {"do": one.rung.do, "place": one.rung.place, "round": one.round, "party": one.party}
        chain.append(application, "chased", by=None, at=at, codes=codes)
        application.save(update_fields=["chain_seq", "chain_head"])
    return taken


def _row(due: Due, item: OutboxItem | None, at: dt.datetime) -> Chase:
    return Chase.objects.create(
        application_id=due.application, stage_id=due.stage, move_id=due.move, place=due.rung.place, round=due.round,
        do=due.rung.do, role=due.rung.role, made_at=at, item=item,
    )  # fmt: skip

"""A complaint about data: taken down with its clock and its letter, and answered by somebody who did not do the work."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from onboarding import access
from onboarding.door import chain, outbox
from onboarding.door.held import ZONE
from onboarding.door.refusal import StepRefused
from onboarding.letters.complaint_answered import CHANGES, FOUND, WHY
from onboarding.lib import clock
from onboarding.models import Application, Complaint, User
from onboarding.queries.registers import ABOUT, HOW

LONGEST = 2000


def complain(
    application: Application, *, about: str, how: str, words: str, received_on: dt.date, key: str, by: User, at: dt.datetime
) -> Complaint:
    """Take a complaint down; the letter that says so (L39) waits in the outbox. The same key again is the same complaint.

    Raises StepRefused with every sentence in the way.
    """
    told = words.replace("\r\n", "\n").strip()
    in_the_way = {
        "You may not write this down for them": not access.may(by, "complain", application),
        "Choose what it is about": about not in ABOUT,
        "Choose how it reached you": how not in HOW,
        f"Use {LONGEST} characters or fewer": len(told) > LONGEST,
        "The day must be today or earlier": received_on > clock.local_date(at, ZONE),
    }
    if refused := [sentence for sentence, stands in in_the_way.items() if stands]:
        raise StepRefused(refused)
    with transaction.atomic():
        holder = chain.lock_application(application)
        there = Complaint.objects.filter(key=key).first()
        if there is not None:
            return there
        made = Complaint.objects.create(
            application=holder, key=key, about=about, how=how, words=told, received_on=received_on, recorded_at=at, recorded_by=by
        )
        outbox.put(holder, "complaint_received", key=f"complaint_received:{made.pk}", not_before=at)
        _witness(holder, "complaint_received", made, by, at)
    return made


def answer_complaint(
    complaint: Complaint, *, found: str, why: list[str], changes: list[str], by: User, at: dt.datetime
) -> None:
    """Answer it once; the answer (L40) goes out when the undo time is over. Raises StepRefused."""
    with transaction.atomic():
        holder = chain.lock_application(complaint.application)
        row = Complaint.objects.select_for_update().get(pk=complaint.pk)
        if refused := _why_not(row, holder, found, why, changes, by):
            raise StepRefused(refused)
        row.found, row.why, row.changes, row.answered_at, row.answered_by = found, why, changes, at, by
        row.save(update_fields=["found", "why", "changes", "answered_at", "answered_by"])
        outbox.put(holder, "complaint_answered", key=f"complaint_answered:{row.pk}", not_before=at + outbox.UNDO_TIME)
        _witness(holder, "complaint_answered", row, by, at)


def _why_not(row: Complaint, holder: Application, found: str, why: list[str], changes: list[str], by: User) -> list[str]:
    in_the_way = {
        "You may not answer complaints": not access.may(by, "keep_registers"),
        "You look after this person. Somebody else must look at it.": holder.owner_id == by.pk or access.is_own(by, holder),
        "It has been answered already": row.answered_at is not None,
        "Select what you found": found not in FOUND,
        "Select why, at least 1 sentence": not why or not set(why) <= set(WHY),
        "Select what you do now from the list": not set(changes) <= set(CHANGES),
    }
    return [sentence for sentence, stands in in_the_way.items() if stands]


def _witness(holder: Application, event: str, row: Complaint, by: User, at: dt.datetime) -> None:
    """That it came and that it was answered; what it is about stays in the register."""
    chain.append(holder, event, by=by, at=at, codes={"complaint": row.pk})
    holder.save(update_fields=["chain_seq", "chain_head"])

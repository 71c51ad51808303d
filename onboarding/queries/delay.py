"""What a delay update can truly say: what is waited for, and the one thing done about it since the last letter."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from onboarding.door.held import ZONE
from onboarding.engine.moves import standing
from onboarding.lib import clock
from onboarding.models import Application, Contact, Move, OutboxItem, Wait
from onboarding.models.outgoing import SENT, UNCERTAIN
from onboarding.stages import ALL_KINDS
from onboarding.stages.names import Party

KIND = "delay_update"
LOOK_BACK = dt.timedelta(days=10)
OTHERS = {"referee": "your referee", "body": "the people it is with", "team": "the team"}  # of queries/contacts.py
DISCLOSURE_DAY = 60  # before that day nobody may ask the police; the tracker can be looked at


@dataclass(frozen=True)
class Done:
    """One true thing: the sentence for the person, and when it was."""

    words: str
    on: dt.date


def wait_to_explain(application: Application) -> Wait | None:
    """The open wait of ours or of somebody else's that is due first; never the person's own, never a pause."""
    waits = Wait.objects.filter(application=application, ended_at=None).select_related("body")
    others = [wait for wait in waits if wait.party not in (Party.APPLICANT, Party.PAUSED)]
    return min(others, key=lambda wait: (wait.due_on or dt.date.max, wait.started_at), default=None)


def today(at: dt.datetime) -> dt.date:
    """The organisation's day at an instant."""
    return clock.local_date(at, ZONE)


def last_update(application: Application) -> dt.datetime | None:
    """When the last delay update of this person went out, or may have."""
    sent = OutboxItem.objects.filter(application=application, kind=KIND, status__in=(SENT, UNCERTAIN))
    return sent.order_by("-finished_at").values_list("finished_at", flat=True).first()


def done_since(application: Application, *, at: dt.datetime) -> Done | None:
    """The latest thing done for a person in the last 10 days and since the last update; None when there was nothing."""
    since = max(filter(None, (at - LOOK_BACK, last_update(application))))
    found = [done for done in (_contact(application, since, at), _move(application, since, at)) if done]
    return max(found, key=lambda done: done.on, default=None)


def _move(application: Application, since: dt.datetime, at: dt.datetime) -> Done | None:
    """The last step of ours that people are told about, in the words they are told it."""
    moves = Move.objects.filter(application=application).order_by("number")
    for fact in reversed(standing(move.fact() for move in moves)):
        step = ALL_KINDS[fact.kind].steps.get(fact.step)
        ours = fact.actor is not None and fact.actor != application.applicant.user_id
        # What brought a letter of its own is known already.
        if step and step.told and not step.letter and ours and since < fact.recorded_at <= at:
            return _done("We took the next step on {day}. " + step.told, fact.effective_at)
    return None


def _contact(application: Application, since: dt.datetime, at: dt.datetime) -> Done | None:
    """The last time we asked somebody else, if that was logged."""
    logged = Contact.objects.filter(application=application, who__in=OTHERS, at__gt=since, at__lte=at)
    contact = logged.order_by("-at").first()
    return _done(_asked(application, contact), contact.at) if contact else None


def _asked(application: Application, contact: Contact) -> str:
    wait = wait_to_explain(application)
    about_check = contact.who == "body" and wait is not None and wait.party == Party.DISCLOSURE_BODY
    if about_check and not _may_be_asked(application, contact.at):
        return "We looked at the DBS tracker on {day}."
    return f"We asked {OTHERS[contact.who]} about it on {{day}}."


def _may_be_asked(application: Application, at: dt.datetime) -> bool:
    waits = Wait.objects.filter(application=application, party=Party.DISCLOSURE_BODY)
    first = waits.order_by("started_at").values_list("started_at", flat=True).first()
    return first is not None and clock.elapsed(first, at).days >= DISCLOSURE_DAY


def _done(words: str, when: dt.datetime) -> Done:
    on = clock.local_date(when, ZONE)
    return Done(words.replace("{day}", f"{on.day} {on:%B}"), on)

"""What a delay update can truly say: what is waited for, and the one thing done about it since the last letter."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from onboarding.door.held import ZONE
from onboarding.engine.moves import MoveFact, standing
from onboarding.lib import clock
from onboarding.models import Application, Contact, Move, OutboxItem, Wait
from onboarding.models.gathered import Rows
from onboarding.models.move import FACT
from onboarding.models.outgoing import SENT, UNCERTAIN
from onboarding.queries import heard
from onboarding.queries.contacts import NO_ANSWER, ONLINE
from onboarding.stages import ALL_KINDS
from onboarding.stages.names import Party

KIND = "delay_update"
MOST_WITHOUT_NEWS = 2  # letters; then a person calls
LOOK_BACK = dt.timedelta(days=10)
OTHERS = {"referee": "your referee", "body": "the people it is with", "team": "the team"}  # of queries/contacts.py
TRACKED = (Party.DISCLOSURE_BODY, Party.UMBRELLA_BODY)
DISCLOSURE_DAY = 60  # before that day nobody may ask the police; the tracker can be looked at


@dataclass(frozen=True)
class Done:
    """One true thing: the sentence for the person, and when it was."""

    words: str
    on: dt.date


def wait_to_explain(application: Application) -> Wait | None:
    """The open wait of ours or of somebody else's that is due first; never the person's own, never a pause.

    A course or a placement that is on comes last: nobody waits for it.
    """
    waits = Wait.objects.filter(application=application, ended_at=None).select_related("body", "stage")
    others = [wait for wait in waits if wait.party not in (Party.APPLICANT, Party.PAUSED)]
    return min(others, key=lambda wait: (goes_on(wait), wait.due_on or dt.date.max, wait.started_at), default=None)


def goes_on(wait: Wait) -> bool:
    """Whether the time is a course or a placement itself, which nobody waits for."""
    return ALL_KINDS[wait.kind].state(wait.stage.state).goes_on_with(wait.party)


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


def nothing_done(applications: Sequence[int], known: Rows, *, at: dt.datetime) -> set[int]:
    """Those of these applications for which nothing was done in 10 days that could be told; `known` is what was read of the people."""
    return {one for one in applications if not _done_of(one, known, at)}


def _done_of(application: int, known: Rows, at: dt.datetime) -> bool:
    names = ("their_mail", "their_contacts", "their_moves")
    of = {name: [row for row in known[name] if row["application_id"] == application] for name in names}
    updates = [row["finished_at"] for row in of["their_mail"] if row["kind"] == KIND and row["status"] in (SENT, UNCERTAIN)]
    since = max([at - LOOK_BACK, *filter(None, updates)])
    asked = any(row["who"] in OTHERS and since < row["at"] <= at for row in of["their_contacts"])
    moves = sorted(of["their_moves"], key=lambda row: int(row["number"]))
    facts = [MoveFact._make(row[name] for name in FACT) for row in moves]
    return asked or _told(facts, moves[0][heard.USER_OF] if moves else None, since, at) is not None


def _move(application: Application, since: dt.datetime, at: dt.datetime) -> Done | None:
    """The last step of ours that people are told about, in the words they are told it."""
    fact = _told(Move.facts_of(application), application.applicant.user_id, since, at)
    if fact is None:
        return None
    return _done("We took the next step on {day}. " + ALL_KINDS[fact.kind].steps[fact.step].told, fact.effective_at)


def _told(facts: Sequence[MoveFact], own: int | None, since: dt.datetime, at: dt.datetime) -> MoveFact | None:
    """The last step of ours that stands, and that people are told about, by a letter of its own or without."""
    for fact in reversed(standing(facts)):
        step = ALL_KINDS[fact.kind].steps.get(fact.step)
        ours = fact.actor is not None and fact.actor != own
        if step and step.told and ours and since < fact.recorded_at <= at:
            return fact
    return None


def _contact(application: Application, since: dt.datetime, at: dt.datetime) -> Done | None:
    """The last time we asked somebody else, if that was logged."""
    contact = _asks([application.pk], since, at).order_by("-at").first()
    return _done(_asked(application, contact), contact.at) if contact else None


def _asks(applications: list[int], since: dt.datetime, at: dt.datetime) -> QuerySet[Contact]:
    """Contacts with somebody else about these applications; where nobody answered nothing was done."""
    logged = Contact.objects.filter(application__in=applications, who__in=OTHERS, at__gt=since, at__lte=at)
    return logged.exclude(about=NO_ANSWER)


def _asked(application: Application, contact: Contact) -> str:
    if contact.how == ONLINE:
        tracked = Wait.objects.filter(application=application, ended_at=None, party__in=TRACKED).exists()
        return "We looked at the DBS tracker on {day}." if tracked else "We looked on {day} how far it is."
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

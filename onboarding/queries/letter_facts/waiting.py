"""The facts of letters while somebody waits: a delay update, or a reminder of what the person could do."""

from __future__ import annotations

import datetime as dt
from typing import Any

from onboarding.door.held import ZONE
from onboarding.letters.delay_update import Usual
from onboarding.lib import clock
from onboarding.models import Application, Cohort, Stage, Wait
from onboarding.queries import delay, heard, how_long, together
from onboarding.queries.letter_facts.choosing import working_days_on
from onboarding.queries.letter_facts.offering import DBS_STANDARD
from onboarding.queries.letter_facts.shared import addressed_to, fit, is_dbs
from onboarding.queries.plain_words import Fit
from onboarding.queries.progress_values import values_of
from onboarding.stages import ALL_KINDS
from onboarding.stages.names import Life, Party

BODIES = (
    Party.OCCUPATIONAL_HEALTH, Party.UMBRELLA_BODY, Party.DISCLOSURE_BODY, Party.COMMITTEE, Party.HOST_TEAM,
    Party.TRAINING_PROVIDER,
)  # fmt: skip
# What is waited for, inside a sentence, where its title is no thing that could be “yours”.
THINGS = {
    "selection": "the next step of your application", "identity": "the check of who you are",
    "reference": "the words of someone who can speak for you", "employment_history": "the check of what you did before",
    "qualifications": "the check of your certificates", "committee": "a yes from the hospital",
    "host_acceptance": "a team that would like you",
}  # fmt: skip
ANSWER_WITHIN = 5
LONG_WAIT = "A long wait does not mean they have found something."
DECISION_OPEN = ("being_considered", "deciding", "not_yet", "looking_again")


def _delay(application: Application, at: dt.datetime, _move: int | None) -> dict[str, Any]:
    wait, done = delay.wait_to_explain(application), delay.done_since(application, at=at)
    if wait is None:
        return {"thing": "", "waiting_for": "", "since": None, "did": ""}
    on_now = _on_now(application, wait, at) if delay.goes_on(wait) else ""
    found = None if on_now or _decision_open(application) else _usual(wait, at)
    since = clock.local_date(wait.started_at, ZONE)
    past = found is not None and clock.elapsed(wait.started_at, at).days > 7 * found.nine
    return {
        "thing": THINGS.get(wait.kind) or f"your {_lower(fit(application)(ALL_KINDS[wait.kind].public_title))}",
        "waiting_for": fit(application).waiting_for(wait.party, wait.body.name_for_applicants if wait.body else ""),
        "since": since,
        "did": fit(application)(done.words) if done else "",
        "usual": Usual(half=found.half, nine_in_ten=found.nine) if found else None,
        "note": _note(wait, found, application),
        "next_courses": () if past else _courses(application, at),
        "on_now": on_now,
        "over": wait.due_on is not None and clock.local_date(at, ZONE) > wait.due_on,
    }


def _on_now(application: Application, wait: Wait, at: dt.datetime) -> str:
    """What goes on, as the progress page says it: “You are in week 3 of 6”."""
    values = values_of([wait.stage], today=clock.local_date(at, ZONE))
    fitted = Fit(application.pathway.engagement, application.opportunity.nation, values)
    return fitted(ALL_KINDS[wait.kind].state(wait.stage.state).words.title)


def _usual(wait: Wait, at: dt.datetime) -> how_long.Usual | None:
    return how_long.usual([(wait.kind, wait.party)], at=at).get((wait.kind, wait.party))


def _lower(words: str) -> str:
    """The words inside a sentence: a name in capitals stays one."""
    return words if words[1:2].isupper() else words[:1].lower() + words[1:]


def _note(wait: Wait, found: how_long.Usual | None, application: Application) -> str:
    if wait.party != Party.DISCLOSURE_BODY:
        return ""
    return f"{LONG_WAIT} {DBS_STANDARD}" if found is None and is_dbs(application) else LONG_WAIT


def _decision_open(application: Application) -> bool:
    """While people decide about somebody no forecast is made: the same for every outcome."""
    return Stage.objects.filter(application=application, state__in=DECISION_OPEN).exists()


def _courses(application: Application, at: dt.datetime) -> tuple[dt.date, ...]:
    """The next two courses with a free place, for who still waits for one."""
    waiting = Stage.objects.filter(
        application=application, kind="training", state__in=("not_open", "waiting_for_course")
    )
    if _decision_open(application) or not waiting.exists():
        return ()
    ahead = Cohort.objects.filter(starts_on__gt=clock.local_date(at, ZONE)).order_by("starts_on")[:10]
    return tuple(dict.fromkeys(cohort.starts_on for cohort in ahead if cohort.free_seats > 0))[:2]


def _reminder(application: Application, _at: dt.datetime, _move: int | None) -> dict[str, Any]:
    """What the person could do now, over all their applications, and which letter in a row this is."""
    person = application.applicant
    waits = Wait.objects.filter(
        ended_at=None, party=Party.APPLICANT, application__applicant=person, application__state=Life.IN_PROGRESS
    )
    rows = waits.select_related("stage", "application__pathway", "application__opportunity").order_by(
        "started_at", "pk"
    )
    return {"things": tuple(dict.fromkeys(_thing(wait) for wait in rows)), "number": max(1, heard.in_a_row(person))}


def _thing(wait: Wait) -> str:
    return fit(wait.application)(ALL_KINDS[wait.kind].state(wait.stage.state).words_for(Party.APPLICANT).title)


def _escalation(application: Application, at: dt.datetime, _move: int | None) -> dict[str, Any]:
    """What is longest over its day with an organisation that may be asked now; nothing, if nothing is."""
    waits = Wait.objects.filter(application=application, ended_at=None, party__in=BODIES)
    waits = waits.select_related("application", "body").order_by("due_on", "pk")
    found = ((wait, together.requests([wait], at=at)[0]) for wait in waits if together.may_be_asked(wait, at=at))
    wait, row = next(((wait, row) for wait, row in found if row.over), (None, None))
    if wait is None or row is None:
        return {"what": "", "since": None, "due_on": None, "answer_by": None, "about": ""}
    return {
        **addressed_to(wait.body), "what": row.about, "since": row.since, "due_on": row.due_on, "theirs": row.theirs,
        "asked_on": row.asked_on, "answer_by": working_days_on(application, at, ANSWER_WITHIN), "about": "",
    }  # fmt: skip


OF_KIND = {
    "escalation": _escalation,
    "delay_update": _delay,
    "reminder": _reminder,
}

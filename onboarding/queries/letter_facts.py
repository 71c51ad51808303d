"""The only place that gathers the plain values of a letter from the tables."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from typing import Any

from django.conf import settings

from onboarding import letters
from onboarding.door import promises
from onboarding.door.held import ZONE
from onboarding.letters.conditional_offer import Check
from onboarding.letters.delay_update import Usual
from onboarding.letters.facts import LetterFacts, Organisation, Person
from onboarding.letters.words import NBSP, counted
from onboarding.lib import clock
from onboarding.models import Application, Cohort, Match, Offer, Seat, Stage, Wait
from onboarding.models import Organisation as OrganisationRow
from onboarding.queries import delay, heard, how_long
from onboarding.queries.plain_words import Fit
from onboarding.stages import ALL_KINDS
from onboarding.stages.names import BODY_NAMES, OUR_OWN, Life, Nation, Party

SUPERVISOR_LATER = "We will choose one with you before you start."
DBS_STANDARD = "The DBS says: 8 out of 10 checks take 2 weeks or less."  # published standard, DBS, 80 % within 14 days
LONG_WAIT = "A long wait does not mean they have found something."
WHO_SEES = {
    "occupational_health": "They tell us: yes, yes with support, or not now. They do not tell us why.",
    "crb": "A record does not always stop you.",
}
BODIES_OF_CHECKS = frozenset(Party) - OUR_OWN - {Party.APPLICANT, Party.PAUSED}
DECISION_OPEN = ("being_considered", "deciding", "not_yet")


def gather(code: str, application: Application, *, at: dt.datetime, move: int | None = None) -> LetterFacts:
    """The facts of one kind of letter. `move` is the move that brought it, if one did."""
    values = {**_common(code, application, at), **OF_KIND[code](application, at, move)}
    return letters.kinds()[code].facts(**values)


def common(code: str, application: Application, *, at: dt.datetime) -> LetterFacts:
    """What every letter and e-mail needs, for the e-mail that says there is a letter."""
    return LetterFacts(**_common(code, application, at))


def _common(code: str, application: Application, at: dt.datetime) -> dict[str, Any]:
    person, row = application.applicant, OrganisationRow.objects.get()
    return {
        "reference": application.reference,
        "letter_number": letters.kinds()[code].number,
        "name": person.full_name,
        "called": person.called,
        "organisation": _organisation(row),
        "named_person": _named_person(application, row),
        "today": clock.local_date(at, ZONE),
        "address_lines": _address(application),
        "points": person.points,
        "welsh": application.opportunity.nation == Nation.WALES,
        "help_near": (_numbers_whole(f"Free advice about money and benefits: {row.benefits_advice}."),),
        "link": f"{settings.SITE_URL}/letters/",
        "promise": promises.next_day(application, at=at) if application.state == Life.IN_PROGRESS else None,
    }


def _organisation(row: OrganisationRow) -> Organisation:
    return Organisation(
        name=row.name,
        address=row.address,
        phone=row.phone,
        email=row.email,
        hours=row.hours,
        crisis_help=_numbers_whole(row.crisis_help),
        benefits_advice=_numbers_whole(row.benefits_advice),
        footer_line=row.footer_line,
    )


def _numbers_whole(words: str) -> str:
    """The same words with every telephone number on one line."""
    return re.sub(r"(?<=\d) (?=\d)", NBSP, words)


def _named_person(application: Application, row: OrganisationRow) -> Person:
    """Who looks after the application; lived experience is told with that person's consent only."""
    owner = application.owner
    if owner is None:
        return Person(name=row.name, phone=row.phone, email=row.email)
    role = "Peer worker" if owner.shares_lived_experience else ""
    return Person(name=owner.name, role=role, phone=owner.phone or row.phone, email=owner.email)


def _address(application: Application) -> tuple[str, ...]:
    person = application.applicant
    parts = (part.strip() for part in person.address.replace("\n", ",").split(","))
    return tuple(line for line in (person.full_name, *parts, person.postcode) if line)


def _found(application: Application, model: Any, move: int | None = None) -> Any:
    """The finding a move brought, else the one that holds now."""
    mine = model.objects.filter(stage__application=application)
    return mine.filter(move=move).first() or mine.filter(current=True).order_by("-pk").first()


def _offer(application: Application, at: dt.datetime, move: int | None) -> dict[str, Any]:
    offer: Offer | None = _found(application, Offer, move)
    role = application.opportunity
    return {
        "role_title": role.title,
        "team": role.service.name,
        "engagement": application.pathway.engagement,
        "time": f"{offer.hours} hours a week" if offer else "",
        "money": role.pay_words,
        "supervisor": _supervisor(application),
        "accept_by": offer.accept_by if offer and offer.accept_by > clock.local_date(at, ZONE) else None,
        "checks": _checks(application, at),
        "help_near": (),  # the box at the top says where to get advice
    }


def _supervisor(application: Application) -> str:
    match: Match | None = _found(application, Match)
    return match.supervisor.name if match else SUPERVISOR_LATER


def _checks(application: Application, at: dt.datetime) -> tuple[Check, ...]:
    """The stages that open when the person says yes, in the pathway's order."""
    kinds = [stage["kind"] for stage in application.pathway.stages if "selection" in stage["opens_after"]]
    return tuple(_check(kind, application, at) for kind in dict.fromkeys(kinds))


def _check(kind: str, application: Application, at: dt.datetime) -> Check:
    title = _fit(application)(ALL_KINDS[kind].public_title)
    return Check(title=title, usual=_usual_words(kind, application, at), seen_by=WHO_SEES.get(kind, ""))


def _usual_words(kind: str, application: Application, at: dt.datetime) -> str:
    """How long the outside body of a check usually takes, from our own figures, else the one it publishes."""
    body = next((state.party for state in ALL_KINDS[kind].states if state.party in BODIES_OF_CHECKS), None)
    found = how_long.usual([(kind, body)], at=at).get((kind, body)) if body else None
    if found:
        return f"Half of people wait less than {counted(found.half, 'week')}."
    return DBS_STANDARD if body == Party.DISCLOSURE_BODY and _is_dbs(application) else ""


def _is_dbs(application: Application) -> bool:
    return BODY_NAMES[Nation(application.opportunity.nation)] == "DBS"


def _fit(application: Application) -> Fit:
    return Fit(application.pathway.engagement, application.opportunity.nation, {})


def _delay(application: Application, at: dt.datetime, _move: int | None) -> dict[str, Any]:
    wait, done = delay.wait_to_explain(application), delay.done_since(application, at=at)
    if wait is None:
        return {"thing": "", "waiting_for": "", "since": None, "did": ""}
    found = None if _decision_open(application) else _usual(wait, at)
    since = clock.local_date(wait.started_at, ZONE)
    past = found is not None and clock.elapsed(wait.started_at, at).days > 7 * found.nine
    return {
        "thing": f"your {_lower(_fit(application)(ALL_KINDS[wait.kind].public_title))}",
        "waiting_for": _fit(application).waiting_for(wait.party, wait.body.name_for_applicants if wait.body else ""),
        "since": since,
        "did": _fit(application)(done.words) if done else "",
        "usual": Usual(half=found.half, nine_in_ten=found.nine) if found else None,
        "note": _note(wait, found, application),
        "next_courses": () if past else _courses(application, at),
    }


def _usual(wait: Wait, at: dt.datetime) -> how_long.Usual | None:
    return how_long.usual([(wait.kind, wait.party)], at=at).get((wait.kind, wait.party))


def _lower(words: str) -> str:
    """The words inside a sentence: a name in capitals stays one."""
    return words if words[1:2].isupper() else words[:1].lower() + words[1:]


def _note(wait: Wait, found: how_long.Usual | None, application: Application) -> str:
    if wait.party != Party.DISCLOSURE_BODY:
        return ""
    return f"{LONG_WAIT} {DBS_STANDARD}" if found is None and _is_dbs(application) else LONG_WAIT


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


def _joining(application: Application, at: dt.datetime, _move: int | None) -> dict[str, Any]:
    seat: Seat | None = _found(application, Seat)
    row = OrganisationRow.objects.get()
    host = _named_person(application, row)
    if seat is None:
        return {"course": "", "starts_on": None, "times": "", "place": "", "on_the_day": host}
    cohort, provider = seat.cohort, seat.cohort.body
    there = Person(name=provider.name_for_applicants or provider.name, phone=provider.phone) if provider.phone else host
    return {
        "course": f"{cohort.name}. 6 weeks of classes, then 2 weeks with a team",
        "starts_on": cohort.starts_on if cohort.starts_on > clock.local_date(at, ZONE) else None,
        "times": cohort.times,
        "place": cohort.place,
        "on_the_day": there,
    }


def _reminder(application: Application, _at: dt.datetime, _move: int | None) -> dict[str, Any]:
    """What the person could do now, over all their applications, and which letter in a row this is."""
    person = application.applicant
    waits = Wait.objects.filter(
        ended_at=None, party=Party.APPLICANT, application__applicant=person, application__state=Life.IN_PROGRESS
    )
    rows = waits.select_related("stage", "application__pathway", "application__opportunity").order_by("started_at", "pk")
    return {"things": tuple(dict.fromkeys(_thing(wait) for wait in rows)), "number": max(1, heard.in_a_row(person))}


def _thing(wait: Wait) -> str:
    return _fit(wait.application)(ALL_KINDS[wait.kind].state(wait.stage.state).words_for(Party.APPLICANT).title)


OF_KIND: dict[str, Callable[[Application, dt.datetime, int | None], dict[str, Any]]] = {
    "conditional_offer": _offer,
    "delay_update": _delay,
    "joining_instructions": _joining,
    "reminder": _reminder,
}

"""A stranger begins: an address that a code can be sent to, and after the code the person with a draft of their own.

Before the code nothing is kept but the address, whether we know it or not: the answer and the mail are the same.
"""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass

from django.db import IntegrityError, transaction

from onboarding.actions.invite import is_bare
from onboarding.actions.save_answers import note_notice
from onboarding.actions.start import add_applicant, start_application
from onboarding.door.chain import record
from onboarding.models import Answer, Applicant, Application, Opportunity, User
from onboarding.models.names import folded
from onboarding.queries.roles import open_roles
from onboarding.stages.names import ACTIVE, Life

NEW, GOES_ON, APPLIED = "new", "goes_on", "applied"
GOING_ON = (*ACTIVE, Life.RESTING, Life.IN_ROLE)


@dataclass(frozen=True)
class Begun:
    """The application a person is brought to, and whether it is new, goes on, or was sent before."""

    application: Application
    how: str


class RoleClosed(Exception):
    """The role is not open, or was never there."""


def expect(email: str, *, at: dt.datetime) -> None:
    """Make sure that a code can be sent to an address. Nothing is changed where somebody signs in with it already.

    Both ways write one row, so that the time it takes does not tell whether we know the address.
    """
    address = email.strip().lower()
    try:
        with transaction.atomic():
            if not User.objects.filter(email=address).update(email=address):
                User.objects.create_user(address, None, name="", created_at=at)
    except IntegrityError:  # two pages at once: the other has made it
        return


def begin(role: int, *, first_name: str, surname: str, by: User, at: dt.datetime) -> Begun:
    """The draft of somebody who has signed in, for a role; the one they have, if they have one. Raises RoleClosed."""
    opportunity = open_roles().filter(pk=role).first()
    if opportunity is None:
        raise RoleClosed
    with transaction.atomic():
        user = User.objects.select_for_update(no_key=True).get(pk=by.pk)
        who = _person(user, first_name, surname, at)
        found = _there(who, opportunity)
        return found or Begun(_draft(who, opportunity, by=by, at=at), NEW)


def _there(who: Applicant, opportunity: Opportunity) -> Begun | None:
    rows = Application.objects.filter(applicant=who, opportunity=opportunity, hidden=False).order_by("-pk")
    draft = rows.filter(state=Life.DRAFT).first()
    if draft is not None:
        return Begun(draft, GOES_ON)
    sent = rows.filter(state__in=GOING_ON).first()
    return Begun(sent, APPLIED) if sent else None


def _draft(who: Applicant, opportunity: Opportunity, *, by: User, at: dt.datetime) -> Application:
    application = start_application(who, opportunity, by=by, at=at)
    note_notice(application, by=by, at=at)
    words = {"first_name": who.first_name, "surname": who.surname, "known_as": who.known_as or None}
    Answer.objects.create(application=application, part="name", words=json.dumps(words, sort_keys=True), saved_at=at, saved_by=by)
    record(application, "answer_saved", by=by, at=at, codes={"part": "name"})
    return application


def _person(user: User, first_name: str, surname: str, at: dt.datetime) -> Applicant:
    """The person behind a sign-in: their own row, the one we wrote for them at this address, or a new one."""
    mine = Applicant.objects.filter(user=user).first()
    if mine is not None:
        return mine
    known = Applicant.objects.filter(user=None, email__iexact=user.email).select_for_update(no_key=True)
    same = [row for row in known if folded(row.surname) == folded(surname)] if is_bare(user) else []
    if len(same) == 1:
        return _joined(same[0], user, at)
    if not user.name:
        user.name = f"{first_name} {surname}"
        user.save(update_fields=["name"])
    return add_applicant(first_name=first_name, surname=surname, email=user.email, user=user)


def _joined(who: Applicant, user: User, at: dt.datetime) -> Applicant:
    """We had written them down before they had a sign-in: the code has shown that the address is theirs."""
    who.user, user.name = user, who.full_name
    who.save(update_fields=["user"])
    user.save(update_fields=["name"])
    for application in Application.objects.filter(applicant=who).order_by("pk"):
        record(application, "joined", by=user, at=at)
    return who

"""Somebody would rather fill the form in with us, on the phone: with a form they have begun, or as a stranger without an e-mail address."""

from __future__ import annotations

import datetime as dt
import json

from django.db import transaction

from onboarding import access
from onboarding.actions.basics import system_user
from onboarding.actions.begin import RoleClosed
from onboarding.actions.save_answers import note_notice, save_part
from onboarding.actions.start import add_applicant, start_application
from onboarding.door.chain import lock_application, record
from onboarding.door.refusal import StepRefused
from onboarding.models import Answer, Application, Opportunity, User
from onboarding.queries.application_form import CALL, is_open
from onboarding.queries.roles import open_roles
from onboarding.stages.application_form import BY_CODE
from onboarding.stages.names import Life

NO_NUMBER = "Tell us your phone number first, so that we can call you."


def ask_call(application: Application, *, by: User, at: dt.datetime) -> None:
    """The person asks for a call; asking twice is asking once. StepRefused while we have no number, or when it was sent."""
    with transaction.atomic():
        held = lock_application(application)
        if not is_open(held, staff=False):
            raise StepRefused(["This was sent already."])
        if not held.applicant.mobile:
            raise StepRefused([NO_NUMBER])
        _note(held, by=by, at=at)


def _note(application: Application, *, by: User, at: dt.datetime) -> None:
    values = {"words": json.dumps({}), "saved_at": at, "saved_by": by}
    _there, new = Answer.objects.get_or_create(application=application, part=CALL, defaults=values)
    if new:
        record(application, "call_asked", by=by, at=at)


def call_done(application: Application, *, by: User, at: dt.datetime) -> None:
    """We have called, or the person does not want it any more; doing it again is no change. StepRefused without the right."""
    if not access.may(by, "submit", application):
        raise StepRefused(["You may not do this"])
    with transaction.atomic():
        held = lock_application(application)
        if Answer.objects.filter(application=held, part=CALL).delete()[0]:
            record(held, "call_done", by=by, at=at)


def leave_number(role: int, *, first_name: str, surname: str, mobile: str, leave: str, at: dt.datetime) -> Application:
    """A draft that we fill in on the phone, for somebody who has no sign-in; the one there is for this role and number. RoleClosed."""
    opportunity = open_roles().select_for_update(of=("self",)).filter(pk=role)
    with transaction.atomic():
        found = opportunity.first()
        if found is None:
            raise RoleClosed
        application = _there(found, mobile) or _draft(found, first_name, surname, at)
        values = {"channel": "phone", "mobile": mobile, "leave": leave}
        if not Answer.objects.filter(application=application, part="reach").exists():
            save_part(application, BY_CODE["reach"], values, by=system_user(), at=at, expected_version=0)
        _note(lock_application(application), by=system_user(), at=at)
    return application


def _there(role: Opportunity, mobile: str) -> Application | None:
    rows = Application.objects.filter(opportunity=role, state=Life.DRAFT, hidden=False, applicant__user=None)
    return rows.filter(applicant__mobile=mobile).first()


def _draft(role: Opportunity, first_name: str, surname: str, at: dt.datetime) -> Application:
    by = system_user()
    application = start_application(add_applicant(first_name=first_name, surname=surname), role, by=by, at=at)
    note_notice(application, by=by, at=at)
    values = {"first_name": first_name, "surname": surname, "known_as": None}
    save_part(application, BY_CODE["name"], values, by=by, at=at, expected_version=0)
    return application

"""Invite: the applicant gets a sign-in of their own at their e-mail address, with a code and no password."""

from __future__ import annotations

import datetime as dt

from django.db import IntegrityError, transaction

from onboarding.door.chain import record
from onboarding.models import Applicant, Application, User


class CannotInvite(Exception):
    """There is no sign-in for this person yet; the message is the sentence to show."""


def invite(applicant: Applicant, *, by: User, at: dt.datetime) -> User:
    """The person's user, made from their e-mail address; the one they have if there is one. Raises CannotInvite."""
    with transaction.atomic():
        held = Applicant.objects.select_for_update(no_key=True).get(pk=applicant.pk)
        if held.user is not None:
            return held.user
        user = _made(held, at)
        held.user = user
        held.save(update_fields=["user"])
        applicant.user = user
        for application in Application.objects.filter(applicant=held).order_by("pk"):
            record(application, "invited", by=by, at=at)
    return user


def is_bare(user: User) -> bool:
    """Whether a sign-in belongs to nobody yet: it was made for an address that a code was asked for, and for nothing else."""
    owned = Applicant.objects.filter(user=user).exists() or user.roles.exists()
    return user.is_active and not owned and not user.has_usable_password()


def _made(applicant: Applicant, at: dt.datetime) -> User:
    email = applicant.email.strip().lower()
    if not email:
        raise CannotInvite("There is no e-mail address for this person. Ask them for one, or tell them by phone or post.")
    there = User.objects.filter(email=email).first()
    if there is not None and is_bare(there):
        return there
    if there is not None:
        raise CannotInvite("Somebody else signs in with this e-mail address. Ask the person for another one.")
    try:
        with transaction.atomic():
            return User.objects.create_user(email, None, name=applicant.full_name, created_at=at)
    except IntegrityError:
        raise CannotInvite("Somebody else signs in with this e-mail address. Ask the person for another one.") from None

"""The sign-in follows the person: another e-mail address gets the codes from now on, and the old one opens nothing any more."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

from allauth.account.models import EmailAddress
from django.db import IntegrityError, transaction

from onboarding.actions.invite import CannotInvite, invite, is_bare
from onboarding.door.refusal import StepRefused
from onboarding.models import Applicant, Application, Helper, User

TAKEN = "Somebody else signs in with this e-mail address. Ask the person for another one."


def follow(held: Applicant, changed: Collection[str], *, by: User, at: dt.datetime) -> None:
    """After `changed` fields of a person were saved: their name and address as a sign-in. StepRefused where the address is taken.

    Who has no sign-in gets one with their first address, once we tell them things.
    """
    user = held.user
    if user is None:
        _first(held, changed, by, at)
    elif "email" in changed:
        _moved(user, _address(held), held.full_name)
    elif {"first_name", "surname", "known_as"} & set(changed) and not user.roles.exists():
        User.objects.filter(pk=user.pk).update(name=held.full_name)


def _address(held: Applicant) -> str:
    """Where codes go; without an e-mail address one to which nothing can be sent, as with codes on paper."""
    return held.email.strip().lower() or f"paper-{held.ref}@paper.invalid"


def _first(held: Applicant, changed: Collection[str], by: User, at: dt.datetime) -> None:
    if "email" not in changed or not held.email or not Application.objects.filter(applicant=held, telling=True).exists():
        return
    try:
        invite(held, by=by, at=at)
    except CannotInvite as reason:
        raise StepRefused([str(reason)]) from None


def _moved(user: User, address: str, name: str) -> None:
    """Every session ends, since whoever reads the old mailbox may have one; the library forgets the old address."""
    if address == user.email:
        return
    _free(address)
    user.email, user.name = address, name
    user.set_unusable_password()
    try:
        with transaction.atomic():
            user.save(update_fields=["email", "name", "password"])
    except IntegrityError:
        raise StepRefused([TAKEN]) from None
    EmailAddress.objects.filter(user=user).delete()


def _free(address: str) -> None:
    """A sign-in that belongs to nobody yet (somebody asked for a code there) makes room; anybody else's does not."""
    there = User.objects.select_for_update(no_key=True).filter(email=address).first()
    if there is None:
        return
    if not is_bare(there) or Helper.objects.filter(user=there).exists():
        raise StepRefused([TAKEN])
    User.objects.filter(pk=there.pk).update(name="", email=f"gone-{there.ref}@gone.invalid", is_active=False)
    EmailAddress.objects.filter(user=there).delete()

"""Sign-in codes on paper: made and printed once by one of us, used once each by the person, witnessed."""

from __future__ import annotations

import datetime as dt
import secrets
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Q
from django.utils.crypto import constant_time_compare, salted_hmac

from onboarding import access
from onboarding.actions.witness import witness
from onboarding.door.chain import append, lock_application
from onboarding.door.refusal import StepRefused
from onboarding.engine.reference import ALPHABET, spelt
from onboarding.models import Applicant, Application, PaperSheet, User

CODES, GROUPS, GROUP = 4, 3, 4  # codes on a sheet; each of three groups of four characters: 57 bits
VALID = dt.timedelta(days=90)
KEPT = dt.timedelta(days=30)
MOST_MISSED = 10  # of one sheet; one address is held up long before
MADE = "This sheet was made already. Go back and make a new one if you could not print it."


@dataclass(frozen=True)
class Sheet:
    """What is printed, and kept nowhere."""

    codes: tuple[str, ...]
    until: dt.datetime


def why_not(application: Application, *, by: User) -> list[str]:
    """The sentences in the way of a sheet; none when it can be made."""
    person = application.applicant
    in_the_way = {
        "You may not make codes for this person": not access.may(by, "make_codes", application),
        f"{person.called} has an e-mail address, and gets a code there": bool(person.email),
        f"{person.called} works here too, and signs in with a password": person.user is not None and access.is_staff(person.user),
        "The application has ended for good": application.state == "deceased",
    }
    return [sentence for sentence, stands in in_the_way.items() if stands]


def make_sheet(application: Application, *, by: User, at: dt.datetime, key: str) -> Sheet:
    """A new sheet, once for a key; the one before is worth nothing from now on. Raises StepRefused."""
    if refused := why_not(application, by=by):
        raise StepRefused(refused)
    with transaction.atomic():
        held = lock_application(application)
        person = Applicant.objects.select_for_update(no_key=True).get(pk=held.applicant_id)
        if PaperSheet.objects.filter(key=key).exists():
            raise StepRefused([MADE])
        _signs_in(person, at)
        PaperSheet.objects.filter(applicant=person, ended_at=None).update(ended_at=at)
        codes = tuple(_code() for _number in range(CODES))
        made = PaperSheet.objects.create(
            applicant=person, made_by=by, made_at=at, expires_at=at + VALID, key=key, digests=[_digest(code) for code in codes]
        )
        append(held, "paper_codes_made", by=by, at=at, codes={"sheet": made.pk})
        held.save(update_fields=["chain_seq", "chain_head"])
    return Sheet(codes, made.expires_at)


def _signs_in(person: Applicant, at: dt.datetime) -> None:
    """A sign-in of their own, under an address to which nothing can be sent."""
    if person.user is None:
        person.user = User.objects.create_user(f"paper-{person.ref}@paper.invalid", None, name=person.full_name, created_at=at)
        person.save(update_fields=["user"])


def use(reference: str, code: str, *, at: dt.datetime) -> User | None:
    """Who a code on paper belongs to, once; None for all that is wrong, which looks alike and is witnessed."""
    with transaction.atomic():
        sheet = _sheet_of(reference, at)
        user = sheet.applicant.user if sheet else None
        if sheet and user and _taken_out(sheet, _digest(code)) and user.is_active and not access.is_staff(user):
            return user
        witness("sign_in_failed", by=None, at=at, how="paper", about=user.email if user else "")
    return None


def _sheet_of(reference: str, at: dt.datetime) -> PaperSheet | None:
    live = PaperSheet.objects.filter(ended_at=None, expires_at__gt=at, missed__lt=MOST_MISSED)
    of_person = Application.objects.filter(reference=spelt(reference), hidden=False).values("applicant")
    return live.select_for_update(of=("self",)).select_related("applicant__user").filter(applicant__in=of_person).first()


def _taken_out(sheet: PaperSheet, digest: str) -> bool:
    """Whether a code was on the sheet; it is not any more. A wrong one counts against the sheet."""
    found = next((one for one in sheet.digests if constant_time_compare(one, digest)), None)
    if found is None:
        sheet.missed += 1
    else:
        sheet.digests = [one for one in sheet.digests if one != found]
    sheet.save(update_fields=["missed", "digests"])
    return found is not None


def purge_sheets(*, at: dt.datetime) -> int:
    """Sheets that have opened nothing for a month go; that they were made stays in the chain."""
    old = at - KEPT
    return PaperSheet.objects.filter(Q(ended_at__lte=old) | Q(expires_at__lte=old)).delete()[0]


def _code() -> str:
    parts = ("".join(secrets.choice(ALPHABET) for _place in range(GROUP)) for _group in range(GROUPS))
    return "-".join(parts)


def _digest(code: str) -> str:
    """However it was typed: small or large letters, with spaces or dashes or none."""
    bare = "".join(character for character in code.upper() if character.isalnum())
    return salted_hmac("onboarding.paper", bare, algorithm="sha256").hexdigest()

"""A helper named, and ended: by the person alone, or by the helper. Witnessed in each of the person's applications."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db import transaction

from onboarding import access
from onboarding.actions.invite import is_bare
from onboarding.door import outbox
from onboarding.door.chain import record
from onboarding.door.held import ZONE
from onboarding.door.refusal import StepRefused
from onboarding.lib import clock
from onboarding.models import Applicant, Application, Helper, User
from onboarding.queries.helpers import KIND

LONGEST = dt.timedelta(days=366)
MOST = 3
KEPT = dt.timedelta(days=90)  # after it has ended: then their name goes


@dataclass(frozen=True)
class Named:
    """Whom a person names, until when, and for what."""

    name: str
    email: str
    until: dt.date
    may_see: bool
    may_act: bool


def name_helper(person: Applicant, named: Named, *, by: User, at: dt.datetime) -> Helper:
    """Name a helper; the same address again changes what was said before. Raises StepRefused with every sentence in the way."""
    with transaction.atomic():
        held = Applicant.objects.select_for_update(no_key=True).get(pk=person.pk)
        email = named.email.strip().lower()
        if refused := _in_the_way(held, named, email, by=by, at=at):
            raise StepRefused(refused)
        user = User.objects.filter(email=email).first() or User.objects.create_user(email, None, name=named.name, created_at=at)
        values = {"name": named.name, "until": named.until, "may_see": True, "may_act": named.may_act}
        helper, new = Helper.objects.update_or_create(
            applicant=held, user=user, ended_at=None, defaults=values, create_defaults={**values, "made_at": at}
        )
        _witness(held, "helper_named", helper, by, at)
        if new:
            outbox.put(_latest(held), KIND, key=f"{KIND}:{helper.pk}", not_before=at)
    return helper


def _in_the_way(person: Applicant, named: Named, email: str, *, by: User, at: dt.datetime) -> list[str]:
    today = clock.local_date(at, ZONE)
    user = User.objects.filter(email=email).first()
    there = Helper.objects.filter(applicant=person, ended_at=None, until__gte=today).exclude(user=user)
    checks = {
        "Only you can name who helps you": person.user_id != by.pk,
        "This is your own address. Type theirs.": email in (by.email, person.email.lower()),
        "They work here, so they cannot be your helper too": user is not None and access.is_staff(user),
        "We cannot use this address. Call us.": user is not None and not user.is_active,
        "Choose a day from today on, and not more than 12 months away": not today <= named.until <= today + LONGEST,
        "Tick what they can do": not (named.may_see or named.may_act),
        "To do things for you, they must see where you are. Tick both.": named.may_act and not named.may_see,
        f"You have {MOST} helpers. End one first.": there.count() >= MOST,
    }
    return [sentence for sentence, stands in checks.items() if stands]


def end_helper(helper: Helper, *, by: User, at: dt.datetime) -> None:
    """The person ends it with one click, or the helper stops. Doing it again is no change. Raises StepRefused for anybody else."""
    if by.pk not in (helper.user_id, helper.applicant.user_id):
        raise StepRefused(["This is not yours to end"])
    with transaction.atomic():
        person = Applicant.objects.select_for_update(no_key=True).get(pk=helper.applicant_id)
        if Helper.objects.filter(pk=helper.pk, ended_at=None).update(ended_at=at):
            _witness(person, "helper_ended", helper, by, at)


def purge_helpers(*, at: dt.datetime) -> int:
    """Forget helpers 90 days after their time; that there was one stays in the chain, as a reference."""
    old = clock.local_date(at - KEPT, ZONE)
    over = Helper.objects.filter(ended_at__lte=at - KEPT) | Helper.objects.filter(until__lte=old)
    users = list(over.values_list("user", flat=True))
    gone = over.delete()[0]
    for user in User.objects.filter(pk__in=users):
        if is_bare(user) and not Helper.objects.filter(user=user).exists():
            User.objects.filter(pk=user.pk).update(name="", email=f"gone-{user.ref}@gone.invalid", is_active=False)
    return gone


def _latest(person: Applicant) -> Application:
    return Application.objects.filter(applicant=person, hidden=False).latest("pk")


def _witness(person: Applicant, event: str, helper: Helper, by: User, at: dt.datetime) -> None:
    for application in Application.objects.filter(applicant=person, hidden=False).order_by("pk"):
        codes = {"helper": helper.user.ref, "until": helper.until.isoformat(), "may_act": helper.may_act}
        record(application, event, by=by, at=at, codes=codes)

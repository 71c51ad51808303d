"""Skills in a person's own words: written and taken away by them, signed by one of us who has seen it, kept as long as they want."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.db.models import Max

from onboarding import access
from onboarding.door.chain import append, lock_application, record
from onboarding.door.refusal import StepRefused
from onboarding.models import Applicant, Application, Skill, User
from onboarding.queries.skills import MAY_SIGN, to_sign

LONGEST, MOST = 300, 30
KEPT = dt.timedelta(days=6 * 365)  # after the last application has ended, unless the person keeps it
EMPTY, LONG = "Write what you can do first", f"Write {LONGEST} characters or fewer"
ENOUGH = f"You have {MOST} already. Take one away first."


def add_skill(application: Application, words: str, *, by: User, at: dt.datetime, key: str) -> Skill:
    """One more skill of the person's own, once for a key. Raises StepRefused."""
    said = " ".join(words.split())
    if not access.is_own(by, application) or not said or len(said) > LONGEST:
        raise StepRefused([LONG if len(said) > LONGEST else EMPTY])
    with transaction.atomic():
        held = lock_application(application)
        there = Skill.objects.filter(applicant=held.applicant_id, key=key[:64]).first()
        if there is not None:
            return there
        if Skill.objects.filter(applicant=held.applicant_id).count() >= MOST:
            raise StepRefused([ENOUGH])
        made = Skill.objects.create(applicant=held.applicant, application=held, words=said, key=key[:64], made_at=at)
        _witness(held, "skill_written", made.pk, by, at)
    return made


def take_away(skill: Skill, *, by: User, at: dt.datetime) -> None:
    """The person's own to delete, signed or not. Doing it again is no change."""
    with transaction.atomic():
        held = lock_application(skill.application)
        if not access.is_own(by, held):
            raise StepRefused(["This is not yours"])
        if Skill.objects.filter(pk=skill.pk).delete()[0]:
            _witness(held, "skill_taken_away", skill.pk, by, at)


def answer(skill: Skill, *, seen: bool, by: User, at: dt.datetime) -> None:
    """Sign a skill that one has seen, or say that one has not seen it yet. What is signed stays as it is. Raises StepRefused."""
    with transaction.atomic():
        held = lock_application(skill.application)
        if not access.may(by, MAY_SIGN, held):
            raise StepRefused(["You may not sign this"])
        waiting = to_sign(held).filter(pk=skill.pk)
        changed = waiting.update(signed_by=by, signed_at=at) if seen else waiting.update(passed_at=at)
        if changed:
            _witness(held, "skill_signed" if seen else "skill_not_seen", skill.pk, by, at)


def keep_record(person: Applicant, *, keeps: bool, by: User, at: dt.datetime) -> None:
    """Keep the record for as long as the person wants, or for the usual time. The same again is no event."""
    with transaction.atomic():
        if Applicant.objects.filter(pk=person.pk).exclude(keeps_record=keeps).update(keeps_record=keeps):
            latest = Application.objects.filter(applicant=person).latest("pk")
            record(latest, "record_kept", by=by, at=at, codes={"keeps": keeps})


def purge_skills(*, at: dt.datetime) -> int:
    """Erase the skills of who has not asked us to keep them, 6 years after the last thing that happened to them here."""
    rows = Applicant.objects.filter(keeps_record=False, skills__isnull=False).annotate(last=Max("applications__moves__recorded_at"))
    old = list(rows.filter(last__lte=at - KEPT).values_list("pk", flat=True).distinct())
    return Skill.objects.filter(applicant__in=old, made_at__lte=at - KEPT).delete()[0]


def _witness(held: Application, event: str, number: int, by: User, at: dt.datetime) -> None:
    append(held, event, by=by, at=at, codes={"skill": number})
    held.save(update_fields=["chain_seq", "chain_head"])

"""Count somebody's answers to the three yearly questions, once a year, and keep nothing that leads back to them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.db import transaction
from django.db.models import F

from onboarding.door.held import ZONE
from onboarding.lib import clock
from onboarding.models import Applicant, Organisation, RedTape
from onboarding.stages.three_questions import DROP, DROPS, FAIR, HOW_MUCH, KIND, PEOPLE


def this_year(at: dt.datetime) -> int:
    """The year in which something is asked, where the organisation is."""
    return clock.local_date(at, ZONE).year


def is_asked(person: Applicant, *, at: dt.datetime) -> bool:
    """Whether somebody has neither answered nor said no this year."""
    return person.asked_in < this_year(at)


def answer(person: Applicant, *, fair: str, kind: str, drop: Sequence[str], at: dt.datetime) -> bool:
    """Add the answers to the counts; False when they were asked already. No event is written: its time would be theirs.

    Raises ValueError for an answer that is not on the lists.
    """
    said = [(FAIR, fair), (KIND, kind), *((DROP, one) for one in sorted(set(drop)))]
    allowed = {FAIR: dict(HOW_MUCH), KIND: dict(HOW_MUCH), DROP: dict(DROPS)}
    if wrong := [code for question, code in said if code not in allowed[question]]:
        raise ValueError(f"Not on the list: {', '.join(wrong)}")
    with transaction.atomic():
        if not _mark(person, at):
            return False
        Organisation.objects.select_for_update().get()  # one after another: the first answer of a year makes its row
        for question, code in [*said, (PEOPLE, PEOPLE)]:
            row, _new = RedTape.objects.get_or_create(year=this_year(at), question=question, answer=code)
            RedTape.objects.filter(pk=row.pk).update(count=F("count") + 1)
    return True


def no_thank_you(person: Applicant, *, at: dt.datetime) -> None:
    """Not this year. It looks the same as an answer."""
    _mark(person, at)


def _mark(person: Applicant, at: dt.datetime) -> bool:
    year = this_year(at)
    return Applicant.objects.filter(pk=person.pk, asked_in__lt=year).update(asked_in=year) == 1

"""Scoring somebody who was met: two assessors, each by themselves; then what they agree on. Only that it happened is witnessed."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.db import transaction

from onboarding import access
from onboarding.door.chain import append, lock_application, record
from onboarding.door.refusal import StepRefused
from onboarding.models import AgreedScore, Application, Score, SlotTaken, User
from onboarding.queries.scores import criteria_of
from onboarding.stages.criteria import ASSESSORS, EVIDENCE, SCALE
from onboarding.stages.names import ACTIVE

NOT_YOURS = "Say on the page of the selection day that you do not know this person, then score"
NOT_YET = "You have not met them yet"
ENDED = "The application is not in progress"
WHOLE = "Select a score for each line"
ENOUGH = "Two people have scored already"
BOTH = "Both of you have scored. Now agree."
NOT_BOTH = "Two people score first, each by themselves"
NOT_ONE_OF_TWO = "Only the two who scored agree"


@dataclass(frozen=True)
class Mark:
    """The score of one criterion, and where it was shown."""

    score: int
    shown: tuple[str, ...] = ()


def save_score(application: Application, marks: Mapping[int, Mark], *, by: User, at: dt.datetime) -> None:
    """Save what one assessor scored; until a second one has saved it can be changed. The same again is once. Raises StepRefused."""
    with transaction.atomic():
        held = lock_application(application)
        _refuse_unless_met(held, by, at)
        others = Score.objects.filter(application=held).exclude(assessor=by).count()
        mine = Score.objects.filter(application=held, assessor=by).first()
        words = _written(held, marks)
        if mine is not None and json.loads(mine.marks) == words:
            return
        if others >= ASSESSORS or (others and mine is not None):
            raise StepRefused([BOTH if mine is not None else ENOUGH])
        Score.objects.update_or_create(application=held, assessor=by, defaults={"marks": json.dumps(words), "saved_at": at})
        _witness(held, "scored", by, at)


def agree(application: Application, marks: Mapping[int, Mark], *, by: User, at: dt.datetime) -> None:
    """Write down what the two agreed on, by either of them; it can be put right while nothing was decided. Raises StepRefused."""
    with transaction.atomic():
        held = lock_application(application)
        _refuse_unless_met(held, by, at)
        scores = list(Score.objects.filter(application=held))
        if len(scores) < ASSESSORS:
            raise StepRefused([NOT_BOTH])
        if by.pk not in {one.assessor_id for one in scores}:
            raise StepRefused([NOT_ONE_OF_TWO])
        words = _written(held, marks)
        there = AgreedScore.objects.filter(application=held).first()
        if there is not None and json.loads(there.marks) == words:
            return
        AgreedScore.objects.update_or_create(application=held, defaults={"by": by, "marks": json.dumps(words), "saved_at": at})
        _witness(held, "score_agreed", by, at)


def read_scores(application: Application, *, by: User, at: dt.datetime) -> None:
    """Somebody who decides opens the scores: witnessed before they are shown."""
    record(application, "scores_read", by=by, at=at)


def _refuse_unless_met(application: Application, by: User, at: dt.datetime) -> None:
    taken = SlotTaken.objects.filter(stage__application=application, current=True).select_related("slot").first()
    in_the_way = {
        NOT_YOURS: not (access.meets(by, application) and access.declared_free(by, application)),
        NOT_YET: taken is None or taken.slot.starts_at > at,
        ENDED: application.state not in ACTIVE,
    }
    found = [sentence for sentence, stands in in_the_way.items() if stands]
    if found:
        raise StepRefused(found[:1])


def _written(application: Application, marks: Mapping[int, Mark]) -> dict[str, list[object]]:
    """The marks as they are kept: each with the words of its criterion, so that a later change of them tells nothing else."""
    wanted = {one.pk: one for one in criteria_of(application.opportunity_id)}
    if set(marks) != set(wanted) or not all(_fits(mark) for mark in marks.values()):
        raise StepRefused([WHOLE])
    return {str(pk): [wanted[pk].words, mark.score, _in_order(mark.shown)] for pk, mark in sorted(marks.items())}


def _in_order(shown: Collection[str]) -> list[str]:
    return [code for code, _words in EVIDENCE if code in shown]


def _fits(mark: Mark) -> bool:
    return mark.score in dict(SCALE) and set(mark.shown) <= set(dict(EVIDENCE))


def _witness(application: Application, event: str, by: User, at: dt.datetime) -> None:
    append(application, event, by=by, at=at)
    application.save(update_fields=["chain_seq", "chain_head"])

"""One step for several people at once: which steps may be taken so, and whose turn it is."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.http import Http404

from onboarding import access, letters
from onboarding.engine.asks import Ask, asked_in
from onboarding.engine.grammar import Step
from onboarding.models import Application, Stage, User
from onboarding.queries.choices import choices_of
from onboarding.queries.plain_words import national
from onboarding.queries.turns import OVERDUE, READY, TODAY
from onboarding.queries.worklist import Row, Section, whose_turn
from onboarding.stages import STAGE_KINDS

LEAST = 2
ONE_BY_ONE = ("offer", "confirm_role")
OURS = (OVERDUE, TODAY, READY)


@dataclass(frozen=True)
class Group:
    """People for whom the same step comes next."""

    kind: str
    step: str
    label: str
    count: int


@dataclass(frozen=True)
class One:
    """One of them: the row, with the version that the page shows."""

    stage: int
    version: int
    name: str
    reference: str


@dataclass(frozen=True)
class Together:
    """The page: the step in its nation's words, what it asks, the choices of what points into a table, and the people."""

    step: Step
    title: str
    label: str
    asks: tuple[Ask, ...]
    rows: dict[str, list[tuple[int, str]]]
    people: list[One]


def may_be_taken_together(kind: str, step: Step) -> bool:
    """Nothing grave, no offer, nothing that two people decide, nothing inside a record, no hard news: those are looked at one by one."""
    hard = step.permission in ONE_BY_ONE or any(letters.kinds()[code].bad_news for code in step.letters)
    return not (step.grave or step.two_people or step.inner or step.restricted or step.contact or hard or STAGE_KINDS[kind].restricted)


def groups(found: dict[str, Section]) -> list[Group]:
    """Steps that come next for two people or more, of those on the list."""
    counted = Counter((row.kind, row.step or "") for row in _ours(found))
    most = sorted(counted.items(), key=lambda one: (-one[1], one[0]))
    return [Group(kind, step, STAGE_KINDS[kind].steps[step].label, count) for (kind, step), count in most if count >= LEAST]


def _ours(found: dict[str, Section]) -> Iterable[Row]:
    for code in OURS:
        for row in found[code].rows:
            if row.step and row.kind in STAGE_KINDS and may_be_taken_together(row.kind, STAGE_KINDS[row.kind].steps[row.step]):
                yield row


def together(user: User, kind: str, name: str, *, at: dt.datetime) -> Together:
    """Everybody for whom this step comes next, of one nation: that of the first. 404 for a step that is taken one by one."""
    step = STAGE_KINDS[kind].steps.get(name) if kind in STAGE_KINDS else None
    if step is None or not may_be_taken_together(kind, step) or not access.may(user, step.permission):
        raise Http404
    stages = whose_turn(user, kind, name, at=at)
    related = ("application__applicant", "application__opportunity__service", "application__pathway")
    rows = Stage.objects.filter(pk__in=stages).select_related(*related)
    listed = sorted(rows, key=lambda row: stages.index(row.pk))
    nation = listed[0].application.opportunity.nation if listed else ""
    same = [row for row in listed if row.application.opportunity.nation == nation]
    asks = asked_in(step.asks, nation)
    choices = {ask.name: choices_of(ask, same[0].application, kind, at=at) for ask in asks if ask.form == "row"} if same else {}
    people = [One(row.pk, row.version, _name(row.application), row.application.reference) for row in same]
    return Together(step, national(STAGE_KINDS[kind].title, nation), national(step.label, nation), asks, choices, people)


def _name(application: Application) -> str:
    return application.applicant.full_name

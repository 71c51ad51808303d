"""What can be done inside a restricted record, by who may: the steps with every sentence in the way."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.http import Http404

from onboarding import access
from onboarding.door import offered
from onboarding.door.held import Held, look
from onboarding.models import Application, Stage, User
from onboarding.queries.plain_words import national
from onboarding.queries.restricted import readable
from onboarding.queries.step_page import StepPage, page_of

FOR_THE_NAMED = "named_to_know"


@dataclass(frozen=True)
class InsideStep:
    """One step inside the record; `row` names its stage for a step that has a page outside."""

    name: str
    label: str
    row: int
    inner: bool
    reasons: tuple[str, ...]


def steps_inside(application: Application, kind: str, *, by: User, at: dt.datetime) -> list[InsideStep]:
    """The steps of the record that this person has the right to. Who was not named sees those that ask for no name."""
    held = look(application)
    found = offered.within(held, _row(held, kind), by=by, at=at)
    knows = access.knows(by, application, kind)
    nation = application.opportunity.nation
    return [
        InsideStep(
            one.step.name, national(one.step.label, nation), one.row.pk, one.step.inner,
            tuple(national(reason.sentence, nation) for reason in one.reasons),
        )
        for one in found
        if knows or not any(rule.name == FOR_THE_NAMED for rule in one.step.rules)
    ]  # fmt: skip


def inside_page(application: Application, kind: str, name: str, *, by: User, at: dt.datetime) -> StepPage:
    """The form of one inner step, or 404: no right to the record or to the step, or no such step from here."""
    held = look(application)
    if kind not in readable(application, by):
        raise Http404
    row = _row(held, kind)
    found = next((one for one in offered.within(held, row, by=by, at=at) if one.step.name == name), None)
    if found is None or not found.step.inner:
        raise Http404
    return page_of(held, row, found.step, by=by, at=at)


def _row(held: Held, kind: str) -> Stage:
    found = next((stage for stage in held.stages if stage.kind == kind), None)
    if found is None:
        raise Http404
    return found

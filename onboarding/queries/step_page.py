"""One step of one row, ready to be asked: the row, the step as declared, what stands in its way, what can be chosen."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

from django.http import Http404

from onboarding import access
from onboarding.door import offered
from onboarding.door.held import Held, look
from onboarding.door.refusal import Reason
from onboarding.engine.grammar import DOOR, Step
from onboarding.models import Application, InnerMove, Proposal, ReferenceAnswer, SecondView, Stage, User, WorkHistory
from onboarding.queries.application_page import names_with, spoken
from onboarding.queries.choices import Choice, choices_of
from onboarding.queries.plain_words import national
from onboarding.queries.timeline import DECIDER, decides_in_private
from onboarding.queries.told_history import lines_of
from onboarding.stages import ALL_KINDS
from onboarding.stages.reference_words import ANSWERS

LIFE = "life"
DONE, PROPOSED, INSIDE = "done", "proposed", "inside"


@dataclass(frozen=True)
class StepPage:
    """What the form of a step needs."""

    application: Application
    stage: int | None
    row: str
    kind: str
    title: str
    step: Step
    version: int
    rows: dict[str, list[Choice]]
    reasons: list[Reason]
    permitted: bool
    ask: list[str]
    said: str = ""

    @property
    def two_people(self) -> bool:
        """Whether a second person may be needed. (A template would call the question itself.)"""
        return self.step.two_people is not None

    @property
    def only(self) -> str:
        """Who sees what is typed, where that is not everyone."""
        return (
            "Only people with the right can see what you record here. It is in no list and no letter."
            if self.step.restricted
            else ""
        )


def step_page(application: Application, row: str, name: str, *, by: User, at: dt.datetime) -> StepPage:
    """The step `name` of the row named by a stage's id or “life”, or 404 where there is no such step.

    What is taken inside a restricted record has no address of its own: its name would stand in every log.
    """
    held = look(application)
    found = _row(held, row)
    step = ALL_KINDS[found.kind].steps.get(name)
    if step is None or step.permission == DOOR or step.inner:
        raise Http404
    return page_of(held, found, step, by=by, at=at)


def page_of(held: Held, found: Application | Stage, step: Step, *, by: User, at: dt.datetime) -> StepPage:
    """What the form of a declared step needs, in the hands of this person now."""
    application = held.application
    permitted = access.may(by, step.permission, application)
    stage = found if isinstance(found, Stage) else None
    nation = application.opportunity.nation
    return StepPage(
        application, stage.pk if stage else None, str(stage.pk) if stage else LIFE, found.kind,
        national(ALL_KINDS[found.kind].title, nation), spoken(step, nation), found.version,
        {ask.name: choices_of(ask, application, found.kind, at=at) for ask in step.asks if ask.form == "row"},
        [replace(one, sentence=national(one.sentence, nation)) for one in _in_the_way(held, found, step, by, at)] if permitted else [],
        permitted,
        [] if permitted else names_with(step.permission, application),
        _said(found, step) if permitted else "",
    )  # fmt: skip


def _said(row: Application | Stage, step: Step) -> str:
    """What the person told us, or the referee chose, for who reads it."""
    if WorkHistory.code in step.reads:
        return " ".join(lines_of(row.pk))
    if SecondView.code in step.findings_read:
        named = SecondView.objects.filter(stage=row.pk, current=True).select_related("who").first()
        return f"{named.who.name} was named to look again." if named else ""
    read = ReferenceAnswer.code in step.reads
    found = ReferenceAnswer.objects.filter(stage=row.pk, current=True).first() if read else None
    return f"The referee was asked if the person would be good in this role. Answer: {dict(ANSWERS)[found.answer]}." if found else ""


def _row(held: Held, row: str) -> Application | Stage:
    if row == LIFE:
        return held.application
    found = next((stage for stage in held.stages if str(stage.pk) == row), None)
    if found is None:
        raise Http404
    return found


def _in_the_way(held: Held, row: Application | Stage, step: Step, by: User, at: dt.datetime) -> list[Reason]:
    if row.state not in step.source:
        kind = ALL_KINDS[row.kind]
        return [Reason(f"“{step.label}” is not possible now: {kind.title} is “{kind.state(row.state).staff}”")]
    return offered.reasons(held, row, step, by=by, at=at)


def outcome_of(taken: object) -> str:
    """What became of a step: done, waiting for a second person, or done inside a restricted record."""
    if isinstance(taken, Proposal):
        return PROPOSED
    return INSIDE if isinstance(taken, InnerMove) else DONE


def saved_since(application: Application, stage: int | None, version: int) -> str:
    """Who moved the row since the version a page showed, for the words of a refusal; empty when nobody did."""
    found = application.moves.filter(stage=stage, seq__gt=version).select_related("actor").order_by("-seq").first()
    if found is None:
        return ""
    who = DECIDER if decides_in_private(found.fact()) else found.actor.name if found.actor else "The system"
    step = ALL_KINDS[found.kind].steps.get(found.step)
    what = step.label if step else "a correction"
    return f"{who} saved “{what}” here since you opened this. Check what is new, then save again. Your answer is kept below."

"""The applicant's private page: what only they read about their checks, what they can do there, and who has looked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from onboarding.door.held import ZONE
from onboarding.lib import clock
from onboarding.models import FINDINGS, Application, Stage, Wait
from onboarding.queries.looks import Look, looks, story_looks
from onboarding.queries.own_step import OwnStep, own_step
from onboarding.queries.plain_words import Fit, day, joined
from onboarding.queries.private_health import health_parts
from onboarding.queries.private_parts import NOTHING, YOUR_TURN, Part, chosen
from onboarding.queries.restricted import RECORDS, named
from onboarding.stages import crb
from onboarding.stages.crb_states import State
from onboarding.stages.names import ACTIVE, Nation, Party

JOIN_DAYS = 30
NO_UPDATE_SERVICE = (Nation.SCOTLAND, Nation.NORTHERN_IRELAND)


@dataclass(frozen=True)
class PrivatePage:
    """The whole page. Nobody but the person reads it; staff who look at what the person sees do not get it."""

    application: Application
    parts: list[Part]
    looks: list[Look]
    story: list[Look]
    fit: Fit


def private_page(application: Application, *, at: dt.datetime) -> PrivatePage:
    """The page of one application; the caller has made sure that it is the person's own."""
    fit = Fit(application.pathway.engagement, application.opportunity.nation, {})
    stages = {stage.kind: stage for stage in Stage.objects.filter(application=application, kind__in=RECORDS)}
    yours = _yours(application)
    parts = [
        _said(part, theirs=kind in yours)
        for kind in _PARTS if kind in stages for part in _PARTS[kind](application, stages[kind], at)
    ]  # fmt: skip
    fitted = [Part(fit(one.title), [fit(words) for words in one.paragraphs], one.steps, one.quoted) for one in parts]
    return PrivatePage(application, fitted, looks(application), story_looks(application), fit)


def _yours(application: Application) -> set[str]:
    """The kinds that wait for the person now, as their progress page says too."""
    return set(Wait.objects.filter(application=application, ended_at=None, party=Party.APPLICANT).values_list("kind", flat=True))


def _said(part: Part, *, theirs: bool) -> Part:
    """A check that waits for them never says that there is nothing to do."""
    words = [YOUR_TURN if theirs and words == NOTHING else words for words in part.paragraphs]
    return Part(part.title, words, part.steps, part.quoted)


def private_step(application: Application, kind: str, name: str) -> OwnStep | None:
    """A step that the person takes on this page, or None."""
    own = own_step(application, kind, name) if kind in RECORDS else None
    return own if own is not None and own.inner else None


def _current(stage: Stage) -> dict[str, Any]:
    found = FINDINGS[RECORDS[stage.kind][0]]._default_manager.filter(stage=stage, current=True).last()
    return found.values() if found else {}


def _disclosure(application: Application, stage: Stage, at: dt.datetime) -> list[Part]:
    title = crb.KIND.public_title
    record = _current(stage) if stage.state in (State.BEING_CONSIDERED, State.CLOSED) else {}
    join = _join(application, record, at)
    if stage.state != State.BEING_CONSIDERED:
        return [Part(title, join or [NOTHING])]
    words, steps = _talk(application, record)
    wrong, challenge = _wrong(application, record)
    return [Part(title, words, steps), Part("Your certificate", [*join, *wrong], challenge)]


def _talk(application: Application, record: dict[str, Any]) -> tuple[list[str], list[OwnStep]]:
    """The words of the private talk, with the names of those who know first; for everybody else that nothing is to do."""
    over = record.get("decision") or application.state not in ACTIVE
    if over or record.get("talk") not in ("offered", "chosen"):
        return [NOTHING], []
    if record["talk"] == "chosen":
        return [chosen(record["talk_how"])], []
    told = crb.KIND.steps["offer_talk"].told
    return [told, f"These people know: {joined(named(application, 'crb'))}."], _own(application, "choose_talk")


def _wrong(application: Application, record: dict[str, Any]) -> tuple[list[str], list[OwnStep]]:
    if record.get("challenge") == "open":
        return ["You told us that something on it is wrong. We ask the DBS. We decide nothing until they answer."], []
    if application.state not in ACTIVE:
        return ["Is something on your certificate wrong? Call us. We can help you ask the DBS to look again."], []
    return ["Is something on your certificate wrong? Tell us. We then ask the DBS to look again."], _own(application, "challenge")


def _join(application: Application, record: dict[str, Any], at: dt.datetime) -> list[str]:
    """Whoever has a new certificate can join the Update Service for 30 days, and need no new check later."""
    issued = record.get("issued_on")
    if issued is None or application.opportunity.nation in NO_UPDATE_SERVICE:
        return []
    until = issued + dt.timedelta(days=JOIN_DAYS)
    if until < clock.local_date(at, ZONE):
        return []
    return [f"You can join the DBS Update Service until {day(until)}. Then you may not need a new check for your next role."]


def _own(application: Application, name: str, kind: str = "crb") -> list[OwnStep]:
    found = own_step(application, kind, name)
    return [found] if found else []


_PARTS: dict[str, Callable[[Application, Stage, dt.datetime], list[Part]]] = {
    "occupational_health": health_parts, "crb": _disclosure,
}  # fmt: skip

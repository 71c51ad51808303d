"""Supervision and reviews as people read them: the worker on a page of their own, who supports them on another, and what is due."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.http import Http404

from onboarding.door.held import ZONE
from onboarding.lib import clock
from onboarding.models import (
    Application,
    HowItFelt,
    Match,
    Move,
    Review,
    Stage,
    Supervision,
    SupervisionAnswer,
    SupportDates,
    TalkWish,
    User,
)
from onboarding.queries.plain_words import day
from onboarding.stages.names import ACTIVE, Life
from onboarding.stages.plan import WHO
from onboarding.stages.reviews import OUTCOMES
from onboarding.stages.supervision import ACTIONS, TOPICS, TYPES

STYLE_WORDS, TOPIC_WORDS, ACTION_WORDS, OUTCOME_WORDS, WHO_WORDS = dict(TYPES), dict(TOPICS), dict(ACTIONS), dict(OUTCOMES), dict(WHO)
SAID = {"agree": "Agreed by both", "differs": "Seen differently"}
WITH_US = (*ACTIVE, Life.IN_ROLE)


@dataclass(frozen=True)
class Entry:
    """One talk: its move, day, kind, minutes, topics, who wrote it down, what the worker said of it, and how it felt."""

    move: int
    on: dt.date
    style: str
    minutes: int
    topics: list[str]
    by: str
    says: str
    felt: str = ""
    shared: bool = False


@dataclass(frozen=True)
class Action:
    """One action: its number among those that were open with the last talk, what, who (a code), by when, done on."""

    number: int
    what: str
    who: str
    by: dt.date
    done: dt.date | None


@dataclass(frozen=True)
class Held:
    """One review: its day, week, what came of it, who held it, when the next one is."""

    on: dt.date
    week: int
    outcome: str
    by: str
    next_on: dt.date | None


@dataclass(frozen=True)
class Log:
    """Everything about the support of one person. `wished_at`: they would like to talk, since then."""

    stage: int
    state: str
    entries: list[Entry] = field(default_factory=list)
    actions: list[Action] = field(default_factory=list)
    reviews: list[Held] = field(default_factory=list)
    supervision_due: dt.date | None = None
    review_due: dt.date | None = None
    site: str = ""
    supervisor: User | None = None
    deputy: User | None = None
    wished_at: dt.datetime | None = None
    to_answer: bool = False

    @property
    def began(self) -> bool:
        """Whether there is, or was, a placement to speak of."""
        return self.state in ("on_placement", "closed") or bool(self.entries)


def has_support(stages: Iterable[Stage]) -> bool:
    """Whether the page of supervision has something to show, of stages that were read already."""
    return any(stage.kind == "placement" and stage.state in ("ready", "on_placement", "closed") for stage in stages)


def log_of(application: Application, *, felt: str) -> Log:
    """The log of somebody whose page the caller has checked; 404 without a placement.

    `felt`: “own” for all their words, “shared” for those they share, or “none”.
    """
    stage = Stage.objects.filter(application=application, kind="placement").first()
    if stage is None:
        raise Http404
    match = Match.objects.filter(stage=stage, current=True).select_related("supervisor", "deputy").first()
    dates = SupportDates.objects.filter(stage=stage, current=True).first()
    wish = TalkWish.objects.filter(application=application, met_at=None).first()
    entries = _entries(stage, felt)
    return Log(
        stage.pk, stage.state, entries, _actions(stage), _reviews(stage),
        dates.supervision_due if dates else None, dates.review_due if dates else None, match.site.name if match else "",
        match.supervisor if match else None, match.deputy if match else None, wish.asked_at if wish else None,
        bool(entries) and not entries[0].says,
    )  # fmt: skip


def _entries(stage: Stage, felt: str) -> list[Entry]:
    """The talks that stand, the latest first, each with what was said of it before the next."""
    rows = Supervision.objects.filter(stage=stage, entry=True, move__reversed_by=None).select_related("move__actor").order_by("-pk")
    answers = SupervisionAnswer.objects.filter(stage=stage, move__reversed_by=None).order_by("pk")
    said = list(answers.values_list("move__number", "says"))
    wrote = {one.move_id: one for one in HowItFelt.objects.filter(application=stage.application_id)}
    found, before = [], None
    for row in rows:
        says = next((says for number, says in said if number > row.move.number and (before is None or number < before)), "")
        before = row.move.number
        found.append(_entry(row, says, wrote.get(row.move_id), felt))
    return found


def _entry(row: Supervision, says: str, wrote: HowItFelt | None, felt: str) -> Entry:
    readable = wrote is not None and (felt == "own" or (felt == "shared" and wrote.shared))
    return Entry(
        row.move_id, _day(row.move), STYLE_WORDS[row.style], row.minutes, [TOPIC_WORDS[code] for code in row.topics],
        row.move.actor.name if row.move.actor else "", SAID.get(says, ""), wrote.words if wrote and readable else "",
        bool(wrote and wrote.shared and readable),
    )  # fmt: skip


def _day(move: Move) -> dt.date:
    return clock.local_date(move.effective_at, ZONE)


def _actions(stage: Stage) -> list[Action]:
    row = Supervision.objects.filter(stage=stage, current=True).first()
    return [_action(number, action) for number, action in enumerate(row.actions if row else [], start=1)]


def _action(number: int, action: dict[str, str]) -> Action:
    done = dt.date.fromisoformat(action["done"]) if action["done"] else None
    return Action(number, ACTION_WORDS[action["what"]], action["who"], dt.date.fromisoformat(action["due"]), done)


def _reviews(stage: Stage) -> list[Held]:
    rows = Review.objects.filter(stage=stage, move__reversed_by=None).select_related("move", "held_by").order_by("-pk")
    return [Held(_day(row.move), row.week, OUTCOME_WORDS[row.outcome], row.held_by.name, row.next_on) for row in rows]


def entry_of(application: Application, move: int) -> Entry:
    """One talk of an application the caller has checked, or 404."""
    found = next((one for one in log_of(application, felt="own").entries if one.move == move), None)
    if found is None:
        raise Http404
    return found


def last_lines(application: Application) -> list[str]:
    """The last talk as lines for the page on which the person says if it is right."""
    log = log_of(application, felt="none")
    last = log.entries[:1]
    said = [f"{one.style}, {one.minutes} minutes, on {day(one.on)}. {'. '.join(one.topics)}." for one in last]
    open_ones = [one for one in log.actions if not one.done]
    actions = [f"{'You' if one.who == 'applicant' else WHO_WORDS[one.who]}: {one.what}, by {day(one.by)}." for one in open_ones]
    return [*said, *actions] if last else []

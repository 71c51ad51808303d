"""The six steps of the progress page, with the checks that happen at the same time."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from onboarding.door.held import ZONE
from onboarding.letters.words import capital
from onboarding.lib import clock
from onboarding.models import Stage, Wait
from onboarding.queries.how_long import weeks_words
from onboarding.queries.plain_words import chip, day
from onboarding.queries.progress_asked import asked, said_of
from onboarding.queries.progress_cards import Act, acts_of, fits, standing_acts, to_messages
from onboarding.queries.progress_read import Read
from onboarding.stages import ALL_KINDS
from onboarding.stages.names import ACTIVE, Engagement, Life
from onboarding.stages.shared import MORE_TIME

NOT_CHECKS = ("selection", "training", "placement")
CHIP_ORDER = {"you": 0, "us": 1, "them": 2, "none": 3, "done": 4}


@dataclass(frozen=True)
class WaitBar:
    """The wait so far beside the time 9 in 10 people wait, as words and as lengths out of 100."""

    words: str
    percent: float
    mark_percent: float | None


@dataclass(frozen=True)
class CheckShown:
    """One check: its name, who has the ball, what there is to know."""

    title: str
    who: str
    words: str
    paragraphs: list[str]
    wait: WaitBar | None = None
    acts: list[Act] = field(default_factory=list)


@dataclass(frozen=True)
class StepShown:
    """One of the six steps."""

    number: int
    title: str
    state: str
    hint: str
    checks: list[CheckShown]


def steps(read: Read) -> list[StepShown]:
    """The six steps: done, here, or next. A group has none."""
    if read.in_group:
        return []
    done = _done(read)
    here = next((number for number, finished in enumerate(done) if not finished), None) if _moving(read) else None
    titles = _titles(read)
    return [
        StepShown(
            number + 1, titles[number], "done" if finished else "here" if number == here else "next",
            _hint(read, number, finished), _checks(read, number, finished),
        )
        for number, finished in enumerate(done)
    ]  # fmt: skip


def step_words(read: Read) -> str:
    """You are on step 3 of 6."""
    here = next((step for step in steps(read) if step.state == "here"), None)
    return f"You are on step {here.number} of 6." if here else ""


def _moving(read: Read) -> bool:
    return read.active or read.application.state in (Life.DRAFT, Life.RESTING)


def _titles(read: Read) -> list[str]:
    offer = "Our offer" if read.fit.engagement == Engagement.PAID else "Our invitation"
    return ["Applying and meeting us", offer, "Checks", "Training", "Placement", "You start as a peer worker"]


def _done(read: Read) -> list[bool]:
    selection = _closed(read, "selection")
    offered = selection or any(stage.kind == "selection" and stage.state == "offered" for stage in read.stages)
    checks = all(stage.state == "closed" for stage in _stages(read, 2))
    started = read.application.state in (Life.IN_ROLE, Life.MOVED_ON)
    return [offered, selection, selection and checks, _closed(read, "training"), _closed(read, "placement"), started]


def _closed(read: Read, kind: str) -> bool:
    rows = [stage for stage in read.stages if stage.kind == kind]
    return bool(rows) and all(stage.state == "closed" for stage in rows)


def _stages(read: Read, number: int) -> list[Stage]:
    if number == 2:
        return [stage for stage in read.stages if stage.kind not in NOT_CHECKS]
    wanted = {0: "selection", 1: "selection", 3: "training", 4: "placement"}.get(number)
    return [stage for stage in read.stages if stage.kind == wanted]


def _hint(read: Read, number: int, finished: bool) -> str:
    if finished:
        return _done_hint(read, number)
    if number == 2 and _closed(read, "selection"):
        rows = _stages(read, 2)
        ready = sum(stage.state == "closed" for stage in rows)
        if read.application.state not in ACTIVE:
            return f"{ready} of {len(rows)} checks {'was' if ready == 1 else 'were'} done."
        return f"These {len(rows)} checks happen at the same time. {ready} {'is' if ready == 1 else 'are'} done."
    return {3: "6 weeks of classes.", 4: "2 weeks with a team, with someone to support you."}.get(number, "")


def _done_hint(read: Read, number: int) -> str:
    if number == 0:
        when = _when(read, "selection", "offer")
        return f"Done on {day(when)}" if when else "Done"
    if number == 1:
        when = _when(read, "selection", "accept")
        return f"You said yes on {day(when)}" if when else "You said yes"
    return ""


def _when(read: Read, kind: str, step: str) -> dt.date | None:
    found = [move for move in read.moves if (move.kind, move.step) == (kind, step)]
    return clock.local_date(found[-1].effective_at, ZONE) if found else None


def _checks(read: Read, number: int, finished: bool) -> list[CheckShown]:
    if number == 2:
        shown = [_check(read, stage) for stage in _stages(read, 2)] if _closed(read, "selection") else []
        return sorted(shown, key=lambda check: CHIP_ORDER[check.who]) if not finished else []
    open_now = [stage for stage in _stages(read, number) if stage.pk in read.waits]
    offered = [stage.state == "offered" for stage in open_now]
    return [
        _check(read, stage)
        for stage, made in zip(open_now, offered, strict=True)
        if number > 1 or made == (number == 1)
    ]


def _check(read: Read, stage: Stage) -> CheckShown:
    kind = ALL_KINDS[stage.kind]
    title, text = read.words_of(stage)
    name = _titles(read)[1] if (stage.kind, stage.state) == ("selection", "offered") else read.name_of(stage)
    if stage.state == kind.closed:
        return CheckShown(name, "done", "Done", [])
    wait = read.waits.get(stage.pk)
    if wait is None:
        return CheckShown(name, "none", "Not started yet", [text]) if stage.state == kind.first else CheckShown(name, "none", "Stopped", [])
    if truly := read.truly.get(stage.pk):
        return _held_up(read, title, text, truly)
    who = chip(wait.party)
    if who == "you":
        return CheckShown(name, who, "Waiting for you", ["You can do this now. It is at the top of this page."])
    if who == "none":
        return CheckShown(name, who, "Paused", ["We ask nothing of you now. Other people may go on with it."])
    if going_on := read.under_way(stage):
        return CheckShown(title, "none", going_on, [text])
    words = f"Waiting for {_named(read, wait)}"
    lines, bar = _so_far(read, wait.kind, wait.party, wait.started_at) if who == "them" else ([], None)
    named = read.day_named(stage)
    named_as = capital(_named(read, wait)) if who == "them" else "We"
    said = [f"{named_as} said: the answer comes by {day(named)}."] if named else []
    about = said_of(read, stage) or [text]
    return CheckShown(read.numbered(title, stage), who, words, [*about, *said, *lines], bar, _still(read, stage))


def _held_up(read: Read, title: str, text: str, truly: Wait) -> CheckShown:
    """What another check keeps back waits for whoever has that one."""
    who = chip(truly.party)
    words = "Waiting for you" if who == "you" else f"Waiting for {_named(read, truly)}"
    return CheckShown(title, who, words, [text])


def _named(read: Read, wait: Wait) -> str:
    return read.fit.waiting_for(wait.party, wait.body.name_for_applicants if wait.body else "")


def _still(read: Read, stage: Stage) -> list[Act]:
    """What the person can still do after they asked us something, or took a place: the ball is ours, the choice theirs."""
    if stage.state in ("joining", "named"):
        return acts_of(stage.kind, stage.state, stage.slot)
    if stage.state in ("booked", "not_yet"):
        return standing_acts(read, stage)
    if asked(read, stage, MORE_TIME):
        return []  # its card is at the top
    last = next((move for move in reversed(read.moves) if move.row == stage.pk), None)
    back = last is not None and last.step == "take_back"
    own = [act for act in acts_of(stage.kind, stage.state, stage.slot) if fits(read, stage, act)] if back else []
    return [*own, *to_messages(read, stage)]


def _so_far(read: Read, kind: str, party: str, started: dt.datetime) -> tuple[list[str], WaitBar | None]:
    """How long so far, and beside what is usual. Past 9 in 10: no forecast, only that it is not their doing."""
    if not read.times:
        return [], None
    days = max(0, (read.today - clock.local_date(started, ZONE)).days)
    so_far = f"You have waited {weeks_words(days)}."
    usual = read.usual.get((kind, party))
    if usual is None:
        return ([so_far] if days >= 7 else []), None
    if days > usual.nine * 7:
        return [so_far, "This is taking longer than usual. We are sorry. You have not done anything wrong."], None
    said = (
        f"Half of people wait less than {_weeks(usual.half)}. 9 out of 10 people wait less than {_weeks(usual.nine)}."
    )
    scale = usual.nine * 7 * 1.12
    bar = WaitBar(f"Blue: your wait so far. Black line: {_weeks(usual.nine)}.", days / scale * 100, 100 / 1.12)
    return [f"{so_far} {said}"], bar


def _weeks(count: int) -> str:
    return "1 week" if count == 1 else f"{count} weeks"

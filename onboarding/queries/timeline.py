"""What has happened to one application: its moves as they stand and as they were put right, contacts and letters."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

from onboarding.door.correction import REASONS
from onboarding.door.held import ZONE, Held
from onboarding.engine.edges import AMEND, BRING_IN, UNDO
from onboarding.engine.grammar import Step
from onboarding.engine.moves import MoveFact
from onboarding.lib import clock
from onboarding.models.gathered import Row, Rows
from onboarding.queries.contacts import ABOUT, HOW, WHO
from onboarding.queries.plain_words import national
from onboarding.stages import ALL_KINDS

OPEN = "open"
DECIDER = "Whoever may decide it"


@dataclass(frozen=True)
class Event:
    """One line: when, what, by whom; `move` is the id of a move that can be looked at and put right."""

    at: dt.datetime
    words: str
    by: str
    move: int | None = None
    letter: int | None = None


def timeline(held: Held, rows: Rows) -> list[Event]:
    """Newest first. Steps inside restricted records are not among the moves, so they cannot show here. `rows`: those around it."""
    nation = held.application.opportunity.nation
    moves = [replace(event, words=national(event.words, nation)) for event in _moves(held, rows)]
    events = [*moves, *_contacts(rows), *_letters(rows)]
    return sorted(events, key=lambda event: (event.at, event.move or 0), reverse=True)


def _moves(held: Held, rows: Rows) -> list[Event]:
    names = {row["id"]: row["name"] for row in rows["actors"]}
    undone = {fact.reverses for fact in held.facts if fact.step == UNDO}
    standing = {fact.id: fact for fact in held.standing}
    by_id = {fact.id: fact for fact in held.facts}
    events = _openings(held)
    for fact in held.facts:
        if fact.step == OPEN:
            continue
        who = DECIDER if decides_in_private(fact) else names[fact.actor] if fact.actor else "Came with it"
        now = standing.get(fact.id, fact)
        can_change = fact.id in standing and fact.cause is None
        words = _words(held, fact, by_id, fact.id in undone)
        note = _late(now, fact)
        events.append(Event(now.effective_at, words, f"{who}{note}", fact.id if can_change else None))
    return events


def decides_in_private(fact: MoveFact) -> bool:
    """Whether the name would tell how many had to agree, and so what a restricted record holds: it is shown to nobody here."""
    kind = ALL_KINDS[fact.kind]
    step = kind.steps.get(fact.step)
    return kind.restricted and step is not None and step.two_people is not None


def _openings(held: Held) -> list[Event]:
    """What opened together is one line."""
    undone = {fact.reverses for fact in held.facts if fact.step == UNDO}
    together: dict[tuple[int | None, dt.datetime, bool], list[str]] = {}
    for fact in held.facts:
        if fact.step == OPEN:
            now = next((one for one in held.standing if one.id == fact.id), fact)
            together.setdefault((fact.cause, now.effective_at, fact.id in undone), []).append(
                ALL_KINDS[fact.kind].title
            )
    return [
        Event(at, f"Opened: {', '.join(titles)}{' (undone later)' if gone else ''}", "Came with the step before")
        for (_cause, at, gone), titles in together.items()
    ]


def _words(held: Held, fact: MoveFact, by_id: dict[int, MoveFact], undone: bool) -> str:
    if fact.step == UNDO and fact.reverses:
        return f"Undone: {label(held, by_id[fact.reverses])}{_reason(fact)}"
    if fact.step == AMEND and fact.amends:
        return f"Date changed: {label(held, by_id[fact.amends])}{_reason(fact)}"
    return f"{label(held, fact)} (undone later)" if undone else label(held, fact)


def label(held: Held, fact: MoveFact) -> str:
    """A move in words: the stage and the step, with its number where it is taken many times; an opening says that it opened."""
    kind = ALL_KINDS[fact.kind]
    if fact.step == BRING_IN:
        return (
            f"{kind.title}: brought in from a spreadsheet, “{kind.state(fact.target).staff}”. Evidence not seen by us."
        )
    if fact.step == OPEN:
        return f"{kind.title} opened"
    return f"{kind.title}: {kind.steps[fact.step].label}{_which(held, fact, kind.steps[fact.step])}"


def _which(held: Held, fact: MoveFact, step: Step) -> str:
    """“, week 3”: the number that was asked for, or which time it was of those that stand."""
    if not step.each:
        return ""
    before = sum((m.row, m.step) == (fact.row, fact.step) and m.number < fact.number for m in held.standing)
    number = fact.code if any(ask.name == step.each for ask in step.asks) else str(before + 1)
    return f", {step.each} {number}" if number else ""


def _reason(move: MoveFact) -> str:
    words = dict(REASONS).get(move.code, "")
    return f". {words}" if words else ""


def _late(now: MoveFact, fact: MoveFact) -> str:
    """When we were told, if that was on a later day; the first date, if it was changed."""
    told, happened = clock.local_date(fact.recorded_at, ZONE), clock.local_date(now.effective_at, ZONE)
    notes = [f"recorded on {_day(told)}"] if told > happened else []
    if now.effective_at != fact.effective_at:
        notes.append(f"the date was {_day(clock.local_date(fact.effective_at, ZONE))} before")
    return f", {', '.join(notes)}" if notes else ""


def _contacts(rows: Rows) -> list[Event]:
    return [Event(row["at"], _contact(row), row["by__name"]) for row in rows["contacts"]]


def _contact(row: Row) -> str:
    words = f"Contact: {dict(WHO)[row['who']]}, {dict(HOW)[row['how']].lower()}, about {dict(ABOUT)[row['about']].lower()}."
    return f"{words} {row['line']}".strip()


def _letters(rows: Rows) -> list[Event]:
    found = sorted(rows["letters"], key=lambda row: int(row["id"]))
    return [Event(row["created_at"], f"Letter: “{row['title']}”", "", letter=row["id"]) for row in found]


def _day(day: dt.date) -> str:
    return f"{day.day} {day:%B}"

"""The audit report of one application: who did what, when it happened and when we were told, and what vouches for it.

Whoever may not read a restricted record is not shown that anything was read, written or proposed inside it:
such events are left out, lines are numbered as they stand here, and no number of the chain shows.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from onboarding import access
from onboarding.door import checkpoint
from onboarding.door.held import ZONE, Held, look
from onboarding.door.proposals import RESTRICTED
from onboarding.door.verify import verify_application
from onboarding.door.verify_links import read_envelope
from onboarding.engine.edges import AMEND, UNDO
from onboarding.models import Application, AuditEvent, Move, User
from onboarding.queries.looks import READ
from onboarding.queries.plain_words import national
from onboarding.queries.restricted import RECORDS
from onboarding.reports.audit_words import (
    REST,
    event_words,
    happened_words,
    lag_words,
    state_words,
    step_words,
    waiting_words,
)
from onboarding.reports.base import day_words, moment_short, moment_words
from onboarding.reports.parties import ON_NOW, held_by
from onboarding.reports.spells import DAY, Past
from onboarding.stages import ALL_KINDS
from onboarding.stages.names import PARTY_WORDS, Party

LONG = 200
DECIDER = "whoever may decide it"


@dataclass(frozen=True)
class Line:
    """One event: its place in this report, when recorded, when it happened and how late we were told, what, who, digest."""

    number: int
    recorded: str
    happened: str
    what: str
    change: str
    waiting: str
    by: str
    digest: str


@dataclass(frozen=True)
class Group:
    """The lines about one stage, or about something else."""

    title: str
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class AuditReport:
    """The report, ready for a page or a PDF."""

    reference: str
    person: str
    role: str
    covers: str
    made: str
    head: tuple[str, ...]
    verdict: str
    sound: bool
    anchor: str
    reads: tuple[Line, ...]
    groups: tuple[Group, ...]
    held: tuple[tuple[str, str, str], ...]

    @property
    def zone(self) -> str:
        """Where the clocks stand that the times are read from."""
        return str(ZONE)

    @property
    def is_long(self) -> bool:
        """Whether a box for each part of each event would be too many."""
        return sum(len(group.lines) for group in self.groups) > LONG


def audit_report(application: Application, *, by: User, at: dt.datetime, checkpoints: Path | None = None) -> AuditReport:
    """The report as this person may see it. `checkpoints` is the folder in which the signed files lie."""
    held = look(application)
    events = list(AuditEvent.objects.filter(application=application).order_by("seq"))
    seen = [event for event in events if _may_see(event, application, by)]
    lines = _Lines(held, seen, by)
    return AuditReport(
        application.reference, application.applicant.full_name, _role(application), _covers(seen, at),
        f"{moment_words(at)}, for {by.name}", _eights(application.chain_head), *_verdict(application, by),
        _anchor(application, checkpoints or checkpoint.folder(), by), lines.reads(), lines.groups(), _held_by(held, at),
    )  # fmt: skip


def may_see_all(application: Application, by: User) -> bool:
    """Whether nothing has to be left out for this person."""
    return all(access.may(by, right, application) for _code, right in RECORDS.values())


def _may_see(event: AuditEvent, application: Application, by: User) -> bool:
    """Events of restricted records only for those who may read that record."""
    kind = str(read_envelope(event.envelope).get("codes", {}).get("kind", ""))
    if event.type not in (RESTRICTED, READ, "proposed") or (event.type == "proposed" and kind not in RECORDS):
        return True
    right = next((right for code, (finding, right) in RECORDS.items() if kind in (code, finding)), None)
    return right is not None and access.may(by, right, application)


def _role(application: Application) -> str:
    opportunity, pathway = application.opportunity, application.pathway
    return f"{opportunity.title}, {opportunity.service.name}. {pathway.title} (version {pathway.version})"


def _covers(events: Sequence[AuditEvent], at: dt.datetime) -> str:
    if not events:
        return "Nothing yet"
    return f"{day_words(events[0].at.date())} to {day_words(at.date())}, {len(events)} events"


def _eights(digest: str) -> tuple[str, ...]:
    """A digest in two lines of four groups, to be read out over a telephone."""
    groups = [digest[i : i + 8] for i in range(0, len(digest), 8)]
    return " ".join(groups[:4]), " ".join(groups[4:])


def _verdict(application: Application, by: User) -> tuple[str, bool]:
    broken = verify_application(application).broken
    if not broken:
        return "Checked just now: every event follows from the one before, and every move stands as it was witnessed.", True
    first = broken[0]
    where = f"At event {first.seq}: {first.what}." if first.seq and may_see_all(application, by) else ""
    return f"Checked just now: this chain is broken. {where} Tell whoever looks after this system.".replace("  ", " "), False


def _anchor(application: Application, folder: Path, by: User) -> str:
    """The last checkpoint, or since when nothing outside the database vouches for the chain."""
    last = checkpoint.latest()
    if last is None:
        return "Not anchored outside the system yet: no checkpoint was ever made."
    words = f"Last checkpoint: {last.number}, {moment_words(last.at)}, root {last.root[:16]}"
    found = checkpoint.file_of(last, folder)
    if found is None:
        return f"{words}. Its file is not kept here: whoever holds it can check the signature."
    words = f"{words}, signature {found.signature[:16]}."
    if application.reference not in found.seqs:
        return f"{words} This application began later: not anchored since then."
    behind = application.chain_seq - found.seqs[application.reference]
    late = f"The last {behind} events came later." if behind and may_see_all(application, by) else ""
    return f"{words} Not anchored since then. {late}".strip()


class _Lines:
    """Events as lines, with the moves they speak of."""

    def __init__(self, held: Held, events: Sequence[AuditEvent], reader: User) -> None:
        self.sealed = {k for k, (_code, right) in RECORDS.items() if not access.may(reader, right, held.application)}
        self.nation = held.application.opportunity.nation
        self.moves = {move.number: move for move in held.moves}
        self.facts = {fact.id: fact for fact in held.facts}
        self.stand = {fact.id: fact for fact in held.standing}
        self.undone = {fact.reverses for fact in held.facts if fact.step == UNDO}
        said = [read_envelope(event.envelope) for event in events]
        self.names = dict(User.objects.filter(ref__in={one.get("actor") for one in said}).values_list("ref", "name"))
        self.all = list(enumerate(zip(events, said, strict=True), start=1))

    def reads(self) -> tuple[Line, ...]:
        """The reads of restricted records, apart and first."""
        return tuple(self._line(place, event, said) for place, (event, said) in self.all if event.type == READ)

    def groups(self) -> tuple[Group, ...]:
        """The rest by stage, in the order of the pathway; what is about no stage comes last."""
        found: dict[str, list[Line]] = {kind: [] for kind in (*ALL_KINDS, REST)}
        for place, (event, said) in self.all:
            if event.type != READ:
                found[self._kind(event, said)].append(self._line(place, event, said))
        titles = {kind: national(ALL_KINDS[kind].title, self.nation) if kind in ALL_KINDS else REST for kind in found}
        return tuple(Group(titles[kind], tuple(lines)) for kind, lines in found.items() if lines)

    def _kind(self, event: AuditEvent, said: Mapping[str, Any]) -> str:
        kind = said.get("codes", {}).get("kind", "")
        return kind if event.type in ("move", RESTRICTED, "proposed") and kind in ALL_KINDS else REST

    def _line(self, place: int, event: AuditEvent, said: Mapping[str, Any]) -> Line:
        move = self.moves.get(said.get("codes", {}).get("move", 0)) if event.type == "move" else None
        happened = what = change = waiting = ""
        if move is None:
            what = event_words(event.type, said.get("codes", {}))
        else:
            what, change, waiting = self._what(move), state_words(move), waiting_words(move)
            now = self.stand.get(move.pk, move.fact())
            happened = happened_words(move, now.effective_at) + lag_words(move, now.effective_at)
        what, change, waiting = (national(words, self.nation) for words in (what, change, waiting))
        return Line(place, moment_short(event.at), happened, what, change, waiting, self._by(said, move), event.hash[:8])

    def _by(self, said: Mapping[str, Any], move: Move | None) -> str:
        """Who did it. Who decides a restricted record would show that it took two, so they stay unnamed without the right."""
        step = ALL_KINDS[move.kind].steps.get(move.step) if move and move.kind in self.sealed else None
        if step is not None and step.two_people is not None:
            return DECIDER
        return self.names.get(said.get("actor", ""), "a person since erased" if said.get("actor") else "the system")

    def _what(self, move: Move) -> str:
        """The step in words, and what became of it."""
        if move.step == UNDO and move.reverses_id:
            return f"Undone: {step_words(self.facts[move.reverses_id])}"
        if move.step == AMEND and move.amends_id:
            return f"Date changed: {step_words(self.facts[move.amends_id])}"
        words = step_words(move.fact())
        return f"{words} (undone later)" if move.pk in self.undone else words


def _held_by(held: Held, at: dt.datetime) -> tuple[tuple[str, str, str], ...]:
    """How long each party held it: days, all stages added, and of how many stages."""
    app = held.application
    waits = list(app.waits.order_by("started_at", "stage_id"))
    past = Past(app.pk, 0, "", app.opportunity.nation, {}, tuple(held.facts), tuple(held.standing), {}, tuple(waits))
    stages: dict[str, set[int]] = {}
    for wait in waits:
        stages.setdefault(_party(past, wait), set()).add(wait.stage_id)
    days = held_by([past], app.created_at.replace(year=1900), at, _party)
    ordered: Iterable[str] = sorted(days, key=lambda name: (-sum(days[name].values()), name))
    nation = app.opportunity.nation
    return tuple((national(name, nation), f"{sum(days[name].values()) / DAY:.1f}", str(len(stages[name]))) for name in ordered)


def _party(past: Past, wait: Any) -> str:
    """Who held it; while a course or a placement went on, nobody did."""
    if past.goes_on(wait):
        return ON_NOW
    return PARTY_WORDS[Party(wait.party)][1]

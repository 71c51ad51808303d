"""Every path through a pathway, by the declared steps and the real rules: does one reach contact that is not cleared?

A node is where each stage stands, and what of it counts as evidence. What only depends on an answer (a level, a date,
a result) is taken to be whatever lets the step be taken, so more paths are walked than people could.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from onboarding.engine.grammar import Rule, Step
from onboarding.engine.history import History
from onboarding.stages import STAGE_KINDS
from tests.unit.stages.histories import DAY, NOW, closing, happened, history, taking

MODELLED = {"match", "attendance"}  # findings the search follows; others are whatever lets a step be taken
BY_HOUSE = ("selection", "readiness", "occupational_health", "identity", "reference", "qualifications", "committee")
SINCE_ASKED = ("host_says_yes", "sign_agreement")
LAW = ("crb", "right_to_work")
WITH_CONTACT = ("training", "placement")
WEEKS = {str(week): "attended" for week in range(1, 6)}


@dataclass(frozen=True)
class Place:
    """Where one stage stands, and what has happened there that a rule can see."""

    state: str
    closed: str = ""  # satisfied, lapsed or brought_in
    seen: frozenset[str] = frozenset()


Node = tuple[Place, ...]


@dataclass
class Search:
    """One pathway: its stages with what they open after, who is paid, the house rules it leaves out, the steps declared."""

    stages: Sequence[Mapping[str, Any]]
    paid: bool
    left_out: frozenset[str] = frozenset()
    without: tuple[tuple[str, str], str] | None = None  # a step, and the rule taken out of it
    corrections: bool = False
    lapses: bool = False
    settled: frozenset[str] = frozenset()  # kinds that close as soon as they open, and stay so
    whole: bool = True  # or: the states between opening and closing of a stage without contact count as one
    reached: set[tuple[str, str]] = field(default_factory=set)
    nodes: int = 0

    def __post_init__(self) -> None:
        self.kinds = [stage["kind"] for stage in self.stages]
        self._answers: dict[Any, bool] = {}
        self._pasts: dict[Any, History] = {}
        self._ways: dict[Any, list[tuple[Step, Place]]] = {}

    def unsafe(self) -> list[str] | None:
        """The steps of a path to contact that is not cleared, or None when there is none."""
        first = tuple(Place(STAGE_KINDS[kind].first) for kind in self.kinds)
        start = self.opened((*first, Place("past")))
        came: dict[Node, tuple[Node, str] | None] = {start: None}
        todo = [start]
        while todo:
            node = todo.pop()
            for label, after, broken in self.steps(node):
                if broken:
                    return [*self.path(came, node), label]
                if after not in came:
                    came[after] = (node, label)
                    todo.append(after)
        self.nodes = len(came)
        return None

    def path(self, came: Mapping[Node, tuple[Node, str] | None], node: Node) -> list[str]:
        found: list[str] = []
        back = came[node]
        while back:
            node, label = back
            found.append(label)
            back = came[node]
        return found[::-1]

    def steps(self, node: Node) -> Iterator[tuple[str, Node, bool]]:
        evidence = tuple((p.closed, p.seen) for p in node)
        for number, kind in enumerate(self.kinds):
            key = (number, node[number], evidence)
            if key not in self._ways:
                self._ways[key] = list(self.ways(number, kind, node))
            for step, place in self._ways[key]:
                after = self.put(node, number, place)
                broken = step.contact and not self.cleared(node, kind, step)
                if step.contact:
                    self.reached.add((kind, step.name))
                yield f"{kind}.{step.name}", self.opened(after), broken
            if self.lapses and node[number].closed == "satisfied" and self.may_lapse(kind) and kind not in self.settled:
                yield f"{kind} runs out", self.put(node, number, replace(node[number], closed="lapsed")), False
        if self.corrections and self.reached and not node[-1].seen:
            yield "contact was too early", (*node[:-1], Place("past", "", frozenset({"early"}))), False

    def ways(self, number: int, kind: str, node: Node) -> Iterator[tuple[Step, Place]]:
        """The steps possible for one stage here, each with where it leads."""
        place = node[number]
        if kind in self.settled:
            return
        for step in STAGE_KINDS[kind].steps.values():
            here = {self.place(kind, source) for source in step.source}
            if step.name != "open" and place.state in here and self.may(kind, step, node):
                yield step, self.moved(kind, place, step)

    def moved(self, kind: str, place: Place, step: Step) -> Place:
        target = self.place(kind, step.to(place.state))
        closed = (step.closes_as and "satisfied") or (place.closed if target == place.state else "")
        return Place(target, closed, self.seen(kind, place, step))

    def place(self, kind: str, state: str) -> str:
        ends = (STAGE_KINDS[kind].first, STAGE_KINDS[kind].closed)
        return state if self.whole or kind in WITH_CONTACT or state in ends else "open"

    def seen(self, kind: str, place: Place, step: Step) -> frozenset[str]:
        if kind == "training" and step.name == "record_week":
            return place.seen | {"weeks"}
        if kind != "placement":
            return place.seen
        named = {"ask_host": {"match"}, "keep_team": {"match", "keep_team"}}.get(step.name)
        before = place.seen - {"match", "keep_team", *SINCE_ASKED} if named else place.seen
        return (before | (named or {step.name} & {*SINCE_ASKED, "log_session"})) - set(step.drops)

    def may(self, kind: str, step: Step, node: Node) -> bool:
        rules = [rule for rule in step.rules if self.without != ((kind, step.name), rule.name)]
        return all(self.answer(rule, kind, node) for rule in rules if not self.is_free(rule))

    def is_free(self, rule: Rule) -> bool:
        return (
            bool(rule.needs) or bool(set(rule.reads) - MODELLED) or (bool(rule.house) and rule.house in self.left_out)
        )

    def answer(self, rule: Rule, kind: str, node: Node) -> bool:
        key = (rule.name, kind, tuple((p.closed, p.seen) for p in node))
        if key not in self._answers:
            self._answers[key] = self.asked(rule, kind, node)
        return self._answers[key]

    def asked(self, rule: Rule, kind: str, node: Node) -> bool:
        """The real rule, on a history that says what this node does."""
        key = tuple((p.closed, p.seen) for p in node)
        if key not in self._pasts:
            self._pasts[key] = self.past(node)
        return rule(taking(self._pasts[key], row=kind))

    def past(self, node: Node) -> History:
        moves = [move for k, place in zip(self.kinds, node, strict=False) for move in self.moves(k, place)]
        placement = node[self.kinds.index("placement")].seen
        training = node[self.kinds.index("training")].seen if "training" in self.kinds else frozenset()
        early = [happened("placement", "log_session", at=NOW - 900 * DAY)] if node[-1].seen else []
        return history(
            *early,
            *moves,
            kinds=self.kinds,
            engagement="paid" if self.paid else "voluntary",
            findings={
                "match": {"supervisor_id": 1} if "match" in placement else {},
                "attendance": {"weeks": WEEKS if "weeks" in training else {}},
            },
        )

    def moves(self, kind: str, place: Place) -> Iterator[Any]:
        if (
            not place.closed and kind in LAW
        ):  # contact before now was lawful: it was closed then, and opened again since
            yield closing(kind, at=NOW - 90 * DAY)
            yield happened(kind, "reopen", at=NOW, source="closed", target="with_applicant")
        if place.closed:
            gone: dt.date | None = NOW.date() - DAY if place.closed == "lapsed" else None
            yield closing(kind, at=NOW - 9 * DAY, expires_on=gone)
        if kind == "placement":
            yield from (
                happened(kind, name) for name in ("keep_team", *SINCE_ASKED, "log_session") if name in place.seen
            )

    def opened(self, node: Node) -> Node:
        """What is due opens at once, as the door does it."""
        for number, stage in enumerate(self.stages):
            kind = STAGE_KINDS[stage["kind"]]
            if node[number].state == kind.first and self.due(node, stage["opens_after"]):
                node = self.put(node, number, self.at_first(kind))
        return node

    def at_first(self, kind: Any) -> Place:
        """Where a stage stands once it is open; one that is settled is closed by then."""
        if kind.code in self.settled:
            return Place(kind.closed, "satisfied")
        return Place(self.place(kind.code, str(kind.steps["open"].target)))

    def due(self, node: Node, after: Sequence[str]) -> bool:
        return all(kind == "application" or node[self.kinds.index(kind)].closed == "satisfied" for kind in after)

    def put(self, node: Node, number: int, place: Place) -> Node:
        return (*node[:number], place, *node[number + 1 :])

    def may_lapse(self, kind: str) -> bool:
        return any(step.expires for step in STAGE_KINDS[kind].steps.values())

    def cleared(self, node: Node, kind: str, step: Step) -> bool:
        """What must be true before contact, said again and not by the rules themselves."""
        good = {k for k, place in zip(self.kinds, node, strict=False) if place.closed == "satisfied"}
        law = {"crb", "right_to_work"} if self.paid else {"crb"}
        house = {k for k in BY_HOUSE if k not in self.left_out}
        if "host_acceptance" in self.kinds and "host_acceptance" not in self.left_out:
            house.add("host_acceptance")
        if "employment_history" in self.kinds and "reference" not in self.left_out:
            house.add("employment_history")
        return law | house <= good and not node[-1].seen and self.supported(node, kind, step, good)

    def supported(self, node: Node, kind: str, step: Step, good: set[str]) -> bool:
        place = node[self.kinds.index(kind)]
        kept = "keep_team" in place.seen and "host_acceptance" in good
        wanted = {
            "training": kind != "training" and "training" not in good,
            "host_acceptance": kind == "placement" and "host_says_yes" not in place.seen and not kept,
            "supervisor": kind == "placement" and "match" not in place.seen,
        }
        weeks = step.name == "start_practice" and "training" not in self.left_out and "weeks" not in place.seen
        signed = kind == "placement" and "sign_agreement" not in place.seen
        return not (weeks or signed or any(lacks for rule, lacks in wanted.items() if rule not in self.left_out))

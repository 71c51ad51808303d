"""The register of red tape: what people say they would drop, by year, with small numbers hidden; and if it was fair and kind.

A year is shown once it is over: who looks every day would see the answers come one by one.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from onboarding.door.held import ZONE
from onboarding.lib import clock
from onboarding.models import Pathway, RedTape
from onboarding.reports.suppress import LEAST, few, hidden
from onboarding.stages.three_questions import DROP, DROPS, FAIR, HOW_MUCH, KIND, PEOPLE

YEARS = 3
TOO_FEW = "Too few to say"
NOBODY = "0"
QUESTIONS = ((FAIR, "Was this fair?"), (KIND, "Was it kind?"))
SMALL_PRINT = (
    f"Groups of fewer than {LEAST} people are hidden, and others with them where they could be worked out. "
    "Only counts are kept: no answer can be traced to a person. A year is shown when it is over. "
    "Too few people to say is not proof that all is well."
)
Counts = Mapping[tuple[str, str], int]


@dataclass(frozen=True)
class Line:
    """One step or one answer: its words, a cell a year, and how many pathways ask for it now (empty: no step)."""

    title: str
    cells: tuple[str, ...]
    pathways: str = ""


@dataclass(frozen=True)
class Register:
    """The years, how many answered in each, the lines of both questions, and what people would drop, most of it first."""

    years: tuple[int, ...]
    people: tuple[str, ...]
    questions: tuple[tuple[str, tuple[Line, ...]], ...]
    drops: tuple[Line, ...]


def register(*, at: dt.datetime) -> Register:
    """The last three years that are over and in which somebody answered."""
    now = clock.local_date(at, ZONE).year
    found = {year: _of(year) for year in range(now - 1, now - 1 - YEARS, -1)}
    tables = {year: table for year, table in found.items() if table.get((PEOPLE, PEOPLE))}
    people = tuple(_shown(table.get((PEOPLE, PEOPLE), 0)) for table in tables.values())
    questions = tuple((title, _answers(code, tables)) for code, title in QUESTIONS)
    return Register(tuple(tables), people, questions, _drops(tables))


def _of(year: int) -> Counts:
    rows = RedTape.objects.filter(year=year).values_list("question", "answer", "count")
    return {(question, answer): count for question, answer, count in rows}


def _shown(count: int) -> str:
    return TOO_FEW if few(count) else str(count)


def _answers(question: str, tables: Mapping[int, Counts]) -> tuple[Line, ...]:
    gone = {year: hidden({(code,): table.get((question, code), 0) for code, _words in HOW_MUCH}) for year, table in tables.items()}
    return tuple(
        Line(words, tuple(TOO_FEW if (code,) in gone[year] else str(table.get((question, code), 0)) for year, table in tables.items()))
        for code, words in HOW_MUCH
    )


def _drops(tables: Mapping[int, Counts]) -> tuple[Line, ...]:
    asks = [kind for pathway in _newest() for kind in set(pathway.kinds)]
    first = next(iter(tables.values()), {})
    order = sorted(DROPS, key=lambda one: -first.get((DROP, one[0]), 0) if _tells(first, one[0]) else 1)
    return tuple(
        Line(words, tuple(_drop(table, code) for table in tables.values()), str(asks.count(code)) if code in asks else "")
        for code, words in order
    )


def _drop(table: Counts, code: str) -> str:
    return str(table.get((DROP, code), 0)) if _tells(table, code) else TOO_FEW


def _tells(table: Counts, code: str) -> bool:
    """Whether neither those who ticked it nor those who did not are so few that they could be picked out."""
    ticked, people = table.get((DROP, code), 0), table.get((PEOPLE, PEOPLE), 0)
    return not (few(ticked) or few(people - ticked) or few(people))


def _newest() -> list[Pathway]:
    return list({row.code: row for row in Pathway.objects.order_by("version")}.values())

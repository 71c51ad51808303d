"""How a party outside answers: a step says who may take it on a reply page, and in which words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Choice:
    """One button of a step that asks for more than one choice gives: its code, its words, all the step is told by it."""

    code: str
    words: str
    facts: Mapping[str, Any]


@dataclass(frozen=True)
class Reply:
    """`parties` may take the step by a one-time link; `words` stand on its button, followed by the choice where it asks for one.

    `choices` gives the buttons on a day, where they are not simply the list of the step's first question.
    """

    parties: tuple[str, ...]
    words: str
    choices: Callable[[dt.date], Sequence[Choice]] | None = None

"""How a party outside answers: a step says who may take it on a reply page, and in which words."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Reply:
    """`parties` may take the step by a one-time link; `words` stand on its button, followed by the choice where it asks for one."""

    parties: tuple[str, ...]
    words: str

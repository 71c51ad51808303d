"""Refusals are sentences. A refused step has written nothing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Reason:
    """One unmet sentence; `law` when no pathway can leave it out; `mend` the kind of stage where it can be put right.

    `hides` marks a step that makes no sense here.
    """

    sentence: str
    law: bool = False
    house: bool = False
    mend: str = ""
    hides: bool = False


class StepRefused(Exception):
    """The step may not be taken, with every reason. Nothing was written."""

    def __init__(self, reasons: Iterable[Reason | str]) -> None:
        self.reasons = [r if isinstance(r, Reason) else Reason(r) for r in reasons]
        super().__init__("; ".join(reason.sentence for reason in self.reasons))


class Stale(StepRefused):
    """Somebody else moved this row since the page was shown."""

    def __init__(self) -> None:
        super().__init__(["Someone else changed this a moment ago. Look at what is new, then try again."])


class KeyReused(Exception):
    """The same key came with another step or other facts: a mistake of the caller."""

"""What a step may do to its row: hand findings over, name a body or a reason code. It saves nothing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any


class Holder:
    """Mixed into every class of steps. The door reads what the step left here and writes it."""

    code: str = ""
    body_id: int | None = None
    party: str | None = None
    due_on: dt.date | None = None  # a day of its own for this turn, such as a committee's meeting, instead of the usual target
    until: dt.date | None = None  # the day a closing holds until, where a shared row says so

    def find(self, finding: str, **values: Any) -> None:
        """Hand over one finding by its code; the door writes it with the move."""
        self.__dict__.setdefault("_found", []).append((finding, values))

    @property
    def day(self) -> dt.date:
        """The day on which the step in hand happened."""
        found: dt.date = self.__dict__["_taking"].day
        return found

    @property
    def by(self) -> int:
        """The id of who takes the step in hand."""
        found: int = self.__dict__["_taking"].by.pk
        return found

    @property
    def role(self) -> str:
        """What the role is called."""
        found: str = self.__dict__["_taking"].history.role
        return found

    def shared(self, name: str) -> Any:
        """The shared row that the answer `name` points at."""
        return self.__dict__["_taking"].shared[name]

    def current(self, finding: str) -> Mapping[str, Any]:
        """The current finding of this stage, as plain values."""
        return self.__dict__.get("_current", {}).get(finding, {})

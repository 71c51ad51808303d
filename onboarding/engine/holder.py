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

    def current(self, finding: str) -> Mapping[str, Any]:
        """The current finding of this stage, as plain values."""
        return self.__dict__.get("_current", {}).get(finding, {})

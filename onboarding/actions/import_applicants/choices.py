"""What HR chooses in the preview, row by row: somebody who comes back, and a need that stood in a note."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from onboarding.actions.import_applicants.checked import CheckedRow, CheckedTracker
from onboarding.actions.import_applicants.evidence import NEED
from onboarding.actions.import_applicants.state import reached

PERHAPS_KNOWN = ("possible_duplicate_person",)
SAME, DIFFERENT = "same", "different"
# What a note may ask for -> the fields of the applicant that say so.
NEEDS: dict[str, Mapping[str, int | str]] = {
    "large": {"points": 18},
    "larger": {"points": 24},
    "text": {"channel": "text"},
    "post": {"channel": "post"},
    "phone": {"channel": "phone"},
}


@dataclass(frozen=True)
class Choice:
    """`person`: SAME, DIFFERENT or nothing chosen; `needs`: keys of NEEDS."""

    person: str = ""
    needs: tuple[str, ...] = ()

    def as_plan(self) -> list[dict[str, str]]:
        """The choice as it is kept with its row until the application is written."""
        said = [{"what": NEED, "kind": "person", "on": self.person}] if self.person else []
        return said + [{"what": NEED, "kind": need, "on": ""} for need in self.needs]

    @classmethod
    def of_plan(cls, plan: list[dict[str, str]]) -> Choice:
        """The choice that was kept."""
        person = next((item["on"] for item in plan if item["kind"] == "person"), "")
        return cls(person, tuple(item["kind"] for item in plan if item["kind"] in NEEDS))


def is_perhaps_known(row: CheckedRow) -> bool:
    """Whether the only thing against the row is that the person may be here already: that is for HR to say."""
    return row.reasons == PERHAPS_KNOWN


def to_come_in(tracker: CheckedTracker, choices: Mapping[int, Choice]) -> list[CheckedRow]:
    """The accepted rows and those that HR chose to bring in, in sheet order, each reference once."""
    found: dict[str, CheckedRow] = {}
    for row in tracker.rows:
        chosen = choices.get(row.sheet_row, Choice()).person in (SAME, DIFFERENT)
        if row.accepted or (chosen and is_perhaps_known(row)):
            found.setdefault(row.ref, standing(row))
    return list(found.values())


def standing(row: CheckedRow) -> CheckedRow:
    """The row as an accepted one, with where it stands."""
    stands = reached(row.status, row.days)
    if stands is None:
        raise ValueError("A row whose status and dates disagree stands nowhere")
    return replace(row, outcome="accepted", reasons=(), state=stands.state, on_hold_at=stands.on_hold_at)

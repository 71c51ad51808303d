"""What of a brought-in application a person must still see: codes and days only, in the words of our stages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from onboarding.actions.import_applicants.checked import CheckedRow
from onboarding.door.bring_in import Brought
from onboarding.stages import ALL_KINDS
from onboarding.stages.names import APPLICATION, ENDINGS

Evidence = dict[str, str]
SEEN, OPEN, ON_HOLD, ENGAGEMENT, AHEAD, NEED = "seen", "open", "on_hold", "engagement", "ahead", "need"


def evidence(row: CheckedRow, life: str, stages: Sequence[Brought], ahead: Iterable[str]) -> Iterator[Evidence]:
    """What must be seen or asked. For an application that has ended nothing opens any more, so nothing is asked."""
    if life in ENDINGS:
        return
    stands = {brought.kind: brought for brought in stages}
    for brought in stands.values():
        if brought.state == ALL_KINDS[brought.kind].closed:
            yield {"what": SEEN, "kind": brought.kind, "on": _day(row, brought)}
        elif brought.state == "on_placement" or life == "in_role":
            yield {"what": OPEN, "kind": brought.kind, "on": _day(row, brought)}
    if row.state == "on_hold":
        yield {"what": ON_HOLD, "kind": APPLICATION, "on": ""}
    if row.engagement is None:
        yield {"what": ENGAGEMENT, "kind": APPLICATION, "on": ""}
    yield from ({"what": AHEAD, "kind": APPLICATION, "on": row.days[field].isoformat()} for field in ahead)


# The column that says when a stage closed (or, for a placement, began).
SAYS = {
    "readiness": ("readiness_mtg",),
    "occupational_health": ("oh_cleared", "oh_sent"),
    "crb": ("dbs_clear", "dbs_sent"),
    "training": ("training_end",),
    "placement": ("placement_end", "placement_start"),
}


def _day(row: CheckedRow, brought: Brought) -> str:
    found = (row.days[field] for field in SAYS.get(brought.kind, ()) if field in row.days)
    day = next(found, None)
    return day.isoformat() if day else ""


def in_words(item: Evidence) -> str:
    """One piece of evidence as HR reads it, without its date."""
    title = ALL_KINDS[item["kind"]].title
    return {
        SEEN: f"{title}: done",
        OPEN: f"{title}: begun and not closed",
        ON_HOLD: "On hold in the spreadsheet: ask the person if they wish it",
        ENGAGEMENT: "Paid or voluntary? The spreadsheet does not say; the paid pathway asks for more checks",
        AHEAD: "The spreadsheet has a day that lay ahead: it counts as a plan",
    }[item["what"]]

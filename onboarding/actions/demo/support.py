"""The weeks on placement: sessions, supervision each week that is now and then late, and the reviews."""

from __future__ import annotations

import datetime as dt
from typing import Any

from onboarding.actions.demo.clockwork import Life
from onboarding.actions.demo.walker import DAY, Walker
from onboarding.door import take

REVIEWS, SESSIONS_UNTIL = (2, 6, 12), 6
LATE, HOW_OFTEN = 9, 0.4  # the week in which supervision is missed, and by how many
TALKS: tuple[dict[str, Any], ...] = (
    {"topics": ["role", "people"], "action_1": "shadow", "who_1": "team"},
    {"topics": ["story", "private"]},
    {"topics": ["saying_no", "support"], "action_1": "support", "who_1": "supervisor"},
    {"topics": ["learning", "goals"], "action_1": "course", "who_1": "us"},
)
NO_ACTIONS = dict.fromkeys(("action_1", "who_1", "due_1", "action_2", "who_2", "due_2"))


def weeks(walker: Walker) -> Life:
    """Twelve of them: what takes place in each."""
    for week in range(1, REVIEWS[-1] + 1):
        yield 7
        if week <= SESSIONS_UNTIL:
            walker.tried("placement", "log_session", minutes=180, one_to_one=15)
        if week % 3 == 1 or week in REVIEWS:
            talk(walker, "log_supervision", week)
        elif week == LATE and walker.rng.random() < HOW_OFTEN:
            walker.tried("placement", "supervision_missed")
        if week in REVIEWS:
            held: dict[str, Any] = {"outcome": "going_well", "held_by": walker.staff("tessa").pk, "weeks": None}
            walker.go("placement", "hold_review", by="jo", **held)


def in_role(walker: Walker) -> Life:
    """The latest talk in the role, a few weeks before the end of the demo; with one in eight it is too long ago."""
    ago = walker.rng.randrange(29, 40) if walker.rng.random() < 1 / 8 else walker.rng.randrange(1, 27)
    yield max((walker.clockwork.end - walker.now).days - ago, 1)
    if walker.has_role:
        said: dict[str, Any] = {**NO_ACTIONS, **TALKS[3], "due_1": walker.today + 28 * DAY}
        by, more = walker.staff("tessa"), {"style": "peer", "minutes": 60, **said}
        take(walker.application, "placement", "log_later_supervision", by=by, at=walker.now, tell=False, **more)


def talk(walker: Walker, step: str, number: int) -> None:
    """One supervision, on a theme of its own."""
    said = {**NO_ACTIONS, **TALKS[number % len(TALKS)]}
    due: dt.date | None = walker.today + 14 * DAY if said["action_1"] else None
    walker.go("placement", step, by="tessa", style="individual", minutes=45, **{**said, "due_1": due})

"""What changes a person's way while the checks are open: breaks, endings, returns, and patience that runs out in silence."""

from __future__ import annotations

from typing import Any

from onboarding.actions.demo.clockwork import Life
from onboarding.actions.demo.people import GOES_ON
from onboarding.actions.demo.walker import DAY, Walker

A_WEEK = 7
STOPS = 0.008  # a week, while something happens; twice as often after two weeks of silence, four times after four (design)
TURNS: dict[str, tuple[str, dict[str, Any], str, float]] = {
    "withdrawn": ("withdraw", {}, "", 0),
    "withdrawn_waiting": ("withdraw", {"reason": "waited"}, "", 0),
    "paused": ("pause", {"asked": "phone"}, "", 0),
    "took_a_break": ("pause", {"asked": "self"}, "resume", 45),
    "pauses_and_moves_on": ("pause", {"asked": "self"}, "resume", 90),
    "resting": ("rest", {}, "", 0),
    "came_back": ("rest", {}, "come_back", 60),
    "back_after_8_months": ("withdraw", {"reason": "life"}, "come_back", 243),
    "transferred": ("transfer", {"agreed": True}, "", 0),
    "moves_nation": ("transfer", {"agreed": True}, "", 0),
    "deceased": ("record_death", {}, "", 0),
    "offer_withdrawn": ("withdraw_offer", {"met": True}, "", 0),
}


def turning_point(walker: Walker) -> Life:
    """The one turn of their fate, and the way back where there is one."""
    turn = TURNS.get(walker.fate)
    if turn is None:
        return
    step, facts, back, after = turn
    yield 20 + 10 * walker.rng.random() + (25 if step == "rest" else 0)
    if not walker.active:
        return
    if walker.fate in ELSEWHERE:
        facts = {**facts, "to": walker.world.opportunity(ELSEWHERE[walker.fate], walker.today).pk}
    if step == "rest":
        facts = {**facts, "called_on": walker.today - 2 * DAY, "reminded": True}
    walker.go(None, step, **facts)
    if back:
        walker.away, walker.in_break = step != "pause", step == "pause"
        yield after
        walker.go(None, back)
        walker.away = walker.in_break = False


ELSEWHERE = {"transferred": "A", "moves_nation": "S"}


def while_here(walker: Walker, life: Life) -> Life:
    """The same life, which stands still while the person is away and comes back; in a break our own part goes on."""
    for wait in life:
        yield wait
        while walker.away:
            yield A_WEEK


def not_in_a_break(walker: Walker, life: Life) -> Life:
    """The same life, which stands still in a break, too: nobody learns while they rest."""
    for wait in while_here(walker, life):
        yield wait
        while walker.in_break:
            yield A_WEEK


def patience(walker: Walker) -> Life:
    """Once a week somebody may have had enough; the longer nothing happens, the likelier."""
    while walker.fate == GOES_ON and walker.active:
        yield A_WEEK
        silent = (walker.now - walker.heard).days
        times = 4 if silent > 28 else 2 if silent > 14 else 1
        if walker.rng.random() < STOPS * times and walker.active:
            walker.go(None, "withdraw", reason="waited" if times > 1 else "life")
            return

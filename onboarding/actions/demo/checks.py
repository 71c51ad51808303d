"""The checks that need the person and us: papers, the people who can speak for them, and the readiness chat."""

from __future__ import annotations

from onboarding.actions.demo import draws
from onboarding.actions.demo.clockwork import Life
from onboarding.actions.demo.walker import DAY, Walker
from onboarding.models import Stage

LONG = {"resting": 130, "came_back": 130, "back_after_8_months": 60}  # days of silence before the chat
WEEK_AND_A_HALF = 10


def identity(walker: Walker) -> Life:
    """Papers are asked for and seen; after a new name once more."""
    walker.go("identity", "ask")
    yield walker.takes(draws.papers)
    walker.go("identity", "record_seen", route="in_person", papers="two_photo_one_address")
    if walker.fate == "new_name":
        yield 60
        walker.go("identity", "replace_paper", why="name", route="in_person", papers="one_photo_two_address")


def right_to_work(walker: Walker) -> Life:
    """Checked when paid; asked when not."""
    walker.go("right_to_work", "ask")
    yield walker.takes(draws.papers)
    if walker.paid:
        walker.go("right_to_work", "record_check", route="papers")
    else:
        walker.go("right_to_work", "record_answer", answer=True)


def reference(walker: Walker, row: Stage) -> Life:
    """One of two people who can speak for them; one of them may have moved."""
    walker.go(row, "ask_who")
    yield walker.takes(draws.forms)
    if walker.fate == "referee_moved" and row.slot == 1:
        yield from _moved(walker, row)
    _name(walker, row, row.slot)
    yield walker.takes(draws.office)
    walker.go(row, "ask", template="after_offer")
    yield from _answered(walker, row)
    walker.go(row, "received", how="link", answer=walker.rng.choice(("yes", "yes", "yes", "with_help")))
    yield walker.takes(draws.office)
    walker.go(row, "accept", by="dee")


def _answered(walker: Walker, row: Stage) -> Life:
    """The answer comes, with a reminder or two on the way."""
    left = walker.takes(draws.reference)
    for _reminder in range(2):
        if left <= WEEK_AND_A_HALF:
            break
        yield WEEK_AND_A_HALF
        left -= WEEK_AND_A_HALF
        walker.go(row, "remind")
    yield left


def _moved(walker: Walker, row: Stage) -> Life:
    _name(walker, row, 3)
    yield walker.takes(draws.office)
    walker.go(row, "ask", template="after_offer")
    yield 8
    walker.go(row, "referee_cannot", reason="moved")
    yield walker.takes(draws.office)
    walker.go(row, "ask_who")
    yield walker.takes(draws.forms)


def _name(walker: Walker, row: Stage, who: int) -> None:
    number = walker.person.number + 1
    first = ("Rosa", "Hassan", "Bridget")[who - 1]
    walker.go(
        row, "name_referee", by="jo", name=f"{first} {walker.person.surname[:1]}. Marsh",
        relation=("group", "tutor", "work")[who - 1], email=f"referee{number}-{who}@people.example", phone=None,
        role_words="support_worker", knows="no",
    )  # fmt: skip


def readiness(walker: Walker) -> Life:
    """The chat and the plan, made together."""
    walker.go("readiness", "invite", by="jo")
    yield walker.takes(draws.forms) + LONG.get(walker.fate, 0)
    walker.go("readiness", "book", by="jo", starts_at=walker.now + 3 * DAY, how="phone", place="")
    yield 3.2
    if walker.fate == "not_yet":
        yield from _not_yet(walker)
    _plan(walker)
    outcome = walker.rng.choice(("ready", "ready", "ready_with_plan"))
    walker.go("readiness", "record_plan", by="jo", outcome=outcome, support="A quiet place for breaks")
    yield walker.takes(draws.office)
    walker.go("readiness", "action_done", by="jo", number=1)
    walker.go("readiness", "agree_plan", by="jo")


def _plan(walker: Walker) -> None:
    """Three topics and one action; no draw, so that everybody's fate stays what it was."""
    money = "needs_support" if walker.application.pk % 2 else "in_place"
    walker.go("readiness", "talk_over", by="jo", role="in_place", money=money, time="needs_support", thought_of_break=True)
    walker.go("readiness", "add_action", by="jo", what="Ask who gives free advice on benefits", who="us", due=walker.today + 14 * DAY)


def _not_yet(walker: Walker) -> Life:
    """Time to go on with one's own life first; then another chat, or the group instead."""
    walker.go("readiness", "not_yet", by="jo", confirms="priya", reason="time", review_on=walker.today + 60 * DAY)
    yield 62
    if walker.rng.random() < 0.4 and walker.active:
        walker.go(None, "choose_group")
    walker.go("readiness", "talk_again", by="jo")
    yield walker.takes(draws.office_week)
    walker.go("readiness", "book", by="jo", starts_at=walker.now + 3 * DAY, how="in_person", place="14 Mill Lane")
    yield 3.2

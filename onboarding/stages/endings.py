"""What is asked, and what must be true, before an application ends, rests, or comes back. Nobody is ended by a clock."""

from __future__ import annotations

import datetime as dt
from typing import Any

from onboarding.engine.asks import Ask
from onboarding.engine.grammar import rule
from onboarding.stages.moving_on import WHY
from onboarding.stages.names import Engagement

FOUR_WEEKS = dt.timedelta(days=28)
BACK_WITHIN = dt.timedelta(days=366)
SAYS_NOTHING = "no_say"

NOT_THIS_TIME = (
    ("criteria", "Other people met more of the criteria"),
    ("no_place", "There is no place in this service now"),
    ("availability", "Days or travel do not fit the role"),
)
STRENGTHS = (
    ("listening", "Listening well"),
    ("own_story", "Using their own experience with care"),
    ("room", "Making room for other people"),
    ("warm", "Being warm and honest"),
    ("role", "Knowing what a peer worker does"),
    ("limits", "Keeping safe limits"),
    ("reliable", "Being someone to rely on"),
    ("team", "Working well with others"),
)
NEXT_TIME = (
    ("group", "Some practice in a group"),
    ("role", "Finding out more about the role"),
    ("story", "Choosing which parts of their story to share"),
    ("days", "More free days"),
    ("nothing", "Nothing: it was very close"),
)
WHY_STOP = (
    ("waited", "I waited too long"),
    ("other_work", "I found something else"),
    ("life", "Things have changed for me"),
    ("not_for_me", "It is not for me"),
    (SAYS_NOTHING, "I would rather not say"),
)
WHERE_TO = (
    ("peer_role", "Another peer role"),
    ("senior_role", "A peer role with more to look after"),
    ("other_job", "Another job"),
    ("study", "Study or training"),
    ("volunteering", "Volunteering"),
    ("own_group", "A group of their own"),
    ("something_else", "Something else"),
    (SAYS_NOTHING, "They would rather not say"),
)
MONTHS = (("3", "3 months later"), ("6", "6 months later"), ("12", "12 months later"))

FEEDBACK = (
    Ask("reason", "Why?", form="choice", choices=NOT_THIS_TIME, error="Select why"),
    Ask("first_strength", "What did they do well?", form="choice", choices=STRENGTHS, error="Select what they did well"),
    Ask("second_strength", "And what else?", form="choice", choices=STRENGTHS, error="Select a second thing they did well"),
    Ask("next_time", "What may help next time?", form="choice", choices=NEXT_TIME, error="Select what may help next time"),
    Ask("offered_talk", "We offered to talk about it", form="yes", error="Offer to talk about it first"),
)  # fmt: skip
SILENCE = (
    Ask("called_on", "When did we ring them last?", form="date"),
    Ask("reminded", "Every reminder was sent, the way they like it", form="yes", error="Send every reminder first"),
)
MOVED_ON = (
    Ask("where", "Where do they go on to?", form="choice", choices=WHERE_TO, error="Select where they go on to"),
    WHY,
    Ask("may_ask", "We may ask them again in 3, 6 and 12 months", form="yes", required=False),
)
LATER = (
    Ask("months", "How long after they left?", form="choice", choices=MONTHS, error="Select how long after"),
    Ask("where", "What do they do now?", form="choice", choices=WHERE_TO, error="Select what they do now"),
)

TRANSFER = (
    Ask("to", "To which role?", form="row", row="opportunity", error="Select the role"),
    Ask("agreed", "They agree to move to it", form="yes", error="Ask them first"),
)


@rule("They are a member of a group, and apply for no role", hides=True)
def applies_for_a_role(taking: Any) -> bool:
    """Nobody is turned away from mutual support, and nobody who is in a group has to choose one."""
    return bool(taking.history.engagement != Engagement.GROUP)


@rule("Only a member of a group leaves it", hides=True)
def is_in_a_group(taking: Any) -> bool:
    return bool(taking.history.engagement == Engagement.GROUP)


@rule("There is no offer to decline", hides=True)
def offer_stands(taking: Any) -> bool:
    return any(row.kind == "selection" and row.state == "offered" for row in taking.history.rows)


@rule("An offer was made: taking it back is a step of its own, by two people", hides=True)
def not_offered_yet(taking: Any) -> bool:
    """“Not this time” answers an application; an offer, accepted or not, is withdrawn."""
    offered = any(row.kind == "selection" and row.state == "offered" for row in taking.history.rows)
    return not offered and not taking.history.closed("selection", taking.effective_at)


@rule("There is no offer to withdraw", hides=True)
def offer_was_made(taking: Any) -> bool:
    history, at = taking.history, taking.effective_at
    return history.happened("selection", "offer", at) or history.closed("selection", at)


@rule(
    "They are with a team: find another team, or open the check that is in doubt again, before the offer is taken back",
    hides=True,
)
def not_with_a_team(taking: Any) -> bool:
    """The offer hung on checks, and they were done: nobody is sent away from a running placement by a letter about an offer."""
    rows = taking.history.rows
    running = any((row.kind, row.state) == ("placement", "on_placement") for row in rows)
    return not running or any(row.kind != "placement" and row.state != "closed" for row in rows)


@rule("This role is not open: select one that is", needs=("to",))
def role_is_open(taking: Any) -> bool:
    return bool(taking.shared["to"].is_open)


@rule("Name two different things they did well", needs=("first_strength", "second_strength"))
def two_strengths(taking: Any) -> bool:
    return taking.fact("first_strength") != taking.fact("second_strength")


@rule("Nothing has waited for the person for 4 weeks yet: remind them and ring them first")
def silent_for_weeks(taking: Any) -> bool:
    """The ladder of reminders takes 20 working days. Our own delay is nobody’s silence."""
    turns = taking.history.turns_of("applicant")
    return any(start <= taking.effective_at - FOUR_WEEKS for start in turns)


@rule("The call must lie after the last reminders, and not ahead", needs=("called_on",))
def called_lately(taking: Any) -> bool:
    """A call of long ago is no call: it belongs to the last 4 weeks of the silence."""
    return bool(taking.day - FOUR_WEEKS <= taking.fact("called_on") <= taking.day)


@rule("More than 12 months have passed. Call us, and we open it with you")
def back_within_a_year(taking: Any) -> bool:
    left = [m.effective_at for m in taking.history.stand if m.row is None and m.step in ("rest", "withdraw")]
    return bool(left) and taking.effective_at <= left[-1] + BACK_WITHIN


@rule("This break was asked for on your own page. You can start again", hides=True)
def recorded_by_us(taking: Any) -> bool:
    """A break that staff wrote down can be taken away by the person with one click."""
    breaks = [move for move in taking.history.stand if move.row is None and move.step == "pause"]
    return bool(breaks) and breaks[-1].code != "self"


@rule("They did not wish to be asked later", reads=("destination",))
def may_be_asked(taking: Any) -> bool:
    return bool(taking.history.finding("destination", "may_ask", False))


@rule("Every step must be closed first")
def all_closed(taking: Any) -> bool:
    return all(row.state == "closed" for row in taking.history.rows)

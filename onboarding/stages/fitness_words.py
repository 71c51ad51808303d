"""What can be answered inside the record of work and health support: lists, and the support in practical words."""

from __future__ import annotations

from onboarding.engine.asks import Ask
from onboarding.stages.disclosure_words import choice, yes

OUTCOMES = (
    ("fit", "Yes"),
    ("fit_with_adjustments", "Yes, with support"),
    ("not_now", "Not now"),
    ("not_fit", "Not for this role"),
    ("more_information", "They need more information"),
    ("no_report", "No report: the person kept it back"),
)
MAY_GO_ON = frozenset({"fit", "fit_with_adjustments", "no_report"})
AGREED = {
    "": "No support was written down",
    "asked": "Waiting for the person’s answer",
    "agreed": "The person agreed",
    "other": "The person would like something else: talk with them",
}
SAYS = (("agreed", "Yes, this helps"), ("other", "I would like something else"))
WAITING = (
    ("us", "Us"),
    ("occupational_health", "Occupational Health"),
    ("gp_report", "A report that Occupational Health asked for, with the person’s yes"),
    ("person", "The person"),
)
ACCESS = (
    ("told", "We told them about it"),
    ("asked", "They have asked for it"),
    ("granted", "It was granted"),
    ("not_wanted", "They do not want it"),
)
DECISIONS = {
    "": "Not decided",
    "go_on": "Go on",
    "with_support": "Go on, with the support agreed",
    "not_proceed": "Not this role",
}
FRESH = {
    "agreed": "",
    "waits_for": "",
    "talk": "",
    "talk_how": "",
    "brings": False,
    "decision": "",
    "decided_on": None,
}
ERASED = {**FRESH, "outcome": "", "adjustments": "", "review_on": None, "access_to_work": ""}
SUPPORT_HINT = "Practical support only: times, place, equipment. Never a reason."
TALK = (
    "We would like to talk with you in private. It is about your work and health support. "
    "You choose how: phone, video, in person. Bring someone if you like. We have not decided anything."
)
RESULT = (
    choice("outcome", "What did Occupational Health tell us?", OUTCOMES, "Select what Occupational Health told us"),
    Ask("adjustments", "Support they suggest", required=False, restricted=True, longest=500, hint=SUPPORT_HINT),
    Ask("review_on", "Look at it again on", form="date", required=False, restricted=True),
)
SUPPORT = (
    Ask("adjustments", "Which support?", restricted=True, longest=500, error="Enter the support", hint=SUPPORT_HINT),
    Ask("review_on", "Look at it again on", form="date", required=False, restricted=True),
)
WAIT = (
    choice("waits_for", "Whom does it wait for?", WAITING, "Select whom it waits for"),
    Ask("review_on", "Look at it again on", form="date", restricted=True),
)
BEFORE_NO = (
    yes("support", "We looked at every support that could make this role possible", "Look at support first"),
    yes("other_role", "We looked at other roles with the person", "Look at other roles first"),
    yes("reasons", "We write down the reasons for the person, and how they can ask for another look",
        "Confirm that the person gets the reasons in writing"),
)  # fmt: skip

"""The three yearly questions: was it fair, was it kind, what would you drop. Lists alone: no word of anybody's own is kept."""

from __future__ import annotations

FAIR, KIND, DROP, PEOPLE = "fair", "kind", "drop", "people"
HOW_MUCH = (("yes", "Yes"), ("partly", "In part"), ("no", "No"))
# Steps by the code of their kind, the same list for everybody: which pathway somebody is on is not told by it.
STEPS = (
    ("selection", "The meeting and the choosing"),
    ("identity", "Proof of who I am"),
    ("right_to_work", "Right to work papers"),
    ("reference", "References"),
    ("employment_history", "Telling my years of work"),
    ("qualifications", "Showing my certificates"),
    ("readiness", "The readiness chat and plan"),
    ("occupational_health", "Work and health support"),
    ("crb", "The DBS check, or PVG, or AccessNI"),
    ("committee", "Waiting for a committee"),
    ("host_acceptance", "Waiting for the team to say yes"),
    ("training", "The course"),
    ("placement", "The agreement and the first weeks"),
)
OTHER = (
    ("asked_twice", "Being asked the same thing twice"),
    ("no_news", "Waiting with no news"),
    ("letters", "So many letters"),
    ("travel", "Having to travel to us"),
)
DROPS = (*STEPS, *OTHER)

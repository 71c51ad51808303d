"""Bring HR's spreadsheet in. `look` reads and judges and writes nothing; `bring_file` writes, `discard` takes back."""

from onboarding.actions.import_applicants.checked import CheckedRow, CheckedTracker, check
from onboarding.actions.import_applicants.discard import discard
from onboarding.actions.import_applicants.duplicates import Earlier
from onboarding.actions.import_applicants.reading import Sheet, read_tracker
from onboarding.actions.import_applicants.refused import TrackerRefused
from onboarding.actions.import_applicants.run import Look, begin, bring_file, go_on, look

__all__ = [
    "CheckedRow",
    "CheckedTracker",
    "Earlier",
    "Look",
    "Sheet",
    "TrackerRefused",
    "begin",
    "bring_file",
    "check",
    "discard",
    "go_on",
    "look",
    "read_tracker",
]

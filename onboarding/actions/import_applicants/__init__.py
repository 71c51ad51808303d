"""Bring HR's spreadsheet in. `read_tracker` and `check` only read and judge; nothing here writes."""

from onboarding.actions.import_applicants.checked import CheckedRow, CheckedTracker, check
from onboarding.actions.import_applicants.duplicates import Earlier
from onboarding.actions.import_applicants.reading import Sheet, read_tracker
from onboarding.actions.import_applicants.refused import TrackerRefused

__all__ = ["CheckedRow", "CheckedTracker", "Earlier", "Sheet", "TrackerRefused", "check", "read_tracker"]

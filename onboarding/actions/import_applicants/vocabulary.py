"""The words a tracker may use, from vocabulary.json, ready to look up by folded text."""

import json
from collections.abc import Mapping, Sequence
from importlib.resources import files
from typing import Any

from onboarding.actions.import_applicants.text import folded

_FILE = files(__package__).joinpath("vocabulary.json")
_WORDS: dict[str, Any] = json.loads(_FILE.read_text(encoding="utf-8"))

# Column heading -> our name for the field. "Days waiting" is no field: it is a formula nobody can rely on.
FIELDS = {
    "Ref": "ref",
    "Title": "title",
    "First name": "first_name",
    "Surname": "surname",
    "Known as": "known_as",
    "DOB": "date_of_birth",
    "Email": "email",
    "Mobile": "mobile",
    "Postcode": "postcode",
    "Paid/Vol": "engagement",
    "Locality": "locality",
    "Date applied": "date_applied",
    "Interview date": "interview_date",
    "Interview outcome": "interview_outcome",
    "Readiness mtg": "readiness_mtg",
    "OH sent": "oh_sent",
    "OH cleared": "oh_cleared",
    "DBS sent": "dbs_sent",
    "DBS clear": "dbs_clear",
    "Training start": "training_start",
    "Training end": "training_end",
    "Placement start": "placement_start",
    "Placement end": "placement_end",
    "Status": "status",
    "Notes": "notes",
    "Owner": "owner",
}
HEADINGS = {field: heading for heading, field in FIELDS.items()}

STAGE_DATES = (
    "date_applied", "interview_date", "readiness_mtg", "oh_sent", "oh_cleared", "dbs_sent", "dbs_clear",
    "training_start", "training_end", "placement_start", "placement_end",
)  # fmt: skip
DATES = ("date_of_birth", *STAGE_DATES)
TEXTS = (
    "ref", "title", "first_name", "surname", "known_as",
    "postcode", "locality", "interview_outcome", "owner",
)  # fmt: skip


def _by_word(groups: Mapping[str, Sequence[str]]) -> dict[str, str]:
    return {folded(word): meaning for meaning, words in groups.items() for word in words}


HEADERS = {
    folded(alias): FIELDS[heading]
    for heading, aliases in _WORDS["header_aliases"].items()
    for alias in aliases
    if heading in FIELDS
}
STATUSES = _by_word(_WORDS["status_synonyms"])
STATUS_WORDS = tuple(words[0] for words in _WORDS["status_synonyms"].values())  # one for each place to stand
ENGAGEMENTS = _by_word(_WORDS["engagement_synonyms"])
BLANKS = frozenset({"", *map(folded, _WORDS["blank_markers"])})


def is_blank(text: str) -> bool:
    """Whether `text` means "missing" in a date, e-mail, phone or status column. Never ask this of a name."""
    return folded(text) in BLANKS

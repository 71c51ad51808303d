"""What can be answered inside the restricted record of the check: lists only, so that no offence can be written down."""

from __future__ import annotations

from onboarding.engine.asks import Ask

CONTENT = (
    ("clear", "Nothing recorded"),
    ("disclosed", "Something to talk about"),
    ("barred", "On a barred list: this is a legal stop"),
)
SEEN = (
    ("paper", "I saw the paper original"),
    ("update_service", "I checked the Update Service: nothing is new"),
    ("shared", "They shared it with us online"),
)
SEEN_IN = {"SCT": SEEN[2:], "NIR": SEEN[:1], "ENG": SEEN[:2], "WLS": SEEN[:2]}
HOW = (("phone", "Phone"), ("video", "Video"), ("in_person", "In person"), ("none", "I would rather not talk"))
TALKED = (
    ("held", "We talked"),
    ("declined", "They would rather not talk"),
    ("missed", "They could not come: offer it again"),
)
STATUS = (("same", "Nothing new"), ("new", "Something is new: ask for a new check"), ("gone", "They are not in it any more"))
AWAY = (("away", "Who recorded it is away"), ("left", "Who recorded it has left"))
WEIGHT = (("for", "Speaks for going on"), ("neither", "Says little either way"), ("against", "Speaks against it"))
CONSIDERATIONS = (
    ("nature", "What kind of thing it is"),
    ("relevance", "What it has to do with this role"),
    ("seriousness", "How serious it is"),
    ("pattern", "Once, or a pattern"),
    ("time", "How long ago, and how old they were"),
    ("circumstances", "How they lived then"),
    ("attitude", "How they see it now"),
    ("change", "What has changed since"),
    ("telling", "Why it was on the certificate, and what they told us themselves"),
    ("one_to_one", "One-to-one contact in this role"),
    ("supervision", "How closely the role is supervised"),
)
SAFEGUARDS = (
    ("pairs", "Works in a pair for the first 12 weeks"),
    ("no_one_to_one", "No one-to-one talks at first"),
    ("no_money", "No handling of money, keys or shopping"),
    ("supervision", "Supervision every week"),
    ("place", "Certain places only"),
    ("review", "We look at it together after 12 weeks"),
)
DECISIONS = {
    "": "Not decided",
    "proceed": "Go on",
    "with_safeguards": "Go on, with safeguards",
    "not_proceed": "Do not go on",
    "legal_stop": "Legal stop",
}
TALK = {
    "": "Not offered yet",
    "offered": "Offered",
    "chosen": "The person chose how",
    "held": "Held",
    "declined": "The person would rather not",
    "missed": "Missed: to be offered again",
}
CHALLENGE = {
    "open": "The person says it is wrong",
    "stands": "Answered: it stands",
    "corrected": "Answered: it was corrected",
}
STOP = {"recorded": "Recorded by two people", "seen": "Seen by the safeguarding lead"}
FRESH = {
    "talk": "",
    "talk_how": "",
    "brings": False,
    "weighed": {},
    "safeguards": [],
    "challenge": "",
    "stop": "",
    "decision": "",
    "decided_on": None,
    "status": "",
    "status_on": None,
}

ERASED = {
    name: value for name, value in FRESH.items() if name not in ("decision", "decided_on", "safeguards")
} | {"content": "", "seen": ""}


def choice(name: str, label: str, choices: tuple[tuple[str, str], ...], error: str, **more: object) -> Ask:
    """A question of the record with a list of answers."""
    return Ask(name, label, form="choice", choices=choices, restricted=True, error=error, **more)  # type: ignore[arg-type]


def yes(name: str, label: str, error: str) -> Ask:
    """A box of the record that must be ticked."""
    return Ask(name, label, form="yes", restricted=True, error=error)


RESULT = (
    choice("content", "What did the check find?", CONTENT, "Select what the DBS check found"),
    choice("seen", "How did you see it?", SEEN, "Select how you saw it", choices_in=SEEN_IN),
    Ask(
        "number",
        "Certificate number",
        form="digits",
        least=8,
        longest=20,
        restricted=True,
        error="Enter the 12 digits of the certificate number",
    ),
    Ask("issued_on", "Date on the certificate", form="date", restricted=True),
    yes("same_person", "The name and the date of birth match", "Confirm that the name and the date of birth match"),
)
NAMES = (
    Ask("second", "Who else will know?", form="row", row="staff", right="view_disclosure", restricted=True,
        error="Select who else will know, from those who may"),
    Ask("third", "A third person", form="row", row="staff", right="view_disclosure", required=False, restricted=True,
        hint="For a legal stop: the safeguarding lead.", error="Select a third person, or nobody"),
)  # fmt: skip
POINTS = tuple(
    choice(code, words, WEIGHT, f"Select what it says: {words[:1].lower()}{words[1:]}")
    for code, words in CONSIDERATIONS
)
CHOOSING = (
    choice("way", "How would you like to talk?", HOW, "Choose how you would like to talk"),
    Ask("brings", "I will bring someone", form="yes", required=False, restricted=True),
)

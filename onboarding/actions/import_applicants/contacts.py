"""E-mail addresses and mobile numbers as they are kept."""

import re

from onboarding.actions.import_applicants.text import tidy
from onboarding.actions.import_applicants.vocabulary import is_blank
from onboarding.lib.sheet import Cell

LONGEST_EMAIL = 254
LOCAL = r"[a-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
LABEL = r"[^\W_](?:[\w-]{0,61}[^\W_])?"
EMAIL = re.compile(rf"{LOCAL}@(?:{LABEL}\.)+(?=[^.]*[^\W\d_]){LABEL}")

DROPPED = re.compile(r"[\s\-\u2010-\u2015]|\(0\)")
FROM_ABROAD = re.compile(r"^00")
UK_NUMBER = re.compile(r"[1-9][0-9]{8,9}")
OTHER_NUMBER = re.compile(r"\+(?!44)[1-9][0-9]{7,14}")


def read_email(cell: Cell) -> tuple[str | None, bool]:
    """(address in small letters or None, whether something was there that is no address)."""
    text = tidy(cell).lower()
    if is_blank(text):
        return None, False
    if len(text) <= LONGEST_EMAIL and EMAIL.fullmatch(text):
        return text, False
    return None, True


def read_mobile(cell: Cell) -> tuple[str | None, bool]:
    """(number as +44… or as another country's +…, or None; whether something was there that is no number)."""
    text = tidy(cell).removeprefix("'")  # a file of ours marks a + so, that no program runs it
    if is_blank(text):
        return None, False
    number = _in_full(FROM_ABROAD.sub("+", DROPPED.sub("", text)))
    return number, number is None


def _in_full(typed: str) -> str | None:
    if OTHER_NUMBER.fullmatch(typed):
        return typed
    home = _without_prefix(typed)
    return f"+44{home}" if home and UK_NUMBER.fullmatch(home) else None


def _without_prefix(typed: str) -> str | None:
    """The number without +44, 44 or 0. Ten digits from 7 on lost their zero to a spreadsheet."""
    for prefix in ("+440", "+44", "0"):
        if typed.startswith(prefix):
            return typed.removeprefix(prefix)
    if typed.startswith("44") and len(typed) > 10:
        return typed.removeprefix("44").removeprefix("0")
    return typed if typed.startswith("7") and len(typed) == 10 else None

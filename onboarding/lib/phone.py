"""A telephone number as a gateway wants it: + and digits, from however a person writes it."""

from __future__ import annotations

import re

HOME = "44"  # a number that begins with one nought is of this country
_LEAST, _MOST = 8, 15  # digits after the + (E.164)


def international(typed: str) -> str:
    """The number with its country, such as +447700900123; empty where it can be none."""
    bare = re.sub(r"[\s().\-‐–/]", "", typed.replace("(0)", ""))
    if bare.startswith("00"):
        bare = f"+{bare[2:]}"
    elif bare.startswith("0"):
        bare = f"+{HOME}{bare[1:]}"
    digits = bare.removeprefix("+")
    whole = bare.startswith("+") and digits.isascii() and digits.isdecimal() and not digits.startswith("0")
    return bare if whole and _LEAST <= len(digits) <= _MOST else ""

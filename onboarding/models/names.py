"""Names as lists sort and search them: lower case, without accents and apostrophes, surname first."""

from __future__ import annotations

import unicodedata

# Letters that Unicode does not take apart into a plain one and its mark.
WHOLE = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h"})


# Apostrophes, straight, curly and mistyped: one name however it was typed.
LEFT_OUT = str.maketrans(dict.fromkeys("'’‘`´ʼʻ′"))


def folded(text: str) -> str:
    """Lower case, accents and apostrophes taken off, white space single; scripts without case stay as they are."""
    decomposed = unicodedata.normalize("NFKD", text.casefold().translate(LEFT_OUT)).translate(WHOLE)
    return " ".join("".join(c for c in decomposed if not unicodedata.combining(c)).split())


def sort_name(first: str, surname: str) -> str:
    """Surname first, folded, as lists sort and search it."""
    return f"{folded(surname)} {folded(first)}".strip()[:240]

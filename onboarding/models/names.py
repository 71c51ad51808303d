"""Names as lists sort and search them: lower case, without accents, surname first."""

from __future__ import annotations

import unicodedata

# Letters that Unicode does not take apart into a plain one and its mark.
WHOLE = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h"})


def folded(text: str) -> str:
    """Lower case, accents taken off, white space single; scripts without case stay as they are."""
    decomposed = unicodedata.normalize("NFKD", text.casefold()).translate(WHOLE)
    return " ".join("".join(c for c in decomposed if not unicodedata.combining(c)).split())


def sort_name(first: str, surname: str) -> str:
    """Surname first, folded, as lists sort and search it."""
    return f"{folded(surname)} {folded(first)}".strip()[:240]

"""Cells as tidy text. Names are never read as missing: Null, NA, None and True are people."""

import unicodedata
from datetime import date, datetime

from onboarding.lib.sheet import Cell


def tidy(cell: Cell) -> str:
    """NFC, each run of blanks to one space, trimmed; case, apostrophes, hyphens, scripts kept. None is ""."""
    return " ".join(unicodedata.normalize("NFC", _as_shown(cell)).split())


def folded(cell: Cell) -> str:
    """`tidy`, without regard to case: for comparing with the vocabulary, never for keeping."""
    return tidy(cell).casefold()


def _as_shown(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    return str(cell)

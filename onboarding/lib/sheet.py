"""A sheet as plain rows, whichever program wrote it, and how much of one we take."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from onboarding.lib.uploads import FileRefused

MOST_ROWS = 20_000
MOST_COLUMNS = 500
MOST_CHARACTERS = 10_000
LAST_ROW_OF_ANY_SHEET = 1_048_576

NEARLY_EMPTY = (
    "This sheet is too large, though most of it is empty. "
    "Copy only the tracker's rows into a new workbook, save it and try again."
)

Cell = str | int | float | bool | date | datetime | time | timedelta | None
Row = tuple[int, tuple[Cell, ...]]


@dataclass(frozen=True, kw_only=True)
class Grid:
    """The rows that hold anything, each with the row number a spreadsheet program shows."""

    rows: tuple[Row, ...]
    encoding: str | None = None
    line_end: str | None = None
    sheet: str | None = None


def within_limits(rows: Iterable[tuple[Cell, ...]]) -> Iterator[Row]:
    """Rows that hold anything, numbered from 1 with the empty ones counted. Raises FileRefused at a limit."""
    kept = width = 0
    for number, cells in enumerate(rows, start=1):
        width += len(cells)  # empty cells cost time and memory too
        if number > LAST_ROW_OF_ANY_SHEET or width > MOST_ROWS * MOST_COLUMNS:
            raise FileRefused(NEARLY_EMPTY)
        cells = _without_empty_end(cells)
        if not cells:
            continue
        kept += 1
        _check_row(number, cells, kept)
        yield number, cells


def _without_empty_end(cells: tuple[Cell, ...]) -> tuple[Cell, ...]:
    width = len(cells)
    while width and _is_empty(cells[width - 1]):
        width -= 1
    return cells[:width]


def _is_empty(cell: Cell) -> bool:
    return cell is None or (isinstance(cell, str) and not cell.strip())


def _check_row(number: int, cells: tuple[Cell, ...], kept: int) -> None:
    if kept > MOST_ROWS:
        raise FileRefused(
            f"This sheet has more than {MOST_ROWS:,} rows with something in them (up to row {number:,}). "
            "Split the tracker into smaller files and bring them in one after the other."
        )
    if len(cells) > MOST_COLUMNS:
        raise FileRefused(
            f"Row {number:,} has something in it past column {MOST_COLUMNS}. Remove it and try again."
        )
    for column, cell in enumerate(cells, start=1):
        if isinstance(cell, str) and len(cell) > MOST_CHARACTERS:
            raise FileRefused(
                f"Row {number:,}, column {column} has {len(cell):,} characters; "
                f"we take at most {MOST_CHARACTERS:,} in a cell. "
                "Shorten it, or look for a quotation mark that was opened and not closed there."
            )

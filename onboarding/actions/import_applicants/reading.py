"""From the bytes of a file to its data rows by field. Nothing is judged here."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import PurePath

from onboarding.actions.import_applicants.header import Header, find_header
from onboarding.actions.import_applicants.refused import TrackerRefused
from onboarding.actions.import_applicants.text import folded, tidy
from onboarding.actions.import_applicants.vocabulary import HEADINGS
from onboarding.lib.sheet import Cell, Row
from onboarding.lib.spreadsheets import FileRefused, Grid, read_grid


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """A tracker as it stands in its file; `as_at` is its "Exported" stamp.

    `encoding` and `line_end` belong to a CSV, `sheet` to an XLSX; else they are None.
    """

    file: str
    encoding: str | None
    line_end: str | None
    sheet: str | None
    header_row: int
    last_sheet_row: int
    as_at: date | None
    ignored_columns: tuple[str, ...]
    missing_columns: tuple[str, ...]
    rows: tuple[tuple[int, dict[str, Cell]], ...]


def read_tracker(content: bytes, *, filename: str) -> Sheet:
    """The data rows of a tracker, CSV or XLSX by what is in it. Raises TrackerRefused with a sentence."""
    try:
        grid = read_grid(content)
    except FileRefused as refused:
        raise TrackerRefused(refused.sentence) from refused
    header = find_header(grid)
    return Sheet(
        file=PurePath(filename).stem,
        encoding=grid.encoding,
        line_end=grid.line_end,
        sheet=grid.sheet,
        header_row=header.row,
        last_sheet_row=grid.rows[-1][0],
        as_at=header.as_at,
        ignored_columns=header.ignored,
        missing_columns=tuple(heading for field, heading in HEADINGS.items() if field not in header.columns),
        rows=tuple(_data_rows(grid, header)),
    )


def _data_rows(grid: Grid, header: Header) -> Iterator[tuple[int, dict[str, Cell]]]:
    for number, cells in grid.rows:
        if number > header.row and not _is_footer((number, cells)):
            yield number, {field: cells[at] for field, at in header.columns.items() if at < len(cells)}


def _is_footer(row: Row) -> bool:
    first, *rest = row[1]
    return folded(first).startswith("total") and not any(tidy(cell) for cell in rest[1:])

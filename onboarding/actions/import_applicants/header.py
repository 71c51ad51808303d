"""Find the header row and the day a tracker was exported on."""

import re
from dataclasses import dataclass
from datetime import date

from onboarding.actions.import_applicants.dates import read_date
from onboarding.actions.import_applicants.refused import TrackerRefused
from onboarding.actions.import_applicants.text import folded, tidy
from onboarding.actions.import_applicants.vocabulary import HEADERS, HEADINGS
from onboarding.lib.sheet import Cell, Grid, Row

NEEDED = frozenset({"ref", "surname", "status"})
EXPORTED = re.compile(r"\bexported\s*(?:on|:)?\s*([0-9]{1,2}/[0-9]{1,2}/[0-9]{4})\b", re.IGNORECASE)
OTHER_SEPARATORS = {"\t": "tabs", ";": "semicolons", "|": "upright lines"}


@dataclass(frozen=True, kw_only=True)
class Header:
    """`row`: its number in the sheet. `columns`: field -> place from 0. `ignored`: unknown headings."""

    row: int
    columns: dict[str, int]
    ignored: tuple[str, ...]
    as_at: date | None


def find_header(grid: Grid) -> Header:
    """The first row with a reference, a surname and a status column. Raises TrackerRefused without one."""
    for place, (number, cells) in enumerate(grid.rows):
        if _fields(cells) >= NEEDED:
            return _header(number, cells, titles=grid.rows[:place])
    raise TrackerRefused(_why_none(grid))


def _fields(cells: tuple[Cell, ...]) -> set[str]:
    return {HEADERS[word] for cell in cells if (word := folded(cell)) in HEADERS}


def _header(number: int, cells: tuple[Cell, ...], *, titles: tuple[Row, ...]) -> Header:
    columns: dict[str, int] = {}
    ignored: list[str] = []
    for place, cell in enumerate(cells):
        field = HEADERS.get(folded(cell))
        if field is None:
            ignored.extend([tidy(cell)] if tidy(cell) else [])
        elif field in columns:
            raise TrackerRefused(_twice(number, field, columns[field], place))
        else:
            columns[field] = place
    return Header(row=number, columns=columns, ignored=tuple(ignored), as_at=_exported_on(titles))


def _twice(number: int, field: str, first: int, second: int) -> str:
    return (
        f'Row {number:,} has two columns for "{HEADINGS[field]}" (columns {first + 1} and {second + 1}). '
        "We cannot know which one counts. Rename or remove one of them and try again."
    )


def _exported_on(titles: tuple[Row, ...]) -> date | None:
    for _, cells in titles:
        for stamp in map(EXPORTED.search, map(tidy, cells)):
            day = read_date(stamp.group(1)) if stamp else None
            if isinstance(day, date):
                return day
    return None


def _why_none(grid: Grid) -> str:
    where = f'the sheet "{grid.sheet}"' if grid.sheet else "this file"
    for _, cells in grid.rows:
        for mark, name in OTHER_SEPARATORS.items():
            if any(_fields(tuple(_parts(cell, mark))) >= NEEDED for cell in cells):
                return (
                    f"The columns of this file are separated by {name}, not by commas. In your spreadsheet "
                    'program choose "Save as" and the kind "CSV UTF-8 (comma delimited)", and try again.'
                )
    return (
        f'We found no heading row in {where}: no row has a "Ref", a "Surname" and a "Status" column. '
        "Check that you chose the right file and the right sheet (a CSV holds only the sheet that was "
        "open when it was saved), or rename the headings, and try again."
    )


def _parts(cell: Cell, mark: str) -> list[str]:
    """The parts of one cell between marks that another kind of file uses instead of commas."""
    return str(cell).split(mark) if isinstance(cell, str) else []

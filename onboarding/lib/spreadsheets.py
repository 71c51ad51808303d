"""Spreadsheets in and out. The one place that reads an uploaded sheet and the one that writes an export.

On the way out no text can act: in a CSV a cell that a program would run is marked with an apostrophe, in an
XLSX every text is stored as text. Numbers and dates stay what they are.
"""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time
from decimal import Decimal

from openpyxl import Workbook
from openpyxl.cell import Cell as XlsxCell
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from onboarding.lib.sheet import Cell, Grid
from onboarding.lib.sheet_csv import read_csv
from onboarding.lib.sheet_xlsx import read_xlsx
from onboarding.lib.uploads import FileRefused, check_size

__all__ = ["Cell", "FileRefused", "Grid", "csv_cell", "read_grid", "write_csv", "write_xlsx"]

ZIP = b"PK\x03\x04"
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

# A program may skip spaces and invisible characters before it looks for a formula, so we do too.
SKIPPED = r"[\s\x00-\x20\x7f-\xa0\u00ad\u200b-\u200f\u2060\ufeff]*"
ACTS = re.compile(SKIPPED + r"[=+\-@\uff1d\uff0b\uff0d\uff20]|[\t\r\n]")

OutCell = str | int | float | Decimal | bool | date | datetime | time | None


def read_grid(content: bytes) -> Grid:
    """The rows of an XLSX or CSV, told apart by what is in it. Raises FileRefused with a sentence."""
    check_size(content)
    if content.startswith(OLD_OFFICE):
        raise FileRefused(
            "This is an old Excel file (.xls), or one protected by a password. "
            "Save a copy as XLSX without a password and try again."
        )
    return read_xlsx(content) if content.startswith(ZIP) else read_csv(content)


def csv_cell(value: OutCell) -> str:
    """`value` as the text of a CSV cell that no spreadsheet program runs; numbers are left as numbers."""
    if value is None:
        return ""
    if isinstance(value, str):
        return f"'{value}" if ACTS.match(value) else value
    if isinstance(value, date | time):
        return value.isoformat()
    return str(value)


def write_csv(rows: Iterable[Sequence[OutCell]]) -> bytes:
    """A CSV (UTF-8 with its mark, CRLF, every cell quoted) in which no text acts."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerows([csv_cell(value) for value in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def write_xlsx(rows: Iterable[Sequence[OutCell]], *, sheet: str = "Sheet1") -> bytes:
    """A workbook of one sheet, every text a text cell. Characters that XML cannot hold become U+FFFD."""
    book = Workbook(write_only=True)
    page = book.create_sheet(sheet)
    for row in rows:
        page.append([_xlsx_cell(page, value) for value in row])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _xlsx_cell(page: WriteOnlyWorksheet, value: OutCell) -> XlsxCell | OutCell:
    if not isinstance(value, str):
        return value
    cell = WriteOnlyCell(page, ILLEGAL_CHARACTERS_RE.sub("\ufffd", value))
    cell.data_type = "s"
    # Kept as text also when somebody edits the cell and presses Enter.
    cell.quotePrefix = bool(ACTS.match(value))
    return cell

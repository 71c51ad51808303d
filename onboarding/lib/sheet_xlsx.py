"""Read an XLSX: the first visible sheet, cached values only. Nothing is ever calculated or fetched.

Hidden columns are data; hidden sheets, fills and comments carry no meaning. openpyxl parses with defusedxml,
which must be installed: without it entities would be expanded.
"""

import io
import warnings
import zipfile
import zlib
from collections.abc import Iterator
from xml.etree.ElementTree import ParseError

from openpyxl import DEFUSEDXML, load_workbook
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.workbook import Workbook

from onboarding.lib.sheet import Cell, Grid, within_limits
from onboarding.lib.uploads import DAMAGED, FileRefused, check_archive

if not DEFUSEDXML:
    raise ImportError("defusedxml is needed to read XLSX files safely")

# What openpyxl lets through when a part is missing, of the wrong kind, or not XML at all.
UNREADABLE = (
    ParseError, InvalidFileException, zipfile.BadZipFile, zlib.error, OSError, EOFError, LookupError,
    ValueError, TypeError, AttributeError, ArithmeticError, AssertionError, RuntimeError,
)  # fmt: skip


def read_xlsx(content: bytes) -> Grid:
    """The rows of the first visible sheet. Raises FileRefused with a sentence."""
    check_archive(content)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it warns of styles and extensions that carry no meaning here
        try:
            return _read(content)
        except UNREADABLE as fault:
            raise FileRefused(DAMAGED) from fault


def _read(content: bytes) -> Grid:
    book = load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
    try:
        name = _first_visible(book)
        return Grid(rows=tuple(within_limits(_rows(book, name))), sheet=name)
    finally:
        book.close()


def _first_visible(book: Workbook) -> str:
    for sheet in book.worksheets:
        if sheet.sheet_state == "visible":
            return str(sheet.title)
    raise FileRefused(
        "Every sheet of this workbook is hidden. Unhide the tracker's sheet, save and try again."
    )


def _rows(book: Workbook, name: str) -> Iterator[tuple[Cell, ...]]:
    sheet = book[name]
    sheet.reset_dimensions()  # the size a sheet claims is often wrong, and rows past it would be lost
    yield from sheet.iter_rows(values_only=True)

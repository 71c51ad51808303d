"""Read a CSV: UTF-8 with or without its mark, or Windows-1252; commas; line breaks inside quotes."""

import codecs
import csv
import io
import re
from collections.abc import Iterator

from onboarding.lib.sheet import MOST_CHARACTERS, Cell, Grid, within_limits
from onboarding.lib.uploads import FileRefused

UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
SAVE_AS = 'In your spreadsheet program choose "Save as", "CSV UTF-8 (comma delimited)", and try again.'
LINE_END = re.compile(r"\r\n|\n|\r")


def read_csv(content: bytes) -> Grid:
    """The rows of a CSV file, cells as typed. Raises FileRefused with a sentence."""
    text, encoding = decode(content)
    first_end = LINE_END.search(text)
    return Grid(
        rows=tuple(within_limits(_records(text))),
        encoding=encoding,
        line_end=first_end.group() if first_end else None,
    )


def decode(content: bytes) -> tuple[str, str]:
    """The text and the name of its encoding. Raises FileRefused when it is neither UTF-8 nor Windows-1252."""
    if content.startswith(UTF_16):
        raise FileRefused(f"This file is saved as Unicode text (UTF-16), which is not a CSV. {SAVE_AS}")
    if b"\x00" in content:
        raise FileRefused(f"This file is not text, so it is not a CSV. {SAVE_AS}")
    if content.startswith(codecs.BOM_UTF8):
        return _decoded(content.removeprefix(codecs.BOM_UTF8), "utf-8"), "utf-8 with BOM"
    try:
        return content.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        return _decoded(content, "cp1252"), "windows-1252"


def _decoded(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as fault:
        raise FileRefused(_unreadable_letter(content, fault)) from fault


def _unreadable_letter(content: bytes, fault: UnicodeDecodeError) -> str:
    line = content.count(b"\n", 0, fault.start) + 1
    return f"Line {line:,} of this file has a letter that we cannot read. {SAVE_AS}"


def _records(text: str) -> Iterator[tuple[Cell, ...]]:
    # Strict, because a quotation mark that is never closed would else swallow every row below in silence.
    lines = csv.reader(io.StringIO(text, newline=""), strict=True)
    done = 0
    try:
        for record in lines:
            done += 1
            yield tuple(record)
    except csv.Error as fault:
        raise FileRefused(
            f"Row {done + 1:,} cannot be read: a quotation mark there is opened and not closed, or stands in "
            f"the middle of a cell, or a cell has more than {MOST_CHARACTERS:,} characters. "
            "Mend that row and try again."
        ) from fault

"""The sample tracker, laid out anew: other headings, column order, titles, encoding, line end, file kind."""

import csv
import io
import json
import random
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from openpyxl import Workbook

from onboarding.actions.import_applicants import CheckedTracker, check, read_tracker

DATA = Path(__file__).parents[2] / "data"
SAMPLE = DATA / "spreadsheets" / "psw_tracker_60"
CSV = SAMPLE.with_suffix(".csv").read_bytes()
XLSX = SAMPLE.with_suffix(".xlsx").read_bytes()
EXPECTED: dict[str, Any] = json.loads(SAMPLE.with_suffix(".EXPECTED.json").read_text(encoding="utf-8"))
ALIASES: dict[str, list[str]] = json.loads(
    (Path(__file__).parents[3] / "onboarding/actions/import_applicants/vocabulary.json").read_text(
        encoding="utf-8"
    )
)["header_aliases"]
STAMP = "Exported 14/03/2025 09:00"
HEADER_ROW = 3

RECORDS = list(csv.reader(io.StringIO(CSV.decode("utf-8-sig"), newline="")))
HEADINGS = RECORDS[HEADER_ROW - 1]
BASE = dict(
    zip(
        HEADINGS,
        ["A-1", "Ms", "Ann", "Lee", "", "01/02/1980", "ann@example.org", "07700 900123", "RG1 1AA", "Paid",
         "Reading", "10/01/2025", *[""] * 11, "New", "", "", "Moira"],
        strict=True,
    )
)  # fmt: skip


@dataclass(frozen=True)
class Layout:
    """How a tracker is to look. `as_at` is read from a title; without titles nothing says it."""

    seed: int = 0
    titles: int = 2
    encoding: str = "utf-8-sig"
    line_end: str = "\r\n"

    def rows(self) -> tuple[list[list[str]], list[dict[str, Any]]]:
        """The sheet, and the rows EXPECTED has for it, numbered as they now stand."""
        chance = random.Random(self.seed)
        order = chance.sample(range(len(HEADINGS)), len(HEADINGS))
        headings = [chance.choice(ALIASES[HEADINGS[at]]) for at in order]
        sheet = [*self._titles(chance), [chance.choice([word, f" {word.upper()} "]) for word in headings]]
        expected = []
        for number, record in enumerate(RECORDS[HEADER_ROW:-1], start=HEADER_ROW + 1):
            if not self._can_hold("".join(record)):
                record = self._without_notes(record)
            if not self._can_hold("".join(record)):
                continue
            sheet.append([record[at] for at in order])
            expected += [
                {**row, "sheet_row": len(sheet)} for row in EXPECTED["rows"] if row["sheet_row"] == number
            ]
        return [*sheet, RECORDS[-1]], expected

    def _titles(self, chance: random.Random) -> list[list[str]]:
        titles = [chance.choice([[], ["Peer support workers, all sites"]]) for _ in range(self.titles)]
        if titles:
            titles[chance.randrange(len(titles))] = ["Tracker", STAMP]
        return titles

    @staticmethod
    def _without_notes(record: list[str]) -> list[str]:
        return [cell if heading != "Notes" else "" for heading, cell in zip(HEADINGS, record, strict=True)]

    def _can_hold(self, text: str) -> bool:
        return text.encode(self.encoding, "ignore").decode(self.encoding) == text


def as_csv(rows: list[list[str]], layout: Layout = Layout()) -> bytes:
    """`rows` as a CSV in the layout's encoding and line end."""
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator=layout.line_end).writerows(rows)
    return out.getvalue().encode(layout.encoding)


def as_xlsx(rows: list[list[Any]]) -> bytes:
    """`rows` on the second sheet of a workbook whose first is hidden; every third column is hidden too."""
    book = Workbook()
    book.active.sheet_state = "hidden"
    book.active.append(["Ref", "Surname", "Status"])
    page = book.create_sheet("Tracker")
    for at, row in enumerate(rows, start=1):
        for place, value in enumerate(row, start=1):
            if value not in ("", None):
                cell = page.cell(at, place, value)
                cell.data_type = "s" if isinstance(value, str) else cell.data_type
    for place in range(3, 28, 3):
        page.column_dimensions[page.cell(1, place).column_letter].hidden = True
    return saved(book)


def saved(book: Workbook) -> bytes:
    """The bytes of a workbook."""
    book.active = len(book.worksheets) - 1
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def with_part(content: bytes, name: str, part: bytes) -> bytes:
    """An XLSX with one of its parts exchanged."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.namelist():
            new.writestr(member, part if member == name else old.read(member))
    return out.getvalue()


def tracker(*changes: dict[str, str], stamp: str = STAMP, **checking: Any) -> CheckedTracker:
    """A CSV with one row for each of `changes` to a plain accepted row, checked."""
    rows = [["Tracker", stamp], HEADINGS, *[list((BASE | change).values()) for change in changes]]
    return check(read_tracker(as_csv(rows), filename="made.csv"), **checking)

"""What a file from outside may weigh, before anything looks inside it.

Limits: 10 MB as sent, 100 MB unpacked, 100 times larger unpacked than packed, 1,000 members, 6 million tags
(20,000 rows of 30 texts have under 4 million; parsing takes its time by the tag, not by the byte).
Sizes that an archive claims about itself are checked first, the bytes that come out of it second.
"""

import io
import zipfile
import zlib
from typing import IO

MEGABYTE = 1024 * 1024
MOST_BYTES = 10 * MEGABYTE
MOST_UNPACKED = 100 * MEGABYTE
MOST_RATIO = 100
MOST_MEMBERS = 1_000
MOST_TAGS = 6_000_000
BLOCK = 64 * 1024

UNREADABLE_ARCHIVE = (
    zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError,
)  # fmt: skip
DAMAGED = (
    "This file is damaged and cannot be opened. Open it in your spreadsheet program, "
    "save it again as XLSX or CSV, and try again."
)


class FileRefused(Exception):
    """A file we do not take in. `sentence` says what is wrong, where, and what to do."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


def read_within(stream: IO[bytes], *, most: int = MOST_BYTES) -> bytes:
    """All bytes of `stream`, counted while reading. Raises FileRefused past `most` bytes."""
    pieces: list[bytes] = []
    read = 0
    while block := stream.read(BLOCK):
        read += len(block)
        if read > most:
            raise FileRefused(_too_large(most))
        pieces.append(block)
    return b"".join(pieces)


def check_size(content: bytes, *, most: int = MOST_BYTES) -> None:
    """Raises FileRefused when `content` is empty or has more than `most` bytes."""
    if not content:
        raise FileRefused("This file is empty. Choose the file again.")
    if len(content) > most:
        raise FileRefused(_too_large(most))


def check_archive(content: bytes) -> None:
    """Raises FileRefused when a zip (an XLSX is one) is damaged, locked, or unpacks to more than we take."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _check_claims(archive.infolist(), packed=len(content))
            _count_what_comes_out(archive, packed=len(content))
    except UNREADABLE_ARCHIVE as fault:
        raise FileRefused(DAMAGED) from fault


def _check_claims(members: list[zipfile.ZipInfo], *, packed: int) -> None:
    if len(members) > MOST_MEMBERS:
        raise FileRefused(f"This file holds more than {MOST_MEMBERS:,} parts. {_COPY_OUT}")
    if any(member.flag_bits & 1 for member in members):
        raise FileRefused("This file is protected by a password. Save a copy without one and try again.")
    _check_unpacked(sum(member.file_size for member in members), packed=packed)


def _count_what_comes_out(archive: zipfile.ZipFile, *, packed: int) -> None:
    unpacked = tags = 0
    for member in archive.infolist():
        with archive.open(member) as part:
            while block := part.read(BLOCK):
                unpacked += len(block)
                tags += block.count(b"<")
                _check_unpacked(unpacked, packed=packed, tags=tags)


def _check_unpacked(unpacked: int, *, packed: int, tags: int = 0) -> None:
    if tags > MOST_TAGS or unpacked > min(MOST_UNPACKED, max(packed * MOST_RATIO, MEGABYTE)):
        raise FileRefused(f"This file unpacks to far more than a tracker needs. {_COPY_OUT}")


def _too_large(most: int) -> str:
    return (
        f"This file is larger than {most // MEGABYTE} MB. "
        "Remove pictures and old sheets, or split the tracker into two files, and try again."
    )


_COPY_OUT = "Copy only the tracker's rows into a new workbook, save it and try again."

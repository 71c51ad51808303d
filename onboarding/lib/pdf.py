"""HTML in, a tagged PDF/UA-1 out, made in a child process that can reach nothing and has limits.

One child is kept warm for each process (a letter then takes a thirtieth of a start): it holds parsed styles
and loaded fonts, never a letter. When a limit ended it, and after `LETTERS_A_CHILD` pages, it is replaced.
"""

import atexit
import base64
import os
import threading
from collections.abc import Mapping
from typing import Any

from onboarding.lib.pdf_process import Child

APT_LINE = "apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
SENTENCES = {
    "no_pango": f"PDFs need Pango, which this machine does not have. Install it: {APT_LINE}",
    "outside": "The page asks for something that was not handed over ({what}). It was not made.",
    "too_deep": "The page is nested too deeply to be laid out.",
    "no_memory": "The page needs more memory than a page may take.",
    "time": "The page takes too long to lay out. Make it shorter, or in parts.",
    "stopped": "The PDF process stopped before it was done. It may need more memory than a page may take.",
}
LETTERS_A_CHILD = 500
SECONDS_TO_START = 60
WALL_FOR_CPU = 6  # a busy machine may give the child a sixth of a processor


class PdfRefused(Exception):
    """The PDF was not made, for a reason that the sentence tells; the sentence quotes nothing of the page."""

    def __init__(self, reason: str, what: str = "") -> None:
        self.reason = reason
        self.sentence = SENTENCES[reason].format(what=what)
        super().__init__(self.sentence)


class Pdf(bytes):
    """The file. `missing` holds the characters for which this machine has no font (they print as boxes)."""

    missing: tuple[str, ...] = ()


def render_pdf(
    html: str,
    *,
    title: str,
    styles: tuple[str, ...] = (),
    assets: Mapping[str, bytes] | None = None,
    seconds: int = 20,
    memory_mb: int = 1024,
) -> Pdf:
    """Render a whole page of HTML. The same input gives the same bytes.

    `styles` are style sheets, `assets` the files that HTML and styles may name as `asset:NAME`. `seconds` is
    processor time, `memory_mb` address space. Raises PdfRefused when a limit is reached, when the page asks
    for anything else (a web address, a file), and when the machine has no Pango.
    """
    files = {name: base64.b64encode(body).decode() for name, body in (assets or {}).items()}
    asked = {"html": html, "title": title, "styles": styles, "assets": files}
    with _lock:
        answer = _ask({**asked, "seconds": seconds, "memory_mb": memory_mb}, seconds * WALL_FOR_CPU)
    if answer.get("bug") == "MemoryError":  # it came while the child was answering, so it could not say it well
        raise PdfRefused("no_memory")
    if "refused" in answer:
        raise PdfRefused(answer["refused"], answer.get("what", ""))
    if "bug" in answer:
        raise RuntimeError(f"{answer['bug']} in the PDF child at {', '.join(answer['places'])}")
    made = Pdf(base64.b64decode(answer["pdf"]))
    made.missing = tuple(answer["missing"])
    return made


def why_no_pdf() -> str | None:
    """None when PDFs can be made here, else the sentence that says what is missing."""
    with _lock:
        try:
            _child()
        except PdfRefused as refusal:
            return refusal.sentence
    return None


_lock = threading.Lock()
_children: dict[int, Child] = {}  # by process: a forked server must not share its parent's child


def _child() -> Child:
    if (kept := _children.get(os.getpid())) is None or kept.ended:
        _stop()
        child = Child()
        answer = child.ask(None, SECONDS_TO_START)
        if "ready" not in answer:
            child.end()
            raise PdfRefused(answer["refused"])
        _children[os.getpid()] = child
    return _children[os.getpid()]


def _ask(asked: dict[str, Any], seconds: int) -> dict[str, Any]:
    child = _child()
    answer = child.ask(asked, seconds)
    child.made += 1
    sound = "pdf" in answer or answer.get("refused") == "outside"
    if not sound or child.ended or child.made >= LETTERS_A_CHILD:
        _stop()
    return answer


def _stop() -> None:
    if child := _children.pop(os.getpid(), None):
        child.end()


atexit.register(_stop)

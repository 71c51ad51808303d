"""The words of a page as they would be said: its headings, paragraphs and list items, each in the part of the page it stands in."""

from __future__ import annotations

from dataclasses import dataclass
from html.parser import HTMLParser

_SAID = ("h1", "h2", "p", "li")


@dataclass(frozen=True)
class Said:
    """One heading, paragraph or list item; `part` is the class of the block around it."""

    tag: str
    words: str
    part: str


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[Said] = []
        self.parts: list[str] = []
        self.tag, self.words = "", ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "div":
            self.parts.append(dict(attrs).get("class") or "")
        elif tag in _SAID:
            self.tag, self.words = tag, ""
        elif tag == "br":
            self.words += ", " if self.words.strip() else ""

    def handle_endtag(self, tag: str) -> None:
        if tag == "div" and self.parts:
            self.parts.pop()
        elif tag == self.tag and tag:
            words = " ".join(self.words.split())
            if words:
                self.found.append(Said(tag, words, next((part for part in reversed(self.parts) if part), "")))
            self.tag = ""

    def handle_data(self, data: str) -> None:
        if self.tag:
            self.words += data


def said(page: str) -> list[Said]:
    """Everything that is said on a page, in order; a line break is a comma."""
    reader = _Reader()
    reader.feed(page)
    reader.close()
    return reader.found

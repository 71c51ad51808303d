"""Small pieces of letters: a paragraph of plain and bold words, dates and times as people say them."""

from dataclasses import dataclass
from datetime import date, time

from django.utils.html import format_html
from django.utils.safestring import SafeString

NBSP = "\u00a0"  # keeps a date or a telephone number on one line


class Strong(str):
    """Words in bold. Templates escape them; as plain text they are what they say."""

    __slots__ = ()

    def __html__(self) -> SafeString:
        return format_html("<strong>{}</strong>", str(self))


Paragraph = tuple[str, ...]


@dataclass(frozen=True)
class Section:
    """A heading with paragraphs and, if there are any, list items, boxes to tick, and lines to sign under them."""

    heading: str
    paragraphs: tuple[Paragraph, ...] = ()
    items: tuple[Paragraph, ...] = ()
    boxes: tuple[Paragraph, ...] = ()
    signs: tuple[str, ...] = ()


def say(*pieces: str) -> Paragraph:
    """A paragraph from plain words and Strong ones; pieces without words are left out."""
    return tuple(piece for piece in pieces if piece)


def plain(paragraph: Paragraph) -> str:
    """A paragraph as plain text."""
    return "".join(paragraph).replace(NBSP, " ")


def together(words: str) -> str:
    """The same words on one line."""
    return words.replace(" ", NBSP)


def day(when: date) -> str:
    """4 December."""
    return together(f"{when.day} {when:%B}")


def weekday(when: date) -> str:
    """Monday 30 November: for a day on which something is due."""
    return together(f"{when:%A} {when.day} {when:%B}")


def full_day(when: date) -> str:
    """23 November 2026: for the date line."""
    return together(f"{when.day} {when:%B} {when.year}")


def clock_time(when: time) -> str:
    """2pm, 10:30am."""
    minutes = f":{when.minute:02}" if when.minute else ""
    return f"{when.hour % 12 or 12}{minutes}{'am' if when.hour < 12 else 'pm'}"


def counted(number: int, unit: str) -> str:
    """1 week, 3 weeks."""
    return together(f"{number} {unit}{'' if number == 1 else 's'}")


def waited(since: date, today: date) -> str:
    """How long, in whole weeks from two weeks on, else in days."""
    days = (today - since).days
    return counted(days // 7, "week") if days >= 14 else counted(max(days, 0), "day")


def sentence(words: str) -> str:
    """The same words with a full stop, unless they end with a mark of their own."""
    words = words.strip()
    return words if not words or words[-1] in ".!?" else f"{words}."


def capital(words: str) -> str:
    """The same words beginning with a capital."""
    return words[:1].upper() + words[1:]


def joined(names: tuple[str, ...]) -> str:
    """the DBS, us and the hospital."""
    return " and ".join(part for part in (", ".join(names[:-1]), names[-1]) if part) if names else ""

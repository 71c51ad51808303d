"""What a letter kind is, and how a written letter becomes a page for print, a page for the screen, and text.

Outside the envelope a letter is neutral: `title` and `subject` are the same on every branch of a restricted
outcome and say nothing about health, checks or the role. The news is the heading inside.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from onboarding.engine.hours import ANY_TIME, BY_DAY, HARD_NEWS, Hours
from onboarding.letters.facts import LetterFacts
from onboarding.letters.words import NBSP, Paragraph, Section, full_day, together
from onboarding.lib import typeface

SUBJECT = "There is an update for you"
SMALLEST, LARGE_FROM, LARGEST = 14, 16, 28
APPLICANT = "applicant"
ORGANISATION = "organisation"  # whoever of them something is with
# What stands under "If you want to talk"; a letter after an ending says another thing.
KEEP_YOUR_PLACE = (
    "You can call me. If you would like to take a break, tell me. You will keep your place. You do not have to say why."
)
COME_AND_TALK = "You can call me. You can write to me too."


class MissingFacts(ValueError):
    """The letter cannot be written yet. `names` are the facts that are missing."""

    def __init__(self, names: list[str]) -> None:
        self.names = names
        super().__init__(f"Missing for this letter: {', '.join(names)}.")


@dataclass(frozen=True)
class LetterKind:
    """One kind of letter. `title` stands in lists that others see; `asks` are facts it cannot do without.

    `to` is the party it goes to. `bad_news`: it may hurt, so it arrives only when somebody can talk about it. `unasked`: we
    write by ourselves, without a step, so it comes by day, once a week at most. `right` is the permission without which no
    member of staff reads it; such a kind is one for every branch of a restricted outcome, and so are its title, its number,
    what it asks for and `bad_news`. `by_hand`: a person may send it, for no step brings it. `answers` what the person wrote to us: it
    goes out also before they are told things, in a break, and after the end. `sheet` is how it is set on paper.
    `replaces`: kinds of which a letter about the same thing that has not gone yet stays here, as this one says what holds now.
    """

    code: str
    number: str
    title: str
    facts: type[LetterFacts]
    write: "Callable[[Any], Letter]"
    asks: tuple[str, ...] = ()
    subject: str = SUBJECT
    to: str = APPLICANT
    bad_news: bool = False
    unasked: bool = False
    right: str = ""
    talk: str = KEEP_YOUR_PLACE
    by_hand: bool = False
    answers: bool = False
    sheet: str = "letters/letter.css"
    replaces: tuple[str, ...] = ()

    @property
    def to_applicant(self) -> bool:
        """Whether it goes to the person themselves."""
        return self.to == APPLICANT

    @property
    def hours(self) -> Hours:
        """When it may arrive."""
        return HARD_NEWS if self.bad_news else BY_DAY if self.unasked else ANY_TIME

    @property
    def template(self) -> str:
        """The template of this kind."""
        return f"letters/{self.code}.html"

    def missing(self, facts: LetterFacts) -> list[str]:
        """Which of the facts it asks for are not there."""
        return [name for name in self.asks if not getattr(facts, name)]

    def compose(self, facts: LetterFacts) -> "Letter":
        """The written letter. Raises MissingFacts."""
        if names := self.missing(facts):
            raise MissingFacts(names)
        return self.write(facts)


@dataclass(frozen=True)
class Letter:
    """A written letter: the news, what the person needs to do, what else there is to say."""

    kind: LetterKind
    facts: LetterFacts
    title: str
    to_do: tuple[Paragraph, ...]
    sections: tuple[Section, ...]

    @property
    def document_title(self) -> str:
        """The neutral title of the file: a file's properties are seen by others."""
        return f"{self.kind.title}, {full_day(self.facts.today)}"

    @property
    def text(self) -> str:
        """The whole letter as plain text, the twin of the PDF."""
        return _text("letters/letter.txt", self)

    @property
    def email(self) -> str:
        """The e-mail that goes out: neutral, with the way to the letter."""
        return _text("letters/email.txt", self)


def html(letter: Letter, *, points: int | None = None) -> tuple[str, tuple[str, ...], dict[str, bytes]]:
    """The page, its styles and the files it names, ready for `lib.pdf.render_pdf`.

    `points` is the size of the print, 14 to 28; left out, the size the person asked for. From 16 on it is
    large print, laid out anew and not enlarged. Raises ValueError for another size.
    """
    size = points or letter.facts.points
    page = _page(letter, "letters/print.html", size)
    return page, (typeface.style(page), _style(letter.kind.sheet, size, letter.facts.organisation.brand_colour)), typeface.assets(page)


def screen(letter: Letter) -> SafeString:
    """The same letter as a piece of HTML for a page: the twin that zooms and can be read out."""
    return _page(letter, "letters/screen.html", letter.facts.points)


def _page(letter: Letter, layout: str, points: int) -> SafeString:
    return render_to_string(letter.kind.template, {**_context(letter, points), "layout": layout})


def _text(template: str, letter: Letter) -> str:
    written = render_to_string(template, _context(letter, letter.facts.points)).replace(NBSP, " ")
    lines = [line.strip() for line in written.splitlines()]
    kept = [line for place, line in enumerate(lines) if line or (place and lines[place - 1])]
    return "\n".join(kept).strip() + "\n"


def _context(letter: Letter, points: int) -> dict[str, Any]:
    facts = letter.facts
    return {
        "letter": letter,
        "facts": facts,
        "organisation": facts.organisation,
        "sender_address": ", ".join(together(part) for part in facts.organisation.address.split(", ")),
        "person": facts.named_person,
        "date_line": full_day(facts.today),
        "to_applicant": letter.kind.to_applicant,
        "large": points >= LARGE_FROM,
    }


def _style(sheet: str, points: int, brand: str) -> str:
    if not SMALLEST <= points <= LARGEST:
        raise ValueError(f"A letter is printed in {SMALLEST} to {LARGEST} points.")
    large = points >= LARGE_FROM
    values = {
        "brand": brand,
        "body": points,
        "h1": points + 6,
        "h2": points + 2,
        "foot": points if large else 12,
        "sender": points if large else 12,
        "sender_name": points + 2,
        "address": 16 if large else points,
        "top": 20 if large else 17,
        "side": 18 if large else 25,
        "bottom": 26 if large else 21,
    }
    return str(render_to_string(sheet, values))

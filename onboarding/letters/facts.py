"""What a letter is told: plain values that queries/letter_facts fills. No model, no health, no record."""

from dataclasses import dataclass
from datetime import date, time


@dataclass(frozen=True, kw_only=True)
class Organisation:
    """Who writes. `footer_line` says what it is (a registered charity); the words for help are its own.

    `logo` is the name of its picture among the files of the print; a letter to others has none.
    """

    name: str
    address: str
    phone: str
    email: str
    hours: str
    crisis_help: str
    benefits_advice: str
    footer_line: str = ""
    text_number: str = ""
    brand_colour: str = "#0f4c4a"
    logo: str = ""


@dataclass(frozen=True, kw_only=True)
class Person:
    """The one named person to talk to."""

    name: str
    role: str = ""
    phone: str = ""
    email: str = ""


@dataclass(frozen=True, kw_only=True)
class LetterFacts:
    """What every letter needs.

    `name` is the full name as they like it, `called` what follows "Dear"; `points` the print size they asked
    for; `welsh` whether the offer of Welsh stands on it; `help_near` lines of the directory; `link` the
    address of their page; `promise` the day by which we write again.
    """

    reference: str
    letter_number: str
    name: str
    called: str
    organisation: Organisation
    named_person: Person
    today: date
    address_lines: tuple[str, ...] = ()
    points: int = 14
    welsh: bool = False
    help_near: tuple[str, ...] = ()
    link: str = ""
    promise: date | None = None


@dataclass(frozen=True, kw_only=True)
class OtherFacts(LetterFacts):
    """What a letter to somebody else needs. `name` is who reads it, `called` what follows "Dear"; `about` the person's name.

    `role_for_others` is how the person wants to be spoken of, and `organisation.name` the name they chose to be seen with us.
    """

    about: str
    role_for_others: str


@dataclass(frozen=True, kw_only=True)
class Meeting:
    """When and how people meet. `how` is in_person, phone or video."""

    on: date
    at: time
    how: str
    place: str = ""

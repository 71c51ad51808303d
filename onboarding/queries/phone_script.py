"""“Say this on the phone”: the words of a letter in the order they are said, and what is never said to anybody else."""

from __future__ import annotations

from dataclasses import dataclass

from onboarding.lib.spoken import Said, said
from onboarding.models import Applicant, OutboxItem
from onboarding.models.outgoing import FAILED, SENT, UNCERTAIN
from onboarding.queries.frame import house
from onboarding.stages.needs import LANGUAGE, WORDS

OPENING, BOX, SMALL = "letter-opening", "letter-box", "letter-keep letter-small"
ON_THE_PHONE = ("phone_first", "text_relay", "bsl", "other_language", "welsh", "copy_supporter")
MAY_BE_SAID = (SENT, UNCERTAIN, FAILED)


@dataclass(frozen=True)
class Part:
    """A heading of the letter and its sentences."""

    heading: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Script:
    """`news` is the heading of the letter; `needs` what helps this person on the phone; `parts` all else in its order."""

    name: str
    called: str
    number: str
    needs: tuple[str, ...]
    news: str
    to_do: tuple[str, ...]
    parts: tuple[Part, ...]
    crisis_help: str


def script(person: Applicant, page: str, *, nation: str) -> Script:
    """The script of a letter to a person, from the letter's own page, with the help of the nation their role is in."""
    blocks = [one for one in said(page) if one.part not in (OPENING, SMALL)]
    news = next((one.words for one in blocks if one.tag == "h1"), "")
    to_do = tuple(one.words for one in blocks if one.part == BOX and one.tag != "h2")
    rest = [one for one in blocks if one.tag != "h1" and one.part != BOX]
    needs = tuple(words for code, words in WORDS.items() if _on_the_phone(code) and code in person.formats)
    return Script(person.full_name, person.called, person.mobile, needs, news, to_do, _parts(rest), house(nation).crisis_help)


def _on_the_phone(code: str) -> bool:
    return code in ON_THE_PHONE or code.startswith(LANGUAGE)


def _parts(blocks: list[Said]) -> tuple[Part, ...]:
    parts: list[Part] = []
    for one in blocks:
        if one.tag == "h2" or not parts:
            parts.append(Part(one.words if one.tag == "h2" else "", () if one.tag == "h2" else (one.words,)))
        else:
            parts[-1] = Part(parts[-1].heading, (*parts[-1].lines, one.words))
    return tuple(part for part in parts if part.lines)


def may_be_said(item: OutboxItem) -> bool:
    """Whether its time has come: what waits has hours of its own, and may yet be undone."""
    return item.status in MAY_BE_SAID

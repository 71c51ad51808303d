"""What stands on every page: the organisation's name and numbers, and its words for help right now."""

from __future__ import annotations

import re
from dataclasses import dataclass

from onboarding.models import Organisation
from onboarding.queries.brand import LOOK, Look

_NUMBER = re.compile(r"\b\d(?:[\d ]*\d)\b")


@dataclass(frozen=True)
class HelpLine:
    """A piece of the words for help right now: words, a number to call, and what follows it."""

    before: str
    phone: str = ""
    after: str = ""


@dataclass(frozen=True)
class House(Look):
    """The organisation as pages show it."""

    name: str = ""
    footer_line: str = ""
    phone: str = ""
    email: str = ""
    hours: str = ""
    reply_time: str = ""
    crisis_help: str = ""
    benefits_advice: str = ""
    service: str = ""

    @property
    def crisis_lines(self) -> list[HelpLine]:
        """The words for help with each number apart, so that it can be called with one tap."""
        return help_lines(self.crisis_help)

    @property
    def advice_lines(self) -> list[HelpLine]:
        """Who gives free advice on benefits, with the number apart."""
        return help_lines(self.benefits_advice)


def house() -> House:
    """The one organisation; empty words before there is one."""
    fields = ("name", "footer_line", "phone", "email", "hours", "reply_time", "crisis_help", "benefits_advice", *LOOK)
    found = Organisation.objects.values(*fields).first()
    return House(**found) if found else House()


def help_lines(words: str) -> list[HelpLine]:
    """Words with telephone numbers in them, cut so that every number stands alone."""
    lines: list[HelpLine] = []
    place = 0
    for number in _NUMBER.finditer(words):
        lines.append(HelpLine(words[place : number.start()].strip(), number.group()))
        place = number.end()
        if end := re.match(r"[.,]", words[place:]):
            lines[-1] = HelpLine(lines[-1].before, lines[-1].phone, end.group())
            place += end.end()
    rest = words[place:].strip()
    return [*lines, HelpLine(rest)] if rest else lines

"""What stands on every page: the organisation's name and numbers, and its words for help right now."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, F, OuterRef, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce

from onboarding.models import Application, NationWords, Opportunity, Organisation
from onboarding.queries.brand import LOOK, Look
from onboarding.stages.nation_words import BENEFITS, CRISIS

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
    address: str = ""
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


def house(nation: str = "", *, reader: int | None = None, reference: str = "", role: int | None = None) -> House:
    """The one organisation, with the words of one nation, in one statement; empty words before there is one.

    The nation is the one given; else that of the reader's own application (of this reference, or their latest), else that of a role,
    else the organisation's own.
    """
    theirs = [Subquery(_of_reader(reader, reference))] if reader else []
    of_role = [Subquery(Opportunity.objects.filter(pk=role).values("nation")[:1])] if role else []
    here = Value(nation) if nation else Coalesce(*theirs, *of_role, F("nation")) if theirs or of_role else F("nation")
    fields = ("name", "footer_line", "address", "phone", "email", "hours", "reply_time", *LOOK)
    words = {kind: Coalesce(Subquery(_words(kind)), Value("")) for kind in (CRISIS, BENEFITS)}
    found = Organisation.objects.annotate(here=here).annotate(**words).values(*fields, *words).first()
    return House(**found) if found else House()


def _of_reader(reader: int, reference: str) -> QuerySet[Application, Any]:
    mine = Application.objects.filter(applicant__user=reader)
    first = Case(When(reference=reference, then=0), default=1)
    return mine.order_by(first, "-created_at", "-pk").values("opportunity__nation")[:1]


def _words(kind: str) -> QuerySet[NationWords, Any]:
    return NationWords.objects.filter(nation=OuterRef("here"), kind=kind).values("words")[:1]


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

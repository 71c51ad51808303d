"""What a step asks of the person who takes it: declared once, used by the form and checked again by the door."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

_ADDRESS = re.compile(r"[^\s@<>,;:\"]+@[^\s@<>,;:\".]+(\.[^\s@<>,;:\".]+)+")
_NUMBER = re.compile(r"(?=(?:\D*\d){6,15}\D*\Z)[+(]?\d[\d ()-]{4,28}")


class FactRefused(ValueError):
    """A fact that does not fit what the step asks; the message is the sentence to show."""


@dataclass(frozen=True)
class Ask:
    """One question of a step.

    `name` is the fact's keyword; `label` the question; `form` one of `text`, `date`, `time`, `choice`, `several`, `yes`,
    `number`, `digits`, `email`, `phone`, `row`; `choices` pairs of code and words; `row` names the shared table a `row`
    fact points into;
    `restricted` marks health or criminal-record content; `error` is the sentence for a missing or wrong answer;
    `ahead` fills a date in so many days from today (never one that becomes evidence); `own` is the question as the
    applicant reads it, where the staff's would sound odd to them; `least` to `longest` is how many digits a number of
    digits has, or `longest` alone; `nations` are those where the question is put, where that is not everywhere, and
    `choices_in` the choices of a nation that has its own; `right` is what a member
    of staff who is named must be allowed to do; `fitting`: a team that must fit the person.
    """

    name: str
    label: str
    form: str = "text"
    choices: tuple[tuple[str, str], ...] = ()
    required: bool = True
    restricted: bool = False
    hint: str = ""
    error: str = ""
    row: str = ""
    longest: int = 200
    least: int = 0
    most: int = 100_000
    ahead: int = 0
    own: str = ""
    nations: tuple[str, ...] = ()
    right: str = ""
    fitting: bool = False
    choices_in: Mapping[str, tuple[tuple[str, str], ...]] = field(default_factory=dict, hash=False)

    @property
    def refusal(self) -> str:
        """The sentence for a missing or wrong answer."""
        return self.error or f"Answer: {self.label[:1].lower()}{self.label[1:]}"

    def clean(self, value: Any) -> Any:
        """The fact as the machine keeps it, or FactRefused. An empty answer to an optional question is None."""
        if value is None or value in ("", []):
            return self._missing()
        return _CLEANERS[self.form](self, value)

    def _missing(self) -> None:
        if self.required:
            raise FactRefused(self.refusal)


def _text(ask: Ask, value: Any) -> str:
    if not isinstance(value, str) or len(value) > ask.longest or "\x00" in value:
        raise FactRefused(f"{ask.label}: use {ask.longest} characters or fewer")
    return value


def _date(ask: Ask, value: Any) -> dt.date:
    if isinstance(value, dt.date) and not isinstance(value, dt.datetime):
        return value
    raise FactRefused(f"{ask.label}: the date must be a real date, like 23 11 2026")


def _time(ask: Ask, value: Any) -> dt.datetime:
    if isinstance(value, dt.datetime) and value.tzinfo is not None:
        return value
    raise FactRefused(f"{ask.label}: give a date and a time, like 23 11 2026 2:30pm")


def _choice(ask: Ask, value: Any) -> str:
    if value in {code for code, _words in ask.choices}:
        return str(value)
    raise FactRefused(ask.refusal)


def _several(ask: Ask, value: Any) -> list[str]:
    known = [code for code, _words in ask.choices]
    if isinstance(value, list) and all(code in known for code in value):
        return [code for code in known if code in value]
    raise FactRefused(ask.refusal)


def _yes(ask: Ask, value: Any) -> bool:
    if value is True or (value is False and not ask.required):
        return bool(value)
    raise FactRefused(ask.refusal)


def _number(ask: Ask, value: Any) -> int:
    if isinstance(value, int) and not isinstance(value, bool) and ask.least <= value <= ask.most:
        return value
    raise FactRefused(f"{ask.label}: the number must be between {ask.least} and {ask.most}")


def _digits(ask: Ask, value: Any) -> str:
    if isinstance(value, str) and value.isascii() and value.isdigit() and (ask.least or ask.longest) <= len(value) <= ask.longest:
        return value
    raise FactRefused(ask.refusal)


def _email(ask: Ask, value: Any) -> str:
    if isinstance(value, str) and len(value) <= ask.longest and _ADDRESS.fullmatch(value):
        return value
    raise FactRefused(f"{ask.label}: enter an e-mail address, like name@example.com")


def _phone(ask: Ask, value: Any) -> str:
    if isinstance(value, str) and _NUMBER.fullmatch(value):
        return value
    raise FactRefused(f"{ask.label}: enter a phone number, like 01632 960 001")


def _row(ask: Ask, value: Any) -> int:
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    raise FactRefused(ask.refusal)


_CLEANERS = {
    "text": _text,
    "date": _date,
    "time": _time,
    "choice": _choice,
    "several": _several,
    "yes": _yes,
    "number": _number,
    "digits": _digits,
    "email": _email,
    "phone": _phone,
    "row": _row,
}


def asked_in(asks: Sequence[Ask], nation: str) -> tuple[Ask, ...]:
    """The questions that are put where the role is, each with the choices there."""
    there = [ask for ask in asks if not ask.nations or nation in ask.nations]
    return tuple(replace(ask, choices=ask.choices_in.get(nation, ask.choices)) for ask in there)


def clean(asks: Sequence[Ask], facts: Mapping[str, Any]) -> tuple[dict[str, Any], list[str]]:
    """Facts checked against the step's asks: the cleaned facts, and every sentence that is in the way."""
    cleaned: dict[str, Any] = {}
    refusals = [f"This step does not ask for “{name}”" for name in sorted(set(facts) - {ask.name for ask in asks})]
    for ask in asks:
        try:
            cleaned[ask.name] = ask.clean(facts.get(ask.name))
        except FactRefused as refused:
            refusals.append(str(refused))
    return cleaned, refusals

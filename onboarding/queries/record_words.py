"""The lines of a restricted record in words: codes by their lists, of a certificate number the last four digits."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from onboarding.letters.words import full_day
from onboarding.stages import appointments, fitness_words, vaccines
from onboarding.stages import disclosure_words as words
from onboarding.stages.disclosure import KEPT_DAYS
from onboarding.stages.eligibility import LEVELS
from onboarding.stages.held_certificate import WORKFORCES


@dataclass(frozen=True)
class Fact:
    """One line of a record."""

    label: str
    value: Any


LABELS: dict[str, tuple[str, Mapping[Any, Any]]] = {
    "appointment_on": ("Appointment with Occupational Health on", {}),
    "missed": ("Appointments missed", {}),
    "suits_better": ("What would suit the person better", dict(appointments.SUITS)),
    "vaccines": ("Vaccines cleared", dict(vaccines.CLEARED)),
    "outcome": ("Occupational Health told us", dict(fitness_words.OUTCOMES)),
    "adjustments": ("Support", {}),
    "agreed": ("Does the support help?", fitness_words.AGREED),
    "waits_for": ("It waits for", dict(fitness_words.WAITING)),
    "access_to_work": ("Access to Work", dict(fitness_words.ACCESS)),
    "review_on": ("Look at it again on", {}),
    "level": ("The certificate they had", dict(LEVELS)),
    "workforce": ("Workforce on it", dict(WORKFORCES)),
    "content": ("The check found", dict(words.CONTENT)),
    "seen": ("How it was seen", dict(words.SEEN)),
    "number": ("Certificate number, last 4 digits", {}),
    "issued_on": ("Date on the certificate", {}),
    "talk": ("Private talk", words.TALK),
    "talk_how": ("The person would like to talk", dict(words.HOW)),
    "brings": ("The person brings someone", {True: "Yes"}),
    "challenge": ("Is the certificate right?", words.CHALLENGE),
    "stop": ("Legal stop", words.STOP),
    "decision": ("Decision", {**fitness_words.DECISIONS, **words.DECISIONS}),
    "decided_on": ("Decided on", {}),
    "status": ("The Update Service says", dict(words.STATUS)),
    "status_on": ("Status checked on", {}),
}


def facts_of(values: Mapping[str, Any]) -> list[Fact]:
    """Every line that says something, in the order of the record."""
    found = [_fact(name, values[name]) for name in LABELS if values.get(name) not in ("", None, False)]
    return [*found, *_lists(values), *_kept(values)]


def _fact(name: str, value: Any) -> Fact:
    label, known = LABELS[name]
    if isinstance(value, dt.date):
        return Fact(label, full_day(value))
    return Fact(label, str(value)[-4:] if name == "number" else known.get(value, value))


def _lists(values: Mapping[str, Any]) -> list[Fact]:
    weights, weighed = dict(words.WEIGHT), values.get("weighed") or {}
    points = [Fact(label, weights[weighed[code]]) for code, label in words.CONSIDERATIONS if code in weighed]
    agreed = [label for code, label in words.SAFEGUARDS if code in (values.get("safeguards") or ())]
    return [*points, *([Fact("Safeguards agreed", "; ".join(agreed))] if agreed else [])]


def _kept(values: Mapping[str, Any]) -> list[Fact]:
    """Until when what the certificate said is kept."""
    decided = values.get("decided_on")
    return [Fact("Erased on", full_day(decided + dt.timedelta(days=KEPT_DAYS)))] if decided and values.get("content") else []

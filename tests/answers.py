"""Answers to whatever a step asks, drawn at random but fit to be accepted: for crowds of tests that take any step."""

import datetime as dt
import random
from typing import Any

from onboarding.engine.asks import Ask
from onboarding.engine.grammar import Step
from onboarding.models import Approval, Body, Cohort, Competence, Opportunity, Site, Slot, StaffRole, Stage

AHEAD = dt.timedelta(days=30)


def answers(step: Step, rng: random.Random, now: dt.datetime) -> dict[str, Any]:
    """A fact for every question of a step."""
    return {ask.name: _answer(ask, rng, now) for ask in step.asks}


def _answer(ask: Ask, rng: random.Random, now: dt.datetime) -> Any:
    if ask.form == "row":
        return rng.choice(_rows(ask.row)) if _rows(ask.row) else None
    drawn = {
        "choice": lambda: rng.choice(ask.choices)[0],
        "several": lambda: [rng.choice(ask.choices)[0]],
        "date": lambda: now.date() if ask.name == "issued_on" else (now + AHEAD).date(),
        "time": lambda: now,
        "yes": lambda: True,
        "number": lambda: rng.randint(ask.least, min(ask.most, max(ask.least, 15))),
        "digits": lambda: "".join(rng.choice("0123456789") for _ in range(12 if ask.least else ask.longest)),
        "text": lambda: "Later starts",
        "email": lambda: f"somebody{rng.randint(1, 10**9)}@groups.example",
        "phone": lambda: "01632 960 200",
    }
    return drawn[ask.form]()


def _rows(table: str) -> list[int]:
    rows: dict[str, Any] = {
        "approval": Approval.objects.order_by("pk").values_list("pk", flat=True),
        "body": Body.objects.order_by("pk").values_list("pk", flat=True),
        "competence": Competence.objects.order_by("pk").values_list("pk", flat=True),
        "slot": Slot.objects.order_by("pk").values_list("pk", flat=True),
        "earlier": Stage.objects.order_by("pk").values_list("pk", flat=True),
        "opportunity": Opportunity.objects.order_by("pk").values_list("pk", flat=True),
        "cohort": Cohort.objects.order_by("pk").values_list("pk", flat=True),
        "site": Site.objects.order_by("pk").values_list("pk", flat=True),
        "staff": StaffRole.objects.exclude(role="system").order_by("user").values_list("user", flat=True),
    }
    return list(rows[table])

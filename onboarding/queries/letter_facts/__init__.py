"""The only place that gathers the plain values of a letter from the tables. Each module has the facts of some kinds."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from onboarding import letters
from onboarding.letters.facts import LetterFacts
from onboarding.models import Application
from onboarding.queries.letter_facts import checking, choosing, learning, leaving, offering, placing, shared, waiting

OF_KIND: dict[str, Callable[[Application, dt.datetime, int | None], dict[str, Any]]] = {
    **checking.OF_KIND,
    **choosing.OF_KIND,
    **offering.OF_KIND,
    **waiting.OF_KIND,
    **learning.OF_KIND,
    **placing.OF_KIND,
    **leaving.OF_KIND,
}


def gather(code: str, application: Application, *, at: dt.datetime, move: int | None = None) -> LetterFacts:
    """The facts of one kind of letter. `move` is the move that brought it, if one did."""
    kind = letters.kinds()[code]
    needed = shared.common if kind.to_applicant else shared.to_others
    return kind.facts(**{**needed(code, application, at), **OF_KIND[code](application, at, move)})


def common(code: str, application: Application, *, at: dt.datetime) -> LetterFacts:
    """What every letter to the applicant needs, for the e-mail that says there is a letter."""
    return LetterFacts(**shared.common(code, application, at))

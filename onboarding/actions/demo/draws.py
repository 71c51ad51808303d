"""How long things take: draws from the published and designed distributions, given as median and ninth decile in days."""

from __future__ import annotations

import datetime as dt
import math
import random
from collections.abc import Callable

Z90 = 1.2815515655446004  # the ninth decile of the standard normal
SLOWER = 1.3  # in August, in April and in the fortnight of Christmas
Draw = Callable[[random.Random], float]


def dice(seed: int) -> random.Random:
    """Random numbers that are the same each time."""
    return random.Random(seed)  # noqa: S311 - invented lives, not secrets


def lognormal(rng: random.Random, median: float, ninth: float) -> float:
    """One draw, in days, of the lognormal with this median and ninth decile."""
    return rng.lognormvariate(math.log(median), math.log(ninth / median) / Z90)


def mixture(rng: random.Random, *parts: tuple[float, float, float]) -> float:
    """One draw from a mixture of (share, median, ninth decile)."""
    at = rng.random()
    for share, median, ninth in parts:
        at -= share
        if at <= 0:
            return lognormal(rng, median, ninth)
    return lognormal(rng, *parts[-1][1:])


def season(day: dt.date) -> float:
    """How much longer things take on this day of the year."""
    christmas = (day.month, day.day) >= (12, 20) or (day.month, day.day) <= (1, 2)
    return SLOWER if day.month in (4, 8) or christmas else 1.0


def disclosure(rng: random.Random) -> float:
    """DBS, enhanced: mean 11 days, half 4.6, one in forty over 60 (calibrated to the published monthly figures)."""
    return mixture(rng, (0.55, 2.5, 6), (0.417, 12, 35), (0.033, 55, 115))


def occupational_health(rng: random.Random) -> float:
    """Clearance after the form came back: half 4.4 days, 9 in 10 within 25."""
    return mixture(rng, (0.70, 3, 7), (0.22, 16, 28), (0.08, 38, 65))


def reference(rng: random.Random) -> float:
    """A referee answers."""
    return lognormal(rng, 10, 26)


def forms(rng: random.Random) -> float:
    """A person returns a form."""
    return lognormal(rng, 5, 14)


def papers(rng: random.Random) -> float:
    """An appointment to show papers."""
    return lognormal(rng, 4, 11)


def from_abroad(rng: random.Random) -> float:
    """How much longer a country takes than the DBS (design: a consulate answers in weeks)."""
    return lognormal(rng, 21, 60)


def certificate_shown(rng: random.Random) -> float:
    """A person shows the certificate after it was posted."""
    return lognormal(rng, 4, 9)


def host_answer(rng: random.Random) -> float:
    """A team says yes or no."""
    return lognormal(rng, 8, 25)


def office(rng: random.Random) -> float:
    """Our own part of the work."""
    return lognormal(rng, 2, 6)


def office_week(rng: random.Random) -> float:
    """Our own part where somebody else has to be spoken to first."""
    return lognormal(rng, 3, 8)


def decision(rng: random.Random) -> float:
    """Our own part where people have to sit together."""
    return lognormal(rng, 5, 15)

"""How long things take: draws from the published and designed distributions, given as median and ninth decile in days."""

from __future__ import annotations

import math
import random

Z90 = 1.2815515655446004  # the ninth decile of the standard normal


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


def disclosure(rng: random.Random) -> float:
    """DBS, enhanced: mean 11 days, half 4.6, one in forty over 60 (calibrated to the published monthly figures)."""
    return mixture(rng, (0.55, 2.5, 6), (0.417, 12, 35), (0.033, 55, 115))


def occupational_health(rng: random.Random) -> float:
    """Clearance after the form came back: half 4.4 days, 9 in 10 within 25."""
    return mixture(rng, (0.70, 3, 7), (0.22, 16, 28), (0.08, 38, 65))


def forms(rng: random.Random) -> float:
    """A person returns a form."""
    return lognormal(rng, 5, 14)


def papers(rng: random.Random) -> float:
    """An appointment to show papers."""
    return lognormal(rng, 4, 11)


def certificate_shown(rng: random.Random) -> float:
    """A person shows the certificate after it was posted."""
    return lognormal(rng, 4, 9)


def host_answer(rng: random.Random) -> float:
    """A team says yes or no."""
    return lognormal(rng, 8, 25)


def office(rng: random.Random, median: float = 2, ninth: float = 6) -> float:
    """Our own part of the work."""
    return lognormal(rng, median, ninth)

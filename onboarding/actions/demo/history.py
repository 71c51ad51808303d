"""What the newer pathways ask for beside the rest: the last three years, and a certificate where the role needs one."""

from __future__ import annotations

from onboarding.actions.demo import draws
from onboarding.actions.demo.clockwork import Life
from onboarding.actions.demo.walker import DAY, Walker

KIND, PAPER = "employment_history", "qualifications"
UNCLEAR, IN_ITS_PLACE = 0.15, 0.3  # how often one more question is asked, and how often experience counts instead (design)


def employment_history(walker: Walker) -> Life:
    """Work, time without work and volunteering count alike. Nobody is asked why."""
    yield walker.takes(draws.office)
    walker.go(KIND, "ask", by="jo")
    yield walker.takes(draws.forms)
    _tells(walker)
    yield walker.takes(draws.office)
    if walker.rng.random() < UNCLEAR:
        walker.go(KIND, "ask_about", by="jo", reason="dates")
        yield walker.takes(draws.forms)
        walker.go(KIND, "tell_all", by="jo")
        yield walker.takes(draws.office)
    walker.go(KIND, "accept", by="jo")


def _tells(walker: Walker) -> None:
    """A job, then a time without, then something unpaid that goes on."""
    stopped, began = (walker.today - walker.rng.randint(*days) * DAY for days in ((700, 900), (250, 450)))
    start = stopped - 800 * DAY
    walker.go(KIND, "add_period", by="jo", what="work", where="A corner shop", start=start, end=stopped)
    walker.go(KIND, "add_time_off", by="jo", start=stopped + DAY, end=began - DAY)
    walker.go(KIND, "add_period", by="jo", what="volunteering", where="A garden for all", start=began, end=None)
    walker.go(KIND, "tell_all", by="jo")


def qualifications(walker: Walker) -> Life:
    """A certificate is shown, or it is said outright that none is needed of this person."""
    yield walker.takes(draws.office)
    if walker.rng.random() < IN_ITS_PLACE and walker.fate != "qualified":
        walker.go(PAPER, "not_applicable", why="experience")
        return
    walker.go(PAPER, "ask", what="school")
    yield walker.takes(draws.papers)
    walker.go(PAPER, "record_seen", what="school", how="original", until=None)

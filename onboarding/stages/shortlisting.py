"""Two people read each form without the name before anybody is invited: a rule of the house, for those who sent a form."""

from __future__ import annotations

from typing import Any

from onboarding.engine.grammar import rule

READINGS = "readings"  # what the door works out: whether there is a form, and how many have read it
READERS = 2
READ_PARTS = ("why", "experience")  # a form in which one of these stands has something to read
VERDICTS = (("invite", "Invite them"), ("not_sure", "Not yet sure"), ("not_now", "Not this time"))


@rule("Two people have not read their form yet, each by themselves", house="shortlisting", reads=(READINGS,))
def two_have_read(taking: Any) -> bool:
    """Whoever told us in another way, or was brought in from a spreadsheet, has no form to read."""
    readings = taking.history.findings[READINGS]
    return not readings.get("form") or readings.get("read", 0) >= READERS

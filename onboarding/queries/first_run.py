"""What a new organisation still lacks before its first applicant, in the order in which it is done."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from onboarding.models import Body, Cohort, Opportunity, Organisation, Pathway, Site, StaffRole
from onboarding.queries.nation_words import looked_at
from onboarding.stages.names import Engagement, Party

NOBODYS = ".example"  # the shipped address: such a name belongs to nobody (RFC 2606)
NEEDED = {"hr": "HR", "coordinator": "a peer coordinator", "manager": "a manager", "disclosure_handler": "who handles results"}


@dataclass(frozen=True)
class Todo:
    """One thing: what, why, the name and the given parts of the address where it is done, and whether it is."""

    words: str
    why: str
    name: str
    given: tuple[str, ...]
    done: bool


def _confirms() -> bool:
    """Whether there are two who can give a role that opens restricted records."""
    held = StaffRole.objects.filter(role__in=("administrator", "data_lead"), user__is_active=True)
    return held.values("user").distinct().count() > 1


def first_run(*, today: dt.date) -> list[Todo]:
    """Every thing with whether it is done; an organisation that has begun reads it as a check."""
    held = set(StaffRole.objects.filter(user__is_active=True).values_list("role", flat=True))
    missing = [words for role, words in NEEDED.items() if role not in held]
    second = "" if _confirms() else "First a second administrator or a data lead, who confirms access to restricted records. "
    whom = f"{second}Still missing: {', '.join(missing)}" if missing else "HR, a coordinator, a manager and who handles results"
    yours = not Organisation.objects.get().email.endswith(NOBODYS)
    signed = Pathway.objects.exclude(signed_on=None).exclude(engagement=Engagement.GROUP).exists()
    of = Body.objects.values_list("party", flat=True)
    return [
        Todo("Make the name, address and numbers yours", "They stand on every page and letter", "set_ups", ("organisation",), yours),
        Todo("Look at the words for help right now", "Call the numbers, and name who gives advice near you",
             "nation_words", (), looked_at()),
        Todo("Add who works here", whom, "staff_list", (), not missing),
        Todo("Have a peer sign off the pathways you use", "One with lived experience, by name", "pathways", (), signed),
        Todo("Add whom we wait for", "Occupational Health and who teaches the course, with their e-mail addresses", "set_ups", ("bodies",),
             {Party.OCCUPATIONAL_HEALTH, Party.TRAINING_PROVIDER} <= set(of)),
        Todo("Add a course", "People see the first days of the next two", "set_ups", ("courses",),
             Cohort.objects.filter(starts_on__gte=today).exists()),
        Todo("Add the teams that take people", "With who answers for each", "set_ups", ("sites",), Site.objects.exists()),
        Todo("Open a role", "People can apply for it from that moment", "set_ups", ("roles",),
             Opportunity.objects.filter(is_open=True).exists()),
    ]  # fmt: skip

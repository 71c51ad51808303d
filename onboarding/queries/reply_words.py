"""What we say about a person to somebody outside: only what they agreed to, under the name the organisation has for others."""

from __future__ import annotations

from dataclasses import dataclass

from onboarding.models import Application, Organisation, Stage
from onboarding.queries.plain_words import Fit
from onboarding.stages import ALL_KINDS
from onboarding.stages.names import Party


@dataclass(frozen=True)
class HouseForOthers:
    """The organisation as somebody outside sees it: the short name, which says nothing of peer work."""

    name: str = ""
    service: str = ""
    address: str = ""
    phone: str = ""
    hours: str = ""


def house_for_others() -> HouseForOthers:
    """What stands on every page and mail for somebody outside."""
    found = Organisation.objects.first()
    if found is None:
        return HouseForOthers()
    name = found.name_for_others
    return HouseForOthers(name=name, service=name, address=found.address, phone=found.phone, hours=found.hours)


def title(stage: Stage) -> str:
    """The public title of a kind of stage, in the words of the person's nation."""
    return _fit(stage.application)(ALL_KINDS[stage.kind].public_title)


def question(stage: Stage, called: str) -> str:
    """The one question about a stage where it stands."""
    words = ALL_KINDS[stage.kind].state(stage.state).question
    return _fit(stage.application)(words).replace("{called}", called)


def intro(application: Application, party: str) -> str:
    """Who it is about, and as what they chose to be known."""
    who = application.applicant
    role = who.role_title_for_others
    article = "an" if role[:1].lower() in "aeiou" else "a"
    asked = " and gave us your name" if party == Party.REFEREE else ""
    return f"{who.called} wants to be {article} {role} with us{asked}. Thank you for helping."


def _fit(application: Application) -> Fit:
    return Fit(application.pathway.engagement, application.opportunity.nation, {"called": "{called}"})

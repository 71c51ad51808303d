"""What we say about a person to somebody outside: only what they agreed to, under the name the organisation has for others.

A committee is asked about a role at a site, so its words hold neither a name nor our reference.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from onboarding.models import Application, CommitteePaper, Organisation, Referee, Stage
from onboarding.queries.brand import Look
from onboarding.queries.plain_words import Fit
from onboarding.stages import ALL_KINDS
from onboarding.stages.names import Party
from onboarding.stages.reference_words import ROLE_WORDS

NOBODY = frozenset({"committee"})  # kinds that are about a role, never about a person
APPLICANTS = "Anyone who applies for this role"


@dataclass(frozen=True)
class HouseForOthers(Look):
    """The organisation as somebody outside sees it: the short name and the colour, which say nothing of peer work; no logo."""

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
    return HouseForOthers(
        name=name, service=name, address=found.address, phone=found.phone, hours=found.hours, brand_colour=found.brand_colour
    )


def title(stage: Stage) -> str:
    """What a kind of stage is called outside, in the words of the person's nation."""
    return _fit(stage.application)(ALL_KINDS[stage.kind].title_for_others)


def caption(stage: Stage) -> str:
    """What the page is about, and about whom."""
    return title(stage) if stage.kind in NOBODY else f"{title(stage)} for {stage.application.applicant.full_name}"


def called(stage: Stage) -> str:
    """Who may ask to see an answer, and who sees a day that was named."""
    return APPLICANTS if stage.kind in NOBODY else stage.application.applicant.called


def question(stage: Stage, name: str) -> str:
    """The one question about a stage where it stands."""
    words = ALL_KINDS[stage.kind].state(stage.state).question
    words = words.replace("a {role}", f"{_article(stage)} {{role}}").replace("{role}", role(stage))
    words = words.replace("{site}", sites([stage.pk]).get(stage.pk, "this site"))
    return _fit(stage.application)(words).replace("{called}", name)


def intro(stage: Stage, party: str) -> str:
    """Who it is about, and as what they chose to be known by whom we ask."""
    if stage.kind in NOBODY:
        return "This is about a role, and not about any one person. Thank you for helping."
    asked = " and gave us your name" if party == Party.REFEREE else ""
    name = stage.application.applicant.called
    return f"{name} wants to be {_article(stage)} {role(stage)} with us{asked}. Thank you for helping."


def role(stage: Stage) -> str:
    """The role as the person wants it named: to this referee, else to others."""
    referee = Referee.objects.filter(stage=stage, current=True).first()
    return dict(ROLE_WORDS)[referee.role_words].lower() if referee else stage.application.applicant.role_title_for_others


def sites(stages: Iterable[int]) -> dict[int, str]:
    """The sites a committee was asked about, by stage."""
    return dict(CommitteePaper.objects.filter(stage__in=stages, current=True).values_list("stage", "site__name"))


def _article(stage: Stage) -> str:
    return "an" if role(stage)[:1].lower() in "aeiou" else "a"


def _fit(application: Application) -> Fit:
    return Fit(application.pathway.engagement, application.opportunity.nation, {"called": "{called}"})

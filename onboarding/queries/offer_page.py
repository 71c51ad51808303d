"""The offer page: the role, what starts when the person says yes, who does what. Volunteers read an invitation."""

from __future__ import annotations

from dataclasses import dataclass

from onboarding.engine.kinds import Words
from onboarding.models import Application, Offer, Stage
from onboarding.queries.plain_words import Fit, weekday
from onboarding.queries.progress_steps import NOT_CHECKS
from onboarding.stages import STAGE_KINDS
from onboarding.stages.names import ACTIVE, Engagement


@dataclass(frozen=True)
class OfferPage:
    """The words of the page, fitted; pairs are a heading and a text."""

    role: str
    facts: list[tuple[str, str]]
    first: str
    until: str
    yours: list[tuple[str, str]]
    others: list[tuple[str, str]]
    paid: bool
    checks: int = 0
    over: bool = False


def offer_page(application: Application) -> OfferPage | None:
    """The page while the offer stands; after the answer to read again (`over`), where one was recorded; else None."""
    stages = list(Stage.objects.filter(application=application))
    standing = next((stage for stage in stages if stage.kind == "selection" and stage.state in ("offered", "closed")), None)
    offer = Offer.objects.filter(stage=standing, current=True).first() if standing else None
    if standing is None or (standing.state == "closed" and offer is None):
        return None
    fit = Fit(application.pathway.engagement, application.opportunity.nation, {})
    paid = application.pathway.engagement == Engagement.PAID
    kinds = [kind for kind in application.pathway.kinds if any(stage.kind == kind for stage in stages)]
    said = [STAGE_KINDS[kind].on_offer for kind in kinds]
    role = application.opportunity
    hours = offer.hours if offer else role.hours
    facts = [("place", role.service.name), ("clock", f"{hours} hours a week, on days we agree with you")]
    if role.pay_words:
        facts.append(("money", role.pay_words))
    return OfferPage(
        role.title, facts, fit("This is an offer with some checks to do first."),
        weekday(offer.accept_by) if offer else "", _fitted(fit, [one.yours if paid else one.volunteers or one.yours for one in said]),
        _fitted(fit, [one.others for one in said]), paid,
        sum(stage.kind not in NOT_CHECKS for stage in stages),
        standing.state == "closed" or application.state not in ACTIVE,
    )  # fmt: skip


def _fitted(fit: Fit, said: list[Words | None]) -> list[tuple[str, str]]:
    return [(fit(words.title), fit(words.text)) for words in said if words]

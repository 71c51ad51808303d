"""The offer page: the role, what starts when the person says yes, who does what. Volunteers read an invitation."""

from __future__ import annotations

from dataclasses import dataclass

from onboarding.engine.kinds import Words
from onboarding.models import Application, Offer, Stage
from onboarding.queries.plain_words import Fit, weekday
from onboarding.stages import STAGE_KINDS
from onboarding.stages.names import Engagement


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


def offer_page(application: Application) -> OfferPage | None:
    """The page while the offer stands, else None."""
    stages = list(Stage.objects.filter(application=application))
    standing = next((stage for stage in stages if stage.kind == "selection" and stage.state == "offered"), None)
    offer = Offer.objects.filter(stage=standing, current=True).first() if standing else None
    if standing is None:
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
    )  # fmt: skip


def _fitted(fit: Fit, said: list[Words | None]) -> list[tuple[str, str]]:
    return [(fit(words.title), fit(words.text)) for words in said if words]

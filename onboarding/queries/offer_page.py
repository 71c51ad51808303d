"""The offer page: the role, what starts when the person says yes, who does what. Volunteers read an invitation."""

from __future__ import annotations

from dataclasses import dataclass

from onboarding.models import Application, Offer, Stage
from onboarding.queries.plain_words import Fit, weekday
from onboarding.stages.names import Engagement

YOURS = {
    "identity": ("Show us who you are", "In person if you can. We can come to you. We pay your travel first."),
    "right_to_work": (
        "Show us that you can work here",
        "Everyone shows us the same thing. It can be a passport or a share code.",
    ),
    "reference": (
        "Tell us who can speak for you",
        (
            "It can be a tutor, a group leader or someone you volunteer with. Not someone who treats you. "
            "We never ask them about your health."
        ),
    ),
    "crb": (
        "Fill in your DBS form",
        (
            "A DBS check shows police records. A record does not always stop you. We talk with you before we decide. "
            "You do not have to tell us about protected cautions or convictions."
        ),
    ),
    "occupational_health": (
        "Work and health support",
        "This is Occupational Health’s own form. They do not tell us why, only: yes, yes with support, or not now.",
    ),
    "readiness": (
        "Book your readiness chat",
        (
            "You and a peer worker talk about the role and the support you want. "
            "You say how you want to use your own story. We do not ask about your health."
        ),
    ),
}
VOLUNTEERS = {
    "right_to_work": ("Tell us that you may volunteer here", "We only ask. We do not need your papers for this.")
}
OTHERS = {
    "committee": ("The hospital", "It must agree that it can have peer workers in this team. It is not about you."),
    "reference": ("The people you name", "They tell us how they know you."),
    "crb": ("The DBS", "They look at your form and post a certificate to you."),
    "occupational_health": ("Occupational Health", "They may ring you for a chat. That is normal."),
}


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
    own = YOURS if paid else {**YOURS, **VOLUNTEERS}
    role = application.opportunity
    hours = offer.hours if offer else role.hours
    facts = [("place", role.service.name), ("clock", f"{hours} hours a week, on days we agree with you")]
    if role.pay_words:
        facts.append(("money", role.pay_words))
    return OfferPage(
        role.title, facts, fit("This is an offer with some checks to do first."),
        weekday(offer.accept_by) if offer else "", _fitted(fit, kinds, own), _fitted(fit, kinds, OTHERS), paid,
    )  # fmt: skip


def _fitted(fit: Fit, kinds: list[str], pairs: dict[str, tuple[str, str]]) -> list[tuple[str, str]]:
    return [(fit(pairs[kind][0]), fit(pairs[kind][1])) for kind in kinds if kind in pairs]

"""Which check a role allows, by law, and who pays: decided for the role's activity before anything is asked for."""

from __future__ import annotations

from typing import Any

from onboarding.engine.edges import BRING_IN
from onboarding.engine.grammar import rule
from onboarding.stages.names import Nation

LEVELS = (
    ("no_check", "No check is allowed for this role"),
    ("basic", "Basic"),
    ("standard", "Standard"),
    ("enhanced", "Enhanced"),
    ("enhanced_barred", "Enhanced, with the adults’ barred list"),
)
# Disclosure (Scotland) Act 2020: two levels and the scheme; Level 2 is asked for with police information or without.
SCOTTISH_LEVELS = (
    LEVELS[0],
    ("basic", "Level 1"),
    ("standard", "Level 2, without what the police hold locally"),
    ("enhanced", "Level 2"),
    ("enhanced_barred", "PVG, for a regulated role with protected adults"),
)
LEVELS_IN = {Nation.SCOTLAND.value: SCOTTISH_LEVELS}
RANK = {code: rank for rank, (code, _words) in enumerate(LEVELS)}
BASIS = (
    ("no_contact", "No regular contact with people who use the service"),
    ("frequent", "Frequent work with adults who receive a service"),
    ("regulated", "Regulated activity: health care directed by a registered professional"),
)
BASIS_IN = {
    Nation.SCOTLAND.value: (*BASIS[:2], ("regulated", "A regulated role: health care directed by a registered professional")),
}
FEES = (
    ("free", "Free: they get nothing but expenses"),
    ("paid_role", "Fee: the role is paid"),
    ("public_body", "Fee: in Northern Ireland they volunteer directly for a health trust or another public body"),
    ("course", "Fee: the course or placement leads to a role or a qualification"),
)
FEES_IN = {
    nation.value: tuple(fee for fee in FEES if fee[0] != "public_body") for nation in Nation if nation != Nation.NORTHERN_IRELAND
}


@rule("The level of check is not decided: record which check this role allows", law=True, reads=("eligibility",))
def level_decided(taking: Any) -> bool:
    """Asking for more than the role is eligible for is unlawful (Police Act 1997; Exceptions Order 1975)."""
    return taking.history.finding("eligibility", "level") is not None


@rule("The level of check is decided already", reads=("eligibility",), hides=True)
def level_not_decided(taking: Any) -> bool:
    return taking.history.finding("eligibility", "level") is None


@rule("The form went off from here, after the level was decided", hides=True)
def sent_before_us(taking: Any) -> bool:
    """A spreadsheet had the form with the body already; that a level was ever decided it does not say."""
    return any(move.row == taking.row.id and move.step == BRING_IN for move in taking.history.stand)


@rule("This role allows no check at all", law=True, reads=("eligibility",))
def some_check_allowed(taking: Any) -> bool:
    return taking.history.finding("eligibility", "level") != "no_check"


@rule(
    "A check above the level decided for this role may not be asked for",
    law=True,
    needs=("level",),
    reads=("eligibility",),
)
def not_above_level(taking: Any) -> bool:
    return RANK.get(taking.fact("level"), 99) <= RANK.get(taking.history.finding("eligibility", "level"), -1)


@rule("The level decided for this role asks for a check", law=True, reads=("eligibility",), hides=True)
def no_check_allowed(taking: Any) -> bool:
    return taking.history.finding("eligibility", "level") == "no_check"


@rule("The barred list is for regulated activity only", law=True, needs=("level", "basis"))
def barred_list_needs_regulated_activity(taking: Any) -> bool:
    return taking.fact("level") != "enhanced_barred" or taking.fact("basis") == "regulated"


@rule("Regulated activity needs the enhanced check with the barred list", law=True, needs=("level", "basis"))
def regulated_activity_needs_barred_list(taking: Any) -> bool:
    """Safeguarding Vulnerable Groups Act 2006: a barred person must not do it."""
    return taking.fact("basis") != "regulated" or taking.fact("level") == "enhanced_barred"


@rule("A role that is paid pays the fee: a free check is for volunteers", needs=("fee",))
def fee_fits(taking: Any) -> bool:
    return taking.fact("fee") != "free" or not taking.history.paid


@rule("Regulated activity needs the barred-list check: nobody may do without it", law=True, reads=("eligibility",))
def no_barred_list_needed(taking: Any) -> bool:
    return taking.history.finding("eligibility", "level") != "enhanced_barred"


@rule("In Scotland the PVG result must be received: nobody may do without it", law=True)
def no_pvg_needed(taking: Any) -> bool:
    """Disclosure (Scotland) Act 2020: a regulated role may not even be offered without it."""
    return bool(taking.history.nation != "SCT")


@rule("The form has gone off: wait for its answer")
def form_not_sent_off(taking: Any) -> bool:
    """A waiver after the form went would stand in the place of a result, and tell something about it."""
    return not _went_off(taking)


@rule("The form has not gone off yet, so no certificate can have come")
def form_sent_off(taking: Any) -> bool:
    return _went_off(taking)


def _went_off(taking: Any) -> bool:
    """From here, or before the person came into this system."""
    moves, at = taking.history.stand, taking.effective_at
    return any(move.kind == "crb" and move.target == "with_body" and move.effective_at <= at for move in moves)


NEVER_WAIVED = (level_decided, no_barred_list_needed, no_pvg_needed, form_not_sent_off)

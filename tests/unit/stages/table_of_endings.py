"""The truth tables of rules about endings, returns, waivers and checks carried over."""

import datetime as dt
from types import SimpleNamespace
from typing import Any

from onboarding.engine.edges import BRING_IN
from onboarding.engine.history import Taking
from onboarding.stages import ALL_KINDS
from onboarding.stages.names import KINDS
from tests.unit.stages.asked import found, told
from tests.unit.stages.histories import DAY, NOW, closing, happened, history, taking

TODAY = NOW.date()
EARLY, LATE = NOW - 3 * DAY, NOW


def asked(at: dt.datetime, party: str = "applicant") -> Any:
    """The turn of a party in the identity check, since then."""
    return happened("identity", "ask", at=at, source="with_applicant", target="with_applicant", party=party)


def carrying(earlier: Any, *, engagement: str = "paid", **facts: Any) -> Taking:
    """A check of before, used again in the identity check of applicant 7."""
    past = history(engagement=engagement, person=7)
    return taking(past, facts={"earlier": 1, **facts}, shared={"earlier": earlier}, row="identity")


def truly(**values: Any) -> SimpleNamespace:
    """An earlier check, by what it was where it was truly made."""
    return SimpleNamespace(origin=SimpleNamespace(**values))


def before(engagement: str) -> SimpleNamespace:
    return SimpleNamespace(application=SimpleNamespace(pathway=SimpleNamespace(engagement=engagement)))


TABLE_OF_ENDINGS: dict[str, list[tuple[Any, bool]]] = {
    "applies_for_a_role": [(taking(history(engagement=who)), who != "group") for who in ("paid", "voluntary", "group")],
    "is_in_a_group": [(taking(history(engagement=who)), who == "group") for who in ("paid", "voluntary", "group")],
    "two_strengths": [
        (told(first_strength="listening", second_strength="warm"), True),
        (told(first_strength="listening", second_strength="listening"), False),
    ],
    "silent_for_weeks": [
        (taking(history()), False),
        (taking(history(asked(NOW - 28 * DAY))), True),
        (taking(history(asked(NOW - 27 * DAY))), False),
        (taking(history(asked(NOW - 40 * DAY, party="hr"))), False),
        (taking(history(asked(NOW - 40 * DAY), happened("identity", "take_back", party="hr"))), False),
    ],
    "called_lately": [
        (told(called_on=TODAY), True),
        (told(called_on=TODAY - 28 * DAY), True),
        (told(called_on=TODAY - 29 * DAY), False),
        (told(called_on=TODAY + DAY), False),
    ],
    "back_within_a_year": [
        (taking(history()), False),
        (taking(history(happened("application", "withdraw", at=NOW - 366 * DAY))), True),
        (taking(history(happened("application", "rest", at=NOW - 367 * DAY))), False),
    ],
    "recorded_by_us": [
        (taking(history()), False),
        (taking(history(happened("application", "pause", code="phone"))), True),
        (taking(history(happened("application", "pause", code="self"))), False),
    ],
    "may_be_asked": [
        (found("destination"), False),
        (found("destination", may_ask=False), False),
        (found("destination", may_ask=True), True),
    ],
    "waiver_ends": [
        (told(until=TODAY), False),
        (told(until=TODAY + DAY), True),
        (told(until=TODAY + 366 * DAY), True),
        (told(until=TODAY + 367 * DAY), False),
    ],
    "still_with_us": [
        (taking(history(state=state)), state in ("in_progress", "paused", "in_role"))
        for state in ALL_KINDS["application"].codes
    ],
    "earlier_is_theirs": [
        (carrying(SimpleNamespace(pk=99, kind="identity", application=SimpleNamespace(applicant_id=7))), True),
        (carrying(SimpleNamespace(pk=99, kind="crb", application=SimpleNamespace(applicant_id=7))), False),
        (carrying(SimpleNamespace(pk=99, kind="identity", application=SimpleNamespace(applicant_id=8))), False),
        (carrying(SimpleNamespace(pk=2, kind="identity", application=SimpleNamespace(applicant_id=7))), False),
    ],
    "earlier_stands": [
        (carrying(SimpleNamespace(clearance=None)), False),
        (carrying(SimpleNamespace(clearance=closing("identity"))), True),
        (carrying(SimpleNamespace(clearance=closing("identity", outcome="waived"))), False),
        (carrying(SimpleNamespace(clearance=closing("identity", outcome="brought_in"))), False),
        (carrying(SimpleNamespace(clearance=closing("identity", at=NOW + DAY))), False),
        (carrying(SimpleNamespace(clearance=closing("identity", expires_on=TODAY))), True),
        (carrying(SimpleNamespace(clearance=closing("identity", expires_on=TODAY - DAY))), False),
    ],
    "carried_once": [
        (carrying(SimpleNamespace(carried_to=[])), True),
        (carrying(SimpleNamespace(carried_to=[99])), True),
        (carrying(SimpleNamespace(carried_to=[99, 2])), False),
    ],
    "earlier_this_year": [
        (carrying(truly(clearance=None)), True),
        (carrying(truly(clearance=closing("identity", at=NOW - 366 * DAY))), True),
        (carrying(truly(clearance=closing("identity", at=NOW - 367 * DAY))), False),
    ],
    "earlier_this_half_year": [
        (carrying(truly(clearance=None)), True),
        (carrying(truly(clearance=closing("identity", at=NOW - 183 * DAY))), True),
        (carrying(truly(clearance=closing("identity", at=NOW - 184 * DAY))), False),
    ],
    "asks_no_more": [
        (carrying(truly(demands=told), demands=asked), fits)
        for told, asked, fits in (
            ([], None, True), ([], ["ward"], False), (["ward"], None, True), (["ward", "alone"], ["ward"], True),
            (["ward"], ["alone"], False),
        )
    ],
    "holds_no_longer": [
        (carrying(SimpleNamespace(clearance=None)), True),
        (carrying(SimpleNamespace(clearance=closing("identity")), until=None), True),
        (carrying(SimpleNamespace(clearance=closing("identity", expires_on=TODAY)), until=TODAY), True),
        (carrying(SimpleNamespace(clearance=closing("identity", expires_on=TODAY)), until=TODAY + DAY), False),
        (carrying(SimpleNamespace(clearance=closing("identity", expires_on=TODAY)), until=None), False),
    ],
    "earlier_was_checked": [
        (carrying(before("paid")), True),
        (carrying(before("voluntary")), False),
        (carrying(before("voluntary"), engagement="voluntary"), True),
    ],
    "checked_lately": [
        (told(checked_on=TODAY), True),
        (told(checked_on=TODAY - 366 * DAY), True),
        (told(checked_on=TODAY - 367 * DAY), False),
        (told(checked_on=TODAY + DAY), False),
    ],
    "holds_still": [(told(until=None), True), (told(until=TODAY + DAY), True), (told(until=TODAY), False)],
    "role_is_open": [
        (taking(history(), facts={"to": 1}, shared={"to": SimpleNamespace(is_open=yes)}), yes) for yes in (True, False)
    ],
    "no_barred_list_needed": [
        (found("eligibility", level="enhanced_barred"), False),
        (found("eligibility", level="enhanced"), True),
        (found("eligibility"), True),  # that nothing is decided is another rule's sentence
    ],
    "no_pvg_needed": [(taking(history(nation=nation)), nation != "SCT") for nation in ("ENG", "WLS", "SCT", "NIR")],
    "form_not_sent_off": [
        (taking(history()), True),
        (taking(history(happened("crb", "submit", target="with_body"))), False),
        (taking(history(happened("crb", BRING_IN, target="with_body"))), False),
        (taking(history(happened("crb", "submit", target="with_body", at=LATE)), when=EARLY), True),
    ],
    "form_sent_off": [
        (taking(history()), False),
        (taking(history(happened("crb", "submit", target="with_body"))), True),
        (taking(history(happened("crb", BRING_IN, target="with_body"))), True),
        (taking(history(happened("crb", "submit", target="with_body", at=LATE)), when=EARLY), False),
    ],
    "sent_before_us": [
        (taking(history(happened("crb", "submit", target="with_body")), row="crb"), False),
        (taking(history(happened("occupational_health", BRING_IN)), row="crb"), False),
        (taking(history(happened("crb", BRING_IN)), row="crb"), True),
    ],
    "not_with_a_team": [
        (taking(history(rows={"placement": "matching"})), True),
        (taking(history(rows=dict.fromkeys(KINDS, "closed") | {"placement": "on_placement"})), False),
        (taking(history(rows=dict.fromkeys(KINDS, "closed") | {"placement": "on_placement", "crb": "being_considered"})), True),
    ],
}  # fmt: skip

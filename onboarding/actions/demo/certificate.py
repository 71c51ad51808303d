"""The criminal record check in each nation, from the role's decision to ours, with all that goes astray on the way."""

from __future__ import annotations

import datetime as dt

from onboarding.actions.demo import draws
from onboarding.actions.demo.clockwork import Life
from onboarding.actions.demo.walker import Walker
from onboarding.stages.disclosure_words import CONSIDERATIONS

SCOTLAND, ENGLAND = "SCT", "ENG"
LOOK = 14  # days: the published standard
REPLACED = {"lost_certificate": "lost", "wrong_name": "wrong_name", "new_name": "wrong_name"}
ABROAD = {"two_abroad": "one_gives_none"}  # what the countries sent where they had lived
CONTENT = {"disclosed": "disclosed", "barred": "barred"}


def crb(walker: Walker) -> Life:
    """The whole of it."""
    yield walker.takes(draws.office)
    fee = {"E": "course"}.get(walker.person.role, "paid_role") if walker.paid else "free"
    if walker.fate == "no_check":
        walker.go("crb", "decide_level", level="no_check", basis="no_contact", fee=fee, pvg=None)
        walker.go("crb", "close_without_check")
        return
    nation = walker.application.opportunity.nation
    level, basis = ("enhanced_barred", "regulated") if walker.person.role in "CDES" else ("enhanced", "frequent")
    pvg = "join" if nation == SCOTLAND else None
    walker.tried("crb", "decide_level", by="priya", level=level, basis=basis, fee=fee, pvg=pvg)  # it stands where the check is done again
    walker.go("crb", "send_form", body=walker.world.bodies["umbrella_body"].pk if nation == ENGLAND else None)
    yield walker.takes(draws.forms)
    service = "no" if nation == ENGLAND else "none"
    walker.go("crb", "see_papers", route="1", papers="passport", why=None, update_service=service)
    if "overseas" not in walker.application.pathway.rules_left_out:
        walker.go("crb", "lived_abroad" if walker.fate in ABROAD else "not_abroad")
    walker.go("crb", "submit", level=level)
    if walker.fate == "wrong_name":
        yield 6
        walker.go("crb", "form_returned", reason="name")
        yield walker.takes(draws.office)
        walker.go("crb", "submit", level=level)
    yield from (_shared(walker) if nation == SCOTLAND else _posted(walker, nation))
    yield from _seen(walker, "shared" if nation == SCOTLAND else "paper", walker.today - dt.timedelta(days=1))


def _posted(walker: Walker, nation: str) -> Life:
    """The certificate goes to the person by post; it may be lost, or have a name that is not theirs any more."""
    yield from _waited(walker, nation)
    walker.go("crb", "certificate_posted")
    if walker.fate in REPLACED:
        yield walker.takes(draws.certificate_shown)
        walker.go("crb", "replace_certificate", reason=REPLACED[walker.fate])
        yield walker.takes(draws.disclosure)
        walker.go("crb", "certificate_posted")
    yield walker.takes(draws.certificate_shown)
    walker.go("crb", "certificate_came")


def _waited(walker: Walker, nation: str) -> Life:
    """Where there is a tracker somebody looks at it each fortnight; what has lain with the police for 60 days is asked about."""
    left = walker.takes(draws.disclosure) + (90 if walker.fate == "late_body" else 0)
    looked = 0
    while nation == ENGLAND and left > LOOK:
        yield LOOK
        left -= LOOK
        looked += 1
        walker.go("crb", "look_at_tracker", shown="4")
        if looked > 5:  # five fortnights after the first look
            walker.go("crb", "escalate")
    yield left


def _shared(walker: Walker) -> Life:
    """In Scotland the person shares the result within 14 days, or it lapses and is asked for again."""
    yield walker.takes(draws.disclosure)
    walker.go("crb", "result_ready")
    if walker.fate == "share_lapsed":
        yield 17
        walker.go("crb", "share_lapsed")
        yield walker.takes(draws.disclosure)
        walker.go("crb", "result_ready")
    yield min(walker.takes(draws.certificate_shown), 8)


def _seen(walker: Walker, seen: str, issued: dt.date) -> Life:
    yield min(walker.takes(draws.office), 4)
    if walker.fate in ABROAD:
        yield walker.takes(draws.from_abroad)
    content = CONTENT.get(walker.fate, "clear")
    walker.go(
        "crb", "record_result", by="ann", content=content, seen=seen, number=f"{walker.rng.randrange(10**12):012}",
        issued_on=issued, same_person=True, abroad=ABROAD.get(walker.fate),
    )  # fmt: skip
    if content == "barred":
        yield from _stopped(walker)
        return
    yield from (_talked_over(walker) if content == "disclosed" else _looked_at(walker))
    walker.go("crb", "decide", by="ann", confirms="alex")


def _looked_at(walker: Walker) -> Life:
    yield walker.takes(draws.office)


def _talked_over(walker: Walker) -> Life:
    """Who will know, a private talk, each point considered: all inside the restricted record."""
    walker.go("crb", "name_people", by="ann", second=walker.staff("alex").pk, third=None)
    walker.go("crb", "offer_talk", by="ann")
    yield walker.takes(draws.decision)
    walker.go("crb", "record_talk", by="ann", talked="held")
    walker.go("crb", "weigh", by="ann", **dict.fromkeys(dict(CONSIDERATIONS), "neither"))


def _stopped(walker: Walker) -> Life:
    """A legal stop has no discretion: two people record it, the safeguarding lead looks, and the offer is taken back."""
    walker.go("crb", "name_people", by="ann", second=walker.staff("alex").pk, third=walker.staff("rani").pk)
    yield walker.takes(draws.office)
    walker.go("crb", "legal_stop", by="ann", confirms="alex", checked=True)
    walker.go("crb", "confirm_stop", by="rani", seen=True)
    yield walker.takes(draws.office)
    if walker.active:
        walker.go(None, "withdraw_offer", met=True)

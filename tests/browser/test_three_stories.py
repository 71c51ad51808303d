"""Three people, from their offer into their role: what each of them, and each who helps, does and reads in a browser."""

import re

import pytest

from onboarding.door import verify
from tests.browser.telling import TODAY, browser, told
from tests.making import weighed

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
__all__ = ["browser", "told"]
CERTIFICATE = {"seen": "paper", "number": "001234567890", "issued_on": TODAY, "same_person": True}
TELLS = ("disclosed", "Something is recorded", "talk", "weigh", "considered point")


def test_maya_joins_a_ward_although_there_is_something_on_her_certificate(told):
    hr = told.staff("Priya Shah", "hr")
    ann = told.staff("Ann Brady", "disclosure_handler")
    alex = told.staff("Alex Byrne", "manager", "disclosure_handler")
    maya = told.applicant("Maya", "Collins", "C", "crb.with_body")
    grace = told.applicant("Grace", "Lin", "C", "crb.with_body")

    for person in (maya, grace):
        assert "waiting for the DBS" in person.sees
        hr.takes(person, "crb", "certificate_posted")
        person.taps("My certificate came", "Yes, I have it")
        assert "It is with us now" in person.sees
    ann.takes(maya, "crb", "record_result", content="disclosed", **CERTIFICATE)
    ann.takes(grace, "crb", "record_result", content="clear", **CERTIFICATE)

    # HR reads the same of both, and so does each of them of themselves.
    assert plain(hr.reads(f"/staff/people/{maya.reference}/")) == plain(hr.reads(f"/staff/people/{grace.reference}/"))
    assert plain(maya.sees) == plain(grace.sees)
    assert not any(word in hr.page.content() for word in TELLS)

    ann.takes_inside(maya, "crb", "Name who will know", second="Alex Byrne")
    ann.takes_inside(maya, "crb", "Offer a private talk")
    private = maya.taps("Your checks, in private")
    assert "These people know: Ann Brady and Alex Byrne" in private
    assert maya.page.locator("main form").count(), maya.page.locator("main").inner_html()
    maya.page.locator("[name=way][value=phone]").check()
    maya.page.locator("main form:has([name=way]) button[type=submit]").click()
    assert "We will find a time with you" in maya.page.locator("main").inner_text()
    ann.takes_inside(maya, "crb", "Record the private talk", talked="held")
    ann.takes_inside(maya, "crb", "Consider it point by point", **weighed())
    ann.takes(maya, "crb", "decide")
    ann.takes(grace, "crb", "decide")
    assert "This check is done" not in maya.sees  # one of two people does not decide

    alex.takes(maya, "crb", "decide")
    assert plain(maya.sees) == plain(grace.sees)
    maya.comes_to("placement.closed")
    assert "You are a peer worker" in maya.sees
    assert verify.verify().broken == []


def test_sam_volunteers_in_a_group_where_no_check_is_allowed(told):
    hr = told.staff("Priya Shah", "hr", "coordinator")
    sam = told.applicant("Sam", "Okafor", "A2", "selection.offered")

    offer = sam.taps("Read our invitation")
    assert not re.search(r"\b(contract|wage|salary|job description)\b", offer, re.IGNORECASE)
    sam.page.get_by_role("main").get_by_role("button").first.click()
    assert "Some things are with us" in sam.sees

    # The law does not let anybody ask for more than the role allows.
    refused = hr.takes(sam, "crb", "decide_level", level="enhanced_barred", basis="no_contact", fee="free")
    assert "The barred list is for regulated activity only" in refused
    hr.takes(sam, "crb", "decide_level", level="no_check", basis="no_contact", fee="free")
    assert "This role allows no check at all" in hr.reads(f"/staff/people/{sam.reference}/step/{sam.row('crb')}/send_form/")
    hr.takes(sam, "crb", "close_without_check")
    assert "You do not need this check" in sam.unfolds("See everything that has happened so far")

    sam.comes_to("placement.closed")
    assert "You are a peer worker" in sam.sees
    assert not sam.app.stages.filter(kind="occupational_health").exists()
    assert verify.verify().broken == []


def test_eilidh_in_scotland_pauses_comes_back_and_moves_on(told):
    hr = told.staff("Priya Shah", "hr", "coordinator", "manager", "disclosure_handler")
    facts = {"crb.decide_level": {"pvg": "join"}, "crb.see_papers": {"update_service": "none"}}
    eilidh = told.applicant("Eilidh", "MacLeod", "B2", "crb.with_body", nation="SCT", **facts)

    assert "waiting for Disclosure Scotland" in eilidh.sees
    assert "DBS" not in eilidh.sees

    # Two taps, and nobody asks why.
    paused = eilidh.taps("Pause my application", "Pause my application")
    assert "break" in paused
    assert "Your application is paused" in eilidh.sees
    hr.takes(eilidh, "crb", "result_ready")  # others may go on
    assert "Come back" in eilidh.taps("Come back")
    eilidh.taps("Come back", "Come back")

    assert "Share your PVG result with us" in eilidh.sees
    hr.takes(eilidh, "crb", "record_result", content="clear", **{**CERTIFICATE, "seen": "shared"})
    hr.takes(eilidh, "crb", "decide")
    eilidh.comes_to("placement.closed")
    assert "You are a peer worker" in eilidh.sees

    hr.takes(eilidh, "application", "move_on", where="senior_role", may_ask=True)
    assert "moved on" in eilidh.sees.lower()
    hr.takes(eilidh, "application", "record_destination", months="3", where="senior_role")
    assert "Record what they do now" in hr.reads(f"/staff/people/{eilidh.reference}/")
    assert verify.verify().broken == []


def plain(text: str) -> str:
    """What a page says of anybody: without who it is about."""
    for name in ("Maya", "Collins", "Grace", "Lin"):
        text = text.replace(name, "NAME")
    text = re.sub(r"HH-\w{5}-\w", "REFERENCE", text)
    return re.sub(r"\d{1,2}(:\d\d)?[ap]m", "HOUR", text)

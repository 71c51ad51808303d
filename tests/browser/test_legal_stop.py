"""A barred list, told as a story: two people and the safeguarding lead, nothing to see for anybody else, a letter, and the end."""

from typing import Any

import pytest

from onboarding.actions.purge import purge
from onboarding.door import verify
from onboarding.lib import clock
from onboarding.models import DisclosureRecord
from onboarding.queries.looks import looks
from tests.browser.telling import TODAY, Staff, browser, told
from tests.making import DAY

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
__all__ = ["browser", "told"]
SEEN: dict[str, Any] = {"content": "barred", "seen": "paper", "number": "001234567890", "issued_on": TODAY, "same_person": True}
STOP, LEAD = "Record the legal stop", "Look at the legal stop as safeguarding lead"


def confirms(who: Staff, label: str) -> str:
    """The second of two people, from their desk to the button."""
    assert "A second person is needed" in who.reads("/staff/")
    who.page.get_by_role("link", name=f"Confirm: {label}").click()
    who.page.get_by_role("button", name="Confirm").click()
    return str(who.page.locator("main").inner_text())


def ticks_and_proposes(who: Staff, address: str, label: str, box: str) -> str:
    """A step inside a record that waits for a second person."""
    who.page.goto(address)
    who.page.get_by_role("button", name=label, exact=True).click()
    who.page.get_by_label(box).check()
    who.page.get_by_role("button", name=label, exact=True).click()
    return str(who.page.locator("main").inner_text())


def test_a_barred_list_stops_dee_by_law_and_ends_in_a_letter_that_three_people_stand_for(told):
    ann, mo = told.staff("Ann Brady", "disclosure_handler"), told.staff("Mo Byrne", "manager")
    sal, quin = told.staff("Sal Reid", "safeguarding_lead"), told.staff("Quin Park", "manager")
    hr = told.staff("Priya Shah", "hr")
    dee = told.applicant("Dee", "Baines", "C", "crb.with_body")
    record = f"/staff/people/{dee.reference}/restricted/crb/"
    hr.takes(dee, "crb", "certificate_posted")
    dee.taps("My certificate came", "Yes, I have it")
    ann.takes(dee, "crb", "record_result", **SEEN)
    ann.takes_inside(dee, "crb", "Name who will know", second="Mo Byrne", third="Sal Reid")

    # No talk as if there were a choice; two record the stop, the third looks at it.
    assert "Offer a private talk" not in [button.inner_text() for button in ann.page.locator("main button").all()]
    checked = "We both checked that it is this person, and that the role is regulated activity"
    assert "A second person must confirm it." in ticks_and_proposes(ann, record, STOP, checked)
    assert "A second person is needed" not in quin.reads("/staff/")  # who was not named
    assert "nothing of it is shown" in quin.reads(record)
    confirms(mo, STOP)
    assert "Records that wait for you" in sal.reads("/staff/")
    sal.page.get_by_role("link", name="Read the record").click()
    looked = "I have looked at it with them, and the duty to refer was thought about"
    assert "Seen by the safeguarding lead" in ticks_and_proposes(sal, record, LEAD, looked)

    # To everybody else it is being considered, as with anybody.
    page = hr.reads(f"/staff/people/{dee.reference}/")
    assert "Being considered" in page
    assert not any(word in page for word in ("On a barred list", "legal stop", "Sal Reid"))
    assert "We are looking at your DBS check" in dee.sees

    hr.takes(dee, "application", "withdraw_offer", met=True)
    confirms(mo, "Withdraw the offer")
    assert "We have taken back our offer" in dee.sees
    assert {look.by for look in looks(dee.app)} == {"Ann Brady", "Mo Byrne", "Sal Reid"}
    private = dee.taps("Your checks, in private")
    assert all(name in private for name in ("Ann Brady", "Mo Byrne", "Sal Reid"))

    # 183 days later what was found is gone, and what was decided is not.
    purge(at=clock.now() + 184 * DAY)
    assert (DisclosureRecord.objects.get().content, DisclosureRecord.objects.get().number) == ("", "")
    kept = ann.reads(record)
    assert "Legal stop" in kept
    assert "On a barred list" not in kept
    assert verify.verify().broken == []

"""A letter said on the phone: its own words in order, nothing to anybody else, and the call recorded by one button."""

import pytest

from onboarding.letters.base import screen
from onboarding.lib.spoken import said
from onboarding.models import Contact, OutboxItem
from onboarding.queries.phone_script import script
from onboarding.tasks import deliver
from tests import making
from tests.making import advance, applicant, application, staff
from tests.unit.letters.samples import TO_APPLICANT, written
from tests.unit.letters.test_letter_words import CERTIFICATE


@pytest.fixture
def item(hr):
    who = applicant("Ada", "Okoro", channel="phone", mobile="01632 960 333", formats=["text_relay"])
    advance(application(who=who), "selection.offered")
    found = OutboxItem.objects.get(kind="conditional_offer")
    deliver(found.pk, at=found.not_before)
    return OutboxItem.objects.get(pk=found.pk)


def url(item):
    return f"/staff/letters/{item.pk}/on-the-phone/"


def test_who_is_rung_is_asked_for_by_name_and_told_the_letters_own_words(hr, item):
    assert "Say this on the phone" in hr.get(f"/staff/letters/{item.pk}/").content.decode()
    page = hr.get(url(item)).content.decode()
    for words in ("Can I speak to Ada Okoro?", "We would like you to join us", "Voicemail? Say nothing, and ring off.", "Text relay",
                  "Do not leave a job or change your benefits yet."):  # fmt: skip
        assert words in page
    assert page.index("make sure who it is") < page.index("We would like you to join us")


def test_one_button_records_the_call_and_that_the_letter_is_out(hr, item):
    assert (item.status, item.error) == ("uncertain", "ring")
    for _twice in range(2):
        hr.post(url(item), {"about": "next_step"})
    contact = Contact.objects.get()
    assert (contact.how, contact.who, contact.about, contact.line) == (
        "phone", "person", "next_step", "We read you this letter on the phone: A letter about joining us.",
    )  # fmt: skip
    assert OutboxItem.objects.get(pk=item.pk).status == "sent"


def test_nobody_answered_leaves_it_to_be_done(hr, item):
    hr.post(url(item), {"about": "no_answer"})
    assert Contact.objects.get().about == "no_answer"
    assert OutboxItem.objects.get(pk=item.pk).status == "uncertain"


def test_what_waits_for_its_time_is_not_said_yet(hr):
    advance(application(), "selection.offered")
    waiting = OutboxItem.objects.get(kind="conditional_offer")
    assert "Not yet: this letter goes out on" in hr.get(url(waiting)).content.decode()
    hr.post(url(waiting), {"about": "next_step"})
    assert not Contact.objects.exists()


def test_a_page_for_who_may_send_letters_alone(hr, item, client, signed_in):
    assert client.get(url(item)).status_code == 302
    for role in ("manager", "auditor", "trainer"):
        assert signed_in(role, name=f"Ola {role}").get(url(item)).status_code == 404
    assert hr.post(url(item), {"about": "anything"}).status_code == 404
    assert hr.put(url(item)).status_code == 405
    assert hr.get("/staff/letters/999999/on-the-phone/").status_code == 404


def test_what_only_a_few_may_read_is_not_said_by_others_and_what_goes_to_others_has_no_script(hr):
    app = advance(application(), "crb.being_considered")
    private = OutboxItem.objects.filter(application=app, kind="about_your_checks").first()
    assert private is not None
    assert hr.get(url(private)).status_code == 404
    hr.force_login(staff("Hana Handler", "disclosure_handler"))
    assert hr.get(url(private)).status_code == 404  # the right alone: somebody else recorded it
    hr.force_login(making.team()[0])
    assert hr.get(url(private)).status_code == 200
    other = OutboxItem.objects.create(application=app, kind="escalation", key="x", not_before=making.START, status="sent")
    hr.force_login(hr.user)
    assert hr.get(url(other)).status_code == 404


@pytest.mark.django_db
@pytest.mark.parametrize("name", TO_APPLICANT)
def test_every_letter_has_news_and_what_to_do(name):
    letter = written(name)
    found = script(applicant(), screen(letter), nation="ENG")
    assert found.news
    if name != CERTIFICATE:
        assert found.to_do
        assert any(part.heading == "If you want to talk" for part in found.parts)
    assert not any("End of letter" in line for part in found.parts for line in part.lines)


def test_words_are_read_as_they_are_said():
    page = ('<div class="letter-box"><h2>To do</h2><p>Call <b>me</b><br>on 1&nbsp;2</p></div><ul><li>One &amp; two</li><li> </li></ul>')
    blocks = said(page)
    assert [(one.tag, one.words, one.part) for one in blocks] == [
        ("h2", "To do", "letter-box"), ("p", "Call me, on 1 2", "letter-box"), ("li", "One & two", ""),
    ]  # fmt: skip

"""The letter that follows the form, for somebody whom nobody looks after yet."""

import re

import pytest
from django.core import mail

from onboarding.lib import clock
from onboarding.models import Letter, OutboxItem
from onboarding.tasks.deliver import deliver
from tests.making import DAY

pytestmark = pytest.mark.django_db


def test_the_letter_of_receipt_goes_out_although_nobody_looks_after_them_yet(begun):
    sam = begun()
    sam.fills_in()
    sam.saves("reach", version=1, channel="email")
    sam.post(f"/form/{sam.app.reference}/check/")
    mail.outbox.clear()
    item = OutboxItem.objects.get(application=sam.app, kind="application_received")
    assert deliver(item.pk, at=clock.now() + DAY)
    item.refresh_from_db()
    assert (item.status, item.error) == ("sent", "")
    text = re.sub(r"\s+", " ", Letter.objects.get().text)
    assert "Sam" in text
    assert "give back" not in text
    assert mail.outbox[-1].to == ["sam@people.example"]

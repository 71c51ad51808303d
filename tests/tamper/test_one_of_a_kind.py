"""What may stand once stands once on both databases, also where a column is empty."""

import pytest
from django.db import IntegrityError, transaction

from onboarding.door.chain import record
from onboarding.models import AuditEvent, StaffRole
from tests import making

pytestmark = pytest.mark.django_db


def test_the_organisation_chain_has_one_event_a_number():
    record(None, "settings", by=None, at=making.START)
    event = AuditEvent.objects.filter(application=None).latest("seq")
    event.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        event.save(force_insert=True)


def test_a_role_in_every_service_is_given_once():
    priya = making.staff("Priya Shah", "hr")
    with pytest.raises(IntegrityError), transaction.atomic():
        StaffRole.objects.create(user=priya, role="hr", service=None)

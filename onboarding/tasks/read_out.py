"""A letter was said on the phone: the contact, and that it went out, in one go and once a day."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from onboarding import letters
from onboarding.actions.contact import log_contact
from onboarding.door.chain import lock_application
from onboarding.door.held import ZONE
from onboarding.door.refusal import StepRefused
from onboarding.lib import clock
from onboarding.models import Contact, OutboxItem, User
from onboarding.models.outgoing import UNCERTAIN
from onboarding.queries.contacts import NO_ANSWER, PERSON
from onboarding.queries.phone_script import may_be_said
from onboarding.tasks.deliver import went_out

REACHED, NOBODY = "next_step", NO_ANSWER
NOT_YET = "This letter is not to go out yet. Look again when its time has come."
LINES = {REACHED: "We read you this letter on the phone: {title}.", NOBODY: "We rang about a letter and did not reach you."}


def read_out(item: OutboxItem, *, about: str, by: User, at: dt.datetime) -> None:
    """Log the call (REACHED or NOBODY). Once reached, what was in our hands is out. Raises StepRefused."""
    with transaction.atomic():
        application = lock_application(item.application)
        held = OutboxItem.objects.select_related("application").get(pk=item.pk)
        if not may_be_said(held):
            raise StepRefused([NOT_YET])
        line = LINES[about].format(title=letters.kinds()[held.kind].title)
        today = clock.day_start(clock.local_date(at, ZONE), ZONE)
        if Contact.objects.filter(application=application, by=by, how="phone", line=line, at__gte=today).exists():
            return
        log_contact(application, by=by, at=at, happened_at=at, who=PERSON, how="phone", about=about, line=line)
        if about == REACHED and held.status == UNCERTAIN:
            went_out(held, by=by, at=at, channel="phone")

"""A message that cannot reach somebody: the step that was theirs is ours again, and it stands on the worklist."""

import datetime as dt

import pytest

from onboarding.actions.came_back import came_back
from onboarding.actions.send_update import send_update
from onboarding.door import StepRefused, take
from onboarding.models import AuditEvent, Move, OutboxItem, Wait
from onboarding.queries import desk
from onboarding.tasks import deliver
from tests import making
from tests.door.test_delivery import mail_server

pytestmark = pytest.mark.django_db
MINUTE = dt.timedelta(minutes=1)


def offered():
    app = making.advance(making.application(), "selection.offered")
    return OutboxItem.objects.get(application=app, kind="conditional_offer")


def holder(app, kind="selection"):
    return Wait.objects.get(application=app, stage__kind=kind, ended_at=None).party


def status(item):
    return OutboxItem.objects.values_list("status", "error").get(pk=item.pk)


def test_an_address_refused_for_good_gives_the_day_back_to_us(settings):
    item = offered()
    assert holder(item.application) == "applicant"
    with mail_server(settings, "RCPT", "550 no such person"):
        deliver(item.pk, at=item.not_before)
    assert status(item) == ("failed", "mail refused")
    assert holder(item.application) == "hr"
    assert Move.objects.get(application=item.application, step="take_back").code == "bounced"
    (shown,) = desk.Desk(making.team()[0], type(item.application).objects.all(), at=item.not_before).panel("messages")
    assert shown.row == item.pk


def test_an_address_that_is_refused_for_now_stays_with_them(settings):
    item = offered()
    with mail_server(settings, "RCPT", "450 try later"):
        deliver(item.pk, at=item.not_before)
    assert holder(item.application) == "applicant"


def test_a_person_says_that_a_letter_came_back(mailoutbox):
    item = offered()
    deliver(item.pk, at=item.not_before)
    came_back(item, by=making.team()[0], at=item.not_before + MINUTE)
    assert status(item) == ("failed", "came back")
    assert holder(item.application) == "hr"
    assert AuditEvent.objects.filter(application=item.application, type="letter_came_back").count() == 1


def test_it_comes_back_once(mailoutbox):
    item = offered()
    deliver(item.pk, at=item.not_before)
    came_back(item, by=making.team()[0], at=item.not_before + MINUTE)
    with pytest.raises(StepRefused, match="moved on"):
        came_back(item, by=making.team()[0], at=item.not_before + 2 * MINUTE)
    assert Move.objects.filter(application=item.application, step="take_back").count() == 1


def test_what_never_went_out_cannot_come_back_and_nothing_is_moved():
    item = offered()
    with pytest.raises(StepRefused, match="moved on"):
        came_back(item, by=making.team()[0], at=item.not_before)
    assert holder(item.application) == "applicant"


def test_without_the_right_nobody_says_so(mailoutbox):
    item = offered()
    deliver(item.pk, at=item.not_before)
    with pytest.raises(StepRefused, match="may not"):
        came_back(item, by=making.staff("Ward Host", "host"), at=item.not_before)
    assert status(item)[0] == "sent"


def test_a_letter_about_a_check_gives_back_every_step_that_is_theirs(mailoutbox):
    app = making.advance(making.application(), "crb.with_body")
    at = app.moves.latest("number").recorded_at
    take(app, "identity", "ask", by=making.team()[0], at=at)
    item = send_update(app, by=making.team()[0], at=at)
    deliver(item.pk, at=item.not_before)
    came_back(item, by=making.team()[0], at=item.not_before + MINUTE)
    assert holder(app, "identity") == "hr"
    assert holder(app, "crb") == "disclosure_body"

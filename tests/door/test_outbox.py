"""The outbox: one claim for each message, undone and ended messages stay, doubt is never resent by itself."""

import datetime as dt

import pytest

from onboarding.door import outbox, take
from onboarding.door.undo import undo
from onboarding.models import OutboxItem
from tests import making

pytestmark = pytest.mark.django_db
MINUTE = dt.timedelta(minutes=1)


@pytest.fixture
def offer():
    """The message that a conditional offer has put into the outbox, and when."""
    app = making.advance(making.application(), "selection.offered")
    item = OutboxItem.objects.get(application=app, kind="conditional_offer")
    return item, item.not_before


def status(item):
    return OutboxItem.objects.get(pk=item.pk).status


def test_a_letter_waits_until_the_undo_time_is_over(offer):
    item, ready = offer
    assert item.not_before == item.move.recorded_at + outbox.UNDO_TIME
    assert item.pk not in outbox.due_ids(ready - MINUTE)
    assert not outbox.claim(item.pk, at=ready - MINUTE)
    assert item.pk in outbox.due_ids(ready)


def test_a_message_is_claimed_once(offer):
    item, ready = offer
    assert outbox.claim(item.pk, at=ready)
    assert not outbox.claim(item.pk, at=ready)


def test_an_undone_step_sends_nothing(offer):
    item, ready = offer
    undo(item.application, item.move_id, by=making.team()[0], at=ready - MINUTE)
    assert status(item) == "cancelled"
    assert not outbox.claim(item.pk, at=ready)


def test_an_ended_application_sends_nothing_until_the_end_is_undone(offer):
    item, ready = offer
    hr = making.team()[0]
    end = take(item.application, None, "withdraw", by=hr, at=ready - 5 * MINUTE)
    assert status(item) == "cancelled"
    undo(item.application, end.pk, by=hr, at=ready - 4 * MINUTE)
    assert status(item) == "waiting"


def test_a_dead_claim_is_in_doubt_and_nobody_can_claim_it(offer):
    item, ready = offer
    assert outbox.claim(item.pk, at=ready)
    assert outbox.doubt(at=ready + outbox.DEAD_AFTER) == 0
    late = ready + outbox.DEAD_AFTER + MINUTE
    assert outbox.doubt(at=late) == 1
    assert status(item) == "uncertain"
    assert not outbox.claim(item.pk, at=late)


def test_only_a_person_sends_doubt_again_and_not_at_once(offer):
    item, ready = offer
    assert outbox.claim(item.pk, at=ready)
    outbox.to_a_person(item.pk, at=ready, error="line broke")
    assert not outbox.send_again(item.pk, at=ready + MINUTE)
    assert outbox.send_again(item.pk, at=ready + outbox.DEAD_AFTER)
    assert outbox.claim(item.pk, at=ready + outbox.DEAD_AFTER)


def test_a_claim_taken_over_is_no_longer_mine(offer):
    item, ready = offer
    assert outbox.claim(item.pk, at=ready)
    assert outbox.still_mine(item.pk, claimed_at=ready)
    outbox.doubt(at=ready + outbox.DEAD_AFTER + MINUTE)
    assert not outbox.still_mine(item.pk, claimed_at=ready)


def test_what_was_given_back_waits_for_its_next_time(offer):
    item, ready = offer
    assert outbox.claim(item.pk, at=ready)
    outbox.give_back(item.pk, at=ready, error="storage away", again_in=MINUTE)
    assert not outbox.claim(item.pk, at=ready)
    assert outbox.claim(item.pk, at=ready + MINUTE)
    assert OutboxItem.objects.get(pk=item.pk).attempts == 2


def test_the_same_key_puts_one_message(offer):
    item, ready = offer
    again = outbox.put(item.application, item.kind, key=item.key, not_before=ready)
    assert again.pk == item.pk


@pytest.fixture
def booked():
    """A meeting that is booked for next week: its application, the letter about it, and when the letter may go."""
    app = making.advance(making.application(), "selection.with_applicant")
    asked = OutboxItem.objects.get(application=app, kind="meeting_invitation")
    at = asked.not_before - 5 * MINUTE
    take(app, "selection", "book", by=making.team()[0], at=at, starts_at=at + 7 * making.DAY, how="phone", place="")
    assert status(asked) == "cancelled"  # the letter that asks to choose a time says too little now
    item = OutboxItem.objects.get(application=app, kind="meeting_invitation", status="waiting")
    return app, item, item.not_before


def changed(app, at):
    move = take(app, "selection", "change_meeting", by=making.team()[0], at=at, starts_at=at + 8 * making.DAY, how="phone", place="")
    return OutboxItem.objects.get(move=move.pk)


def test_a_newer_letter_about_the_same_meeting_takes_the_place_of_the_one_that_has_not_gone(booked):
    app, first, ready = booked
    second = changed(app, ready - 5 * MINUTE)
    assert (status(first), status(second)) == ("cancelled", "waiting")
    third = changed(app, ready - 4 * MINUTE)
    assert (status(first), status(second), status(third)) == ("cancelled", "cancelled", "waiting")
    undo(app, third.move_id, by=making.team()[0], at=ready - 3 * MINUTE)
    assert (status(first), status(second), status(third)) == ("cancelled", "waiting", "cancelled")


def test_a_letter_that_has_gone_is_replaced_by_nothing(booked):
    app, first, ready = booked
    assert outbox.claim(first.pk, at=ready)
    outbox.finish(first.pk, at=ready)
    changed(app, ready + MINUTE)
    assert status(first) == "sent"


def test_who_comes_back_at_once_gets_one_letter_and_other_kinds_stay(offer):
    item, ready = offer
    hr = making.team()[0]
    take(item.application, None, "pause", by=hr, at=ready - 5 * MINUTE, asked="phone", may_tell=False)
    took = OutboxItem.objects.get(application=item.application, kind="pause_confirmed")
    take(item.application, None, "resume", by=hr, at=ready - 4 * MINUTE)
    assert status(took) == "cancelled"
    assert status(OutboxItem.objects.get(application=item.application, kind="welcome_back")) == "waiting"
    assert status(item) == "waiting"

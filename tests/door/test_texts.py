"""A text for who likes one: through a gateway that speaks HTTP, or a person does it; never silence, never the news."""

import datetime as dt
import json
import socket

import pytest

from onboarding.actions.messages import write
from onboarding.door import outbox
from onboarding.models import AuditEvent, Message, OutboxItem
from onboarding.queries import letters as letter_lists
from onboarding.tasks import deliver
from onboarding.tasks.post import AGAIN_AFTER
from tests import making
from tests.gateway import gateway

pytestmark = pytest.mark.django_db
MOBILE = "07700 900123"


def offer_to(**fields):
    """The waiting offer to somebody who likes texts, and when it may go."""
    who = making.applicant(**{"channel": "text", "mobile": MOBILE, **fields})
    app = making.advance(making.application(who=who, owner=making.team()[0]), "selection.offered")
    item = OutboxItem.objects.get(application=app, kind="conditional_offer")
    return item, item.not_before


def now(item):
    return OutboxItem.objects.get(pk=item.pk)


def test_a_text_says_only_that_there_is_an_update_and_where(settings, mailoutbox):
    item, ready = offer_to()
    with gateway(settings) as asked:
        assert deliver(item.pk, at=ready)
    (headers, body), found = asked.asked[0], now(item)
    assert found.status == "sent"
    assert body == {"to": "+447700900123", "text": f"There is an update for you. {settings.SITE_URL}", "id": headers["Idempotency-Key"]}
    assert headers["Authorization"] == "Bearer a secret of ours"
    assert mailoutbox == []
    event = json.loads(AuditEvent.objects.filter(application=item.application, type="letter_sent").latest("seq").envelope)
    assert event["codes"]["channel"] == "text"
    assert MOBILE not in json.dumps(event)


@pytest.mark.parametrize("answer", [500, 503, 429, 302, 401, "hang up"])
def test_what_was_not_taken_is_tried_again_as_the_same_message(settings, answer):
    item, ready = offer_to()
    with gateway(settings, answer) as asked:
        deliver(item.pk, at=ready)
        again = now(item)
        assert (again.status, again.not_before) == ("waiting", ready + AGAIN_AFTER[0])
        deliver(item.pk, at=again.not_before)
    assert now(item).status == "sent"
    first, second = (headers["Idempotency-Key"] for headers, _body in asked.asked)
    assert first == second


def test_a_gateway_that_is_away_is_tried_five_times_and_then_a_person_looks(settings):
    item, at = offer_to()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        settings.TEXT_GATEWAY_URL = f"http://127.0.0.1:{probe.getsockname()[1]}/"
    for _try in range(5):
        assert deliver(item.pk, at=at)
        at = max(at, now(item).not_before)
    assert (now(item).status, now(item).error) == ("failed", "text gateway away")


@pytest.mark.parametrize(("mobile", "answers", "error"), [(MOBILE, (422,), "text refused"), ("ask my sister", (), "number")])
def test_a_number_that_cannot_be_is_not_tried_again_and_the_turn_is_ours(settings, mobile, answers, error):
    item, ready = offer_to(mobile=mobile)
    with gateway(settings, *answers):
        deliver(item.pk, at=ready)
    assert (now(item).status, now(item).error) == ("failed", error)
    assert item.application.stages.get(kind="selection").waits.get(ended_at=None).party == "hr"


def test_no_telephone_buzzes_at_night(settings):
    item, ready = offer_to()
    night = ready.replace(hour=22, minute=30)
    with gateway(settings) as asked:
        deliver(item.pk, at=night)
        held = now(item)
        assert (held.status, held.attempts, asked.asked) == ("waiting", 0, [])
        assert held.not_before == night.replace(hour=8, minute=0) + dt.timedelta(days=1)
        deliver(item.pk, at=held.not_before)
    assert now(item).status == "sent"


@pytest.mark.parametrize(
    ("fields", "by_hand"),
    [
        ({}, "text"), ({"mobile": ""}, "print"), ({"formats": ["no_text"]}, "ring"), ({"channel": "post"}, "print"),
        ({"channel": "phone"}, "ring"),
    ],
)  # fmt: skip
def test_where_the_program_cannot_a_person_is_asked_to(fields, by_hand):
    item, ready = offer_to(**fields)
    deliver(item.pk, at=ready)
    assert (now(item).status, now(item).error) == ("uncertain", by_hand)
    rows, total = letter_lists.messages(making.staff("Priya Shah", "hr"), section="by_hand", at=ready)
    assert (total, rows[0].section) == (1, "by_hand")
    assert letter_lists.messages(making.team()[0], section="look", at=ready)[1] == 0


def test_who_wants_no_texts_gets_none_even_with_a_gateway(settings):
    item, ready = offer_to(formats=["no_text"])
    with gateway(settings) as asked:
        deliver(item.pk, at=ready)
    assert asked.asked == []
    assert now(item).error == "ring"


def test_a_note_about_a_message_goes_by_text_too(settings):
    item, ready = offer_to()
    app = item.application
    with gateway(settings) as asked:
        write(app, "Shall we talk tomorrow?", by=app.owner, at=ready, key="one")
        note = OutboxItem.objects.get(key=f"message_note:{Message.objects.get().pk}")
        deliver(note.pk, at=ready.replace(hour=23))
        assert asked.asked == []
        deliver(note.pk, at=now(note).not_before)
    assert [body["text"] for _headers, body in asked.asked] == [f"There is an update for you. {settings.SITE_URL}"]
    assert now(note).status == "sent"


def test_a_text_stopped_in_time_is_not_sent(settings):
    item, ready = offer_to()
    outbox.stop(item.pk, at=ready, error="by a person")
    with gateway(settings) as asked:
        assert not deliver(item.pk, at=ready)
    assert asked.asked == []

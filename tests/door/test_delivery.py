"""From the outbox to the letterbox: stored once, sent at most once, witnessed; what stops it and what fails."""

import contextlib
import datetime as dt
import json
import socket

import pytest
from aiosmtpd.controller import Controller
from django.core.files.storage import default_storage

from onboarding.door import outbox, take
from onboarding.door.held import ZONE
from onboarding.lib import filing
from onboarding.models import AuditEvent, Letter, Move, OutboxItem, Promise
from onboarding.tasks import deliver, loop, post, went_out
from onboarding.tasks.post import AGAIN_AFTER
from onboarding.tasks.stops import why_not
from tests import making

pytestmark = pytest.mark.django_db
MINUTE = dt.timedelta(minutes=1)


def offer_to(**fields):
    """The waiting offer to a person, and when it may go."""
    app = making.advance(making.application(who=making.applicant(**fields)), "selection.offered")
    item = OutboxItem.objects.get(application=app, kind="conditional_offer")
    return item, item.not_before


def now(item):
    return OutboxItem.objects.get(pk=item.pk)


class Server:
    """A mail server on this machine that answers one command as told."""

    def __init__(self, command, answer):
        self.command, self.answer = command, answer

    async def handle_MAIL(self, server, session, envelope, address, options):  # noqa: N802
        envelope.mail_from = address
        return self.said("MAIL")

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802
        envelope.rcpt_tos.append(address)
        return self.said("RCPT")

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        if self.answer == "hang up":
            server.transport.abort()
        return self.said("DATA")

    def said(self, command):
        return self.answer if command == self.command else "250 fine"


@contextlib.contextmanager
def mail_server(settings, command, answer):
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    controller = Controller(Server(command, answer), hostname="127.0.0.1", port=port)
    controller.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_USE_TLS = "127.0.0.1", port, False
    try:
        yield
    finally:
        controller.stop()


def test_a_delivered_letter_is_stored_mailed_and_witnessed(mailoutbox):
    item, ready = offer_to()
    assert deliver(item.pk, at=ready)
    letter, sent = Letter.objects.get(item=item), now(item)
    assert sent.status == "sent"
    with default_storage.open(letter.file) as file:
        assert file.read().startswith(b"%PDF-1.7")
    assert filing.read(letter.file, sha256=letter.sha256)
    event = json.loads(AuditEvent.objects.filter(application=item.application).latest("seq").envelope)
    assert (event["type"], event["codes"]["sha256"]) == ("letter_sent", letter.sha256)
    assert len(mailoutbox) == 1


def test_the_mail_says_only_that_there_is_an_update(mailoutbox):
    item, ready = offer_to()
    deliver(item.pk, at=ready)
    mail = mailoutbox[0]
    whole = mail.message().as_string().lower()
    assert mail.subject == "There is an update for you"
    assert mail.attachments == []
    assert "/letters/" in mail.body
    assert not [
        word
        for word in ("offer", "dbs", "health", "mental", "peer worker", "collins")
        if word in whole.replace("maya.collins@", "")
    ]


def test_the_name_of_the_file_says_nothing():
    item, ready = offer_to()
    deliver(item.pk, at=ready)
    file = Letter.objects.get(item=item).file
    assert file.startswith("letters/2026/")
    assert item.application.reference not in file
    assert len(file.rsplit("/", 1)[1]) == 36


def test_a_second_delivery_does_nothing(mailoutbox):
    item, ready = offer_to()
    assert deliver(item.pk, at=ready)
    assert not deliver(item.pk, at=ready + MINUTE)
    assert len(mailoutbox) == 1


def test_every_try_has_the_same_message_id(mailoutbox):
    item, ready = offer_to()
    deliver(item.pk, at=ready)
    assert mailoutbox[0].extra_headers["Message-ID"] == post.message_id(now(item))


def test_a_sent_letter_keeps_the_promise_and_makes_the_one_it_names(mailoutbox):
    item, ready = offer_to()
    deliver(item.pk, at=ready)
    open_one = Promise.objects.get(application=item.application, kept_at=None)
    item.application.refresh_from_db()
    assert item.application.promise_on == open_one.due_on
    assert f"{open_one.due_on.day} {open_one.due_on:%B}" in Letter.objects.get(item=item).text
    assert Promise.objects.filter(application=item.application, kept_at=ready).count() == 1


@pytest.mark.parametrize("points", [14, 20, 28])
def test_a_letter_has_the_size_the_person_asked_for(points, mailoutbox):
    item, ready = offer_to(points=points)
    deliver(item.pk, at=ready)
    assert Letter.objects.get(item=item).points == points


@pytest.mark.parametrize(("channel", "todo"), [("post", "print"), ("phone", "ring"), ("text", "text")])
def test_who_is_not_told_by_mail_is_told_by_a_person(channel, todo, mailoutbox):
    item, ready = offer_to(channel=channel, mobile="07700 900123")
    deliver(item.pk, at=ready)
    assert mailoutbox == []
    assert (now(item).status, now(item).error) == ("uncertain", todo)
    went_out(now(item), by=making.team()[0], at=ready + MINUTE, channel=channel)
    assert now(item).status == "sent"
    assert Promise.objects.filter(application=item.application, kept_at=ready + MINUTE).exists()


def test_nothing_goes_to_somebody_who_is_not_being_told(mailoutbox):
    item, ready = offer_to()
    type(item.application).objects.filter(pk=item.application_id).update(telling=False)
    deliver(item.pk, at=ready)
    assert (now(item).status, now(item).error) == ("cancelled", "not telling")
    assert mailoutbox == []
    assert not Letter.objects.exists()


def test_nothing_of_our_own_goes_to_somebody_on_a_break_but_the_answer_they_wait_for(mailoutbox):
    item, ready = offer_to()
    update = outbox.put(item.application, "delay_update", key="an update", not_before=ready)
    take(item.application, None, "pause", by=making.team()[0], at=ready - MINUTE, asked="phone")
    for each in (item, update):
        deliver(each.pk, at=ready)
    assert (now(update).status, now(update).error) == ("cancelled", "paused")
    assert now(item).status == "sent"


def test_only_the_letter_that_the_ending_brought_goes_out_after_it(mailoutbox):
    item, ready = offer_to()
    end = take(item.application, None, "withdraw", by=making.team()[0], at=ready - MINUTE)
    assert isinstance(end, Move)
    own = outbox.put(item.application, "conditional_offer", key="of the ending", not_before=ready, move=end)
    other = outbox.put(item.application, "conditional_offer", key="of nothing", not_before=ready)
    assert (why_not(own, at=ready), why_not(other, at=ready)) == ("", "ended")


def test_nothing_about_any_application_goes_to_somebody_who_has_died(mailoutbox):
    item, ready = offer_to()
    elsewhere = making.advance(making.application(who=item.application.applicant), "selection.shortlisting")
    take(elsewhere, None, "record_death", by=making.team()[0], at=ready - MINUTE)
    deliver(item.pk, at=ready)
    assert (now(item).status, now(item).error) == ("cancelled", "ended")
    assert mailoutbox == []


def test_after_a_death_nothing_leaves_even_if_it_was_put_in_again(mailoutbox):
    item, ready = offer_to()
    take(item.application, None, "record_death", by=making.team()[0], at=ready - MINUTE)
    late = outbox.put(item.application, "conditional_offer", key="late", not_before=ready)
    deliver(item.pk, at=ready)
    deliver(late.pk, at=ready)
    assert (now(item).status, now(late).status) == ("cancelled", "cancelled")
    assert mailoutbox == []


def test_a_mail_server_that_is_away_is_tried_five_times_then_a_person_looks(settings):
    item, at = offer_to()
    settings.EMAIL_BACKEND, settings.EMAIL_HOST, settings.EMAIL_PORT = (
        "django.core.mail.backends.smtp.EmailBackend",
        "127.0.0.1",
        9,
    )
    for wait in AGAIN_AFTER:
        deliver(item.pk, at=at)
        assert (now(item).status, now(item).error) == ("waiting", "mail server away")
        at += wait
        assert now(item).not_before == at
    deliver(item.pk, at=at)
    assert (now(item).status, now(item).attempts) == ("failed", 5)
    assert Letter.objects.count() == 1


@pytest.mark.parametrize(
    ("command", "answer", "status"),
    [
        ("RCPT", "550 no such box", "failed"),
        ("RCPT", "451 later", "waiting"),
        ("DATA", "554 no", "failed"),
        ("MAIL", "421 busy", "waiting"),
        ("DATA", "hang up", "uncertain"),
        ("DATA", "250 taken", "sent"),
    ],
)
def test_what_the_mail_server_answers_decides(command, answer, status, settings):
    item, ready = offer_to()
    with mail_server(settings, command, answer):
        deliver(item.pk, at=ready)
    assert now(item).status == status


def test_a_storage_that_is_away_is_tried_again_and_nothing_has_left(settings, tmp_path, mailoutbox):
    item, ready = offer_to()
    (tmp_path / "in the way").write_text("a file where the folder should be")
    settings.MEDIA_ROOT = tmp_path / "in the way"
    deliver(item.pk, at=ready)
    assert (now(item).status, now(item).error) == ("waiting", "storage away")
    assert mailoutbox == []
    settings.MEDIA_ROOT = tmp_path / "media"
    deliver(item.pk, at=now(item).not_before)
    assert now(item).status == "sent"


def test_a_letter_that_lacks_a_fact_waits_for_a_person(mailoutbox):
    item, ready = offer_to()
    type(item.application.opportunity).objects.update(pay_words="")
    deliver(item.pk, at=ready)
    assert (now(item).status, now(item).error) == ("failed", "missing money")


def test_an_offer_whose_day_to_answer_is_over_waits_for_a_person(mailoutbox):
    item, ready = offer_to()
    deliver(item.pk, at=ready + dt.timedelta(days=14))
    assert (now(item).status, now(item).error) == ("failed", "missing accept_by")
    assert mailoutbox == []


def test_a_changed_file_is_found(mailoutbox):
    item, ready = offer_to()
    deliver(item.pk, at=ready)
    letter = Letter.objects.get(item=item)
    with default_storage.open(letter.file, "r+b") as file:
        file.seek(200)
        file.write(b"X")
    with pytest.raises(filing.FileChanged):
        filing.read(letter.file, sha256=letter.sha256)


def test_the_loop_delivers_all_that_is_due(mailoutbox, time_machine):
    first, _ready = offer_to()
    second, ready = offer_to(first="Dee", surname="Harwood")
    time_machine.move_to(ready, tick=False)
    due = OutboxItem.objects.filter(status="waiting", not_before__lte=ready).count()
    assert due > 2
    assert loop.round_once() == due
    assert {now(first).status, now(second).status} == {"sent"}
    assert loop.round_once() == 0


def test_a_person_who_wishes_for_quiet_evenings_gets_nothing_after_6pm_and_others_still_do(mailoutbox):
    item, ready = offer_to(formats=["not_late"])
    evening = ready.replace(hour=20, minute=0)
    deliver(item.pk, at=evening)
    assert (mailoutbox, now(item).status) == ([], "waiting")
    assert deliver(item.pk, at=now(item).not_before)
    assert now(item).not_before.astimezone(ZONE).hour == 8
    assert len(mailoutbox) == 1

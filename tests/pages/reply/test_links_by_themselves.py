"""Who is asked for a reference gets the link by itself, once undoing is over; nobody presses a button for it."""

import datetime as dt
from typing import Any

import pytest
from django.core import mail

from onboarding.conf.checks import links_astray
from onboarding.door import take
from onboarding.door.outbox import ASK_BY_LINK, due_ids
from onboarding.door.undo import undo
from onboarding.lib import clock
from onboarding.models import AuditEvent, Body, Move, OutboxItem, ReplyLink, Site
from onboarding.stages import STAGE_KINDS
from onboarding.tasks import deliver
from tests.making import advance, applicant, application, staff, team
from tests.outside import URL, Outside, body
from tests.pages.reply.conftest import DAYS_AGO, NOW

pytestmark = pytest.mark.django_db
TEN_MINUTES = dt.timedelta(minutes=10)
DAY = dt.timedelta(days=1)
ROSA = {
    "name": "Rosa Marsh",
    "relation": "group",
    "email": "rosa@groups.example",
    "role_words": "support_worker",
    "knows": "no",
}
ASK: dict[str, Any] = {"template": "after_offer"}


@pytest.fixture
def named():
    """Somebody who has just named Rosa."""
    owner = staff("Priya Shah", "hr", phone="01632 960 777")
    app = application("C", who=applicant("Sam", "Okafor"), at=NOW - DAYS_AGO, owner=owner)
    advance(app, "selection.closed", at=NOW - DAYS_AGO)
    go(app, "ask_who")
    go(app, "name_referee", **ROSA)
    return app


def go(app, step, **facts):
    return take(app, "reference", step, by=team()[0], at=clock.now(), **facts)


def all_that_is_due():
    """What went by mail, of all that was due: to whom, and the address of the link in it."""
    before = len(mail.outbox)
    for item in due_ids(clock.now()):
        assert deliver(item, at=clock.now())
    return [(sent.to, URL.search(str(sent.body))) for sent in mail.outbox[before:] if "rosa@" in sent.to[0]]


def item():
    return OutboxItem.objects.filter(kind=ASK_BY_LINK).latest("pk")


def test_the_link_goes_to_the_referee_once_undoing_is_over(named, now):
    go(named, "ask", **ASK)
    assert all_that_is_due() == []
    now.shift(TEN_MINUTES)
    ((to, url),) = all_that_is_due()
    assert to == ["rosa@groups.example"]
    outside = Outside(url[1])
    outside.press()
    assert "From what you know, would Sam be good as a support worker?" in outside.page
    outside.press("answer", answer="received.yes")
    assert named.stages.get(kind="reference", slot=1).state == "with_manager"


def test_it_is_made_as_the_mail_leaves_and_its_secret_is_kept_nowhere(named, now):
    go(named, "ask", **ASK)
    assert not ReplyLink.objects.exists()
    now.shift(TEN_MINUTES)
    ((_to, url),) = all_that_is_due()
    secret = url[1].split("/")[2]
    link = ReplyLink.objects.get()
    assert (link.item, link.made_by, link.expires_at) == (item(), None, clock.now() + 14 * DAY)
    kept = [
        *AuditEvent.objects.values_list("envelope", flat=True),
        str(ReplyLink.objects.values()),
        str(OutboxItem.objects.values()),
    ]
    assert not any(secret in words for words in kept)
    assert "reply_link_sent" in AuditEvent.objects.filter(application=named).values_list("type", flat=True)


def test_a_step_that_was_undone_sends_nothing(named, now):
    go(named, "ask", **ASK)
    undo(named, Move.objects.latest("number").pk, by=team()[0], at=clock.now())
    now.shift(TEN_MINUTES)
    assert all_that_is_due() == []
    assert not ReplyLink.objects.exists()


def test_once_it_has_moved_on_nothing_is_asked_any_more(named, now):
    go(named, "ask", **ASK)
    go(named, "received", how="phone")
    now.shift(TEN_MINUTES)
    assert all_that_is_due() == []
    assert (item().status, item().error, ReplyLink.objects.count()) == ("cancelled", "over", 0)


def test_while_we_find_out_whom_to_ask_nobody_is_asked(named, now):
    go(named, "ask", **ASK)
    go(named, "not_theirs", reason="not_me")
    now.shift(TEN_MINUTES)
    assert all_that_is_due() == []
    assert item().status == "cancelled"


def test_who_has_a_phone_only_is_left_to_a_person(named, now):
    go(named, "change_referee")
    go(named, "name_referee", **{**ROSA, "email": None, "phone": "01632 960 200"})
    go(named, "ask", **ASK)
    now.shift(TEN_MINUTES)
    assert all_that_is_due() == []
    assert item().status == "cancelled"


def test_a_reminder_carries_a_new_link_and_the_old_one_dies(named, now):
    go(named, "ask", **ASK)
    now.shift(TEN_MINUTES)
    ((_to, first),) = all_that_is_due()
    now.shift(3 * DAY)
    go(named, "remind")
    now.shift(TEN_MINUTES)
    ((_to, second),) = all_that_is_due()
    assert first[1] != second[1]
    assert ReplyLink.objects.live(clock.now()).count() == 1
    old = Outside(first[1])
    assert "would Sam be good" not in str(old.press().content)


def test_a_mail_that_is_tried_again_is_one_link(named, now, settings):
    go(named, "ask", **ASK)
    now.shift(TEN_MINUTES)
    sender, settings.EMAIL_BACKEND = settings.EMAIL_BACKEND, "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9  # where nobody listens
    assert all_that_is_due() == []
    assert (item().status, ReplyLink.objects.count()) == ("waiting", 1)
    settings.EMAIL_BACKEND = sender
    now.shift(TEN_MINUTES)
    assert len(all_that_is_due()) == 1
    assert ReplyLink.objects.count() == 1


def test_who_is_not_told_anything_yet_causes_no_mail(named, now):
    take(named, "reference", "ask", by=team()[0], at=clock.now(), tell=False, **ASK)
    now.shift(TEN_MINUTES)
    assert all_that_is_due() == []
    assert not OutboxItem.objects.filter(kind=ASK_BY_LINK).exists()


OTHERS = {
    "placement.with_host": ("B", "host_team"),
    "host_acceptance.with_host": ("D", "host_team"),
    "committee.with_committee": ("C", "committee"),
    "occupational_health.with_body": ("B", "occupational_health"),
}


@pytest.mark.parametrize("place", OTHERS)
def test_teams_committees_and_occupational_health_get_theirs_by_itself_too(place, now):
    pathway, party = OTHERS[place]
    body("occupational_health")
    app = advance(application(pathway, at=NOW - DAYS_AGO), place, at=NOW - DAYS_AGO)
    Body.objects.filter(party=party).update(email="clerk@body.example")
    Site.objects.update(host=staff("Tessa Ward", "host", email="clerk@body.example"))
    now.shift(TEN_MINUTES)
    before = len(mail.outbox)
    sent = item()
    assert deliver(sent.pk, at=clock.now())
    assert [message.to for message in mail.outbox[before:]] == [["clerk@body.example"]]
    link = ReplyLink.objects.get(item=sent)
    assert link.stage is not None
    assert (link.party, link.stage.kind, link.application) == (party, place.split(".")[0], app)


def test_nobody_is_asked_in_the_place_of_a_body_without_an_address(now):
    app = advance(application("B", at=NOW - DAYS_AGO), "occupational_health.with_applicant", at=NOW - DAYS_AGO)
    theirs = body("occupational_health", "Zebra OH", "")
    body("occupational_health", "Aardvark OH", "other@body.example")
    take(app, "occupational_health", "refer", by=team()[0], at=clock.now(), body=theirs.pk)
    take(app, "occupational_health", "form_arrived", by=team()[0], at=clock.now())
    now.shift(TEN_MINUTES)
    before = len(mail.outbox)
    deliver(item().pk, at=clock.now())
    assert len(mail.outbox) == before
    assert item().status == "cancelled"


def test_who_answers_by_a_link_is_not_sent_another(asked):
    outside = asked("occupational_health.with_applicant")
    outside.press()
    outside.press("answer", answer="form_arrived")
    move = Move.objects.get(application=outside.app, kind="occupational_health", step="form_arrived")
    assert not OutboxItem.objects.filter(kind=ASK_BY_LINK, move=move).exists()


@pytest.mark.parametrize("kind", STAGE_KINDS.values(), ids=list(STAGE_KINDS))
def test_no_step_sends_a_link_to_who_could_answer_nothing(kind):
    assert links_astray(kind) == []

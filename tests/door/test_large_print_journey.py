"""From application to role with large print and no text messages: every letter and every message obeys."""

import io

import pytest
from pypdf import PdfReader

from onboarding.actions.messages import write
from onboarding.lib import filing
from onboarding.models import Letter, OutboxItem
from onboarding.tasks import deliver
from onboarding.tasks.text_post import words as text_words
from tests import making
from tests.gateway import gateway

pytestmark = pytest.mark.django_db
POINTS = 20
PLACES = ("selection.with_applicant", "selection.offered", "readiness.plan_with_applicant", "crb.being_considered",
          "training.joining", "placement.with_applicant", "placement.closed")  # fmt: skip
IN_THE_WINDOW = {"Maya Collins"}  # of an envelope: name and address, 16 points
# How they like to be told, and what becomes of a message then: sent by us, or put before a person who prints it or rings.
WAYS = [("email", "sent", ""), ("post", "uncertain", "print"), ("text", "uncertain", "ring"), ("phone", "uncertain", "ring")]


def smaller(content):
    """The words of a PDF that are printed smaller than asked for."""
    found = []

    def seen(text, cm, tm, _font, size):
        if text.strip() and abs(size * tm[0] * cm[0]) < POINTS * 0.99:
            found.append(text.strip())

    for page in PdfReader(io.BytesIO(content)).pages:
        page.extract_text(visitor_text=seen)
    return found


def told(app):
    """Everything that waits for the person goes its way, each when its time has come."""
    for item in OutboxItem.objects.filter(application=app, status="waiting").order_by("not_before", "pk"):
        deliver(item.pk, at=OutboxItem.objects.get(pk=item.pk).not_before)


@pytest.mark.parametrize(("channel", "status", "todo"), WAYS)
def test_every_letter_and_message_is_large_and_none_is_a_text(channel, status, todo, settings, mailoutbox):
    owner = making.staff("Priya Shah", "hr", "coordinator")
    who = making.applicant(points=POINTS, formats=["large_print", "no_text"], channel=channel, mobile="07700 900123", signs_in=True)
    app = making.application(who=who, owner=owner)
    with gateway(settings) as server:
        for place in PLACES:
            app = making.advance(app, place)
            told(app)
        at = app.moves.latest("number").recorded_at + making.DAY
        write(app, "How are you getting on?", by=owner, at=at, key="one")
        told(app)
        assert server.asked == []
    letters = Letter.objects.filter(application=app, item__kind__in=[item.kind for item in to_them(app)])
    assert len({letter.kind for letter in letters}) >= 12
    for letter in letters:
        assert letter.points == POINTS, letter.kind
        small = smaller(filing.read(letter.file, sha256=letter.sha256))
        assert set(small) <= IN_THE_WINDOW, (letter.kind, small)
    assert {(item.status, item.error) for item in to_them(app) if item.status != "cancelled"} == {(status, todo)}
    assert len(mailoutbox) == (len([item for item in to_them(app) if item.status == "sent"]) if channel == "email" else 0)
    assert not any(text_words() in mail.body for mail in mailoutbox)


def to_them(app):
    from onboarding import letters

    known = letters.kinds()
    return [item for item in OutboxItem.objects.filter(application=app) if item.kind not in known or known[item.kind].to_applicant]

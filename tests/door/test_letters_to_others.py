"""What others read about somebody: the names the person chose, no word of lived experience, and never by an open e-mail."""

import datetime as dt
import re

import pytest

from onboarding import letters
from onboarding.letters.base import html, screen
from onboarding.models import Letter, Organisation, OutboxItem, Promise
from onboarding.queries import letter_facts
from onboarding.queries.own_letters import own_letters
from onboarding.tasks import deliver
from tests import making
from tests.door.test_letter_facts import PLACE

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)
TO_OTHERS = [code for code, kind in letters.kinds().items() if not kind.to_applicant and code in PLACE]
NEVER = re.compile(r"canary|peer|lived|mental|recover|patient|service user", re.I)


def at_its_place(code):
    """An application whose every telling name is a canary; the owner is open about their own experience."""
    jo = making.staff("Jo Adeyemi", "coordinator", shares_lived_experience=True)
    who = making.applicant(role_title_for_others="support worker", signs_in=True)
    pathway = making.pathway_with(PLACE[code].partition(".")[0])
    app = making.advance(making.application(pathway, who=who, owner=jo), PLACE[code])
    return app, app.moves.latest("number").recorded_at + DAY


def canaries(app):
    row = app.opportunity
    row.title = row.service.name = app.pathway.title = "Canary Peer Role"
    row.service.save()
    row.save()


@pytest.mark.parametrize("code", TO_OTHERS)
def test_a_letter_to_somebody_else_says_only_what_the_person_chose(code, organisation):
    app, at = at_its_place(code)
    canaries(app)
    written = letters.write(code, letter_facts.gather(code, app, at=at))
    page = html(written)[0]
    for words in (
        written.text,
        str(screen(written)),
        page,
        written.document_title,
        written.kind.title,
        written.kind.subject,
    ):
        assert NEVER.findall(words) == []
    assert "Brightwater" in written.text
    assert "support worker" in written.text


@pytest.fixture
def organisation():
    Organisation.objects.update(
        name="Canary Peer Network", name_for_others="Brightwater", footer_line="Canary is a charity."
    )


def test_a_letter_to_somebody_else_is_made_and_then_sent_by_a_person(mailoutbox):
    app, _at = at_its_place("health_referral")
    item = OutboxItem.objects.get(application=app, kind="health_referral")
    kept = Promise.objects.filter(application=app).count()
    deliver(item.pk, at=item.not_before)
    item.refresh_from_db()
    assert (item.status, item.error) == ("uncertain", "to others")
    assert Letter.objects.filter(item=item).exists()
    assert [mail for mail in mailoutbox if "Occupational" in mail.body] == []
    assert Promise.objects.filter(application=app).count() == kept
    assert "A request from us" not in [line.title for line in own_letters(app.applicant.user)]

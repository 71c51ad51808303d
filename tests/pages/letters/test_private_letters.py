"""Letters about a restricted record: one kind for every branch, read by the person and by who may read the record."""

import pytest
from django.urls import reverse

from onboarding.door import take
from onboarding.lib import clock
from onboarding.models import AuditEvent, Letter, OutboxItem
from onboarding.queries import letters
from onboarding.queries.looks import looks
from onboarding.tasks import deliver
from tests import making

pytestmark = pytest.mark.django_db
TALK = "We would like to talk with you"
SEALED = "This letter is private."


def seen(content, first="Maya"):
    facts = {"crb.record_result": {"content": content}}
    who = making.applicant(first, "Collins", signs_in=True, email=f"{first}@people.example")
    app = making.advance(making.application(who=who), "crb.being_considered", facts=facts)
    return app, OutboxItem.objects.get(application=app, kind="about_your_checks")


def sent(item):
    for _try in range(2):
        deliver(item.pk, at=item.not_before)
        item.refresh_from_db()
    return Letter.objects.get(item=item)


def signed_in(client, *roles):
    client.force_login(making.staff("Robin Grey", *roles))
    return client


def page(client, item):
    return client.get(reverse("letter", args=[item.pk])).content.decode()


@pytest.mark.parametrize("role", ["hr", "coordinator", "oh_liaison"])
def test_who_may_not_read_the_record_cannot_read_the_letter(client, role):
    app, item = seen("disclosed")
    signed_in(client, role)
    assert SEALED in page(client, item)
    assert TALK not in page(client, item)
    assert client.get(reverse("letter_preview", args=[item.pk])).status_code == 404
    letter = sent(item)
    assert TALK not in page(client, item)
    assert client.get(reverse("letter_preview", args=[item.pk])).status_code == 404
    assert client.get(reverse("letter_pdf", args=[app.reference, letter.pk])).status_code == 404


def test_who_may_read_the_record_reads_the_letter_and_that_is_witnessed(client):
    app, item = seen("disclosed")
    client.force_login(making.team()[0])  # who recorded what was found
    before = AuditEvent.objects.filter(application=app, type="letter_opened").count()
    assert TALK in page(client, item)
    assert AuditEvent.objects.filter(application=app, type="letter_opened").count() == before + 1
    assert client.get(reverse("letter_preview", args=[item.pk])).content.startswith(b"%PDF")


def test_whoever_saw_such_a_letter_is_among_those_who_have_looked(client):
    app, item = seen("disclosed")
    first = making.team()[0]
    client.force_login(first)
    page(client, item)
    assert [(look.by, look.kind, look.times) for look in looks(app, "crb")] == [(first.name, "crb", 1)]
    letter = sent(item)
    assert client.get(reverse("letter_pdf", args=[app.reference, letter.pk])).status_code == 200
    assert [look.words for look in looks(app)] == [f"{first.name}, 2 times on that day"]
    client.force_login(app.applicant.user)
    client.get(reverse("own_letter", args=[letter.pk]))
    assert client.get(reverse("private", args=[app.reference])).content.decode().count("2 times on that day. DBS check") == 1
    client.force_login(making.staff("Hari Shah", "hr"))
    page(client, item)
    assert [look.times for look in looks(app)] == [2]


def test_once_people_are_named_nobody_else_reads_it_whatever_their_right(client):
    app, item = seen("disclosed")
    first, second = making.team()
    take(app, "crb", "name_people", by=first, at=clock.now(), second=second.pk, third=None)
    signed_in(client, "disclosure_handler")
    assert SEALED in page(client, item)
    assert client.get(reverse("letter_preview", args=[item.pk])).status_code == 404
    client.force_login(second)
    assert TALK in page(client, item)


def test_the_person_reads_their_own(client):
    app, item = seen("disclosed")
    letter = sent(item)
    client.force_login(app.applicant.user)
    assert TALK in client.get(reverse("own_letter", args=[letter.pk])).content.decode()


def test_outside_the_letter_of_every_branch_is_the_same(client):
    pages, rows, mails = [], [], []
    for content, first in (("clear", "Maya"), ("disclosed", "Dora"), ("barred", "Nora")):
        app, item = seen(content, first)
        sent(item)
        row = letters.message(making.team()[0], item.pk)[1]
        rows.append((row.title, row.number, row.section, row.status, row.words, row.by_hand, row.to.replace(first, "")))
        mails.append((item.kind, item.key.split(":")[0], Letter.objects.get(item=item).title))
        pages.append((app, item, first))
    assert len(set(rows)) == 1
    assert len(set(mails)) == 1
    signed_in(client, "hr")
    shown = {
        page(client, item)
        .replace(first, "")
        .replace(first.lower(), "")
        .replace(app.reference, "")
        .replace(str(item.pk), "")
        for app, item, first in pages
    }
    assert len({len(words.split()) for words in shown}) == 1

"""A letter delivered with its file in a real S3 server: kept once, read by those who may, by nobody else."""

import time
import urllib.error
import urllib.request
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.urls import reverse

from onboarding.conf.env import Environment
from onboarding.conf.storage import files
from onboarding.models import Letter, OutboxItem
from onboarding.tasks import deliver
from tests import making

pytestmark = [pytest.mark.s3, pytest.mark.django_db]


@pytest.fixture
def in_s3(s3_server, settings):
    """The site with its files in the S3 server."""
    settings.STORAGES = {**settings.STORAGES, "default": files(Environment(s3_server))}


@pytest.fixture
def letter(in_s3, mailoutbox):
    """A letter that went out, its file in S3."""
    app = making.advance(making.application(), "selection.offered")
    item = OutboxItem.objects.get(application=app, kind="conditional_offer")
    assert deliver(item.pk, at=item.not_before)
    return Letter.objects.get(item=item)


def status(url):
    try:
        with urllib.request.urlopen(url) as answer:  # noqa: S310 - our own server
            return int(answer.status)
    except urllib.error.HTTPError as refused:
        refused.close()
        return refused.code


def saved(client, letter):
    return client.get(reverse("letter_pdf", args=[letter.application.reference, letter.pk]))


def test_a_delivered_letter_lies_in_s3_and_staff_read_it_through_the_site(client, letter):
    client.force_login(making.staff("Priya Shah", "hr"))
    response = saved(client, letter)
    assert response.content.startswith(b"%PDF-1.7")
    assert default_storage.exists(letter.file)
    assert "Signature" not in str(response.headers)


def test_nobody_without_the_right_reads_it_through_the_site(client, letter):
    assert saved(client, letter).status_code == 302
    client.force_login(making.staff("Sam Grey", "auditor"))
    assert saved(client, letter).status_code == 404


def test_nobody_reads_it_from_s3_without_a_link_or_with_an_old_one(letter):
    storage: Any = default_storage
    link = storage.url(letter.file, expire=1)
    assert status(link.split("?")[0]) == 403
    time.sleep(2.1)
    assert status(link) == 403


def test_a_letter_changed_in_s3_is_not_handed_out(client, letter):
    with default_storage.open(letter.file, "wb") as file:
        file.write(b"%PDF-1.7 something else")
    client.force_login(making.staff("Priya Shah", "hr"))
    response = saved(client, letter)
    assert response.status_code == 503
    assert b"something else" not in response.content


def test_an_s3_server_that_does_not_answer_leaves_the_letter_waiting(s3_server, settings, mailoutbox):
    away = {**files(Environment({**s3_server, "S3_ENDPOINT_URL": "http://127.0.0.1:9"}))}
    settings.STORAGES = {**settings.STORAGES, "default": away}
    app = making.advance(making.application(), "selection.offered")
    item = OutboxItem.objects.get(application=app, kind="conditional_offer")
    deliver(item.pk, at=item.not_before)
    item.refresh_from_db()
    assert (item.status, item.error) == ("waiting", "storage away")
    assert mailoutbox == []

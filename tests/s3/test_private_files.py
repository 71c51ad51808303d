"""Letters and uploads in S3: nobody reads one without a link of ours, and no link can be made to fit another."""

import urllib.error
import urllib.request

import pytest
from django.core.exceptions import SuspiciousOperation
from django.core.files.base import ContentFile

pytestmark = pytest.mark.s3


def status(url: str) -> int:
    try:
        with urllib.request.urlopen(url) as answer:  # noqa: S310 (of our own server)
            return int(answer.status)
    except urllib.error.HTTPError as refused:
        refused.close()
        return refused.code


def test_a_letter_comes_back_as_it_was_stored(storage):
    content = b"%PDF-1.7 " + bytes(range(256)) * 400
    name = storage.save("letters/Zoë Ó Néill.pdf", ContentFile(content))
    with storage.open(name, "rb") as file:
        assert file.read() == content


def test_no_letter_is_written_over(storage):
    first = storage.save("letters/offer.pdf", ContentFile(b"first"))
    second = storage.save("letters/offer.pdf", ContentFile(b"second"))
    assert first != second
    with storage.open(first, "rb") as file:
        assert file.read() == b"first"


def test_a_link_of_ours_opens_a_letter(storage):
    assert status(storage.url(storage.save("letters/a.pdf", ContentFile(b"a")))) == 200


@pytest.mark.parametrize(
    "spoil",
    [
        lambda url: url.split("?")[0],
        lambda url: url.replace("X-Amz-Expires=60", "X-Amz-Expires=600"),
        lambda url: url.replace("/ours", "/theirs"),
    ],
    ids=["without its signature", "made to last longer", "bent to another letter"],
)
def test_any_other_link_is_refused(storage, spoil):
    url = storage.url(storage.save("letters/ours.pdf", ContentFile(b"b")))
    storage.save("letters/theirs.pdf", ContentFile(b"c"))
    spoilt = spoil(url)
    assert spoilt != url
    assert status(spoilt) == 403


def test_a_name_cannot_climb_out_of_its_folder(storage):
    with pytest.raises(SuspiciousOperation):
        storage.save("../../etc/passwd", ContentFile(b"x"))

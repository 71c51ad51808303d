"""What no page is for: to put, to patch, to delete. Refused on every address of the applicant, whoever asks."""

import pytest
from django.urls import reverse

from onboarding.portal.urls import urlpatterns
from tests.making import staff

pytestmark = pytest.mark.django_db
READ_ONLY = ("home", "after_sign_in", "help", "privacy", "accessibility", "progress_list", "progress", "offer", "own_letters",
             "own_letter", "own_letter_pdf", "reply_privacy", "brand_file",
             "roles", "role", "begin", "form", "number_left", "messages_of", "form_read", "support",
             "near", "my_record_pdf", "helping", "helped", "helped_letter")  # fmt: skip


def addresses(client):
    given = {
        "reference": client.app.reference, "kind": "selection", "step": "book", "reason": "question", "letter": 1, "move": 1,
        "secret": "x" * 43, "role": client.app.opportunity_id, "code": "why",
        "name": "x.css", "skill": 1, "helper": 1, "line": 1, "row": "selection",
    }  # fmt: skip
    for pattern in urlpatterns:
        needed = {name: given[name] for name in pattern.pattern.converters}
        yield pattern.name, reverse(pattern.name, kwargs=needed)


@pytest.mark.parametrize("method", ["put", "patch", "delete"])
def test_no_page_takes_another_method(person, method):
    client = person("selection.with_applicant")
    found = {name: getattr(client, method)(address).status_code for name, address in addresses(client)}
    assert found == dict.fromkeys(found, 405)


def test_a_page_that_is_only_read_is_not_posted_to(person):
    client = person("selection.with_applicant")
    found = {name: client.post(address).status_code for name, address in addresses(client) if name in READ_ONLY}
    assert found == dict.fromkeys(READ_ONLY, 405)


def test_a_step_of_ones_own_is_still_opened_and_taken(person):
    client = person("selection.with_applicant")
    address = f"/progress/{client.app.reference}/do/selection/book/"
    assert client.get(address).status_code == 200
    assert client.head(address).status_code == 200
    assert client.post(address, {}).status_code == 422


def test_who_has_nothing_there_is_not_told_more(person, client):
    address = f"/progress/{person('reference.with_applicant').app.reference}/do/selection/book/"
    assert client.put(address).status_code == 302
    client.force_login(staff("Priya Shah", "hr"))
    assert client.get(address).status_code == 404

"""Telling us that we did wrong with somebody's data, from their own page."""

from onboarding.models import Complaint, OutboxItem

GIVEN = {"about": "wrong", "words": "My name has two Ls.", "key": "abc"}


def address(client, app=None):
    return f"/progress/{(app or client.app).reference}/my-data/"


def test_a_person_tells_us_once_and_a_letter_says_that_we_have_it(person):
    client = person("selection.deciding")
    assert address(client) in client.get(f"/progress/{client.app.reference}/").content.decode()
    assert "It does not change your application." in client.get(address(client)).content.decode()
    for _click in range(2):
        assert client.post(address(client), GIVEN).status_code == 302
    kept = Complaint.objects.get()
    assert (kept.about, kept.how, kept.recorded_by) == ("wrong", "page", client.user)
    assert OutboxItem.objects.filter(kind="complaint_received", application=client.app).count() == 1


def test_words_are_not_asked_but_what_it_is_about_is(person):
    client = person("selection.deciding")
    answer = client.post(address(client), {"words": "x", "key": "abc"})
    assert answer.status_code == 422
    assert "Choose what it is about" in answer.content.decode()
    assert client.post(address(client), {"about": "copy", "key": "abc"}).status_code == 302


def test_too_many_words_are_kept_on_the_page_with_a_sentence(person):
    client = person("selection.deciding")
    content = client.post(address(client), {**GIVEN, "words": "y" * 2001}).content.decode()
    assert "Use 2000 characters or fewer" in content
    assert "y" * 2001 in content


def test_nobody_else_has_this_page(person, client):
    sam, dee = person("selection.deciding"), person("selection.deciding", first="Dee")
    assert client.get(address(sam)).status_code == 302
    assert dee.get(address(sam)).status_code == 404
    assert dee.post(address(sam), GIVEN).status_code == 404

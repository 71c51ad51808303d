"""Before anybody came, the report says so in a sentence."""

from tests.making import staff


def test_an_organisation_without_people_gets_a_sentence_on_every_form(db, client):
    client.force_login(staff("Mary", "manager"))
    assert "Nobody came into a step" in client.get("/staff/reports/").content.decode()
    assert client.get("/staff/reports/where-people-get-stuck.pdf").content.startswith(b"%PDF")
    assert b"Came in" in client.get("/staff/reports/where-people-get-stuck.csv").content


def test_a_period_or_service_that_does_not_exist_falls_back_to_what_does(db, client):
    client.force_login(staff("Mary", "manager"))
    page = client.get("/staff/reports/?dates=x&service=999&engagement=y")
    assert page.status_code == 200
    assert page.context["report"].covers.service is None

"""What a person takes away: a date for their own calendar, and a copy of what we hold about them."""

import io
import json
import zipfile

from django.core.files.storage import default_storage
from icalendar import Calendar

from onboarding.models import FINDINGS, AuditEvent, DisclosureRecord, FitnessRecord
from onboarding.models.restricted import RestrictedFinding
from onboarding.queries.my_data import TOLD
from tests.pages.portal.test_letters_and_details import PDF, letter

NOT_TOLD = {
    "approval", "approved_site", "committee_paper", "match", "practice", "reference_answer", "reference_request", "seat",
    "second_view", "slot", "waiver",
}  # fmt: skip
SECRETS = ("disclosed", "Something to talk about", "001234567890", "not_fit", "quiet room")


def copied(client):
    answer = client.post("/details/copy/")
    assert answer.status_code == 200
    files = zipfile.ZipFile(io.BytesIO(answer.content))
    return files, json.loads(files.read("data.json"))


def test_the_date_of_a_meeting_goes_into_a_calendar_in_words_that_give_nothing_away(person):
    client = person("readiness.booked")
    page = client.get(f"/progress/{client.app.reference}/").content.decode()
    address = f"/progress/{client.app.reference}/date/readiness.ics"
    assert address in page
    assert "Put the talk in your calendar" in page
    (event,) = Calendar.from_ical(client.get(address).content).walk("VEVENT")
    assert str(event["SUMMARY"]) == "Meeting: Brightwater"
    assert (event.decoded("DTEND") - event.decoded("DTSTART")).total_seconds() == 3600
    for word in ("peer", "readiness", "health", "DBS"):
        assert word not in client.get(address).content.decode().replace(client.app.reference + "-readiness", "")


def test_the_first_day_of_a_course_is_a_whole_day(person):
    client = person("training.joining")
    (event,) = Calendar.from_ical(client.get(f"/progress/{client.app.reference}/date/training.ics").content).walk("VEVENT")
    assert str(event["SUMMARY"]) == "First day: Brightwater"
    assert (event.decoded("DTEND") - event.decoded("DTSTART")).days == 1
    assert "Croydon College" in str(event["LOCATION"])


def test_where_there_is_no_date_there_is_no_file(person):
    client = person("selection.deciding")
    assert ".ics" not in client.get(f"/progress/{client.app.reference}/").content.decode()
    for kind in ("selection", "training", "crb", "nothing"):
        assert client.get(f"/progress/{client.app.reference}/date/{kind}.ics").status_code == 404


def test_somebody_elses_date_is_not_there(person, client):
    sam, dee = person("readiness.booked"), person("selection.deciding", first="Dee")
    address = f"/progress/{sam.app.reference}/date/readiness.ics"
    assert dee.get(address).status_code == 404
    assert client.get(address).status_code == 302


def test_a_copy_has_what_we_hold_and_every_letter_and_is_witnessed(person):
    client = person("crb.with_body")
    letter(client.app)
    assert "Save a copy" in client.get("/details/").content.decode()
    files, data = copied(client)
    assert data["you"]["surname"] == "Okafor"
    (mine,) = data["applications"]
    assert mine["reference"] == client.app.reference
    assert any((wait["about"], wait["for"], wait["to"]) == ("DBS check", "The DBS", None) for wait in mine["waits"])
    assert len(mine["steps"]) == client.app.moves.count()
    assert mine["found"]["offer"][0]["hours"]
    assert [files.read(name) for name in files.namelist() if name.endswith(".pdf")] == [PDF]
    assert "Not in here: what a check showed" in files.read("read-me.txt").decode()
    assert AuditEvent.objects.filter(type="data_copied").count() == 1


def test_the_copy_says_nothing_of_what_was_found_inside_a_record(person):
    client = person("crb.being_considered")
    DisclosureRecord.objects.filter(stage__application=client.app).update(content="disclosed")
    FitnessRecord.objects.filter(stage__application=client.app).update(outcome="not_fit", adjustments="quiet room")
    files, _data = copied(client)
    text = b"".join(files.read(name) for name in files.namelist()).decode()
    for secret in SECRETS:
        assert secret not in text


def test_every_kind_of_finding_is_told_or_left_out_on_purpose():
    open_ones = {code for code, model in FINDINGS.items() if not issubclass(model, RestrictedFinding)}
    assert open_ones == TOLD | NOT_TOLD


def test_a_letter_whose_file_is_away_is_there_as_words(person):
    client = person("selection.deciding")
    kept = letter(client.app)
    default_storage.delete(kept.file)
    files, _data = copied(client)
    assert next(name for name in files.namelist() if name.startswith("letters/")).endswith(".txt")


def test_nobody_else_gets_it(client, person):
    assert client.post("/details/copy/").status_code == 302
    sam, dee = person("selection.deciding"), person("selection.deciding", first="Dee")
    assert dee.app.reference not in json.dumps(copied(sam)[1])
    assert sam.get("/details/copy/").status_code == 405

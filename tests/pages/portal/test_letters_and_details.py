"""Letters as they were sent, details and needs, and the sign-in a person is invited to."""

import pytest
from django.core.files.storage import default_storage

from onboarding.actions.invite import CannotInvite, invite
from onboarding.actions.needs import change_needs
from onboarding.lib import clock
from onboarding.lib.filing import digest, keep
from onboarding.models import Applicant, AuditEvent, Letter, OutboxItem
from tests.making import applicant, application, staff

PDF = b"%PDF-1.7 the very letter"


def letter(app, words="<article><h1>There is a place for you</h1></article>", status="sent"):
    """A stored letter of an application."""
    name, sha256 = keep(PDF, folder="letters", ending="pdf")
    at = clock.now()
    item = OutboxItem.objects.create(
        application=app, kind="delay_update", key=f"{app.pk}-{at.timestamp()}", not_before=at, status=status
    )
    return Letter.objects.create(
        application=app, item=item, kind="delay_update", title="An update for you", points=14, file=name, sha256=sha256,
        html=words, text="…", created_at=at,
    )  # fmt: skip


def test_letters_are_listed_read_and_saved_as_they_were_sent(person):
    client = person("selection.deciding")
    sent = letter(client.app)
    assert "An update for you" in client.get("/letters/").content.decode()
    page = client.get(f"/letters/{sent.pk}/").content.decode()
    assert "<h1>There is a place for you</h1>" in page
    file = client.get(f"/letters/{sent.pk}/pdf/")
    assert file.content == PDF
    assert digest(file.content) == sent.sha256
    assert file.headers["Content-Disposition"].startswith("attachment; filename=")
    assert file.headers["X-Content-Type-Options"] == "nosniff"
    assert file.headers["Content-Security-Policy"].startswith("sandbox")
    assert "no-store" in file.headers["Cache-Control"]


@pytest.mark.parametrize("status", ["waiting", "failed", "cancelled"])
def test_a_letter_that_has_not_gone_out_is_not_shown(person, status):
    client = person("selection.deciding")
    made = letter(client.app, status=status)
    assert "An update for you" not in client.get("/letters/").content.decode()
    assert client.get(f"/letters/{made.pk}/").status_code == 404
    assert client.get(f"/letters/{made.pk}/pdf/").status_code == 404


def test_a_letter_is_read_by_nobody_else(person, client):
    sam, sal = person("selection.deciding", first="Sam"), person("selection.deciding", first="Sal")
    sent = letter(sam.app)
    officer = staff("Priya Shah", "hr")
    client.force_login(officer)
    for url in (f"/letters/{sent.pk}/", f"/letters/{sent.pk}/pdf/"):
        assert sal.get(url).status_code == 404
        assert client.get(url).status_code == 404
    assert client.get("/letters/").status_code == 404
    assert "An update" not in sal.get("/letters/").content.decode()


def test_that_a_letter_was_opened_is_witnessed(person):
    client = person("selection.deciding")
    sent = letter(client.app)
    client.get(f"/letters/{sent.pk}/")
    event = AuditEvent.objects.filter(application=client.app, type="letter_opened").latest("seq")
    assert f'"letter":{sent.pk}' in event.envelope


def test_a_file_that_was_changed_is_not_handed_over(person):
    client = person("selection.deciding")
    sent = letter(client.app)
    with default_storage.open(sent.file, "wb") as file:
        file.write(b"someone else's words")
    answer = client.get(f"/letters/{sent.pk}/pdf/")
    assert answer.status_code == 503
    assert "It is our fault" in answer.content.decode()


def test_no_letters_yet_is_said_kindly(person):
    assert "You have no letters yet." in person("selection.deciding").get("/letters/").content.decode()


def details(**changes):
    return {"known_as": "Sam", "mobile": "07700 900123", "address": "1 Mill Lane", "postcode": "CR0 1AA",
            "channel": "post", "points": "20", "formats": ["easy_read", "phone_first"], **changes}  # fmt: skip


def test_needs_are_saved_and_witnessed_by_name_only(person):
    client = person("selection.deciding")
    page = client.post("/details/", details(), follow=True)
    assert "Saved. Thank you for telling us." in page.content.decode()
    saved = Applicant.objects.get(user=client.user)
    assert (saved.channel, saved.points, saved.formats) == ("post", 20, ["large_print", "easy_read", "phone_first"])
    event = AuditEvent.objects.filter(application=client.app, type="needs_changed").latest("seq")
    assert '"formats"' in event.envelope
    assert "easy_read" not in event.envelope
    assert "Mill Lane" not in event.envelope


def test_the_same_again_is_no_event(person):
    client = person("selection.deciding")
    client.post("/details/", details())
    client.post("/details/", details())
    assert AuditEvent.objects.filter(type="needs_changed").count() == 1


@pytest.mark.parametrize(
    "wrong", [{"points": "13"}, {"points": "96"}, {"channel": "fax"}, {"formats": ["a condition"]}]
)
def test_only_what_is_offered_is_taken(person, wrong):
    client = person("selection.deciding")
    page = client.post("/details/", details(**wrong))
    assert page.status_code == 422
    assert "There is a problem" in page.content.decode()
    assert Applicant.objects.get(user=client.user).channel == "email"


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"channel": "text", "mobile": ""}, "Type a mobile number we can text"),
        ({"channel": "text", "mobile": "ask my sister"}, "Type a mobile number we can text"),
        ({"channel": "phone", "mobile": ""}, "Type a phone number"),
        ({"address": ""}, "Type your address"),
        ({"channel": "text", "formats": ["no_text"]}, "Take away No text messages"),
        ({"formats": ["no_post"]}, "Take away No post to my home"),
    ],
)
def test_a_way_to_be_told_can_reach_them(person, wrong, sentence):
    client = person("selection.deciding")
    page = client.post("/details/", details(**wrong))
    assert page.status_code == 422
    assert sentence in page.content.decode()


def test_the_address_one_signs_in_with_is_not_a_field(person):
    client = person("selection.deciding")
    client.post("/details/", details(email="other@people.example"))
    assert Applicant.objects.get(user=client.user).email == "sam@people.example"
    with pytest.raises(TypeError):
        change_needs(Applicant.objects.get(user=client.user), by=client.user, at=clock.now(), email="x@people.example")


@pytest.mark.django_db
def test_an_invited_person_has_a_sign_in_without_a_password():
    officer, who = staff("Priya Shah", "hr"), applicant("Ada", "Okoro", email="Ada@People.example")
    app = application(who=who)
    user = invite(who, by=officer, at=clock.now())
    assert user.email == "ada@people.example"
    assert not user.has_usable_password()
    assert invite(who, by=officer, at=clock.now()) == user
    assert AuditEvent.objects.filter(application=app, type="invited").count() == 1
    assert "ada@" not in AuditEvent.objects.get(application=app, type="invited").envelope


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("email", "sentence"), [("priya@staff.example", "Somebody else signs in"), ("", "no e-mail address")]
)
def test_an_address_that_is_missing_or_somebody_elses_is_refused_kindly(email, sentence):
    officer = staff("Priya Shah", "hr", email="priya@staff.example")
    with pytest.raises(CannotInvite, match=sentence):
        invite(applicant("Ada", "Okoro", email=email), by=officer, at=clock.now())

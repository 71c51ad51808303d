"""Colour and logo: readable or refused, on every page and letter, and never before those who must not know whose they are."""

import json
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from onboarding import letters
from onboarding.actions import brand
from onboarding.door import StepRefused
from onboarding.letters import base
from onboarding.lib.contrast import darker_that_passes
from onboarding.models import AuditEvent, Organisation
from onboarding.queries import letter_facts
from onboarding.queries.brand import look, style_of
from onboarding.queries.reply_words import house_for_others
from onboarding.tasks import making
from tests.making import application, staff
from tests.pages.hr.conftest import NOW
from tests.unit.test_logo import SVG, png

pytestmark = pytest.mark.django_db
PAGE, RED = "/staff/settings/look/", "#9b1c31"


@pytest.fixture(autouse=True)
def _kept_apart(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def admin(signed_in):
    return signed_in("administrator", name="Ada Admin")


def logo(content: bytes | None = None, name: str = "logo.png") -> dict[str, Any]:
    return {"do": "logo", "logo": SimpleUploadedFile(name, png() if content is None else content)}


def test_a_colour_is_saved_stands_on_every_page_and_is_witnessed(admin):
    assert admin.post(PAGE, {"do": "colour", "colour": RED.upper()}).status_code == 302
    assert Organisation.objects.get().brand_colour == RED
    name = look().style_name
    for client, url in [(admin, PAGE), (Client(), "/help/"), (Client(), "/roles/")]:
        content = client.get(url).content.decode()
        assert f'href="/brand/{name}"' in content
        assert f'content="{RED}"' in content
        assert "style=" not in content
    answer = Client().get(f"/brand/{name}")
    assert answer.content.decode() == style_of(RED)
    assert answer["Content-Type"].startswith("text/css")
    assert "immutable" in answer["Cache-Control"]
    codes = json.loads(AuditEvent.objects.get(type="brand_colour_changed").envelope)["codes"]
    assert codes == {"before": "#0f4c4a", "after": RED}


def test_the_same_colour_again_changes_nothing(admin):
    for _time in range(2):
        brand.set_colour(RED, by=admin.user, at=NOW)
    assert AuditEvent.objects.filter(type="brand_colour_changed").count() == 1


def test_a_colour_nobody_could_read_is_refused_with_the_nearest_that_can_be(admin):
    content = admin.post(PAGE, {"do": "colour", "colour": "#ffd100"}).content.decode()
    assert "White words on #ffd100 reach a contrast of 1.46 to 1, and they need 4.5 to 1." in content
    assert f"The nearest darker colour that can be read is {darker_that_passes('#ffd100')}." in content
    assert Organisation.objects.get().brand_colour == "#0f4c4a"
    with pytest.raises(StepRefused, match=r"1\.46 to 1"):
        brand.set_colour("#ffd100", by=admin.user, at=NOW)


def test_a_colour_is_looked_at_without_being_saved(admin):
    content = admin.post(PAGE, {"do": "look", "colour": RED}).content.decode()
    assert f'fill="{RED}"' in content
    assert "The marks of the NHS and of GOV.UK belong to them" in content
    assert look().style_name == ""


@pytest.mark.parametrize("typed", ["teal", "", "#0f4c4a7777777"])
def test_what_is_no_colour_is_said(admin, typed):
    assert brand.NO_COLOUR in admin.post(PAGE, {"do": "colour", "colour": typed}).content.decode()


def test_a_logo_is_kept_shown_taken_away_and_witnessed(admin):
    assert admin.post(PAGE, logo()).status_code == 302
    name = look().logo_name
    assert f'src="/brand/{name}" alt=""' in Client().get("/help/").content.decode()
    answer = Client().get(f"/brand/{name}")
    assert (answer["Content-Type"], answer["X-Content-Type-Options"]) == ("image/png", "nosniff")
    assert "sandbox" in answer["Content-Security-Policy"]
    admin.post(PAGE, logo())
    assert AuditEvent.objects.filter(type="logo_changed").count() == 1
    admin.post(PAGE, {"do": "no_logo"})
    admin.post(PAGE, {"do": "no_logo"})
    assert AuditEvent.objects.filter(type="logo_changed").count() == 2
    assert Client().get(f"/brand/{name}").status_code == 404


def test_what_is_no_logo_is_refused_with_its_sentence(admin):
    said = admin.post(PAGE, logo(SVG.format("<script/>").encode())).content.decode()
    assert "This SVG holds more than shapes (script)" in said
    assert "Choose a file" in admin.post(PAGE, {"do": "logo"}).content.decode()
    assert not Organisation.objects.get().logo


@pytest.mark.parametrize("name", ["", "x.css", "0123456789abcdef.png", "..%2f..%2fdb.sqlite3"])
def test_no_other_file_is_handed_out(admin, name):
    assert Client().get(f"/brand/{name}").status_code == 404


def test_a_file_that_is_away_is_not_there(admin):
    brand.set_logo(png(31, 17), by=admin.user, at=NOW)
    Organisation.objects.update(logo="brand/gone.png", logo_sha256="ab" * 32)
    assert Client().get(f"/brand/{look().logo_name}").status_code == 404


def test_letters_have_the_colour_and_the_logo_and_those_to_others_no_logo(admin):
    brand.set_colour(RED, by=admin.user, at=NOW)
    brand.set_logo(SVG.format('<path d="M0 0h9v9z"/>').encode(), by=admin.user, at=NOW)
    one = application()
    own = letters.write("application_received", letter_facts.gather("application_received", one, at=NOW))
    page, styles, _assets = base.html(own)
    assert 'src="asset:logo.svg"' in page
    assert "Logo of Brightwater Peer Network" in page
    assert any(f"2pt solid {RED}" in style for style in styles)
    assert making.print_of(own).startswith(b"%PDF")
    others = letter_facts.gather("host_request", one, at=NOW)
    assert (others.organisation.logo, others.organisation.brand_colour) == ("", RED)


def test_people_outside_see_the_colour_and_no_logo(admin):
    brand.set_colour(RED, by=admin.user, at=NOW)
    brand.set_logo(png(), by=admin.user, at=NOW)
    assert (house_for_others().style_name, house_for_others().logo_name) == (look().style_name, "")
    content = Client().get("/reply/privacy/").content.decode()
    assert look().style_name in content
    assert "ob-logo" not in content


def test_who_may_not_finds_no_page_and_the_action_refuses(signed_in):
    assert Client().get(PAGE).status_code == 302
    for role in ("hr", "coordinator", "manager", "auditor"):
        assert signed_in(role, name=f"A {role}").get(PAGE).status_code == 404
    dee = staff("Dee Hart", "hr")
    for verb in (lambda: brand.set_colour(RED, by=dee, at=NOW), lambda: brand.set_logo(png(), by=dee, at=NOW),
                 lambda: brand.take_logo_away(by=dee, at=NOW)):  # fmt: skip
        with pytest.raises(StepRefused, match=brand.NOT_YOURS):
            verb()


def test_wrong_method_and_missing_token(admin):
    assert admin.put(PAGE).status_code == 405
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(admin.user)
    assert strict.post(PAGE, {"do": "colour", "colour": RED}).status_code == 403
    assert Client().post("/brand/x.css").status_code == 405

"""What somebody can do, signed off in the training: by who teaches, on a day, once; read by the person in plain words."""

from typing import Any

import pytest
from django.test import Client

from onboarding.door import StepRefused, take
from onboarding.door.undo import undo
from onboarding.models import Application, Cohort, Competence, Competences, Move, Seat, Service
from onboarding.queries.my_data import my_data
from tests.making import DAY, HOUR, advance, applicant, application, team
from tests.pages.hr.conftest import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def tariq(signed_in):
    return signed_in("trainer", name="Tariq Trainer")


@pytest.fixture
def maya() -> Application:
    """Somebody in their classes."""
    return advance(application(who=applicant(signs_in=True), at=NOW - 90 * DAY), "training.in_classes")


def course(app: Application) -> Cohort:
    return Seat.objects.get(stage__application=app, current=True).cohort


def page(app: Application) -> str:
    return f"/staff/courses/{course(app).pk}/person/{app.stages.get(kind='training').pk}/sign-off/"


def given(*can: Competence, day: str = "14", key: str = "k") -> dict[str, Any]:
    return {"can": [one.pk for one in can], "day_day": day, "day_month": "4", "day_year": "2026", "key": key}


def text(client: Any, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_signed_out_and_wrong_roles_find_no_page(signed_in, maya):
    assert Client().get(page(maya)).status_code == 302
    for role in ("manager", "auditor", "host", "panel_member", "disclosure_handler"):
        assert signed_in(role, name=role).get(page(maya)).status_code == 404
    elsewhere = signed_in("trainer", name="Elsa", service=Service.objects.create(name="Sutton"))
    assert elsewhere.get(page(maya)).status_code == 404


def test_who_teaches_signs_off_with_their_name_and_the_day(tariq, maya):
    first, second, *_rest = Competence.objects.order_by("place")
    assert tariq.put(page(maya)).status_code == 405
    assert "Select what they can do" in tariq.post(page(maya), {"key": "k"}).content.decode()
    for _twice in range(2):
        tariq.post(page(maya), given(first, second))
    assert Move.objects.filter(application=maya, step="sign_off").count() == 2
    words = text(tariq, page(maya))
    assert f"{first.words} (14 April, Tariq Trainer)" in words
    assert f"id_can_{Competence.objects.count() - 2}" not in words
    assert "2 so far" in text(tariq, f"/staff/courses/{course(maya).pk}/")


def test_a_day_ahead_or_a_second_time_is_refused_and_nothing_is_signed(tariq, maya):
    first, second, *_rest = Competence.objects.order_by("place")
    assert "a day until today" in tariq.post(page(maya), given(first, second, day="16")).content.decode()
    assert not Competences.objects.exists()
    tariq.post(page(maya), given(first))
    with pytest.raises(StepRefused, match="signed off already"):
        take(maya, "training", "sign_off", by=tariq.user, at=NOW, competence=first.pk, signed_on=NOW.date())


def test_a_sign_off_can_be_undone(tariq, maya):
    tariq.post(page(maya), given(*Competence.objects.order_by("place")[:1]))
    move = Move.objects.get(application=maya, step="sign_off")
    undo(maya, move.pk, by=tariq.user, at=NOW)
    assert not Competences.objects.filter(current=True).exists()


def test_the_person_reads_it_in_plain_words_and_has_it_in_their_copy(tariq, maya):
    first = Competence.objects.order_by("place")[0]
    tariq.post(page(maya), given(first))
    own: Any = Client()
    own.force_login(maya.applicant.user)
    words = text(own, f"/progress/{maya.reference}/")
    assert "We have signed off what you can do so far." in words
    assert first.words in words
    user: Any = maya.applicant.user
    found = my_data(user)["applications"][0]["found"]["competences"]
    assert first.words in str(found)


def test_words_that_change_later_change_nothing_that_was_signed(tariq, maya):
    first = Competence.objects.order_by("place")[0]
    before = first.words
    tariq.post(page(maya), given(first))
    Competence.objects.filter(pk=first.pk).update(words="Something else")
    assert before in text(tariq, page(maya))


def test_a_coordinator_signs_off_on_the_persons_page_too(signed_in, maya):
    jo = signed_in("coordinator", name="Jo Coordinator")
    stage = maya.stages.get(kind="training").pk
    first = Competence.objects.order_by("place")[0]
    assert first.words in text(jo, f"/staff/people/{maya.reference}/?do={stage}.sign_off")
    take(maya, "training", "sign_off", by=team()[0], at=NOW - HOUR, competence=first.pk, signed_on=NOW.date())
    assert first.words not in text(jo, f"/staff/people/{maya.reference}/?do={stage}.sign_off").partition("Signed")[2]

"""What checks cost: rows with the day they hold from, changed and witnessed; the letter tells each person what is true for them."""

import datetime as dt
import json
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from onboarding.actions.basics import lay_basics
from onboarding.actions.change_fee import change_fee
from onboarding.door import StepRefused, take
from onboarding.letters.check_invitation import write
from onboarding.models import Application, AuditEvent, Fee, Opportunity
from onboarding.queries.fees import fee_on, pence_on
from onboarding.queries.letter_facts import gather
from onboarding.stages.fees import SHIPPED
from tests.making import DAY, START, advance, application, staff, team
from tests.pages.hr.conftest import NOW

pytestmark = pytest.mark.django_db
URL, ENHANCED = "/staff/fees/", "/staff/fees/dbs-enhanced/"
NEW = {"pounds": "52", "volunteer_pounds": "0", "since_day": "1", "since_month": "2", "since_year": "2027"}


@pytest.fixture
def admin(signed_in):
    return signed_in("administrator", name="Ada Admin")


def costs(nation: str = "ENG", pathway: str = "B", **decided: Any) -> Any:
    """The facts of the letter that invites to the check, after a decision."""
    app = application(pathway)
    Opportunity.objects.filter(pk=app.opportunity_id).update(nation=nation)
    app = advance(Application.objects.get(pk=app.pk), "crb.with_applicant")
    at = START + 60 * DAY
    take(app, "crb", "decide_level", by=team()[0], at=at, **{"level": "enhanced", "basis": "frequent", **decided})
    move = take(app, "crb", "send_form", by=team()[0], at=at)
    return gather("check_invitation", app, at=at, move=move.pk)


def said(facts: Any) -> str:
    return " ".join(write(facts).text.split())


def test_a_fresh_database_has_the_published_fees_and_says_that_nobody_here_looked_them_up(admin):
    rows = Fee.objects.values_list("scheme", "check_code", "pence", "volunteer_pence", "since")
    assert set(rows) == set(SHIPPED)
    page = admin.get(URL).content.decode()
    assert "£49.50" in page
    assert "Nobody has looked it up here yet" in page
    assert "Not looked up yet" in page  # those of Scotland, which changed
    assert page.count("It is not known from when") == 3  # those of AccessNI


def test_a_new_fee_holds_from_its_day_and_the_old_one_before(admin):
    assert admin.get(ENHANCED).status_code == 200
    assert admin.post(ENHANCED, NEW).status_code == 302
    first = dt.date(2027, 2, 1)
    assert pence_on("DBS", "enhanced", first - DAY, volunteer=False) == 4950
    assert pence_on("DBS", "enhanced", first, volunteer=False) == 5200
    assert pence_on("DBS", "enhanced", first, volunteer=True) == 0
    assert pence_on("DBS", "enhanced", dt.date(2020, 1, 1), volunteer=False) is None
    codes = json.loads(AuditEvent.objects.get(type="fee_changed").envelope)["codes"]
    assert (codes["before"], codes["after"]) == ([4950, 0, "2024-12-02"], [5200, 0, "2027-02-01"])
    assert Fee.objects.get(since=first).checked_by == "Ada Admin"
    assert "£52 from 1 February 2027" in admin.get(URL).content.decode()
    lay_basics()
    assert Fee.objects.filter(scheme="DBS", check_code="enhanced").count() == 2


def test_a_fee_of_no_known_day_holds_until_the_first_one_that_has_a_day():
    day = NOW.date()
    assert fee_on("AccessNI", "enhanced", day - DAY) == Fee.objects.get(scheme="AccessNI", check_code="enhanced")
    change_fee("AccessNI", "enhanced", pence=3300, volunteer_pence=0, since=day, by=staff("Ada", "administrator"), at=NOW)
    assert json.loads(AuditEvent.objects.get(type="fee_changed").envelope)["codes"]["before"] == [3200, 0, ""]
    assert [pence_on("AccessNI", "enhanced", when, volunteer=False) for when in (day - DAY, day)] == [None, 3300]  # what a letter says
    with transaction.atomic(), pytest.raises(IntegrityError):
        Fee.objects.create(scheme="AccessNI", check_code="enhanced", pence=1, volunteer_pence=0)


def test_the_first_fee_of_a_kind_and_a_second_word_about_the_same_day(admin):
    for pence in (5900, 6100):
        change_fee("PVG", "join", pence=pence, volunteer_pence=0, since=NOW.date(), by=admin.user, at=NOW)
    assert Fee.objects.get(scheme="PVG", check_code="join").pence == 6100
    assert "£61" in admin.get(URL).content.decode()


@pytest.mark.parametrize(("name", "typed"), [("pounds", "many"), ("pounds", "-1"), ("volunteer_pounds", "1.234"), ("pounds", "")])
def test_a_price_that_is_none_is_asked_for_again(admin, name, typed):
    assert "Use pounds and pence, like 49.50" in admin.post(ENHANCED, {**NEW, name: typed}).content.decode()
    assert Fee.objects.count() == len(SHIPPED)


def test_refusals_signed_out_wrong_role_no_such_fee_wrong_method(admin, signed_in):
    for url in (URL, ENHANCED):
        assert Client().get(url).status_code == 302
        assert signed_in("hr", name=f"Priya {url}", email=f"p{len(url)}@x.example").get(url).status_code == 404
    assert admin.get("/staff/fees/police-basic/").status_code == 404
    assert admin.post(URL).status_code == 405
    assert admin.put(ENHANCED).status_code == 405
    assert "A volunteer does not pay more than others do" in admin.post(ENHANCED, {**NEW, "volunteer_pounds": "60"}).content.decode()
    with pytest.raises(StepRefused, match="may not change"):
        change_fee("DBS", "basic", pence=1, volunteer_pence=0, since=NOW.date(), by=staff("Nia", "hr"), at=NOW)
    with pytest.raises(StepRefused, match="kind of check"):
        change_fee("DBS", "tarot", pence=1, volunteer_pence=0, since=NOW.date(), by=admin.user, at=NOW)


@pytest.mark.parametrize(
    ("case", "words"),
    [
        ({"fee": "paid_role"}, "It costs you nothing. The fee is £49.50. We pay it."),
        ({"fee": "paid_role", "level": "basic", "basis": "no_contact"}, "It costs you nothing. The fee is £21.50. We pay it."),
        ({"pathway": "A", "fee": "free"}, "It is free, because you give your time."),
        ({"pathway": "A", "fee": "course"}, "It costs you nothing. The fee is £49.50. We pay it."),
        ({"pathway": "A", "fee": "public_body", "nation": "NIR"}, "It costs you nothing. We pay the fee."),
        ({"fee": "paid_role", "nation": "SCT"}, "It costs you nothing. We pay the fee."),
    ],
)
def test_the_letter_says_what_is_true_for_this_person(case, words):
    assert words in said(costs(**case))


def test_the_update_service_has_its_own_price_and_none_for_a_basic_check():
    assert "It costs £16 a year." in said(costs(fee="paid_role"))
    assert "For you it is free." in said(costs(pathway="A", fee="free"))
    assert "Update Service" not in said(costs(fee="paid_role", level="basic", basis="no_contact"))


def test_a_basic_check_is_never_free_and_a_public_body_pays_in_northern_ireland_only():
    with pytest.raises(StepRefused, match="A basic check has a fee for volunteers too"):
        costs(pathway="A", fee="free", level="basic", basis="no_contact")
    with pytest.raises(StepRefused, match="in Northern Ireland only"):
        costs(pathway="A", fee="public_body")

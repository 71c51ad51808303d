"""The roles that anybody can ask for: paid and unpaid alike, filtered and never ranked."""

import pytest
from django.test import Client

from onboarding.models import Opportunity, Service
from tests.making import opportunity

pytestmark = pytest.mark.django_db


def read(address, **given):
    answer = Client().get(address, given)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.fixture
def paid():
    return opportunity("B2")


@pytest.fixture
def unpaid():
    return opportunity("A2", Service.objects.create(name="Purley garden"))


def test_a_stranger_reads_every_open_role_with_place_hours_and_pay(paid, unpaid):
    page = read("/roles/")
    assert page.index("Peer volunteer<") < page.index("Peer worker<")  # by name, whatever is paid
    for words in ("Purley garden", "8 hours a week", "Paid: £12.60 an hour", "Unpaid: Expenses paid"):
        assert words in page


def test_the_list_is_narrowed_to_paid_or_unpaid_and_to_a_place(paid, unpaid):
    assert "Peer volunteer" not in read("/roles/", pay="paid")
    assert f"/roles/{paid.pk}/" not in read("/roles/", pay="unpaid")
    there = read("/roles/", place=unpaid.service_id)
    assert f"/roles/{unpaid.pk}/" in there
    assert f"/roles/{paid.pk}/" not in there
    assert "No role like that is open now." in read("/roles/", pay="paid", place=unpaid.service_id)
    assert f"/roles/{paid.pk}/" in read("/roles/", pay="\x00", place="x")


def test_a_group_is_no_role_and_what_is_closed_is_not_listed(paid):
    group = opportunity("0")
    Opportunity.objects.filter(pk=paid.pk).update(is_open=False)
    page = read("/roles/")
    assert "No role is open now." in page
    assert group.title not in page
    assert Client().get(f"/roles/{group.pk}/").status_code == 410


def test_a_role_on_two_versions_of_a_pathway_is_one_role_to_a_stranger(paid):
    older = opportunity("B")
    page = read("/roles/")
    assert f"/roles/{paid.pk}/" in page
    assert f"/roles/{older.pk}/" not in page
    assert Client().get(f"/roles/{older.pk}/").status_code == 410
    Opportunity.objects.filter(pk=paid.pk).update(is_open=False)
    assert f"/roles/{older.pk}/" in read("/roles/")


def test_a_role_says_what_follows_and_what_we_do_not_ask(unpaid):
    page = read(f"/roles/{unpaid.pk}/")
    assert "we invite you" in page
    assert "we make you an offer" not in page
    assert "We do not ask about your health, your age or police records" in page
    assert "DBS check" in page


def test_a_role_that_has_closed_says_so_kindly_and_one_that_never_was_is_not_found(paid):
    Opportunity.objects.filter(pk=paid.pk).update(is_open=False)
    for address in (f"/roles/{paid.pk}/", f"/roles/{paid.pk}/start/"):
        answer = Client().get(address)
        assert answer.status_code == 410
        assert "This role is not open now" in answer.content.decode()
        assert "£12.60" not in answer.content.decode()
    assert Client().get("/roles/999999/").status_code == 404
    assert Client().get("/roles/999999/start/").status_code == 404


def test_strangers_are_led_to_the_roles_from_the_first_page(paid):
    assert "/roles/" in Client().get("/", follow=True).content.decode()


@pytest.mark.parametrize("address", ["/roles/", "/roles/1/"])
def test_the_list_and_a_role_are_only_read(address):
    assert {Client().generic(method, address).status_code for method in ("POST", "PUT", "DELETE")} == {405}

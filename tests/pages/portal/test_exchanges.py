"""Skills and times of a group: opt-in, from lists, without a name or a number; one of us passes it on."""

import datetime as dt
import re

import pytest
from django.test import Client

from onboarding.actions.exchanges import KEPT, MOST, purge_exchanges, write_line
from onboarding.actions.group import group_data
from onboarding.door import StepRefused, take
from onboarding.lib import clock
from onboarding.lib.reading import grade, longest_sentence
from onboarding.models import AuditEvent, Exchange, ExchangeWish, Service
from onboarding.queries.my_data import my_data
from onboarding.stages.exchanges import WHAT
from tests.making import staff, team
from tests.pages.portal.test_plain_words import said

pytestmark = pytest.mark.django_db
WALK = {"gives": "1", "what": "walk", "when": "weekends"}


def url(client, more=""):
    return f"/skills-and-times/{client.app.reference}/{more}"


def words(page):
    return " ".join(page.content.decode().split())


@pytest.fixture
def sam(person):
    return person("membership.closed", "0", days_ago=3, first="Sam")


@pytest.fixture
def sal(person):
    return person("membership.closed", "0", days_ago=3, first="Sal")


def test_a_member_puts_a_line_on_the_list_and_others_see_no_name(sam, sal):
    assert url(sam) in sam.get(f"/progress/{sam.app.reference}/").content.decode()
    assert sam.post(url(sam), WALK).status_code == 302
    page = words(sal.get(url(sal)))
    assert "A member: Going for a walk. Weekends." in page
    for hidden in ("Okafor", "sam@people.example"):
        assert hidden not in page.split("<main")[1]
    assert "I give: Going for a walk" in words(sam.get(url(sam)))


def test_the_same_thing_again_changes_its_time(sam):
    for when in ("weekends", "mornings"):
        sam.post(url(sam), {**WALK, "when": when})
    assert [row.when for row in Exchange.objects.all()] == ["mornings"]


def test_who_would_like_it_is_passed_on_by_one_of_us(sam, sal, client):
    sam.post(url(sam), WALK)
    line = Exchange.objects.get()
    for _twice in range(2):
        sal.post(url(sal, f"{line.pk}/ask/"))
    wish = ExchangeWish.objects.get()
    assert "We are asking them." in words(sal.get(url(sal)))
    jo = staff("Jo Hart", "coordinator")
    client.force_login(jo)
    assert "Pass on what Sal asks for" in client.get("/staff/").content.decode()
    page = words(client.get(f"/staff/groups/wishes/{wish.pk}/"))
    assert "Sal would like: Going for a walk. Weekends" in page
    assert "Sam Okafor" in page
    assert client.post(f"/staff/groups/wishes/{wish.pk}/").status_code == 302
    assert client.get(f"/staff/groups/wishes/{wish.pk}/").status_code == 404
    assert AuditEvent.objects.filter(application=sal.app, type="exchange_passed").count() == 1


def test_it_is_theirs_to_take_away(sam, sal):
    sam.post(url(sam), WALK)
    line = Exchange.objects.get()
    sal.post(url(sal, f"{line.pk}/ask/"))
    assert sal.post(url(sal, f"{line.pk}/end/")).status_code == 404
    sam.post(url(sam, f"{line.pk}/end/"))
    assert not ExchangeWish.objects.exists()
    assert "A member: Going" not in words(sal.get(url(sal)))
    assert sam.post(url(sam, f"{line.pk}/ask/")).status_code == 404


def test_only_members_of_this_group_see_it(sam, person):
    sam.post(url(sam), WALK)
    line = Exchange.objects.get()
    worker = person("selection.deciding", first="Sol")
    assert worker.get(url(worker)).status_code == 404
    assert worker.get(url(sam)).status_code == 404
    other = person("membership.closed", "0", days_ago=3, first="Ola", service=Service.objects.create(name="Elsewhere"))
    assert "A member:" not in words(other.get(url(other)))
    assert other.post(url(other, f"{line.pk}/ask/")).status_code == 404
    assert Client().get(url(sam)).status_code == 302
    assert sam.get(url(sam, f"{line.pk}/ask/")).status_code == 405
    with pytest.raises(StepRefused):
        write_line(sam.app, gives=True, what="walk", when="any", by=team()[0], at=clock.now())


@pytest.mark.parametrize("role", ["manager", "auditor", "trainer", "disclosure_handler"])
def test_who_welcomes_nobody_passes_nothing_on(sam, sal, client, role):
    sam.post(url(sam), WALK)
    sal.post(url(sal, f"{Exchange.objects.get().pk}/ask/"))
    client.force_login(staff("Olu Other", role))
    assert client.get(f"/staff/groups/wishes/{ExchangeWish.objects.get().pk}/").status_code == 404


def test_who_leaves_is_on_no_list_and_is_forgotten(sam, sal):
    sam.post(url(sam), WALK)
    sal.post(url(sal), {**WALK, "what": "cup"})
    take(sam.app, None, "leave_group", by=sam.user, at=clock.now())
    assert "A member: Going for a walk" not in words(sal.get(url(sal)))
    assert purge_exchanges(at=clock.now()) == 1
    sal.post(url(sal, f"{Exchange.objects.get().pk}/end/"))
    assert purge_exchanges(at=clock.now() + KEPT + dt.timedelta(days=1)) == 1


def test_what_is_not_on_the_list_or_too_much_is_refused(sam):
    assert sam.post(url(sam), {**WALK, "what": "my own words"}).status_code == 422
    for code, _words in WHAT[:MOST]:
        sam.post(url(sam), {**WALK, "what": code})
    assert "You have 10 lines" in words(sam.post(url(sam), {**WALK, "what": WHAT[MOST][0]}))


def test_it_is_in_the_copy_of_the_person_and_in_the_file_of_the_group(sam):
    sam.post(url(sam), WALK)
    assert my_data(sam.user)["applications"][0]["skills_and_times"][0]["what"] == "walk"
    members = group_data(Service.objects.get(pk=sam.app.opportunity.service_id))["members"]
    assert members[0]["skills_and_times"] == [[True, "walk", "weekends"]]


def test_who_applies_for_a_role_can_choose_the_group_instead(person):
    client = person("selection.deciding")
    stop = client.get(f"/progress/{client.app.reference}/do/application/withdraw/").content.decode()
    assert "Choose the group instead" in stop
    address = f"/progress/{client.app.reference}/do/application/choose_group/"
    assert "no checks" in client.get(address).content.decode()
    client.app.refresh_from_db()
    answer = client.post(address, {"key": "one", "version": client.app.version}, follow=True)
    assert "You chose the group" in answer.content.decode()
    client.app.refresh_from_db()
    assert client.app.state == "chose_group"


def test_the_page_is_easy_to_read(sam):
    page = said(re.sub(r"<select.*?</select>", "", sam.get(url(sam)).content.decode(), flags=re.DOTALL))
    assert grade(page) <= 5
    assert longest_sentence(page) <= 20

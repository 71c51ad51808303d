"""A member of a group reads what the group agreed on, says yes, and leaves when they like; no steps of a role are shown."""

import pytest

from onboarding.actions.group import write_agreement
from onboarding.lib import clock
from onboarding.models import Service
from tests.making import team
from tests.pages.portal.test_steps import do, url

WORDS = "We listen.\nWhat is said {here} <b>stays</b> here."


@pytest.fixture
def sam(person):
    client = person("membership.with_applicant", "0", days_ago=3)
    write_agreement(
        Service.objects.get(pk=client.app.opportunity.service_id), WORDS, is_open=True, by=team()[0], at=clock.now()
    )
    return client


def test_the_page_has_one_thing_to_do_and_nothing_of_a_role(sam):
    page = sam.get(url(sam)).content.decode()
    assert "Read what the group agreed on" in page
    for words in ("Where you are", "of 6", "Checks", "DBS", "Take a break", "How long will it take?"):
        assert words not in page


def test_who_would_rather_not_join_says_so_and_is_not_asked_why(sam):
    page = sam.get(url(sam)).content.decode()
    assert url(sam, "do", "application", "withdraw") in page
    assert "Stop my application" not in page
    asked = sam.get(url(sam, "do", "application", "withdraw")).content.decode()
    assert "Would you rather not join?" in asked
    assert "reason" not in asked
    assert "You are welcome any time." in do(sam, "do", "application", "withdraw").content.decode()
    sam.app.refresh_from_db()
    assert sam.app.state == "withdrawn"
    assert "You did not join the group" in sam.get(url(sam)).content.decode()


def test_they_read_the_words_of_the_group_as_they_stand_and_say_yes(sam):
    page = sam.get(url(sam, "do", "membership", "agree")).content.decode()
    assert "We listen." in page
    assert "What is said {here} &lt;b&gt;stays&lt;/b&gt; here." in page
    assert "You are a member of the group." in do(sam, "do", "membership", "agree").content.decode()
    sam.app.refresh_from_db()
    assert sam.app.state == "in_role"


def test_a_member_reads_of_the_group_and_of_no_checks_and_may_leave(sam):
    do(sam, "do", "membership", "agree")
    page = sam.get(url(sam)).content.decode()
    assert "You are a member of the group" in page
    assert "peer worker" not in page.split("<main")[1].split("</main")[0]
    assert "Your checks are done" not in page
    assert url(sam, "do", "application", "leave_group") in page
    assert "welcome back any time" in do(sam, "do", "application", "leave_group").content.decode()
    sam.app.refresh_from_db()
    assert sam.app.state == "moved_on"
    assert "You have left the group" in sam.get(url(sam)).content.decode()


def test_nobody_in_a_role_is_offered_to_leave_a_group(person):
    client = person("placement.closed", "B", days_ago=300)
    assert "leave_group" not in client.get(url(client)).content.decode()

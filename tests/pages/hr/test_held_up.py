"""After the last week of classes nobody but the check that is still open holds a person up, and every page names its holder."""

import re
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hr.links import person_url
from onboarding.door import take
from onboarding.models import Application
from tests.making import DAY, HOUR, advance, applicant, application, cohort, team
from tests.pages.hr.conftest import NOW

pytestmark = pytest.mark.django_db


def words(client, url):
    return re.sub(r"\s+", " ", client.get(url).content.decode())


def classes_done(first="Maya", where="occupational_health.with_body", *, ago=60):
    """Somebody with all weeks of classes recorded while one check is where it is named; everything else is done."""
    at = NOW - ago * DAY
    app = advance(application(who=applicant(first, signs_in=True), at=at), "selection.closed", at=at + HOUR)
    kind = where.partition(".")[0]
    for check in {"identity", "right_to_work", "readiness", "occupational_health", "crb"} - {kind}:
        app = advance(app, f"{check}.closed")
    app = advance(app, where)
    place = cohort(at.date() + 5 * DAY).pk
    taken: tuple[tuple[str, dict[str, Any]], ...] = (("offer_place", {"cohort": place}), ("accept_place", {}), ("start_course", {}))
    for step, facts in taken:
        take(app, "training", step, by=team()[0], at=at + 4 * DAY, **facts)
    for week in range(1, 7):
        take(app, "training", "record_week", by=team()[0], at=at + 47 * DAY, week=week, status="attended")
    return Application.objects.get(pk=app.pk)


def table(page, title):
    """The line of one check in the table of the application."""
    return page.partition(f'<th scope="row" class="govuk-table__header">{title}')[2].partition("</tr>")[0]


def section(page, name):
    return page.partition(f'id="{name}"')[2].partition("</table>")[0]


def test_the_application_page_names_who_holds_the_open_check(hr):
    app = classes_done()
    line = table(words(hr, person_url(app.reference)), "Training")
    assert "Occupational Health" in line
    assert "held up by Work and health support" in line
    assert "Coordinator" not in line


def test_what_to_do_next_is_about_that_check(signed_in):
    app = classes_done()
    page = words(signed_in("coordinator", "oh_liaison"), person_url(app.reference))
    assert "Waiting for Occupational Health" in page
    assert "Waiting for Coordinator" not in page
    assert "Next: start the 2 weeks" not in page


def test_the_worklist_blames_nobody_but_the_holder_of_that_check(hr):
    classes_done()
    page = words(hr, "/staff/")
    assert "Start the 2 weeks" not in page
    assert "Occupational Health" in section(page, "overdue")
    assert "Coordinator" not in section(page, "overdue")
    assert "Overdue (1)" in page


def test_a_check_that_is_with_us_is_ours(hr):
    app = classes_done(where="crb.being_considered")
    line = table(words(hr, person_url(app.reference)), "Training")
    assert "HR" in line
    assert "held up by DBS check" in line


def test_when_the_check_has_closed_the_coordinator_has_it(hr):
    app = advance(classes_done(), "occupational_health.closed", at=NOW - DAY)
    line = table(words(hr, person_url(app.reference)), "Training")
    assert "Coordinator" in line
    assert "held up" not in line
    page = words(hr, "/staff/?step=training")
    assert "Start the 2 weeks" in section(page, "overdue") + section(page, "ready")


def test_the_persons_own_page_says_what_they_wait_for(client):
    app = classes_done()
    client.force_login(app.applicant.user)
    page = words(client, f"/progress/{app.reference}/")
    assert "They can start when your checks are done." in page
    assert "We are finding the right team for you" not in page
    assert "We are waiting for Occupational Health." in page or "Waiting for Occupational Health" in page
    assert "Some things are with us" not in page


def test_after_the_check_the_persons_page_says_that_we_look_for_a_team(client):
    app = advance(classes_done(), "occupational_health.closed", at=NOW - DAY)
    client.force_login(app.applicant.user)
    assert "We are finding the right team for you" in words(client, f"/progress/{app.reference}/")


def test_what_holds_up_many_people_is_asked_in_the_same_few_questions(hr):
    def asked():
        with CaptureQueriesContext(connection) as found:
            words(hr, "/staff/")
        return len(found)

    classes_done()
    asked()  # the first page also writes the session
    few = asked()
    for first in ("Dee", "Tom", "Nia"):
        classes_done(first)
    assert asked() == few

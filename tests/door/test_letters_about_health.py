"""Letters about work and health support: the same for everybody outside, the person's own words inside; and one that is firm."""

import datetime as dt
from typing import Any

import pytest

from onboarding import letters
from onboarding.door import take
from onboarding.models import BodyReference, DisclosureRecord, Letter, OutboxItem
from onboarding.queries import letter_facts
from onboarding.tasks import deliver
from tests import making

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)
WHY = {"fit": "yes for this role", "fit_with_adjustments": "yes, with support", "not_now": "not now", "not_fit": "no for this role",
       "more_information": "know more first", "no_report": "kept the report back"}  # fmt: skip


def told(outcome, first="Maya", **more):
    facts = {"occupational_health.record_result": {"outcome": outcome, **more}}
    who = making.applicant(first, "Collins", email=f"{first}@people.example")
    return making.advance(making.application(who=who), "occupational_health.being_considered", facts=facts)


def out(app, kind):
    item = OutboxItem.objects.get(application=app, kind=kind)
    for _try in range(2):
        deliver(item.pk, at=item.not_before)
        item.refresh_from_db()
    return item, Letter.objects.get(item=item)


@pytest.mark.parametrize("outcome", WHY)
def test_every_answer_brings_the_same_letter_outside_and_its_own_words_inside(outcome):
    review = {"review_on": making.START.date() + 60 * DAY} if outcome == "not_now" else {}
    item, letter = out(told(outcome, **review), "health_answer")
    assert (item.status, letter.title) == ("sent", "A letter about your checks")
    assert WHY[outcome] in letter.text
    assert ("We look at it again on Friday 1 May." in letter.text) == (outcome == "not_now")


def test_the_support_that_was_agreed_stands_in_the_letter_of_the_decision_a_line_each():
    app = told("fit_with_adjustments", adjustments="Start at 10am; a quiet room\nA taxi")
    making.advance(app, "occupational_health.closed")
    _item, letter = out(app, "health_support")
    assert all(f"- {line}\n" in letter.text for line in ("Start at 10am", "a quiet room", "A taxi"))


def test_support_that_was_only_suggested_is_not_said_to_be_agreed():
    app = making.advance(told("fit", adjustments="Start at 10am"), "occupational_health.closed")
    _item, letter = out(app, "health_support")
    assert "Start at 10am" not in letter.text
    assert "This part is done." in letter.text


def test_a_plain_yes_brings_the_same_kind_of_letter_at_the_decision():
    app = making.advance(making.application(), "occupational_health.closed")
    item, letter = out(app, "health_support")
    assert (item.status, letter.title) == ("sent", "A letter about your checks")
    assert "This part is done." in letter.text
    assert "agreed" not in letter.text


@pytest.mark.parametrize("code", ["health_answer", "health_support"])
def test_only_who_may_read_the_record_may_read_these_letters(code):
    kind = letters.kinds()[code]
    assert (kind.right, kind.title, kind.bad_news) == ("view_fitness", "A letter about your checks", True)


def escalated(app, at):
    return letter_facts.gather("escalation", app, at=at)


def test_what_is_over_its_day_with_a_body_is_written_about_by_reference_alone():
    app = making.advance(making.application(), "occupational_health.with_body")
    stage = app.stages.get(kind="occupational_health")
    BodyReference.objects.create(stage=stage, party="occupational_health", reference="OH-77")
    words = letters.write("escalation", escalated(app, making.START + 40 * DAY)).text
    assert "Your reference: OH-77" in words
    assert "What for: Work and health support" in words
    assert f"Our reference: {app.reference}" in words
    assert "Maya" not in words
    assert "Collins" not in words


def test_nothing_is_written_about_what_is_in_time_or_with_one_of_us():
    app = making.advance(making.application(), "occupational_health.with_body")
    assert letters.kinds()["escalation"].missing(escalated(app, making.START + 2 * DAY)) == ["what", "since", "due_on"]
    take(app, "occupational_health", "report_sent", by=making.team()[0], at=making.START + 2 * DAY)
    assert escalated(app, making.START + 90 * DAY).since is None


def test_the_disclosure_body_is_not_written_to_before_its_60_days():
    app = making.advance(making.application(), "crb.with_body")
    assert escalated(app, making.START + 50 * DAY).what == ""
    assert escalated(app, making.START + 70 * DAY).what.startswith("DBS check")


def test_a_letter_tells_what_holds_now_and_not_the_first_line_inside_a_record():
    facts = {"crb.record_result": {"content": "disclosed"}}
    app = making.advance(making.application(), "crb.closed", facts=facts)
    assert DisclosureRecord.objects.filter(stage__application=app, move=None).exists()
    held = DisclosureRecord.objects.get(stage__application=app, current=True)
    told_now: Any = letter_facts.gather("checks_decision", app, at=app.moves.latest("number").recorded_at)
    assert (told_now.content, told_now.decision) == (held.content, held.decision)
    assert held.decision

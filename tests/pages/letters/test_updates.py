"""A delay update by staff: one true thing, one a promise, nothing to people on a break."""

import datetime as dt

import pytest
from django.urls import reverse

from onboarding.actions.send_update import send_update
from onboarding.door import StepRefused, take
from onboarding.models import Letter, OutboxItem
from onboarding.tasks import deliver
from tests import making

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


def waiting(**fields):
    """Somebody whose DBS form went off, and when that was."""
    app = making.advance(making.application(who=making.applicant(**fields)), "crb.with_body")
    return app, app.moves.latest("number").recorded_at


def refusal(app, at):
    with pytest.raises(StepRefused) as refused:
        send_update(app, by=making.team()[0], at=at)
    return str(refused.value)


def test_an_update_says_what_is_waited_for_and_what_was_done(mailoutbox):
    app, done = waiting()
    item = send_update(app, by=making.team()[0], at=done + 2 * DAY)
    assert deliver(item.pk, at=item.not_before)
    text = Letter.objects.get(item=item).text
    assert "Your DBS form has gone off." in text
    assert "We are sorry" not in text  # the day by which it should be done is not past
    assert len(mailoutbox) == 1


def test_a_double_click_sends_one(mailoutbox):
    app, done = waiting()
    first = send_update(app, by=making.team()[0], at=done + DAY)
    assert send_update(app, by=making.team()[1], at=done + DAY).pk == first.pk
    assert OutboxItem.objects.filter(application=app, kind="delay_update").count() == 1


def test_when_nothing_was_done_there_is_nothing_to_write():
    app, done = waiting()
    assert "Nothing done for Maya in 10 days. Do 1 thing first." in refusal(app, done + 11 * DAY)
    assert not OutboxItem.objects.filter(kind="delay_update").exists()


def test_nobody_gets_two_updates_in_a_week(mailoutbox):
    app, done = waiting()
    item = send_update(app, by=making.team()[0], at=done + DAY)
    deliver(item.pk, at=item.not_before)
    assert "One a week is the most." in refusal(app, done + 3 * DAY)


def test_somebody_on_a_break_gets_no_update():
    app, done = waiting()
    take(app, None, "pause", by=making.team()[0], at=done + DAY, asked="phone")
    assert "is on a break" in refusal(app, done + 2 * DAY)


def test_somebody_who_has_left_gets_no_update():
    app, done = waiting()
    take(app, None, "withdraw", by=making.team()[0], at=done + DAY)
    assert "not in progress" in refusal(app, done + 2 * DAY)


def test_somebody_who_is_not_told_yet_gets_no_update():
    app, done = waiting()
    type(app).objects.filter(pk=app.pk).update(telling=False)
    assert "not being told" in refusal(app, done + DAY)


def test_in_scotland_the_check_has_its_own_name(mailoutbox):
    app, done = waiting()
    type(app.opportunity).objects.filter(pk=app.opportunity_id).update(nation="SCT")
    item = send_update(app, by=making.team()[0], at=done + DAY)
    deliver(item.pk, at=item.not_before)
    text = Letter.objects.get(item=item).text
    assert "Your PVG form has gone off." in text
    assert "DBS" not in text


def test_the_page_shows_the_letter_first_and_the_button_sends_it(client, time_machine):
    app, done = waiting()
    time_machine.move_to(done + DAY, tick=False)
    client.force_login(making.staff("Priya Shah", "hr"))
    url = reverse("update", args=[app.reference])
    assert "Your DBS form has gone off." in client.get(url).content.decode()
    assert not OutboxItem.objects.filter(kind="delay_update").exists()
    client.post(url)
    client.post(url)
    assert OutboxItem.objects.filter(kind="delay_update").count() == 1


def test_the_page_says_why_it_cannot_go(client, time_machine):
    app, done = waiting()
    time_machine.move_to(done + 12 * DAY, tick=False)
    client.force_login(making.staff("Priya Shah", "hr"))
    url = reverse("update", args=[app.reference])
    assert "Do 1 thing first" in client.get(url).content.decode()
    client.post(url)
    assert not OutboxItem.objects.filter(kind="delay_update").exists()


def test_the_two_branches_of_a_restricted_outcome_get_the_same_update(mailoutbox):
    texts = []
    for content in ("clear", "disclosed"):
        app = making.advance(
            making.application(who=making.applicant("Same", "Person", email=f"{content}@people.example")),
            "crb.being_considered",
            facts={"crb.record_result": {"content": content}},
        )
        done = app.moves.latest("number").recorded_at
        item = send_update(app, by=making.team()[0], at=done + DAY)
        deliver(item.pk, at=item.not_before)
        texts.append(Letter.objects.get(item=item).text.replace(app.reference, "REF"))
    assert texts[0] == texts[1]

"""What was checked before is not asked for twice, while it stands; and a move to another role takes it along."""

import datetime as dt
from typing import Any

import pytest

from onboarding.actions.taking import take_whole
from onboarding.door import StepRefused, take
from onboarding.models import Application, Carried, FitnessRecord, Opportunity, OutboxItem, Service, Stage
from onboarding.queries.choices import rows
from tests.deep.promises_kept import check
from tests.making import DAY, HOUR, START, advance, application, opportunity, staff, team

pytestmark = pytest.mark.django_db
NOW = START + 60 * DAY
TODAY = NOW.date()


def go(app: Application, stage: str | None, step: str, at: dt.datetime = NOW, **facts: Any) -> Any:
    return take(app, stage, step, by=team()[0], at=at, **facts)


def refused(app: Application, stage: str | None, step: str, **facts: Any) -> list[str]:
    with pytest.raises(StepRefused) as found:
        take_whole(app, stage, step, by=team()[0], at=NOW, **facts)
    return [reason.sentence for reason in found.value.reasons]


def twice(kind: str, *, pathways: str = "BB", facts: Any = None) -> tuple[Stage, Application]:
    """The closed check of an earlier application, and a later application of the same person where it is asked for."""
    first = advance(application(pathways[0]), f"{kind}.closed", facts=facts)
    again = advance(application(pathways[1], who=first.applicant, at=START + 20 * DAY), f"{kind}.with_applicant")
    return first.stages.get(kind=kind), again


def test_an_earlier_check_is_carried_and_says_where_from():
    earlier, app = twice("identity")
    move = go(app, "identity", "carry", earlier=earlier.pk, consent=True)
    assert (move.outcome, move.target) == ("satisfied", "closed")
    assert Carried.objects.get(stage__application=app, current=True).earlier == earlier
    check(app.pk)


def test_the_page_offers_closed_checks_of_the_same_person_and_kind_only():
    earlier, app = twice("identity")
    advance(application(), "identity.closed")
    offered = rows("earlier", app, "identity", at=NOW)
    assert [pk for pk, _words in offered] == [earlier.pk]
    assert offered[0][1].startswith(f"{earlier.application.reference}, Peer worker: 2 March 2026")
    assert rows("earlier", app, "readiness", at=NOW) == []


def test_nobody_carries_the_check_of_somebody_else_or_of_another_kind():
    earlier, app = twice("identity")
    theirs = "The earlier check must be one of the same person, and of the same kind"
    other = advance(application(), "identity.closed").stages.get(kind="identity")
    assert refused(app, "identity", "carry", earlier=other.pk, consent=True) == [theirs]
    work = earlier.application.stages.get(kind="selection")
    assert refused(app, "identity", "carry", earlier=work.pk, consent=True) == [theirs]
    assert refused(app, "identity", "carry", earlier=earlier.pk) == ["Ask them first"]


def test_a_check_that_was_opened_again_is_not_carried():
    earlier, app = twice("identity")
    go(earlier.application, "identity", "reopen")
    assert refused(app, "identity", "carry", earlier=earlier.pk, consent=True) == [
        "The earlier check does not stand: it was never done, was done without, or has run out"
    ]


def test_a_carried_right_to_work_holds_no_longer_than_before():
    until = TODAY + 100 * DAY
    earlier, app = twice("right_to_work", facts={"right_to_work.record_check": {"until": until}})
    wish: dict[str, Any] = {"earlier": earlier.pk, "consent": True}
    assert refused(app, "right_to_work", "carry", **wish, until=until + DAY) == [
        "It cannot hold longer than the earlier check did"
    ]
    assert go(app, "right_to_work", "carry", **wish, until=until).expires_on == until


def test_a_volunteers_answer_is_no_right_to_work_check():
    earlier, app = twice("right_to_work", pathways="AB")
    assert refused(app, "right_to_work", "carry", earlier=earlier.pk, consent=True) == [
        "The earlier role was voluntary: the right to work was not checked there"
    ]


def test_what_another_organisation_checked_counts_for_a_year_if_we_saw_it():
    app = advance(application(), "identity.with_applicant")
    wish: dict[str, Any] = {"organisation": "Croydon Health", "seen": "letter", "consent": True}
    assert refused(app, "identity", "carry_from_elsewhere", **wish, checked_on=TODAY - 400 * DAY) == [
        "A check from elsewhere must lie in the last 12 months, and not ahead"
    ]
    until = TODAY + 90 * DAY
    move = go(app, "identity", "carry_from_elsewhere", **wish, checked_on=TODAY - 30 * DAY, until=until)
    assert (move.outcome, move.expires_on) == ("satisfied", until)
    kept = Carried.objects.get(stage__application=app, current=True)
    assert (kept.organisation, kept.seen, kept.checked_on) == ("Croydon Health", "letter", TODAY - 30 * DAY)


def test_one_reference_of_before_does_not_stand_for_two():
    first = advance(application("C"), "reference.closed")
    earlier = first.stages.filter(kind="reference", state="closed").earliest("slot")
    app = advance(application("C", who=first.applicant, at=START + 20 * DAY), "selection.closed")
    one, two = app.stages.filter(kind="reference").order_by("slot")[:2]
    wish: dict[str, Any] = {"earlier": earlier.pk, "consent": True}
    take(app, one, "carry", by=team()[0], at=NOW, **wish)
    with pytest.raises(StepRefused, match="carried over already"):
        take(app, two, "carry", by=team()[0], at=NOW, **wish)
    check(app.pk)


def test_an_old_answer_about_health_is_asked_for_anew_and_a_fresh_one_is_carried_without_what_it_said():
    earlier, app = twice("occupational_health")
    wish: dict[str, Any] = {"earlier": earlier.pk, "consent": True}
    with pytest.raises(StepRefused, match="more than 6 months old"):
        go(app, "occupational_health", "carry", START + 200 * DAY, **wish)
    go(app, "occupational_health", "carry", START + 100 * DAY, **wish)
    assert not FitnessRecord.objects.filter(stage__application=app).exists()
    check(app.pk)


def test_to_carry_an_answer_again_makes_it_no_younger():
    first = advance(application(), "occupational_health.closed")
    again, third = (advance(application(who=first.applicant, at=START + days * DAY), "selection.closed") for days in (100, 160))
    stage = first.stages.get(kind="occupational_health").pk
    go(again, "occupational_health", "carry", START + 150 * DAY, earlier=stage, consent=True)
    carried = again.stages.get(kind="occupational_health")
    assert carried.origin.pk == stage
    with pytest.raises(StepRefused, match="more than 6 months old"):
        go(third, "occupational_health", "carry", START + 200 * DAY, earlier=carried.pk, consent=True)


def test_fitness_is_for_a_role_that_asks_for_no_more():
    demands = {"occupational_health.refer": {"demands": ["alone", "ward"]}}
    earlier, app = twice("occupational_health", facts=demands)
    wish: dict[str, Any] = {"earlier": earlier.pk, "consent": True}
    assert refused(app, "occupational_health", "carry", **wish, demands=["ward", "nights"]) == [
        "This role asks for more than they were asked about then: refer them"
    ]
    assert go(app, "occupational_health", "carry", **wish, demands=["ward"]).outcome == "satisfied"


def elsewhere(nation: str = "ENG") -> Opportunity:
    role = opportunity("B")
    return Opportunity.objects.create(
        title="Ward peer worker", service=role.service, pathway=role.pathway, nation=nation
    )


def moved(app: Application, role: Opportunity, at: dt.datetime = NOW, **wish: Any) -> Application:
    take_whole(app, None, "transfer", by=team()[0], at=at, to=role.pk, agreed=True, **wish)
    return Application.objects.get(came_from=app)


def test_a_move_to_another_role_starts_an_application_there_and_takes_along_what_stands():
    app = advance(application(), "crb.closed")
    advance(app, "identity.closed")
    there = moved(app, elsewhere("SCT"))
    app.refresh_from_db()
    assert (app.state, there.state, there.applicant) == ("transferred", "in_progress", app.applicant)
    offer = app.stages.get(kind="selection").pk
    go(there, "selection", "carry", NOW + HOUR, earlier=offer, consent=True)
    assert there.stages.get(kind="crb").state == "with_applicant"  # another nation, another check
    seen = app.stages.get(kind="identity").pk
    go(there, "identity", "carry", NOW + 2 * HOUR, earlier=seen, consent=True)
    assert there.stages.get(kind="identity").state == "closed"
    for each in (app, there):
        check(each.pk)


def test_the_same_click_twice_starts_one_application():
    app = advance(application(), "crb.with_body")
    role = elsewhere()
    assert moved(app, role, key="click") == moved(app, role, key="click")


def test_nobody_is_moved_to_a_closed_role_or_to_their_own_and_nothing_is_left_behind():
    app = advance(application(), "crb.with_body")
    shut = elsewhere()
    Opportunity.objects.filter(pk=shut.pk).update(is_open=False)
    assert refused(app, None, "transfer", to=shut.pk, agreed=True) == ["This role is not open: select one that is"]
    assert refused(app, None, "transfer", to=app.opportunity_id, agreed=True) == [
        "This is the role they applied for: select another one"
    ]
    app.refresh_from_db()
    assert app.state == "in_progress"
    assert shut.pk not in [pk for pk, _words in rows("opportunity", app, "application", at=NOW)]


def test_an_offer_that_was_carried_can_still_be_withdrawn():
    app = advance(application(), "crb.with_body")
    there = moved(app, elsewhere())
    go(there, "selection", "carry", NOW + HOUR, earlier=app.stages.get(kind="selection").pk, consent=True)
    for who in team():
        take(there, None, "withdraw_offer", by=who, at=NOW + 2 * HOUR, met=True)
    there.refresh_from_db()
    assert there.state == "offer_withdrawn"


def test_a_death_ends_every_application_of_the_person():
    app = advance(application(), "crb.with_body")
    other = advance(application(who=app.applicant), "selection.offered")
    before = advance(application(who=app.applicant), "selection.shortlisting")
    take(before, None, "withdraw", by=team()[0], at=NOW)
    take_whole(app, None, "record_death", by=team()[0], at=NOW)
    assert set(Application.objects.filter(applicant=app.applicant).values_list("state", flat=True)) == {"deceased"}
    assert not OutboxItem.objects.filter(application=other, status="waiting").exists()


def test_who_may_not_end_another_service_leaves_it_to_who_may():
    app = advance(application(), "crb.with_body")
    far = advance(application(who=app.applicant, service=Service.objects.create(name="Far")), "selection.shortlisting")
    near = staff("Nia Near", "hr", service=app.opportunity.service)
    take_whole(app, None, "record_death", by=near, at=NOW)
    far.refresh_from_db()
    assert far.state == "in_progress"

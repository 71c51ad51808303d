"""Contact that a correction showed to have been too early: two people look at it, it stays known, and then work can go on."""

import datetime as dt
from typing import Any

import pytest

from onboarding.door import StepRefused, compliance, take
from onboarding.door.amend import amend
from onboarding.door.held import look
from onboarding.door.undo import undo
from onboarding.models import Application, AuditEvent, Move, Proposal
from tests.deep.promises_kept import check
from tests.making import DAY, HOUR, advance, applicant, application, staff, team

pytestmark = pytest.mark.django_db
REVIEW: dict[str, Any] = {"found": "supervised", "lead_told": True}
SESSION: dict[str, Any] = {"minutes": 60, "one_to_one": 5}


def now(app: Application) -> dt.datetime:
    return app.moves.latest("number").recorded_at + HOUR


def last(app: Application, kind: str, step: str) -> Move:
    return app.moves.filter(kind=kind, step=step).latest("number")


def too_early(kind: str = "crb", step: str = "decide") -> Application:
    """Somebody on placement whose check is found to have been decided only today."""
    app = advance(application(), "placement.on_placement", gap=DAY)
    when = now(app)
    amend(app, last(app, kind, step).pk, effective_at=when, by=team()[0], at=when, reason="wrong_date")
    return app


def review(app: Application, kind: str = "placement", **more: Any) -> Any:
    first, second = team()
    proposed = take(app, kind, "look_at_contact", by=first, at=now(app), **{**REVIEW, **more})
    assert isinstance(proposed, Proposal)
    return take(app, kind, "look_at_contact", by=second, at=now(app), **{**REVIEW, **more})


def session(app: Application) -> Any:
    return take(app, "placement", "log_session", by=team()[0], at=now(app), **SESSION)


def sentences(app: Application, kind: str, step: str, **facts: Any) -> list[str]:
    with pytest.raises(StepRefused) as refused:
        take(app, kind, step, by=facts.pop("by", team()[0]), at=now(app), **facts)
    return [reason.sentence for reason in refused.value.reasons]


def test_two_people_look_at_it_and_the_next_session_can_take_place():
    app = too_early()
    assert sentences(app, "placement", "log_session", **SESSION) == [
        "An earlier contact was too early by law: two people must look at it before the next one"
    ]
    moved = review(app)
    assert (moved.code, moved.source, moved.target) == ("supervised", "on_placement", "on_placement")
    session(app)
    check(app.pk)


def test_what_was_looked_at_stays_known_and_witnessed():
    app = too_early()
    before = AuditEvent.objects.filter(application=app, type="compliance_exception").count()
    review(app)
    found = compliance.exceptions(look(app))
    assert found
    assert all(one.looked_at for one in found)
    assert AuditEvent.objects.filter(application=app, type="compliance_exception").count() == before


def test_one_person_alone_opens_nothing():
    app = too_early()
    take(app, "placement", "look_at_contact", by=team()[0], at=now(app), **REVIEW)
    assert sentences(app, "placement", "look_at_contact", **REVIEW) == ["You proposed this. Another person must confirm it."]
    with pytest.raises(StepRefused, match="too early by law"):
        session(app)


def test_a_review_does_not_cover_what_a_later_correction_shows():
    app = too_early()
    review(app)
    session(app)
    when = now(app)
    right = last(app, "right_to_work", "record_check")
    amend(app, right.pk, effective_at=when, by=team()[0], at=when, reason="wrong_date")
    with pytest.raises(StepRefused, match="too early by law"):
        session(app)
    review(app)
    session(app)


def test_a_review_that_is_undone_lets_nothing_go_on():
    app = too_early()
    moved = review(app)
    undo(app, moved.pk, by=team()[1], at=moved.recorded_at)
    with pytest.raises(StepRefused, match="too early by law"):
        session(app)


def test_a_review_stands_in_for_no_clearance():
    app = too_early()
    take(app, "crb", "reopen", by=team()[0], at=now(app))
    review(app)
    assert "The DBS result is not decided" in sentences(app, "placement", "log_session", **SESSION)


def test_where_no_contact_was_too_early_there_is_nothing_to_look_at():
    app = advance(application(), "placement.on_placement")
    assert sentences(app, "placement", "look_at_contact", **REVIEW) == [
        "No contact was too early, so there is nothing to look at"
    ]


@pytest.mark.parametrize("role", ["coordinator", "disclosure_handler", "oh_liaison", "host", "auditor"])
def test_who_has_not_the_right_does_not_review(role):
    app = too_early()
    other = staff(f"An {role}", role)
    assert sentences(app, "placement", "look_at_contact", by=other, **REVIEW) == [
        "You may not do this: Look at the contact that was too early"
    ]


def test_the_2_weeks_of_training_go_on_after_a_review_too():
    app = advance(application(who=applicant("Dee", "Baines")), "training.on_practice", gap=DAY)
    when = now(app)
    amend(app, last(app, "crb", "decide").pk, effective_at=when, by=team()[0], at=when, reason="wrong_date")
    assert "too early by law" in " ".join(sentences(app, "training", "finish", credits=6))
    review(app, "training")
    take(app, "training", "finish", by=team()[0], at=now(app), credits=6)


def test_the_page_says_what_keeps_contact_back_and_what_was_looked_at(client):
    app = too_early()
    client.force_login(staff("Priya Shah", "hr"))
    page = client.get(f"/staff/people/{app.reference}/").content.decode()
    assert "More contact is kept back until two people have looked at it." in page
    assert "Look at the contact that was too early" in client.get(
        f"/staff/people/{app.reference}/?do={app.stages.get(kind='placement').pk}"
    ).content.decode()
    review(app)
    page = client.get(f"/staff/people/{app.reference}/").content.decode()
    assert "More contact is kept back" not in page
    assert "Contact that came too early, and was looked at by two people: " in page

"""Inside the record of the check: who knows, the private talk, the points considered, two signatures, the legal stop, erasing."""

import datetime as dt
from pathlib import Path

import pytest
from django.db import IntegrityError, connection, transaction

from onboarding.actions.purge import due, purge
from onboarding.door import StepRefused, take
from onboarding.door.verify import verify
from onboarding.models import AuditEvent, DisclosureRecord, InnerMove, KnownTo, Move, Proposal
from tests.deep.promises_kept import check
from tests.making import DAY, HOUR, START, advance, applicant, application, considered, staff, team, weighed

pytestmark = pytest.mark.django_db
NOW = START + 60 * DAY
RESULT = {"seen": "paper", "number": "009876543210", "same_person": True}


def found(content, **fields):
    return advance(application(**fields), "crb.being_considered", facts={"crb.record_result": {"content": content}})


def record(app):
    return DisclosureRecord.objects.get(stage__application=app, current=True)


def inside(app, step, *, by=None, at=NOW, **facts):
    return take(app, "crb", step, by=by or team()[0], at=at, **facts)


def refused(app, step, **wish):
    with pytest.raises(StepRefused) as refusal:
        inside(app, step, **wish)
    return [reason.sentence for reason in refusal.value.reasons]


def named(app, third=None):
    inside(app, "name_people", second=team()[1].pk, third=third.pk if third else None)


def test_whoever_records_the_result_is_the_first_to_know():
    assert KnownTo.objects.get(stage__application=found("clear"), current=True).first == team()[0]


def test_nothing_is_decided_before_the_talk_and_the_points():
    app = found("disclosed")
    assert refused(app, "decide") == [
        "The private talk comes first: record that it was held, or that they would rather not",
        "What was found must be considered point by point first",
    ]
    assert refused(app, "offer_talk") == ["A second person must be named first: the person hears all names before the talk"]
    assert isinstance(inside(app, "decide", at=considered(app, at=NOW)), Proposal)


def test_who_was_not_named_hears_one_sentence_whatever_the_check_found():
    outsider = staff("Otto Outside", "disclosure_handler", "manager")
    said = {content: refused(found(content, who=applicant(email=f"{content}@x.example")), "decide", by=outsider)
            for content in ("clear", "disclosed", "barred")}  # fmt: skip
    assert set(map(tuple, said.values())) == {("Only those who were named to know may do this",)}


def test_a_fourth_person_is_never_named():
    app = found("disclosed")
    third, fourth = (staff(name, "disclosure_handler") for name in ("Third One", "Fourth One"))
    named(app, third)
    assert refused(app, "take_over", by=fourth, why="away") == ["Three people were named already: there can be no fourth"]
    assert refused(app, "name_people", second=third.pk, third=third.pk) == ["Name other people than who recorded the result, each once"]


def test_a_handler_takes_over_from_one_who_is_away():
    app = found("clear")
    stand_in = staff("Stella Standin", "disclosure_handler")
    assert refused(app, "decide", by=stand_in) == ["Only those who were named to know may do this"]
    inside(app, "take_over", by=stand_in, why="away")
    inside(app, "decide", by=stand_in)
    assert record(app).decision == "proceed"


def test_two_of_those_named_sign_with_safeguards_and_outside_it_is_closed_like_any_other():
    app = found("disclosed")
    at = considered(app, at=NOW)
    inside(app, "agree_safeguards", at=at, safeguards=["review", "pairs"])
    inside(app, "decide", at=at + HOUR)
    move = inside(app, "decide", by=team()[1], at=at + 2 * HOUR)
    assert isinstance(move, Move)
    assert (move.step, move.target, move.outcome) == ("decide", "closed", "satisfied")
    now = record(app)
    assert (now.decision, now.safeguards, now.decided_on) == ("with_safeguards", ["pairs", "review"], NOW.date())
    check(app.pk)


def test_a_missed_talk_is_offered_again_and_one_that_is_not_wanted_is_over():
    app = found("disclosed")
    named(app)
    inside(app, "offer_talk")
    inside(app, "record_talk", talked="missed")
    assert refused(app, "weigh", **weighed()) == ["The private talk comes first: record that it was held, or that they would rather not"]
    inside(app, "offer_talk")
    inside(app, "record_talk", talked="declined")
    inside(app, "weigh", **weighed())
    assert record(app).weighed == weighed()


def test_a_new_name_after_the_talk_leaves_the_talk_as_it_was():
    app = found("disclosed")
    named(app)
    inside(app, "offer_talk")
    inside(app, "record_talk", talked="held")
    named(app)
    assert record(app).talk == "held"


def test_a_new_name_before_the_talk_means_that_the_person_hears_it_first():
    app = found("disclosed")
    named(app)
    inside(app, "offer_talk")
    named(app, staff("Third One", "manager"))
    assert record(app).talk == ""


def test_the_person_chooses_how_to_talk_or_not_to():
    who = applicant(signs_in=True)
    app = found("disclosed", who=who)
    assert refused(app, "choose_talk", by=who.user, way="phone") == ["The private talk was not offered yet"]
    named(app)
    inside(app, "offer_talk")
    inside(app, "choose_talk", by=who.user, way="video", brings=True)
    now = record(app)
    assert (now.talk, now.talk_how, now.brings) == ("chosen", "video", True)
    inside(app, "choose_talk", by=who.user, way="none")
    assert record(app).talk == "declined"


def test_a_decision_against_can_be_looked_at_again():
    app = found("disclosed")
    at = considered(app, at=NOW)
    for by in team():
        inside(app, "decide_not", by=by, at=at, reasons=True)
    assert record(app).decision == "not_proceed"
    assert "This was decided already" in refused(app, "decide", at=at)
    inside(app, "look_again", at=at)
    assert (record(app).decision, record(app).weighed) == ("", {})


def test_a_legal_stop_takes_two_people_and_the_safeguarding_lead():
    app, lead = found("barred"), staff("Sade Lead", "safeguarding_lead", "manager")
    first, second = team()
    assert refused(app, "decide") == ["Being on a barred list is a legal stop: nobody may decide to go on"]
    assert refused(app, "legal_stop", checked=True) == ["Name the safeguarding lead as the third person first"]
    assert "There is nothing to talk about in private" in refused(app, "offer_talk")
    named(app, lead)
    assert refused(app, "legal_stop", by=lead, checked=True) == ["The safeguarding lead looks at it last: two others record the legal stop"]
    assert refused(app, "confirm_stop", by=lead, seen=True) == ["Two people must record the legal stop first"]
    assert isinstance(inside(app, "legal_stop", by=first, checked=True), Proposal)
    assert isinstance(inside(app, "legal_stop", by=second, checked=True), InnerMove)
    assert refused(app, "confirm_stop", by=second, seen=True) == ["Only the safeguarding lead who was named may do this"]
    inside(app, "confirm_stop", by=lead, seen=True)
    assert (record(app).decision, record(app).stop) == ("legal_stop", "seen")
    assert app.stages.get(kind="crb").state == "being_considered"
    check(app.pk)


def test_who_says_that_the_certificate_is_wrong_is_heard_before_anything_is_decided():
    who = applicant(signs_in=True)
    app = found("disclosed", who=who)
    at = considered(app, at=NOW)
    inside(app, "challenge", by=who.user, at=at)
    assert refused(app, "decide", at=at) == ["The person says that the certificate is wrong: wait for the answer"]
    inside(app, "challenge_answered", at=at)
    assert isinstance(inside(app, "decide", at=at), Proposal)


def test_a_corrected_certificate_begins_everything_anew():
    who = applicant(signs_in=True)
    app = found("disclosed", who=who)
    at = considered(app, at=NOW)
    inside(app, "challenge", by=who.user, at=at)
    inside(app, "record_corrected", at=at, content="clear", issued_on=NOW.date(), **RESULT)
    now = record(app)
    assert (now.content, now.weighed, now.talk, now.challenge) == ("clear", {}, "", "corrected")
    assert isinstance(inside(app, "decide", at=at), Move)


def test_a_result_recorded_again_carries_nothing_over():
    app = found("disclosed")
    at = considered(app, at=NOW)
    for by in team():
        inside(app, "decide", by=by, at=at)
    take(app, "crb", "reopen", by=team()[0], at=at + DAY)
    inside(app, "record_result", at=at + DAY, content="clear", issued_on=NOW.date(), **RESULT)
    now = record(app)
    assert (now.decision, now.weighed, now.talk, now.decided_on) == ("", {}, "", None)


def decided_long_ago(days=183):
    app = found("disclosed")
    at = considered(app, at=NOW)
    for by in team():
        inside(app, "decide", by=by, at=at)
    return app, at + days * DAY


def test_183_days_after_the_decision_what_the_certificate_said_is_gone():
    app, later = decided_long_ago()
    assert due(at=later - DAY) == []
    assert purge(at=later) == 1
    (now,) = DisclosureRecord.objects.filter(stage__application=app)
    assert (now.content, now.number, now.seen, now.weighed, now.talk) == ("", "", "", {}, "")
    assert (now.decision, now.decided_on, bool(now.issued_on)) == ("proceed", NOW.date(), True)
    for gone in (InnerMove, KnownTo, Proposal):
        assert not gone.objects.filter(stage__application=app).exists()
    assert purge(at=later + DAY) == 0
    assert AuditEvent.objects.filter(application=app, type="erasure").count() == 1
    assert verify().broken == []
    check(app.pk)


def test_a_record_of_an_application_that_ended_undecided_is_erased_too():
    app = found("disclosed")
    considered(app, at=NOW)
    take(app, None, "withdraw", by=team()[0], at=NOW + DAY)
    assert due(at=NOW + DAY + 182 * DAY) == []
    assert purge(at=NOW + DAY + 183 * DAY) == 1
    assert record(app).content == ""


def test_a_record_that_nobody_has_decided_yet_is_kept():
    app = found("disclosed")
    purge(at=NOW + 999 * DAY)
    assert record(app).content == "disclosed"


def test_no_inner_move_goes_without_the_event_that_says_so():
    app = found("disclosed")
    named(app)
    with pytest.raises(IntegrityError), transaction.atomic():
        InnerMove.objects.filter(stage__application=app).delete()


@pytest.mark.django_db(transaction=True)
def test_what_was_erased_is_not_in_the_file_either():
    """On PostgreSQL the rows are looked at: it gives their room back at its next vacuum."""
    _app, later = decided_long_ago()
    secrets = numbers_as_stored()
    assert secrets
    assert all(secret in kept() for secret in secrets)
    purge(at=later)
    assert [secret for secret in secrets if secret in kept()] == []


def numbers_as_stored():
    with connection.cursor() as cursor:
        cursor.execute("SELECT number FROM onboarding_disclosurerecord")
        return [row[0].encode()[20:60] for row in cursor.fetchall()]


def kept():
    """The bytes of the database's files, or where it has none the values of the column."""
    name = Path(str(connection.settings_dict["NAME"]))
    files = [path for path in (name, name.with_name(f"{name.name}-wal")) if path.exists()]
    return b"".join(path.read_bytes() for path in files) if files else b" ".join(numbers_as_stored())


def test_the_day_of_a_decision_is_the_day_it_was_made():
    app = found("clear")
    inside(app, "decide", effective_at=dt.date(2026, 4, 10))
    assert record(app).decided_on == dt.date(2026, 4, 10)

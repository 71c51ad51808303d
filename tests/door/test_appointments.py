"""A talk with Occupational Health and the vaccines of a role: inside the record, and nothing of either outside it."""

import pytest

from onboarding.actions.purge import purge
from onboarding.door import offered, take
from onboarding.door.held import look
from onboarding.models import Appointment, AuditEvent, Immunisation, InnerMove, Move, OutboxItem
from tests.deep.promises_kept import check
from tests.door.test_inside_health import NOW, inside, refused
from tests.making import DAY, HOUR, advance, applicant, application, staff, team

pytestmark = pytest.mark.django_db
TODAY = NOW.date()
NOT_YET = "This role asks for vaccines, and Occupational Health has not said yes to that yet"


def with_them(*demands, **fields):
    return advance(
        application(**fields), "occupational_health.with_body", facts={"occupational_health.refer": {"demands": list(demands)}}
    )


def talk(app):
    return Appointment.objects.get(stage__application=app, current=True)


def test_an_appointment_is_missed_without_a_reproach_and_a_new_one_is_made():
    app = with_them()
    inside(app, "appointment_made", appointment_on=TODAY)
    assert (talk(app).appointment_on, talk(app).missed) == (TODAY, 0)
    inside(app, "appointment_missed")
    assert (talk(app).appointment_on, talk(app).missed) == (None, 1)
    inside(app, "appointment_made", appointment_on=TODAY)
    inside(app, "appointment_missed")
    inside(app, "appointment_made", appointment_on=TODAY + 7 * DAY)
    assert (talk(app).appointment_on, talk(app).missed) == (TODAY + 7 * DAY, 2)
    check(app.pk)


def test_no_appointment_is_missed_before_its_day_has_come():
    app = with_them()
    gone = ["There is no appointment whose day has come"]
    assert refused(app, "appointment_missed") == gone
    inside(app, "appointment_made", appointment_on=TODAY + DAY)
    assert refused(app, "appointment_missed") == gone
    inside(app, "appointment_missed", at=NOW + DAY)
    assert refused(app, "appointment_missed", at=NOW + DAY) == gone


def test_a_day_far_away_is_a_slip_of_the_pen():
    assert refused(with_them(), "appointment_made", appointment_on=TODAY + 365 * DAY) == ["The day of an appointment lies within 90 days"]


def test_the_person_says_what_would_suit_better_and_a_new_day_answers_it():
    who = applicant(signs_in=True)
    app = with_them(who=who)
    assert refused(app, "ask_another_way", by=who.user, suits_better="by_phone") == ["Occupational Health has not asked the person to come"]
    inside(app, "appointment_made", appointment_on=TODAY)
    inside(app, "ask_another_way", by=who.user, suits_better="by_phone")
    assert talk(app).suits_better == "by_phone"
    inside(app, "appointment_made", appointment_on=TODAY + DAY)
    assert talk(app).suits_better == ""


@pytest.mark.parametrize("role", ["coordinator", "manager", "disclosure_handler", "auditor", "applicant"])
def test_only_hr_and_occupational_health_liaison_write_an_appointment_down(role):
    app = with_them()
    by = applicant("Ann", "Able", signs_in=True).user if role == "applicant" else staff(f"The {role}", role)
    assert refused(app, "appointment_made", by=by, appointment_on=TODAY) == ["You may not do this: Write down an appointment"]


def test_nothing_of_it_stands_outside_the_record():
    one, other = with_them("vaccines"), with_them("vaccines")
    assert one.moves.latest("number").recorded_at < NOW
    inside(one, "appointment_made", appointment_on=TODAY)
    inside(one, "appointment_missed")
    inside(one, "record_vaccines", vaccines="pending")
    for app in (one, other):
        advance(app, "occupational_health.being_considered", at=NOW + HOUR)
    assert public(one) == public(other)
    assert InnerMove.objects.filter(stage__application=one).count() == 3
    envelopes = " ".join(AuditEvent.objects.filter(application=one).values_list("envelope", flat=True))
    assert not any(word in envelopes for word in ("appointment", "missed", "vaccine", "pending"))


def public(app):
    moves = Move.objects.filter(application=app).order_by("number")
    waits = app.waits.order_by("started_at", "pk")
    going = OutboxItem.objects.filter(application=app).order_by("pk")
    return (
        list(moves.values_list("kind", "step", "party", "outcome", "code", "due_on")),
        list(waits.values_list("kind", "party", "due_on")), list(going.values_list("kind", "status")),
    )  # fmt: skip


def test_vaccines_are_asked_about_only_where_the_role_asks_for_them():
    app = with_them("ward")
    assert refused(app, "record_vaccines", vaccines="yes") == ["This role asks for no vaccines"]
    app = advance(app, "occupational_health.being_considered")
    assert isinstance(inside(app, "decide"), Move)


def test_nobody_goes_on_to_meet_people_until_the_vaccines_are_settled():
    app = advance(with_them("vaccines"), "occupational_health.being_considered")
    assert refused(app, "decide") == [NOT_YET]
    inside(app, "record_vaccines", vaccines="pending")
    assert refused(app, "decide") == [NOT_YET]
    assert "The work and health support check is not decided" in not_yet(app)
    inside(app, "record_vaccines", vaccines="yes")
    assert isinstance(inside(app, "decide"), Move)
    assert "The work and health support check is not decided" not in not_yet(app)


def test_not_applicable_is_an_answer_too():
    app = advance(with_them("vaccines"), "occupational_health.being_considered")
    inside(app, "record_vaccines", vaccines="not_applicable")
    assert isinstance(inside(app, "decide"), Move)


def not_yet(app):
    """“Why can I not start the placement”, as everybody may read it."""
    return [reason.sentence for reason in offered.why_not(look(app), "placement", "start", at=NOW)]


def test_vaccines_are_named_in_no_reason_that_is_shown_outside():
    app = advance(with_them("vaccines"), "occupational_health.being_considered")
    inside(app, "record_vaccines", vaccines="pending")
    shown = offered.offered(look(app), by=staff("Priya Shah", "hr", "manager"), at=NOW)
    assert [one for one in shown if any("accine" in reason.sentence for reason in one.reasons)] == []
    assert not any("accine" in sentence for sentence in not_yet(app))


def test_who_stops_before_an_answer_leaves_no_appointment_behind_for_ever():
    app = with_them("vaccines")
    inside(app, "appointment_made", appointment_on=TODAY)
    inside(app, "record_vaccines", vaccines="pending")
    take(app, None, "withdraw", by=team()[0], at=NOW + HOUR)
    assert purge(at=NOW + 182 * DAY) == 0
    assert purge(at=NOW + 184 * DAY) == 1
    assert not Appointment.objects.exists()
    assert not Immunisation.objects.exists()
    assert not InnerMove.objects.exists()
    assert purge(at=NOW + 185 * DAY) == 0


def test_no_column_holds_a_reason():
    fields = {field.name for model in (Appointment, Immunisation) for field in model._meta.concrete_fields}
    assert fields == {"id", "stage", "move", "inner", "current", "appointment_on", "missed", "suits_better", "vaccines"}

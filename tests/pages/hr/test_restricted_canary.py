"""Two applications that differ only in a restricted outcome are one and the same to everybody without the right."""

import re
from typing import Any

import pytest

from onboarding.door import take
from onboarding.lib import clock
from onboarding.models import Application, OutboxItem, Stage
from tests.making import DAY, HOUR, START, advance, applicant, application, staff, support_agreed, team
from tests.making import considered as considered_by_two

pytestmark = pytest.mark.django_db
CRB = {
    "clear": {"crb.record_result": {"content": "clear"}},
    "disclosed": {"crb.record_result": {"content": "disclosed"}},
}
HEALTH = {
    "fit": {"occupational_health.record_result": {"outcome": "fit"}},
    "adjusted": {"occupational_health.record_result": {"outcome": "fit_with_adjustments", "adjustments": "quiet room"}},
    **{outcome: {"occupational_health.record_result": {"outcome": outcome, "review_on": START.date() + 300 * DAY}}
       for outcome in ("not_now", "not_fit", "more_information", "no_report")},
}  # fmt: skip
PAGES = ("/staff/", "/staff/people/", "/staff/people/{0}/", "/staff/people/{0}/as-seen/", "/staff/people/{0}/?do={1}")
WITHOUT_DISCLOSURE = ("hr", "coordinator", "oh_liaison")
WITHOUT_FITNESS = ("coordinator", "disclosure_handler")


def decided(kind, facts, *, two):
    """Someone whose check was decided by the same person at the same hour, after one or two people looked at it."""
    app = application(who=applicant("Maya", "Collins", email=f"{two}{kind}@x.example"), at=START)
    app = advance(app, f"{kind}.being_considered", facts=facts)
    first, second = team()
    when = app.moves.latest("number").recorded_at
    if two and kind == "crb":
        considered_by_two(app, at=when, gap=HOUR / 10)
    if two and kind == "occupational_health":
        support_agreed(app, at=when)
    if two:
        take(app, kind, "decide", by=second, at=when + HOUR)
    take(app, kind, "decide", by=first, at=when + 2 * HOUR)
    return app


def considered(kind, facts, *, two):
    """The same, still being considered; with two people one has already proposed."""
    app = application(who=applicant("Maya", "Collins", email=f"{two}{kind}@x.example"), at=START)
    app = advance(app, f"{kind}.being_considered", facts=facts)
    when = app.moves.latest("number").recorded_at
    if two and kind == "crb":
        considered_by_two(app, at=when, gap=HOUR / 10)
    if two and kind == "occupational_health":
        support_agreed(app, at=when)
    if two:
        take(app, kind, "decide", by=team()[0], at=when + HOUR)
    return app


def talked_over(kind, facts, *, two):
    """Somebody fit of whom nothing is decided; or with `two` all that a “not for this role” brings, a no of two people as well."""
    who = applicant("Maya", "Collins", email=f"{two}talked@x.example")
    app = advance(application(who=who, at=START), f"{kind}.being_considered", facts=facts)
    when = app.moves.latest("number").recorded_at + HOUR
    first, _second = team()
    steps: tuple[tuple[str, dict[str, Any]], ...] = (
        ("wait_inside", {"waits_for": "gp_report", "review_on": when.date() + DAY}),
        ("note_access", {"access_to_work": "asked"}), ("write_support", {"adjustments": "quiet room"}),
        ("agree_support", {"says": "other"}), ("offer_talk", {}), ("record_talk", {"talked": "held"}),
    )  # fmt: skip
    for step, answers in steps if two else ():
        take(app, kind, step, by=first, at=when, **answers)
    for by in team() if two else ():
        take(app, kind, "decide_not", by=by, at=when, support=True, other_role=True, reasons=True)
    return app


def seen_twice(kind, facts, *, two):
    """Somebody fit who was asked to no talk; or with `two` one who missed two, would rather be rung, and whose vaccines are pending."""
    who = applicant("Maya", "Collins", email=f"{two}seen@x.example")
    app = advance(application(who=who, at=START), f"{kind}.with_body", facts={f"{kind}.refer": {"demands": ["vaccines"]}})
    when = app.moves.latest("number").recorded_at
    day = {"appointment_on": when.date()}
    steps: tuple[tuple[str, dict[str, Any]], ...] = (
        ("appointment_made", day), ("appointment_missed", {}), ("appointment_made", day), ("appointment_missed", {}),
        ("ask_another_way", {"suits_better": "by_phone"}), ("record_vaccines", {"vaccines": "pending"}),
    )  # fmt: skip
    for step, answers in steps if two else ():
        take(app, kind, step, by=team()[0], at=when, **answers)
    return app


def seen_and_answered(kind, facts, *, two):
    """The same two, once Occupational Health has answered."""
    return advance(seen_twice(kind, facts, two=two), f"{kind}.being_considered", facts=facts)


def plain(client, page, app, kind):
    """A page without what names this application: its reference, and the ids and tokens of its rows."""
    stage = Stage.objects.get(application=app, kind=kind)
    answer = client.get(page.format(app.reference, stage.pk))
    assert answer.status_code == 200
    text = answer.content.decode().replace(app.reference, "REF")
    text = re.sub(r'(name="(?:csrfmiddlewaretoken|key)" value=")[^"]*', r"\1", text)
    return re.sub(r"(?<=[/=])\d+(?=[./\"#&])", "N", text)


def alike(clients, kind, pairs, make):
    """Every page of every client for one history and then for the other, the two never there together."""
    seen = []
    for facts, two in pairs:
        app = make(kind, facts, two=two)
        seen.append(
            {(name, page): plain(client, page, app, kind) for name, client in clients.items() for page in PAGES}
        )
        Application.objects.filter(pk=app.pk).update(hidden=True)
    first, second = seen
    assert [key for key in first if first[key] != second[key]] == []
    return first


@pytest.mark.parametrize("make", [decided, considered])
def test_a_clear_and_a_disclosed_result_look_alike(signed_in, make):
    staff("Hana Handler", "disclosure_handler")
    team()
    clients = {role: signed_in(role, name=f"The {role}") for role in WITHOUT_DISCLOSURE}
    pages = alike(clients, "crb", [(CRB["clear"], False), (CRB["disclosed"], True)], make)
    assert "Maya Collins" in pages["hr", "/staff/people/{0}/"]


@pytest.mark.parametrize("make", [decided, considered])
def test_every_answer_of_occupational_health_looks_alike(signed_in, make):
    team()
    clients = {role: signed_in(role, name=f"The {role}") for role in WITHOUT_FITNESS}
    pages = alike(clients, "occupational_health", [(HEALTH["fit"], False), (HEALTH["adjusted"], True)], make)
    assert all("quiet room" not in page for page in pages.values())


def test_a_no_after_a_talk_looks_like_a_plain_yes(signed_in):
    team()
    clients = {role: signed_in(role, name=f"The {role}") for role in WITHOUT_FITNESS}
    pages = alike(clients, "occupational_health", [(HEALTH["fit"], False), (HEALTH["not_fit"], True)], talked_over)
    assert all("quiet room" not in page for page in pages.values())


@pytest.mark.parametrize("make", [seen_twice, seen_and_answered])
def test_a_missed_talk_and_pending_vaccines_look_like_neither(signed_in, make):
    team()
    clients = {role: signed_in(role, name=f"The {role}") for role in WITHOUT_FITNESS}
    pages = alike(clients, "occupational_health", [(HEALTH["fit"], False), (HEALTH["fit"], True)], make)
    assert not any(word in page for page in pages.values() for word in ("missed", "accine", "ppointment"))


@pytest.mark.parametrize("outcome", ["not_now", "more_information", "no_report"])
def test_every_other_answer_looks_like_a_plain_yes(signed_in, outcome):
    team()
    clients = {"coordinator": signed_in("coordinator", name="The coordinator")}
    alike(clients, "occupational_health", [(HEALTH["fit"], False), (HEALTH[outcome], False)], considered)


def public(app):
    """What stands outside the record: moves, waits, letters and what else goes out."""
    moves = app.moves.order_by("number").values_list("kind", "step", "source", "target", "party", "outcome", "code", "due_on")
    waits = app.waits.order_by("started_at", "pk").values_list("kind", "party", "started_at", "ended_at", "due_on")
    going = OutboxItem.objects.filter(application=app).order_by("pk").values_list("kind", "status")
    return list(moves), list(waits), list(going)


def test_outside_the_record_a_no_leaves_nothing_that_a_yes_does_not():
    assert public(talked_over("occupational_health", HEALTH["fit"], two=False)) == public(
        talked_over("occupational_health", HEALTH["not_fit"], two=True)
    )


def test_outside_the_record_a_missed_talk_leaves_nothing():
    told = [public(seen_and_answered("occupational_health", HEALTH["fit"], two=two)) for two in (False, True)]
    assert told[0] == told[1]


def test_hr_reads_a_missed_talk_in_the_record_and_finds_it_waiting_there(signed_in):
    client = signed_in("hr", name="The hr")
    app = seen_twice("occupational_health", HEALTH["fit"], two=True)
    record = f"/staff/people/{app.reference}/restricted/occupational_health/"
    assert record in client.get("/staff/").content.decode()
    page = client.get(record).content.decode()
    assert all(words in page for words in ("Appointments missed", "A phone or video call", "Vaccines cleared", "Pending"))
    take(app, "occupational_health", "appointment_made", by=team()[0], at=clock.now(), appointment_on=clock.now().date())
    assert record not in client.get("/staff/").content.decode()


def test_the_canary_sees_a_difference_that_is_there(signed_in):
    """With the right, the second history shows that another person is needed; so the comparison can fail."""
    client = signed_in("disclosure_handler", name="The handler")
    client.force_login(team()[1])
    with pytest.raises(AssertionError):
        alike({"handler": client}, "crb", [(CRB["clear"], False), (CRB["disclosed"], True)], considered)

"""Two applications that differ only in a restricted outcome are one and the same to everybody without the right."""

import re

import pytest

from onboarding.door import take
from onboarding.models import Application, Stage
from tests.making import HOUR, START, advance, applicant, application, staff, team
from tests.making import considered as considered_by_two

pytestmark = pytest.mark.django_db
CRB = {
    "clear": {"crb.record_result": {"content": "clear"}},
    "disclosed": {"crb.record_result": {"content": "disclosed"}},
}
HEALTH = {
    "fit": {"occupational_health.record_result": {"outcome": "fit"}},
    "adjusted": {"occupational_health.record_result": {"outcome": "fit_with_adjustments", "adjustments": "quiet room"}},
}
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
    if two:
        take(app, kind, "decide", by=team()[0], at=when + HOUR)
    return app


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


def test_the_canary_sees_a_difference_that_is_there(signed_in):
    """With the right, the second history shows that another person is needed; so the comparison can fail."""
    client = signed_in("disclosure_handler", name="The handler")
    client.force_login(team()[1])
    with pytest.raises(AssertionError):
        alike({"handler": client}, "crb", [(CRB["clear"], False), (CRB["disclosed"], True)], considered)

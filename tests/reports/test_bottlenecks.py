"""The numbers of “Where people get stuck” are those of the waits and moves, and nobody can be picked out."""

import csv
import datetime as dt
import io
from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest
from lifelines import KaplanMeierFitter
from lifelines.utils import qth_survival_time

from onboarding.door import take
from onboarding.models import Applicant, Application, Opportunity
from onboarding.reports import steps
from onboarding.reports.base import scope
from onboarding.reports.bottlenecks import Report, bottlenecks
from onboarding.reports.held_up import clear_at, first_session_at, sent_at, span_pieces
from onboarding.reports.parties import ON_NOW, OTHERS, OWN, US, group_of, held_by, shares
from onboarding.reports.spells import (
    DAY,
    FINISHED,
    GOING_ON,
    LEFT,
    WAITING,
    Past,
    Spell,
    may_be_late,
    read_pasts,
    spells_of,
)
from onboarding.reports.steps import days_until, durations, target_days
from onboarding.reports.suppress import LEAST
from onboarding.stages import ALL_KINDS, STAGE_KINDS
from onboarding.stages.names import ACTIVE
from tests.making import advance, application, staff, team
from tests.reports.people import NOW


@pytest.fixture
def pasts(crowd: Any) -> list[Past]:
    return read_pasts()


def test_half_and_9_in_10_are_what_lifelines_says(pasts):
    spells = [spell for past in pasts for spell in spells_of(past, NOW)]
    compared = 0
    for kind in STAGE_KINDS:
        waits = durations(spell for spell in spells if spell.kind == kind)
        if not waits:
            continue
        theirs = KaplanMeierFitter().fit([days for days, _ended in waits], [ended for _days, ended in waits])
        for share in (0.1, 0.5, 0.9):
            expected = qth_survival_time(1 - share + 1e-9, theirs.survival_function_)
            ours = days_until(waits, share)
            assert (ours is None) == (expected == float("inf"))
            if ours is not None:
                assert ours - 1 <= expected <= ours
                compared += 1
    assert compared > 12


def test_the_waits_of_every_stage_add_up_to_its_open_life_to_the_second(pasts):
    """Elapsed time is worked out here from the stage's and the application's moves alone."""
    checked = 0
    for past in pasts:
        for row in {move.row for move in past.stand if move.row is not None}:
            waited = sum(((w.ended_at or NOW) - w.started_at).total_seconds() for w in past.waits if w.stage_id == row)
            assert waited == pytest.approx(open_life(past, row), abs=0.001)
            checked += 1
    assert checked > 100


def open_life(past: Past, row: int) -> float:
    """Seconds in which the stage was open and the application in progress or paused."""
    changes = sorted(
        (move.effective_at, move.number, move.row, move.target) for move in past.stand if move.row in (None, row)
    )
    kind = next(move.kind for move in past.stand if move.row == row)
    shut = (ALL_KINDS[kind].first, ALL_KINDS[kind].closed)
    life, state, total, before = "draft", ALL_KINDS[kind].first, 0.0, NOW
    for at, _number, which, target in [*changes, (NOW, 10**9, None, "")]:
        if life in ACTIVE and state not in shut:
            total += (at - before).total_seconds()
        before, life, state = at, (target if which is None else life), (target if which == row else state)
    return total


def test_the_shares_of_all_parties_add_up_to_the_time_waited(pasts):
    long_ago = NOW - dt.timedelta(days=9999)
    held, all_time = held_by(pasts, long_ago, NOW), held_by(pasts, long_ago, NOW, group_of)
    paused = sum(lasted(w) for p in pasts for w in p.waits if w.party == "paused")
    everything = sum(lasted(w) for p in pasts for w in p.waits)
    running = sum(lasted(w) for p in pasts for w in p.waits if is_running(p, w))
    assert running > 0
    assert sum(sum(people.values()) for people in held.values()) == pytest.approx(everything - paused - running, abs=0.01)
    assert sum(share.days for share in shares(held)) == pytest.approx(everything - paused - running, abs=0.01)
    assert sum(all_time[ON_NOW].values()) == pytest.approx(running, abs=0.01)


def lasted(wait: Any) -> float:
    """Seconds of a wait until now: somebody is on a break until a day ahead."""
    return max(0.0, (min(wait.ended_at or NOW, NOW) - wait.started_at).total_seconds())


def is_running(past: Past, wait: Any) -> bool:
    """Told here from the names of states and parties alone."""
    move = next(fact for fact in past.facts if fact.id == wait.began_by_id)
    return (wait.kind, move.target, wait.party) in {
        ("training", "in_classes", "training_provider"), ("training", "on_practice", "host_team"),
        ("placement", "on_placement", "host_team"),
    }  # fmt: skip


def the_spell(app: Application, kind: str, at: dt.datetime) -> Spell:
    (past,) = [past for past in read_pasts() if past.id == app.pk]
    return next(spell for spell in spells_of(past, at) if spell.kind == kind)


def test_who_is_on_a_course_waits_for_nothing_and_waits_again_after_week_6(db):
    app = advance(application(), "training.in_classes")
    began = app.moves.latest("number").effective_at
    later, end = began + dt.timedelta(days=30), began + dt.timedelta(days=42)
    spell = the_spell(app, "training", later)
    assert spell.state == GOING_ON
    assert spell.days == pytest.approx(the_spell(app, "training", began + dt.timedelta(seconds=1)).days)
    assert not any(ended for _days, ended in durations([spell]))
    for week in range(1, 7):
        take(app, "training", "record_week", by=team()[0], at=end, week=week, status="attended")
    waiting = the_spell(app, "training", end + dt.timedelta(days=10))
    assert waiting.state == WAITING
    assert waiting.days == pytest.approx(spell.days + 10)


def test_who_is_on_placement_is_never_counted_as_waiting_or_late(db):
    app = advance(application(), "placement.on_placement")
    at = app.moves.latest("number").effective_at + dt.timedelta(days=200)
    assert the_spell(app, "placement", at).state == GOING_ON
    (past,) = [past for past in read_pasts() if past.id == app.pk]
    (now,) = [wait for wait in past.waits if wait.ended_at is None]
    assert not may_be_late(past, now)
    take(app, None, "pause", by=team()[0], at=at, asked="phone")
    assert the_spell(app, "placement", at + dt.timedelta(days=1)).state == GOING_ON


def test_the_table_tells_going_on_from_waiting(crowd):
    row = next(row for row in report().rows if row.kind == "placement")
    assert dict(zip(steps.HEAD, row.cells, strict=True))["Going on"] == row.going_on
    spells = [spell for past in read_pasts() for spell in spells_of(past, NOW) if spell.kind == "placement"]
    assert sum(spell.state == GOING_ON for spell in spells) > 0
    assert row.going_on == count_of(GOING_ON, spells)
    assert row.waiting == count_of(WAITING, spells)


def count_of(state: str, spells: list[Spell]) -> str:
    found = sum(spell.state == state for spell in spells)
    return f"fewer than {LEAST}" if 0 < found < LEAST else str(found)


def test_what_held_an_application_up_covers_its_span_without_gap_or_overlap(pasts):
    spans = 0
    for past in pasts:
        for which in ("clear", "session"):
            pieces = sorted(span_pieces(past, which), key=lambda piece: piece.start)
            if not pieces:
                continue
            start, end = (sent_at(past), clear_at(past)) if which == "clear" else (clear_at(past), first_session_at(past))
            assert start
            assert end
            assert (pieces[0].start, pieces[-1].end) == (start, end)
            assert all(one.end == other.start for one, other in pairwise(pieces))
            assert sum(piece.seconds for piece in pieces) == pytest.approx((end - start).total_seconds(), abs=0.001)
            spans += 1
    assert spans > 15


def test_the_last_check_to_close_held_the_application_up_and_before_it_the_selection(db):
    """Everything but the DBS check closes at once: its days are what the person waited for, and the selection before it."""
    app = application()
    for upto in ("identity.closed", "right_to_work.closed", "readiness.closed", "occupational_health.closed"):
        advance(app, upto)
    body = advance(app, "crb.with_body").moves.latest("number")
    later = body.effective_at + dt.timedelta(days=40)
    advance(app, "crb.closed", at=later)
    (past,) = [past for past in read_pasts() if past.id == app.pk]
    groups: dict[str, float] = {}
    for piece in span_pieces(past, "clear"):
        groups[piece.group] = groups.get(piece.group, 0) + piece.seconds
    assert groups["The DBS"] == pytest.approx(40 * DAY)
    assert "Occupational Health" not in groups
    assert groups[US] > 0


def test_who_left_is_counted_up_to_that_day_and_never_as_finished(pasts):
    left = [spell for past in pasts for spell in spells_of(past, NOW) if spell.state == LEFT]
    assert left
    assert not any(ended for _days, ended in durations(left))


def test_a_report_of_an_earlier_day_does_not_know_what_came_later(pasts):
    early = NOW - dt.timedelta(days=150)
    then = [spell for past in pasts for spell in spells_of(past, early)]
    now = [spell for past in pasts for spell in spells_of(past, NOW)]
    assert all(spell.opened_at < early for spell in then)
    assert sum(s.state == FINISHED for s in then) < sum(s.state == FINISHED for s in now)
    assert max(spell.days for spell in then) <= (early - min(s.opened_at for s in then)).total_seconds() / DAY


def test_the_target_of_a_step_is_its_turns_added_up():
    assert target_days("crb", []) == 7 + 14 + 7
    assert target_days("occupational_health", []) == 14 + 14 + 7
    assert target_days("placement", []) == 14 + 14 + 7 + 14  # how long the placement itself is planned to take is no wait


def report(**given: Any) -> Report:
    return bottlenecks(replace(scope("all", at=NOW), **given))


def test_small_groups_stay_hidden_in_every_view_and_cannot_be_worked_out_by_comparing_views(crowd):
    views = [(service.pk, kind) for service in crowd.services for kind in ("paid", "voluntary")]
    small = 0
    for service, engagement in [*views, (None, "")]:
        for row in report(service=service, engagement=engagement).rows:
            for number in (row.entered, row.finished, row.waiting, row.left):
                assert not (number.isdigit() and 0 < int(number) < 5)
                small += number == "fewer than 5"
            assert row.p50 is None or int(row.finished) >= 5
    assert small > 5


def test_the_parts_of_a_line_never_give_a_hidden_one_away(crowd):
    for row in report().rows:
        parts = (row.entered, row.finished, row.waiting, row.going_on, row.left)
        assert sum(not part.isdigit() for part in parts) != 1


def test_parties_with_few_people_are_put_together(crowd):
    people = dict(enumerate([10.0] * 6))
    found = shares({"The DBS": people, "Referee": {1: 5.0}, "Committee": {2: 1.0, 3: 1.0, 4: 1.0, 5: 1.0}, OWN: {1: 9.0}})
    assert {(share.label, share.days) for share in found} == {("The DBS", 60.0), (OTHERS, 9.0)}
    alone = shares({"The DBS": people, "Referee": {1: 5.0}})
    assert [(share.label, share.days) for share in alone] == [(OTHERS, 65.0)]


def test_the_report_begins_with_what_its_numbers_say(crowd):
    found = report()
    worst = max((row for row in found.rows if row.p50 is not None), key=lambda row: row.over)
    if worst.over > 0:
        assert found.lead[0].startswith(worst.title)
        assert f"Half of people wait {worst.p50:g} days or more. The target is {worst.target}." in found.lead[1]
    else:
        assert found.lead[0] == "No step runs over its target."


@pytest.fixture
def manager(crowd: Any, client: Any) -> Any:
    client.force_login(staff("Mary Manager", "manager"))
    return client


def test_no_name_and_no_reference_stands_in_any_form_of_the_report(manager):
    for url in ("/staff/reports/?dates=all", "/staff/reports/where-people-get-stuck.csv?dates=all"):
        text = manager.get(url).content.decode()
        assert "DBS check" in text
        for person in Applicant.objects.all():
            assert person.surname not in text.replace("Help", "")
        for reference in Application.objects.values_list("reference", flat=True):
            assert reference not in text


def test_the_page_has_its_charts_twice_and_their_tables(manager):
    text = manager.get("/staff/reports/?dates=all").content.decode()
    assert text.count("<svg") >= 4
    assert 'id="steps-narrow-t"' in text
    assert "See chart 1 as a table" in text
    assert "Kaplan-Meier" in text


def test_the_csv_holds_the_same_cells_as_the_page(manager):
    content = manager.get("/staff/reports/where-people-get-stuck.csv?dates=all").content.decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(content)))
    assert rows[3][0] == "Step"
    page = manager.get("/staff/reports/?dates=all").content.decode()
    assert all(cell in page for row in rows[4:] for cell in row)


def test_the_pdf_says_the_same_and_is_tagged(manager):
    from pypdf import PdfReader

    answer = manager.get("/staff/reports/where-people-get-stuck.pdf?dates=all")
    assert answer["Content-Type"] == "application/pdf"
    read = PdfReader(io.BytesIO(answer.content))
    text = "\n".join(page.extract_text() for page in read.pages)
    assert "Where people get stuck" in text
    assert "What held the application up" in text
    assert "/StructTreeRoot" in read.root_object


def test_taking_the_report_away_is_witnessed(manager):
    from onboarding.models import AuditEvent

    manager.get("/staff/reports/where-people-get-stuck.csv")
    assert AuditEvent.objects.filter(application=None, type="export").count() == 1


def test_who_may_not_see_reports_finds_no_such_page(crowd, client):
    for person in (staff("Cora", "coordinator"), staff("Ada", "administrator")):
        client.force_login(person)
        assert client.get("/staff/reports/").status_code == 404
    client.logout()
    assert client.get("/staff/reports/").status_code == 302


def test_a_manager_of_one_service_asks_about_that_one_only(crowd, client):
    croydon, sutton = crowd.services
    client.force_login(staff("Sue", "manager", service=sutton))
    text = client.get(f"/staff/reports/?dates=all&service={croydon.pk}").content.decode()
    assert "Croydon" not in text
    assert "All services" not in text
    everyone = staff("Bea", "manager")
    client.force_login(everyone)
    assert client.get(f"/staff/reports/?dates=all&service={sutton.pk}").context["report"].covers.service == sutton.pk


def test_a_report_calls_the_check_as_its_nation_does_and_by_a_common_name_where_there_are_several(crowd):
    Opportunity.objects.filter(service=crowd.services[1]).update(nation="SCT")

    def titles(**covers: Any) -> dict[str, str]:
        return {row.kind: row.title for row in bottlenecks(scope("all", at=NOW, **covers)).rows}

    assert titles(service=crowd.services[0].pk)["crb"] == "DBS check"
    assert titles(service=crowd.services[1].pk)["crb"] == "PVG check"
    assert titles()["crb"] == "DBS, PVG or AccessNI check"
    groups = {group_of(past, wait) for past in read_pasts() for wait in past.waits}
    assert {"The DBS", "Disclosure Scotland"} <= groups

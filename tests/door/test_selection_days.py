"""Times on selection days: one place, one person; given back, undone, come back to; whose day it is while none is free; the panel."""

import datetime as dt
from typing import Any

import pytest

from onboarding.actions.interests import NOT_YOURS, STOOD_DOWN, declare
from onboarding.actions.selection_days import (
    HAS_PEOPLE,
    NO_PEER,
    NOT_A_MEMBER,
    ONE_SERVICE,
    OVER,
    TOO_FEW,
    add_time,
    arrange,
    here_as_peer,
    open_day,
    remove_time,
    seat,
    unseat,
)
from onboarding.actions.selection_times import settle_all, settle_times
from onboarding.door import StepRefused, take
from onboarding.door.undo import GONE_SLOT, undo
from onboarding.models import Application, AuditEvent, Interest, Move, PanelMember, SelectionDay, Slot, SlotTaken, Stage
from onboarding.queries.letter_facts import gather
from tests.deep.promises_kept import check
from tests.making import DAY, HOUR, START, advance, applicant, application, opportunity, staff, team
from tests.selecting import selection_day

pytestmark = pytest.mark.django_db
DAY_OF_IT = START.date() + 30 * DAY
FACTS: dict[str, Any] = {"hours": 8, "accept_by": DAY_OF_IT + 30 * DAY}


def at(app: Application) -> dt.datetime:
    return app.moves.latest("number").recorded_at + HOUR


def go(app: Application, kind: str | None, step: str, **facts: Any) -> Move:
    taken = take(app, kind, step, by=facts.pop("by", team()[0]), at=facts.pop("now", at(app)), **facts)
    assert isinstance(taken, Move)
    return taken


def invited(first: str = "Maya", **fields: Any) -> Application:
    return advance(application(who=applicant(first, **fields)), "selection.with_applicant")


def party(app: Application) -> str:
    return app.waits.get(kind="selection", ended_at=None).party


def first_slot(day: SelectionDay) -> Slot:
    return day.slots.earliest("starts_at")


def has(app: Application) -> Slot | None:
    found = SlotTaken.objects.filter(stage__application=app, current=True).first()
    return found.slot if found else None


def test_who_chooses_a_time_has_it_and_the_meeting_is_there_and_then():
    day, app = selection_day(DAY_OF_IT), invited()
    go(app, "selection", "choose_slot", slot=first_slot(day).pk)
    assert has(app) == first_slot(day)
    facts: Any = gather("meeting_invitation", app, at=at(app))
    assert (facts.meeting.on, facts.meeting.place, facts.panel) == (DAY_OF_IT, day.place, ("Alex Two", "Jo One"))
    check(app.pk)


def test_the_last_place_goes_to_one_and_the_other_hears_so():
    day, maya, dee = selection_day(DAY_OF_IT), invited(), invited("Dee")
    go(maya, "selection", "choose_slot", slot=first_slot(day).pk)
    with pytest.raises(StepRefused, match="This time has gone"):
        go(dee, "selection", "choose_slot", slot=first_slot(day).pk)


def test_a_time_of_another_role_of_a_closed_day_or_that_is_over_is_none_of_theirs():
    other, closed = selection_day(DAY_OF_IT, pathway="A"), selection_day(DAY_OF_IT, opened=False)
    over, app = selection_day(START.date() - DAY), invited()
    for day, words in ((other, "Choose one of the times"), (closed, "Choose one of the times"), (over, "This time is over")):
        with pytest.raises(StepRefused, match=words):
            go(app, "selection", "choose_slot", slot=first_slot(day).pk)


def test_a_time_is_changed_and_given_back():
    day, app = selection_day(DAY_OF_IT), invited()
    first, second = day.slots.order_by("starts_at")
    go(app, "selection", "choose_slot", slot=first.pk)
    go(app, "selection", "change_slot", slot=second.pk)
    assert (has(app), first.free_places, second.free_places) == (second, 1, 0)
    go(app, "selection", "give_back_slot")
    assert (has(app), second.free_places, party(app)) == (None, 1, "applicant")
    check(app.pk)


@pytest.mark.parametrize("step", ["give_back_slot", "missed", "change_slot"])
def test_what_gave_a_time_up_is_not_undone_onto_a_place_that_somebody_else_has(step):
    day, maya, dee = selection_day(DAY_OF_IT, count=3), invited(), invited("Dee")
    first, second, _third = day.slots.order_by("starts_at")
    go(maya, "selection", "choose_slot", slot=first.pk)
    moved = go(maya, "selection", step, **({"slot": second.pk} if step == "change_slot" else {}))
    go(dee, "selection", "choose_slot", slot=first.pk)
    with pytest.raises(StepRefused, match=GONE_SLOT):
        undo(maya, moved.pk, by=team()[0], at=at(maya), reason="wrong_person")
    assert first.free_places == 0


def test_while_nobody_else_has_it_the_giving_back_is_undone():
    day, app = selection_day(DAY_OF_IT), invited()
    go(app, "selection", "choose_slot", slot=first_slot(day).pk)
    moved = go(app, "selection", "give_back_slot")
    undo(app, moved.pk, by=team()[0], at=moved.recorded_at)
    assert has(app) == first_slot(day)
    check(app.pk)


def test_who_comes_back_after_their_time_went_to_somebody_else_chooses_again():
    day, maya, dee = selection_day(DAY_OF_IT), invited(), invited("Dee")
    go(maya, "selection", "choose_slot", slot=first_slot(day).pk)
    left = go(maya, None, "withdraw", reason=None)
    go(dee, "selection", "choose_slot", slot=first_slot(day).pk)
    with pytest.raises(StepRefused, match=GONE_SLOT):
        undo(maya, left.pk, by=team()[0], at=at(maya), reason="wrong_person")
    go(maya, None, "reopen")
    assert Stage.objects.get(application=maya, kind="selection").state == "with_applicant"
    assert (has(maya), first_slot(day).free_places) == (None, 0)
    check(maya.pk)


def test_where_no_time_is_free_the_wait_is_ours_from_the_invitation_on_and_theirs_again_once_one_is():
    day, maya = selection_day(DAY_OF_IT, count=1), invited()
    go(maya, "selection", "choose_slot", slot=first_slot(day).pk)
    dee = invited("Dee")
    assert party(dee) == "hr"
    facts: Any = gather("meeting_invitation", dee, at=at(dee))
    assert facts.times == "none"
    add_time(day, first_slot(day).starts_at + HOUR, 1, by=team()[0], at=at(dee))
    assert (party(dee), dee.moves.latest("number").step) == ("applicant", "offer_times")
    again: Any = gather("meeting_invitation", dee, at=at(dee))
    assert again.times == "ours"
    assert settle_times(day, at=at(dee)) == 0
    check(dee.pk)


def test_when_the_last_time_goes_the_others_wait_on_us_and_nobody_else_does():
    day, maya, dee = selection_day(DAY_OF_IT, count=1), invited(), invited("Dee")
    asked = invited("Tom")
    go(asked, "selection", "take_back", reason="question")
    go(maya, "selection", "choose_slot", slot=first_slot(day).pk)
    assert settle_all(at=at(dee)) == 1
    assert (party(dee), dee.moves.latest("number").code) == ("hr", "no_slot")
    go(maya, "selection", "give_back_slot")
    assert settle_all(at=at(dee) + DAY) == 1
    assert (party(dee), party(asked)) == ("applicant", "hr")


def test_without_selection_days_everything_is_as_it_was():
    app = invited(signs_in=True)
    assert party(app) == "applicant"
    go(app, "selection", "book", by=app.applicant.user, starts_at=at(app) + DAY, how="phone")
    assert settle_all(at=at(app)) == 0


def test_where_there_are_days_the_person_types_no_time_of_their_own_and_we_may():
    selection_day(DAY_OF_IT)
    app = invited(signs_in=True)
    with pytest.raises(StepRefused, match="Choose one of the times that we have"):
        go(app, "selection", "book", by=app.applicant.user, starts_at=at(app) + DAY, how="phone")
    go(app, "selection", "book", starts_at=at(app) + DAY, how="phone")


def met(app: Application, day: SelectionDay) -> None:
    slot = first_slot(day)
    go(app, "selection", "choose_slot", slot=slot.pk)
    go(app, "selection", "met", now=slot.starts_at + HOUR)


def test_after_a_selection_day_its_panel_decides_if_an_offer_may_be_made_not_a_tick():
    day, app = selection_day(DAY_OF_IT), invited()
    first, second = team()
    before = at(app)
    go(app, "selection", "choose_slot", slot=first_slot(day).pk)
    declare(app, stands_down=False, by=second, at=at(app))
    go(app, "selection", "met", now=first_slot(day).starts_at + HOUR)
    with pytest.raises(StepRefused, match="Nobody with lived experience was on the panel"):
        go(app, "selection", "offer", **FACTS, peer_on_panel=True)
    declare(app, stands_down=False, by=first, at=before)
    go(app, "selection", "offer", **FACTS, peer_on_panel=None)


def test_a_peer_who_stood_down_was_not_on_the_panel():
    day, app = selection_day(DAY_OF_IT), invited()
    met(app, day)
    declare(app, stands_down=True, by=team()[0], at=at(app))
    with pytest.raises(StepRefused, match="or they stood down"):
        go(app, "selection", "offer", **FACTS, peer_on_panel=True)


def test_without_a_selection_day_the_tick_says_it():
    app = advance(application(), "selection.deciding")
    with pytest.raises(StepRefused, match="Confirm that a person with lived experience"):
        go(app, "selection", "offer", **FACTS, peer_on_panel=None)
    go(app, "selection", "offer", **FACTS, peer_on_panel=True)


def test_an_interest_is_declared_once_kept_without_a_reason_and_stands():
    day, app = selection_day(DAY_OF_IT), invited()
    first, stranger = team()[0], staff("Mo Manager", "manager")
    with pytest.raises(StepRefused, match=NOT_YOURS):
        declare(app, stands_down=False, by=stranger, at=at(app))
    go(app, "selection", "choose_slot", slot=first_slot(day).pk)
    for _twice in range(2):
        declare(app, stands_down=True, by=first, at=at(app))
    with pytest.raises(StepRefused, match=STOOD_DOWN):
        declare(app, stands_down=False, by=first, at=at(app))
    assert Interest.objects.get().stands_down
    assert AuditEvent.objects.filter(application=app, type="interest_declared").count() == 1
    facts: Any = gather("meeting_invitation", app, at=at(app))
    assert facts.panel == ("Alex Two",)


def arranged(**fields: Any) -> SelectionDay:
    start = dt.datetime.combine(DAY_OF_IT, dt.time(10), tzinfo=dt.UTC)
    given: dict[str, Any] = {"roles": [opportunity("B").pk], "day": DAY_OF_IT, "how": "video", "place": "", "places": 1}
    given["starts"] = [start, start + HOUR]
    return arrange(**{**given, **fields}, by=fields.pop("by", team()[0]), at=START)


def test_a_day_opens_with_two_people_one_of_whom_says_that_they_are_a_peer():
    day, (jo, alex) = arranged(), team()
    with pytest.raises(StepRefused) as refused:
        open_day(day, by=jo, at=START)
    assert [reason.sentence for reason in refused.value.reasons] == [TOO_FEW, NO_PEER]
    for person in (jo, alex, alex):
        seat(day, person.pk, by=jo, at=START)
    here_as_peer(day, here=True, by=alex, at=START)
    open_day(day, by=jo, at=START)
    with pytest.raises(StepRefused, match=TOO_FEW):
        unseat(day, jo.pk, by=jo, at=START)
    with pytest.raises(StepRefused, match=NO_PEER):
        here_as_peer(day, here=False, by=alex, at=START)
    assert PanelMember.objects.filter(day=day).count() == 2


def test_a_consent_that_stands_on_the_person_counts_on_every_panel():
    day, (jo, _alex) = arranged(), team()
    peer = staff("Pat Peer", "panel_member", shares_lived_experience=True)
    for person in (jo, peer):
        seat(day, person.pk, by=jo, at=START)
    open_day(day, by=jo, at=START)
    day.refresh_from_db()
    assert day.opened_at == START


def test_a_day_is_of_one_service_ahead_arranged_by_who_may_and_sat_on_by_who_may():
    other = advance(application("A"), "selection.shortlisting").opportunity
    elsewhere = type(other.service).objects.create(name="Sutton")
    there = opportunity("A", elsewhere)
    for fields, words in (({"roles": [opportunity("B").pk, there.pk]}, ONE_SERVICE), ({"day": START.date() - DAY}, OVER)):
        with pytest.raises(StepRefused, match=words):
            arranged(**fields)
    with pytest.raises(StepRefused, match="may not arrange"):
        arrange(roles=[there.pk], day=DAY_OF_IT, how="phone", place="", starts=[], places=1, by=staff("Mo", "manager"), at=START)
    day = arranged()
    with pytest.raises(StepRefused, match=NOT_A_MEMBER):
        seat(day, staff("Tia", "trainer").pk, by=team()[0], at=START)


def test_a_time_that_somebody_has_stays_and_keeps_its_places():
    day, app = selection_day(DAY_OF_IT), invited()
    slot = first_slot(day)
    go(app, "selection", "choose_slot", slot=slot.pk)
    with pytest.raises(StepRefused, match=HAS_PEOPLE):
        remove_time(day, slot.pk, by=team()[0], at=START)
    free = day.slots.latest("starts_at")
    for _twice in range(2):
        remove_time(day, free.pk, by=team()[0], at=START)
    assert list(day.slots.all()) == [slot]

"""Somebody who may be here already: HR says whether it is the same person; needs are kept, notes are not."""

import pytest

from onboarding.actions.basics import system_user
from onboarding.actions.import_applicants import TrackerRefused, bring_file, look
from onboarding.actions.import_applicants.choices import DIFFERENT, SAME, Choice
from onboarding.models import Applicant, Application, Service
from tests.making import staff
from tests.unit.imports.trackers import CSV, EXPECTED

pytestmark = pytest.mark.django_db
PERHAPS = next(row for row in EXPECTED["rows"] if row["reasons"] == ["possible_duplicate_person"])


def brought(now, **choice):
    choices = {PERHAPS["sheet_row"]: Choice(**choice)} if choice else {}
    return bring_file(look(CSV, filename="t.csv", at=now), by=system_user(), at=now, choices=choices)


def theirs() -> list[Application]:
    return list(Application.objects.filter(external_ref=PERHAPS["ref"], hidden=False))


def test_somebody_perhaps_known_stays_out_until_hr_chooses(now):
    brought(now)
    assert theirs() == []


def test_somebody_who_comes_back_has_two_applications(now):
    brought(now, person=SAME)
    (mine,) = theirs()
    assert Application.objects.filter(applicant=mine.applicant).count() == 2
    assert Applicant.objects.count() == 46


def test_a_different_person_is_a_new_one(now):
    brought(now, person=DIFFERENT)
    (mine,) = theirs()
    assert Application.objects.filter(applicant=mine.applicant).count() == 1
    assert Applicant.objects.count() == 47


def test_a_choice_made_later_brings_in_only_that_row(now):
    first = brought(now)
    again = brought(now, person=SAME)
    assert first == again
    assert len(theirs()) == 1
    assert Application.objects.filter(hidden=False).count() == 47
    assert brought(now, person=SAME) == first
    assert Application.objects.count() == 47


def test_a_need_ticked_out_of_a_note_is_kept_for_the_person(now):
    found = look(CSV, filename="t.csv", at=now)
    first = found.tracker.accepted[0]
    bring_file(found, by=system_user(), at=now, choices={first.sheet_row: Choice(needs=("text", "large"))})
    person = Application.objects.get(external_ref=first.ref).applicant
    assert (person.channel, person.points) == ("text", 18)


def test_who_may_not_bring_people_into_the_service_brings_nobody(now):
    elsewhere = Service.objects.create(name="Another service")
    found = look(CSV, filename="t.csv", at=now)
    with pytest.raises(TrackerRefused, match="may not"):
        bring_file(found, by=staff("Ida", "hr", service=elsewhere), at=now)
    assert not Application.objects.exists()

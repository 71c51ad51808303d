"""The whole demo: 240 applications over 18 months on every pathway shipped, the same each time."""

import datetime as dt
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.db import transaction

from onboarding.actions.demo.people import people
from onboarding.actions.demo.run import COUNT, make_demo
from onboarding.models import Application, DisclosureRecord, Move, Pathway

pytestmark = [pytest.mark.deep, pytest.mark.django_db]
END = dt.datetime(2026, 11, 20, 17, 0, tzinfo=dt.UTC)


def lived(count: int) -> list[Any]:
    """Every move of the demo of so many people, which is then forgotten."""
    with transaction.atomic():
        make_demo(end=END, count=count, say=lambda _words: None)
        told = list(
            Move.objects.order_by("application__reference", "number").values_list(
                "application__reference", "number", "kind", "step", "effective_at", "code"
            )
        )
        transaction.set_rollback(True)
    return told


def test_240_people_on_every_pathway_in_three_nations():
    make_demo(end=END, say=lambda _words: None)
    assert Application.objects.count() == 240
    first = Application.objects.order_by("created_at")[0].created_at
    assert dt.timedelta(days=520) < END - first < dt.timedelta(days=550)
    found = set(Application.objects.values_list("pathway__code", "pathway__version"))
    assert found == set(Pathway.objects.values_list("code", "version"))
    assert set(Application.objects.values_list("opportunity__nation", flat=True)) == {"ENG", "SCT", "NIR"}
    assert DisclosureRecord.objects.filter(decision="legal_stop").exists()
    call_command("rebuild_waits", check=True, stdout=StringIO())
    call_command("verify_audit", stdout=StringIO())


def test_the_same_people_live_the_same_lives():
    assert lived(60) == lived(60)


def test_no_two_people_have_the_same_name():
    names = [(person.first_name, person.surname) for person in people(COUNT)]
    assert len(set(names)) == len(names)

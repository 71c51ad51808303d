"""Somebody outside who was asked about a person, and the hour at which they open the link."""

import datetime as dt

import pytest
import time_machine

from tests.making import advance, applicant, application, pathway_with, staff
from tests.outside import sent

NOW = dt.datetime(2026, 4, 15, 10, 0, tzinfo=dt.UTC)  # a Wednesday
DAYS_AGO = dt.timedelta(days=20)


@pytest.fixture(autouse=True)
def now():
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def asked(db):
    """A function: somebody whose stage stands at a place, and who outside was asked about it, with the link in their hand."""

    def ask(upto, *, first="Sam", surname="Okafor", to=None, their_reference="", **fields):
        who = applicant(first, surname, email=f"{first}.{surname}@people.example".lower(), **fields)
        owner = staff(f"Owner of {first}", "hr", phone="01632 960 777")
        kind = upto.partition(".")[0]
        app = application(pathway_with(kind), who=who, at=NOW - DAYS_AGO, owner=owner)
        advance(app, upto, at=NOW - DAYS_AGO)
        return sent(app, kind, to=to, their_reference=their_reference)

    return ask

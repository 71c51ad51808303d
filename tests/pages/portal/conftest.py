"""Somebody who applies, signed in."""

import datetime as dt
from typing import Any

import pytest
from django.test import Client

from onboarding.access import get_own
from onboarding.lib import clock
from onboarding.queries.progress import progress
from tests.making import advance, applicant, application

DAY = dt.timedelta(days=1)


@pytest.fixture
def person(db):
    """A function that makes an applicant at a place of a pathway, with a browser signed in as them."""

    def made(upto="", pathway="B", *, first="Sam", days_ago=20, **fields):
        who = applicant(first, "Okafor", signs_in=True, email=f"{first.lower()}@people.example")
        app = application(pathway, who=who, at=clock.now() - days_ago * DAY, **fields)
        app = advance(app, upto, at=clock.now() - days_ago * DAY) if upto else app
        client: Any = Client()
        client.force_login(who.user)
        client.app, client.user = app, who.user
        return client

    return made


@pytest.fixture
def shown():
    """The progress of a person's application now, as the page gets it."""

    def read(client, **choices):
        return progress(get_own(client.user, client.app.reference), at=clock.now(), **choices)

    return read

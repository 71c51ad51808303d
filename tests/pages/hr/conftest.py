"""Who signs in on the staff pages, and the hour at which they do."""

import datetime as dt

import pytest
import time_machine
from django.test import Client

from onboarding.models import User
from tests.making import staff

NOW = dt.datetime(2026, 4, 15, 10, 0, tzinfo=dt.UTC)  # a Wednesday


class SignedIn(Client):
    """A browser in which somebody is signed in."""

    user: User


@pytest.fixture(autouse=True)
def _now():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def signed_in(db):
    """A client signed in as a new member of staff with these roles."""

    def sign_in(*roles: str, name: str = "Priya Shah", **fields) -> SignedIn:
        client = SignedIn()
        client.user = staff(name, *roles, **fields)
        client.force_login(client.user)
        return client

    return sign_in


@pytest.fixture
def hr(signed_in):
    return signed_in("hr")

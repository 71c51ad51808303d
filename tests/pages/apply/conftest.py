"""Strangers who look for a role, and somebody with a form that is begun."""

import re
from typing import Any

import pytest
from django.core import mail
from django.core.cache import cache
from django.test import Client

from onboarding.models import Application
from tests.making import opportunity

WORDS: dict[str, dict[str, Any]] = {
    "reach": {"channel": "text", "mobile": "07700 900123", "leave": "no"},
    "formats": {"points": "20", "formats": ["welsh"]},
    "times": {"days": ["mon", "changes"], "hours": ["morning"]},
    "telling": {"how": "here"},
    "why": {"words": "I want to give back.\nI like people."},
    "experience": {"words": "I know how it is to wait."},
    "adjustments": {"helps": ["quiet"], "more": "A chair by the door"},
    "not_with": {"names": "The Purley team"},
    "heard": {"how": "friend"},
}


@pytest.fixture(autouse=True)
def _limits_of_this_test():
    cache.clear()
    yield
    cache.clear()


class Applying(Client):
    """A browser of somebody who asks for a role."""

    app: Application

    def starts(self, role, email="sam@people.example", first="Sam", surname="Okafor"):
        """The start page, sent."""
        return self.post(f"/roles/{role.pk}/start/", {"first_name": first, "surname": surname, "email": email})

    def code(self):
        """The code of the newest mail, typed."""
        found = re.findall(r"code is (\S+)", str(mail.outbox[-1].body))
        return self.post("/accounts/login/code/confirm/", {"code": found[0]}, follow=True)

    def saves(self, part, version=0, **more):
        """One part, sent as its page does."""
        return self.post(f"/form/{self.app.reference}/{part}/", {**WORDS[part], "version": version, **more})

    def fills_in(self):
        """Every part but sending."""
        for part in WORDS:
            assert self.saves(part).status_code == 302, part


@pytest.fixture
def role(db):
    return opportunity("B2")


@pytest.fixture
def begun(role):
    """A function that gives somebody whose form is begun."""

    def made(email="sam@people.example", first="Sam", surname="Okafor", role=role):
        client = Applying()
        client.starts(role, email, first, surname)
        client.code()
        client.app = Application.objects.filter(applicant__user__email=email).latest("pk")
        return client

    return made

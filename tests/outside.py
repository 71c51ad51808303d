"""Somebody outside with a link in an e-mail: the link sent, the mail read, the browser in which they open it."""

import re
from typing import Any

from django.core import mail
from django.test import Client

from onboarding.actions.reply_links import send_link, send_list
from onboarding.lib import clock
from onboarding.models import Application, Body, Stage
from onboarding.tasks import deliver
from tests.making import team

URL = re.compile(r"(/r/[\w-]+/)")
PARTIES = {
    "occupational_health": "occupational_health", "crb": "umbrella_body", "training": "training_provider", "placement": "host_team",
    "reference": "referee", "committee": "committee", "host_acceptance": "host_team",
}  # fmt: skip


COMMITTEE = {"name": "Professions committee"}


class Outside:
    """The browser of somebody outside, at the address from their e-mail."""

    answer: Any
    app: Any
    apps: Any
    kind: Any
    link: Any
    stages: Any

    def __init__(self, url: str) -> None:
        self.client, self.url, self.answer = Client(), url, None

    def press(self, do="open", **given):
        """Press a button, with what the page before carried in its hidden fields."""
        self.answer = self.client.post(self.url, {"do": do, **self.carried(do), **given})
        return self.answer

    def carried(self, do):
        if self.answer is None:
            return {}
        html = self.answer.content.decode()
        found = dict(re.findall(r'<input type="hidden" name="((?:version|key)[^"]*)" value="([^"]*)"', html))
        return found | ({"key": f"{found['key']}-day"} if do == "until" and "key" in found else {})

    def codes(self):
        """The answers that the page offers."""
        return re.findall(r'name="answer" type="radio" value="([^"]*)"', self.answer.content.decode())

    @property
    def page(self):
        """The words of the page, as plain text."""
        main = self.answer.content.decode().split("<body")[1]
        return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", main))


def body(party, name="Croydon OH", email="clerk@oh.example"):
    return Body.objects.get_or_create(party=party, name=name, defaults={"email": email, "phone": "01632 960 555"})[0]


def sent(app: Application, kind: str, *, to=None, their_reference="") -> Outside:
    """The link about one stage, as it came in the mail."""
    party = to or PARTIES[kind]
    stage = Stage.objects.filter(application=app, kind=kind).earliest("slot")
    asked_of = None if party in ("host_team", "referee") else body(party, **COMMITTEE if party == "committee" else {})
    code = f"{party}.{asked_of.pk if asked_of else 0}"
    link = send_link(app, stage.pk, code, by=team()[0], at=clock.now(), their_reference=their_reference)
    outside = Outside(mailed(link))
    outside.app, outside.kind, outside.link = app, kind, link
    return outside


def sent_list(party: str) -> Outside:
    link = send_list(body(party), by=team()[0], at=clock.now())
    outside = Outside(mailed(link))
    outside.link = link
    return outside


def mailed(link) -> str:
    """The address in the mail that the outbox sends about a link."""
    before = len(mail.outbox)
    assert deliver(link.item.pk, at=clock.now())
    assert len(mail.outbox) == before + 1
    found = URL.search(str(mail.outbox[-1].body))
    assert found
    return found[1]

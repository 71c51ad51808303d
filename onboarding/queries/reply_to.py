"""Whom we can ask about a stage by a link: each party with its bodies, and the address each is written to."""

from __future__ import annotations

from dataclasses import dataclass

from onboarding.models import Application, Body, CommitteePaper, Match, Move, Referee, ReplyLink, Stage
from onboarding.queries.reply_answers import parties
from onboarding.stages.names import PARTY_WORDS, Party


@dataclass(frozen=True)
class Recipient:
    """Somebody outside who can be asked: `code` is what a form sends; without an address nothing can go to them yet."""

    party: str
    body: int | None
    name: str
    email: str

    @property
    def code(self) -> str:
        """Party and body as one word."""
        return f"{self.party}.{self.body or 0}"


def recipients(application: Application, stage: Stage) -> list[Recipient]:
    """Everybody who may answer about the stage where it stands; the body it was sent to first, or the pathway's usual one."""
    usual = _sent_to(stage) or application.pathway.stage(stage.kind).get("body")
    found = [one for party in parties(stage) for one in _of(party, stage)]
    return sorted(found, key=lambda one: usual is None or one.body != usual)


def _sent_to(stage: Stage) -> int | None:
    """The body that a step has named last."""
    named = Move.objects.filter(stage=stage, reversed_by=None).exclude(body=None)
    return named.order_by("-number").values_list("body_id", flat=True).first()


def _of(party: str, stage: Stage) -> list[Recipient]:
    if party == Party.HOST_TEAM:
        return [Recipient(party, None, match.site.name, _host(match)) for match in _matches(stage)]
    if party == Party.REFEREE:
        return [Recipient(party, None, f"{row.name} (referee)", row.email) for row in _referees(stage)]
    bodies = Body.objects.filter(party=party).order_by("name")
    if party == Party.COMMITTEE:
        bodies = bodies.filter(pk__in=CommitteePaper.objects.filter(stage=stage, current=True).values("body"))
    return [Recipient(party, body.pk, f"{body.name} ({PARTY_WORDS[Party(party)][1]})", body.email) for body in bodies]


def _matches(stage: Stage) -> list[Match]:
    return list(Match.objects.filter(stage=stage, current=True).select_related("site__host"))


def _referees(stage: Stage) -> list[Referee]:
    return list(Referee.objects.filter(stage=stage, current=True))


def _host(match: Match) -> str:
    return match.site.host.email if match.site.host else ""


def address(link: ReplyLink) -> str:
    """Where a link is sent, as it stands now; empty where there is no address."""
    if link.body is not None:
        return link.body.email
    if link.stage is None:
        return ""
    if link.party == Party.REFEREE:
        return next((row.email for row in _referees(link.stage)), "")
    return next((_host(match) for match in _matches(link.stage)), "")

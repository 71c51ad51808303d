"""Reply links as staff see them: who was asked, when it went out, when it was opened, what became of it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.http import Http404

from onboarding.door.held import look
from onboarding.models import Application, Body, BodyReference, ReplyLink, Stage
from onboarding.models.outgoing import SENT
from onboarding.models.replies import ANSWERED, PASSED_ON, REPLACED, STOPPED
from onboarding.queries.reply_answers import answers, parties
from onboarding.queries.reply_list import asked
from onboarding.queries.reply_to import Recipient, recipients
from onboarding.queries.reply_words import NOBODY, question, role, title
from onboarding.stages.names import PARTY_WORDS, Party

ENDED = {
    ANSWERED: "Answered",
    PASSED_ON: "They said it is not theirs",
    REPLACED: "A newer link took its place",
    STOPPED: "Stopped by us",
}


@dataclass(frozen=True)
class LinkSeen:
    """One link with its dates. `live` when it opens something now."""

    id: int
    who: str
    made_at: dt.datetime
    sent_at: dt.datetime | None
    trouble: str
    opened_at: dt.datetime | None
    expires_at: dt.datetime
    live: bool
    ended: str


@dataclass(frozen=True)
class LinkPage:
    """What can be asked about one stage, of whom, and every link so far, latest first."""

    stage: int
    title: str
    question: str
    seen_as: str
    recipients: list[Recipient]
    answers: dict[str, list[str]]
    references: dict[str, str]
    links: list[LinkSeen]


def link_page(application: Application, stage_id: int, *, at: dt.datetime) -> LinkPage:
    """The links of one stage that somebody outside can answer about where it stands, or once could; else 404."""
    held = look(application)
    stage = next((row for row in held.stages if row.pk == stage_id), None)
    if stage is None:
        raise Http404
    links = links_of(stage, at=at)
    if not links and not parties(stage):
        raise Http404
    stage.application = application
    bodies = Body.objects.in_bulk([one.body for one in recipients(application, stage) if one.body])
    offered = {
        one.code: [a.words for a in answers(held, stage, one.party, bodies.get(one.body or 0), at=at)]
        for one in recipients(application, stage)
    }
    references = dict(BodyReference.objects.filter(stage=stage).values_list("party", "reference"))
    asks = question(stage, application.applicant.called) if parties(stage) else ""
    return LinkPage(
        stage.pk, title(stage), asks, _seen_as(stage), recipients(application, stage), offered, references, links
    )


def _seen_as(stage: Stage) -> str:
    if stage.kind in NOBODY:
        return "They see the role and the team, and no name."
    return f"To them {stage.application.applicant.called} is a {role(stage)}."


def links_of(stage: Stage, *, at: dt.datetime) -> list[LinkSeen]:
    """Every link about a stage, latest first."""
    rows = ReplyLink.objects.filter(stage=stage).select_related("body", "item").order_by("-pk")
    live = set(ReplyLink.objects.live(at).filter(stage=stage).values_list("pk", flat=True))
    return [_seen(row, row.pk in live) for row in rows]


def list_links(body: Body, *, at: dt.datetime) -> list[LinkSeen]:
    """Every link to a body's whole list, latest first."""
    rows = ReplyLink.objects.filter(stage=None, body=body).select_related("body", "item").order_by("-pk")[:10]
    live = set(ReplyLink.objects.live(at).filter(stage=None, body=body).values_list("pk", flat=True))
    return [_seen(row, row.pk in live) for row in rows]


def _seen(row: ReplyLink, live: bool) -> LinkSeen:
    item = row.item
    sent = item.finished_at if item and item.status == SENT else None
    trouble = item.error if item and item.status not in (SENT, "cancelled") else ""
    who = row.body.name if row.body else PARTY_WORDS[Party(row.party)][1]
    ended = ENDED.get(row.ended_as, "" if live else "It has run out, or the question has moved on")
    return LinkSeen(row.pk, who, row.made_at, sent, trouble, row.opened_at, row.expires_at, live, ended)


def link_of(application: Application, stage_id: int, link_id: int) -> ReplyLink:
    """One link of a stage of an application, or 404."""
    found = ReplyLink.objects.filter(application=application, stage=stage_id, pk=link_id).first()
    if found is None:
        raise Http404
    return found


def last_words(stages: list[Stage], *, at: dt.datetime, some: bool) -> dict[int, str]:
    """For each stage that can be asked about by a link: what the button on the application page says. `some`: links were made."""
    askable = [stage for stage in stages if parties(stage)]
    live = ReplyLink.objects.live(at).filter(stage__in=askable).order_by("pk") if some and askable else ()
    words = {row.stage_id: "Link opened" if row.opened_at else "Link sent" for row in live if row.stage_id}
    return {stage.pk: words.get(stage.pk, "Send a link") for stage in askable}


@dataclass(frozen=True)
class BodyAsked:
    """A body with how many questions are open for it, and its list link."""

    id: int
    name: str
    party: str
    email: str
    questions: int
    links: list[LinkSeen]


def bodies_asked(*, at: dt.datetime) -> list[BodyAsked]:
    """Every body that is asked anything now, most questions first."""
    found = [_body(body, at) for body in Body.objects.order_by("name")]
    return sorted((one for one in found if one.questions or one.links), key=lambda one: -one.questions)


def _body(body: Body, at: dt.datetime) -> BodyAsked:
    words = PARTY_WORDS[Party(body.party)][1]
    return BodyAsked(
        body.pk, body.name, words, body.email, len(asked(body, sort="due", at=at)), list_links(body, at=at)
    )


def the_body(body_id: int) -> Body:
    """A body by its id, or 404."""
    found = Body.objects.filter(pk=body_id).first()
    if found is None:
        raise Http404
    return found

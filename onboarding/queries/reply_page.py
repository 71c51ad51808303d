"""The page of one question, as somebody outside sees it behind a live link."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from onboarding.door.held import ZONE, look
from onboarding.lib import clock
from onboarding.models import Application, ReplyLink, Wait
from onboarding.queries.reply_answers import Answer, answers, days, is_their_turn
from onboarding.queries.reply_words import called, caption, house_for_others, intro, question


@dataclass(frozen=True)
class Talk:
    """Somebody to ring instead."""

    name: str
    phone: str
    hours: str


@dataclass(frozen=True)
class ReplyPage:
    """One question and all that stands beside it. `named` is the day they named before."""

    stage: int
    version: int
    caption: str
    called: str
    intro: str
    question: str
    answers: list[Answer]
    passing_on: list[Answer]
    days: list[dt.date]
    named: dt.date | None
    saved: str
    talk: Talk
    until: dt.date


def reply_page(link: ReplyLink, *, at: dt.datetime) -> ReplyPage | None:
    """The page of a live link about one stage; None where nothing can be answered any more."""
    related = Application.objects.select_related("applicant", "opportunity", "pathway", "owner")
    application = related.get(reply_links=link)
    held = look(application)
    stage = next(row for row in held.stages if row.pk == link.stage_id)
    stage.application = application
    found = answers(held, stage, link.party, link.body, at=at)
    if not found:
        return None
    theirs = is_their_turn(stage, link.party)
    return ReplyPage(
        stage.pk, stage.version, caption(stage), called(stage), intro(stage, link.party),
        question(stage, application.applicant.called), [one for one in found if not one.passes_on], [one for one in found if one.passes_on],
        days(application, at=at) if theirs else [], _named(link) if theirs else None, link.saved, _talk(application, at),
        clock.local_date(link.expires_at, ZONE),
    )  # fmt: skip


def _named(link: ReplyLink) -> dt.date | None:
    """The due day of the turn, where it is one they named and not the one it began with."""
    wait = Wait.objects.filter(stage=link.stage_id, ended_at=None).select_related("began_by").first()
    if wait is None or wait.due_on == wait.began_by.due_on:
        return None
    return wait.due_on


def _talk(application: Application, at: dt.datetime) -> Talk:
    house, owner = house_for_others(), application.owner
    owner = owner.there_on(clock.local_date(at, ZONE)) if owner else None
    if owner is None or not owner.phone:
        return Talk(house.name, house.phone, house.hours)
    return Talk(owner.name, owner.phone, owner.hours or house.hours)

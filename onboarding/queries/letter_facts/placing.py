"""The facts of letters about starting: all clear, the team, the agreements, and what a team and a committee are asked."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import Count, Sum

from onboarding.door.held import ZONE
from onboarding.letters import start_agreement
from onboarding.letters.supervision_record import Agreed, Talk
from onboarding.lib import clock
from onboarding.models import Application, CommitteePaper, Match, Move, Offer, Organisation, Seat, Session, Stage
from onboarding.queries.letter_facts.shared import addressed_to, found
from onboarding.queries.supervision import WHO_WORDS, log_of
from onboarding.stages.names import Engagement


def _all_clear(application: Application, at: dt.datetime, _move: int | None) -> dict[str, Any]:
    seat: Seat | None = found(application, Seat)
    starts = seat.cohort.starts_on if seat else None
    return {
        "role_title": application.opportunity.title,
        "engagement": application.pathway.engagement,
        "course_starts": starts if starts and starts > clock.local_date(at, ZONE) else None,
        "trained": Stage.objects.filter(application=application, kind="training", state="closed").exists(),
    }


def _team(match: Match | None) -> dict[str, Any]:
    return {
        "site": match.site.name if match else "",
        "supervisor": match.supervisor.name if match else "",
        "deputy": match.deputy.name if match else "",
        "session_minutes": match.site.session_minutes if match else 0,
        "one_to_one_minutes": match.site.one_to_one_minutes if match else 0,
    }


def _placed(application: Application, _at: dt.datetime, _move: int | None) -> dict[str, Any]:
    return _team(found(application, Match))


def _host(application: Application, _at: dt.datetime, move: int | None) -> dict[str, Any]:
    match: Match | None = found(application, Match, move)
    offer: Offer | None = found(application, Offer)
    site = match.site.name if match else ""
    hours = offer.hours if offer else application.opportunity.hours
    return {**_team(match), "hours": hours, "name": site, "address_lines": (site,)}


def _committee(application: Application, _at: dt.datetime, move: int | None) -> dict[str, Any]:
    """The role at a site: neither a name nor a reference by which somebody could be found."""
    paper: CommitteePaper | None = found(application, CommitteePaper, move)
    site = paper.site.name if paper else ""
    asked = Move.objects.filter(application=application, kind="committee", step="put_on_agenda")
    brought = (asked.filter(pk=move).first() if move else None) or asked.order_by("number").last()
    return {
        **addressed_to(paper.body if paper else None),
        "about": "",
        "reference": site,
        "site": site,
        "meeting_on": brought.due_on if brought else None,
    }


def _role_agreement(application: Application, _at: dt.datetime, _move: int | None) -> dict[str, Any]:
    return {**_team(found(application, Match)), "role_title": application.opportunity.title}


def _start(application: Application, at: dt.datetime, _move: int | None) -> dict[str, Any]:
    match: Match | None = found(application, Match)
    return {
        "document": _document(application),
        "role_title": application.opportunity.title,
        "site": match.site.name if match else "",
        "supervisor": match.supervisor.name if match else "",
        "starts_on": clock.local_date(at, ZONE),
        "help_near": (),  # a paper to sign is kept short
        "money": application.opportunity.pay_words,
    }


def _document(application: Application) -> str:
    if application.pathway.engagement == Engagement.PAID:
        return start_agreement.SESSIONAL
    return Organisation.objects.values_list("voluntary_document", flat=True).get()


def _supervised(application: Application, _at: dt.datetime, _move: int | None) -> dict[str, Any]:
    """The talks and actions of a placement; never how it felt."""
    if not Stage.objects.filter(application=application, kind="placement").exists():
        return {"talks": ()}
    log = log_of(application, felt="none")
    sessions = Session.objects.filter(stage=log.stage, move__reversed_by=None).aggregate(count=Count("pk"), minutes=Sum("minutes"))
    called = application.applicant.called
    return {
        "talks": tuple(Talk(on=one.on, minutes=one.minutes, style=one.style, topics=tuple(one.topics)) for one in log.entries),
        "minutes": sum(one.minutes for one in log.entries), "sessions": sessions["count"], "session_minutes": sessions["minutes"] or 0,
        "actions": tuple(
            Agreed(who=called if one.who == "applicant" else WHO_WORDS[one.who], what=one.what, by=one.by, done=one.done is not None)
            for one in log.actions
        ),
    }  # fmt: skip


OF_KIND = {
    "supervision_record": _supervised,
    "all_clear": _all_clear,
    "placement_confirmed": _placed,
    "host_request": _host,
    "committee_paper": _committee,
    "role_agreement": _role_agreement,
    "start_agreement": _start,
}

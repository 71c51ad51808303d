"""The facts of letters about applying, meeting and deciding: from the application received to not this time, and readiness."""

from __future__ import annotations

import datetime as dt
from typing import Any

from onboarding.door import worked_out
from onboarding.door.due import calendar_of
from onboarding.door.held import ZONE
from onboarding.letters.facts import Meeting
from onboarding.letters.meeting_invitation import NO_TIME, OURS, OWN
from onboarding.letters.readiness_plan import Action
from onboarding.lib import clock
from onboarding.models import Application, Feedback, ReadinessFinding, Reserve, SlotTaken
from onboarding.models import Meeting as MeetingRow
from onboarding.queries.letter_facts.shared import found
from onboarding.queries.own_times import panel_names
from onboarding.queries.readiness_plan import WHO_WORDS, plan_of
from onboarding.queries.readiness_plan import Action as PlannedAction
from onboarding.stages.selection_days import HERE, chooses_slots, is_free

LETTER_FOLLOWS, SECOND_VIEW = 5, 10  # working days


def _received(application: Application, _at: dt.datetime, _move: int | None) -> dict[str, Any]:
    return {"role_title": application.opportunity.title, "team": application.opportunity.service.name}


def _invitation(application: Application, at: dt.datetime, move: int | None) -> dict[str, Any]:
    choosing = application.stages.filter(kind="selection", state=HERE).exists()
    facts = {"meeting": None} if choosing else _readiness_invitation(application, at, move, "selection")
    taken: SlotTaken | None = found(application, SlotTaken, move)
    panel = panel_names(taken.slot.day_id, application) if taken and facts["meeting"] else ()
    times = OWN if facts["meeting"] else _times(application, at)
    return {"role_title": application.opportunity.title, "panel": panel, "times": times, **facts}


def _times(application: Application, at: dt.datetime) -> str:
    """What there is to choose among now."""
    times = worked_out.times(application)
    if not chooses_slots(times, clock.local_date(at, ZONE)):
        return OWN
    return OURS if is_free(times, at) else NO_TIME


def _readiness_invitation(
    application: Application, at: dt.datetime, move: int | None, kind: str = "readiness"
) -> dict[str, Any]:
    row: MeetingRow | None = found(application, MeetingRow, move, stage__kind=kind)
    return {"meeting": _meeting(row) if row and row.starts_at > at else None}


def _meeting(row: MeetingRow) -> Meeting:
    local = clock.local(row.starts_at, ZONE)
    return Meeting(on=local.date(), at=local.time(), how=row.how, place=row.place)


def _good_news(application: Application, at: dt.datetime, _move: int | None) -> dict[str, Any]:
    return {
        "role_title": application.opportunity.title,
        "engagement": application.pathway.engagement,
        "letter_by": working_days_on(application, at, LETTER_FOLLOWS),
    }


def _reserve(application: Application, at: dt.datetime, move: int | None) -> dict[str, Any]:
    row: Reserve | None = found(application, Reserve, move)
    ahead = row is not None and row.expires_on > clock.local_date(at, ZONE)
    return {"role_title": application.opportunity.title, "until": row.expires_on if row and ahead else None}


def _not_this_time(application: Application, _at: dt.datetime, move: int | None) -> dict[str, Any]:
    row: Feedback | None = found(application, Feedback, move)
    return {
        "role_title": application.opportunity.title,
        "reason": row.reason if row else "",
        "strengths": (row.first_strength, row.second_strength) if row else (),
        "next_time": row.next_time if row else "",
    }


def _plan(application: Application, _at: dt.datetime, move: int | None) -> dict[str, Any]:
    row: ReadinessFinding | None = found(application, ReadinessFinding, move)
    agreed = row is not None and row.outcome != "not_yet"
    plan = plan_of(application, at_move=move)
    return {
        "outcome": row.outcome if row and agreed else "", "support": row.support if row else "",
        "topics": tuple(plan.topics), "actions": tuple(_agreed(application, one) for one in plan.actions if not one.done),
        "thought_of_break": plan.thought_of_break or not plan.topics, "review_on": row.review_on if row else None,
    }  # fmt: skip


def _agreed(application: Application, one: PlannedAction) -> Action:
    who = application.applicant.called if one.who == "applicant" else WHO_WORDS[one.who]
    return Action(what=one.what, who=who, by=one.by)


def _not_yet(application: Application, at: dt.datetime, move: int | None) -> dict[str, Any]:
    row: ReadinessFinding | None = found(application, ReadinessFinding, move)
    return {
        "engagement": application.pathway.engagement,
        "reason": row.reason if row else "",
        "review_on": row.review_on if row else None,
        "second_view_by": working_days_on(application, at, SECOND_VIEW),
    }


def working_days_on(application: Application, at: dt.datetime, count: int) -> dt.date | None:
    """The day so many working days from now in the person's nation; None beyond the known calendar."""
    return calendar_of(application).add_working_days(clock.local_date(at, ZONE), count)


OF_KIND = {
    "application_received": _received,
    "meeting_invitation": _invitation,
    "good_news": _good_news,
    "reserve_list": _reserve,
    "not_this_time": _not_this_time,
    "readiness_invitation": _readiness_invitation,
    "readiness_plan": _plan,
    "not_yet": _not_yet,
}

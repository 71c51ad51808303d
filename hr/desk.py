"""What lies on the desk beside the worklist, as panels of links."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.urls import reverse

from hr.links import person_url, step_url
from onboarding.door.held import ZONE
from onboarding.lib import clock
from onboarding.queries import desk, reaching_out, readiness_plan, tasks_due, together, worklist
from onboarding.queries.worklist import Filters


def panels(user: Any, filters: Filters, now: dt.datetime) -> dict[str, Any]:
    """Every panel of the side column, by its name in the template."""
    seen = worklist.looked_at(user, filters, clock.local_date(now, ZONE))
    found = desk.desk(user, seen, at=now)
    reached = reaching_out.reached_out(user, seen, at=now)
    return {
        "unanswered": [_to_answer(one, one.wrote_at) for one in reached if one.wrote_at],
        "to_call": [
            {"strong": one.name, "label": "Fill in the form with them", "hint": f"Asked on {_day(one.call_asked_at)}",
             "url": reverse("fill_in", args=[one.reference])}
            for one in reached
            if one.call_asked_at
        ],
        "together": [
            {
                "strong": body.name, "label": f"Ask {body.name}", "hint": f"{body.due} to ask about",
                "url": reverse("together", args=[body.id]),
            }
            for body in together.bodies(user)
        ],
        "tasks": [
            {"strong": one.name, "label": one.words, "hint": one.about, "url": reverse("chase", args=[one.reference, one.id])}
            for one in tasks_due.tasks(user, seen)
        ],
        "promises": [_promise(item) for item in found.promises],
        "doubts": [
            {**_link(item, item.words), "label": "Look at the message", "url": reverse("letter", args=[item.row])}
            for item in found.messages
        ],
        "links": [
            {**_link(item, item.words), "label": "Look at the link", "url": reverse("reply_link", args=[item.reference, item.row])}
            for item in found.links
        ],
        "evidence": [
            {**_link(item, item.words), "url": step_url(item.reference, item.row, item.step)}
            for item in found.evidence
        ],
        "proposals": [
            {
                "label": f"Confirm: {item.words}",
                "strong": item.name,
                "url": reverse("proposal", args=[item.reference, item.row]),
            }
            for item in found.proposals
        ],
        "records": [
            {"label": item.words, "strong": item.name, "url": reverse("restricted", args=[item.reference, item.step])}
            for item in found.records
        ],
        "plans": [
            {"strong": row.stage.application.applicant.full_name, "label": "Look at the plan", "hint": _since(row.next_due),
             "url": reverse("plan", args=[row.stage.application.reference])}
            for row in readiness_plan.plans_due(user, seen, today=clock.local_date(now, ZONE))
        ],
        "dates": [{**_link(item, f"{item.words}: {_near(item)}"), "band": item.band} for item in found.dates],
    }


def _to_answer(one: reaching_out.Reached, since: dt.datetime) -> dict[str, str]:
    """Who has written; never what. Where nobody looks after them, somebody is chosen first."""
    name, label = ("assign_owner", f"Choose who answers {one.called}") if one.nobody else ("thread", f"Answer {one.called}")
    return {"strong": one.name, "label": label, "hint": f"Since {_day(since)}", "url": reverse(name, args=[one.reference])}


def _day(moment: dt.datetime) -> str:
    day = clock.local_date(moment, ZONE)
    return f"{day.day} {day:%B}"


def _since(day: dt.date | None) -> str:
    return f"For {day.day} {day:%B}" if day else ""


def _promise(item: desk.Item) -> dict[str, Any]:
    """Where nothing is in the way, straight to the letter as it would go; else to the person."""
    link = _link(item, ". ".join(filter(None, (_said(item), item.words))))
    return link if item.words else {**link, "label": f"Write to {item.called}", "url": reverse("update", args=[item.reference])}


def _near(item: desk.Item) -> str:
    """The day in words, and which of the warnings this is."""
    day = f"{item.due_on.day} {item.due_on:%B %Y}" if item.due_on else ""
    return f"since {day}" if item.band == "run_out" else f"{day}, in {item.band} days or less"


def _said(item: desk.Item) -> str:
    return f"We said: by {item.due_on.day} {item.due_on:%B}" if item.due_on else ""


def _link(item: desk.Item, hint: str) -> dict[str, Any]:
    return {"strong": item.name, "label": f"Open {item.called}’s page", "hint": hint, "url": person_url(item.reference)}

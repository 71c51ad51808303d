"""What lies on the desk beside the worklist, as panels of links."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.urls import reverse

from hr.links import person_url, step_url
from onboarding.door.held import ZONE
from onboarding.lib import clock
from onboarding.queries import desk, together


def panels(user: Any, found: desk.Desk) -> dict[str, Any]:
    """Every panel of the side column, by its name in the template."""
    line = found.panel
    return {
        "unanswered": [_to_answer(item) for item in line("unanswered")],
        "to_call": [
            {"strong": item.name, "label": "Fill in the form with them", "hint": f"Asked on {_day(item.since)}",
             "url": reverse("fill_in", args=[item.reference])}
            for item in line("to_call")
        ],
        "together": [
            {"strong": body.name, "label": f"Ask {body.name}", "hint": f"{body.due} to ask about",
             "url": reverse("together", args=[body.id])}
            for body in together.bodies(user)
        ],
        "tasks": [
            {"strong": item.name, "label": item.words, "hint": item.step, "url": reverse("chase", args=[item.reference, item.row])}
            for item in line("tasks")
        ],
        "promises": [_promise(item) for item in line("promises")],
        "doubts": [
            {**_link(item, item.words), "label": "Look at the message", "url": reverse("letter", args=[item.row])}
            for item in line("messages")
        ],
        "links": [
            {**_link(item, item.words), "label": "Look at the link", "url": reverse("reply_link", args=[item.reference, item.row])}
            for item in line("links")
        ],
        "evidence": [{**_link(item, item.words), "url": step_url(item.reference, item.row, item.step)} for item in line("evidence")],
        "proposals": [
            {"label": f"Confirm: {item.words}", "strong": item.name, "url": reverse("proposal", args=[item.reference, item.row])}
            for item in line("proposals")
        ],
        "records": [
            {"label": item.words, "strong": item.name, "url": reverse("restricted", args=[item.reference, item.step])}
            for item in line("records")
        ],
        "looking": [
            {"strong": item.name, "label": "Look again at the “not yet”", "hint": _for(item.due_on), "url": person_url(item.reference)}
            for item in line("looking")
        ],
        "plans": [
            {"strong": item.name, "label": "Look at the plan", "hint": _for(item.due_on), "url": reverse("plan", args=[item.reference])}
            for item in line("plans")
        ],
        "wishes": [
            {"strong": item.name, "label": f"Pass on what {item.called} asks for", "hint": f"Since {_day(item.since)}",
             "url": reverse("exchange_wish", args=[item.row])}
            for item in line("wishes")
        ],
        "signposts": [
            {"strong": item.name, "label": "Make sure it is right", "hint": f"Last looked at on {item.due_on.day} {item.due_on:%B %Y}",
             "url": reverse("set_up", args=["signposts", item.row])}
            for item in line("signposts")
            if item.due_on
        ],
        "skills": [
            {"strong": item.name, "label": f"Sign what {item.called} can do", "hint": f"Since {_day(item.since)}",
             "url": reverse("skills", args=[item.reference])}
            for item in line("skills")
        ],
        "approvals": [
            {"strong": item.name, "label": "Look at the approvals", "hint": f"{item.words}: {_near(item)}", "url": reverse("approvals")}
            for item in line("approvals")
        ],
        "later": [
            {"strong": item.name, "label": "Look at what we promised", "hint": _for(item.due_on),
             "url": reverse("supervision", args=[item.reference])}
            for item in line("later")
        ],
        "support": [
            {"strong": item.name, "label": item.words, "hint": _for(item.due_on), "url": reverse("supervision", args=[item.reference])}
            for item in line("support")
        ],
        "dates": [{**_link(item, f"{item.words}: {_near(item)}"), "band": item.band} for item in line("dates")],
    }  # fmt: skip


def _to_answer(item: desk.Item) -> dict[str, str]:
    """Who has written; never what. Where nobody looks after them, somebody is chosen first."""
    name, label = ("assign_owner", f"Choose who answers {item.called}") if item.nobody else ("thread", f"Answer {item.called}")
    return {"strong": item.name, "label": label, "hint": f"Since {_day(item.since)}", "url": reverse(name, args=[item.reference])}


def _day(moment: dt.datetime | None) -> str:
    day = clock.local_date(moment, ZONE) if moment else None
    return f"{day.day} {day:%B}" if day else ""


def _for(day: dt.date | None) -> str:
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

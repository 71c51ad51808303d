"""Tags of the applicant's pages: what they can do, as buttons and links with their addresses."""

from __future__ import annotations

import re
from itertools import zip_longest
from typing import Any

from django import template
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from onboarding.queries.progress_cards import FORM, MESSAGES

register = template.Library()
_DATE = re.compile(
    r"((?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day )?\d{1,2} (?:January|February|March|April|May|June|July|August"
    r"|September|October|November|December)(?:, \d{1,2}(?::\d\d)?[ap]m)?)"
)


@register.filter
def strong_dates(words: str) -> SafeString:
    """Words with their dates in bold: the day is what people look for."""
    pieces = _DATE.split(str(words))
    return format_html_join(
        "", "{}{}", ((plain, _strong(date)) for plain, date in zip_longest(pieces[::2], pieces[1::2]))
    )


def _strong(date: str | None) -> SafeString | str:
    return format_html("<strong>{}</strong>", date) if date else ""


SMALLER = ("give_back_slot", "cancel_meeting")  # what undoes stands smaller than what changes
OFFER = ("selection", "accept")


def _url(reference: str, act: Any) -> str:
    if (act.kind, act.step) == OFFER:
        return reverse("offer", args=[reference])
    if act.step == MESSAGES:
        return reverse("messages", args=[reference])
    if act.step == FORM:
        return reverse("form", args=[reference])
    return reverse("own_step", args=[reference, act.row, act.step])


def _label(act: Any, paid: bool) -> str:
    if (act.kind, act.step) == OFFER:
        return "Read our offer" if paid else "Read our invitation"
    return str(act.label)


@register.simple_tag
def turn_actions(progress: Any, turn: Any) -> list[dict[str, str]]:
    """The buttons of one thing to do: its own steps, more time, a question."""
    acts = [
        {
            "label": _label(act, progress.paid),
            "url": _url(progress.reference, act),
            "style": "secondary" if place else "primary",
        }
        for place, act in enumerate(turn.acts)
    ]
    if turn.ways.tell:
        url = reverse("messages", args=[progress.reference])
        acts.append({"label": turn.ways.tell, "url": url, "style": "secondary" if acts else "primary"})
    if not turn.can_ask:
        return acts
    asks = (("time", "Give me 2 more weeks"), ("question", "I have a question"))
    return acts + [
        {"label": label, "url": reverse("ask_us", args=[progress.reference, turn.row, reason]), "style": "link"}
        for reason, label in asks
    ]


@register.simple_tag
def act_links(progress: Any, acts: list[Any]) -> list[dict[str, str]]:
    """Steps as links or buttons."""
    return [
        {"label": _label(act, progress.paid), "url": _url(progress.reference, act), "style": "link" if act.step in SMALLER else "primary"}
        for act in acts
    ]


@register.simple_tag
def with_links(progress: Any, read_only: bool) -> list[dict[str, Any]]:
    """The six steps as their component takes them; without links where the page is only looked at."""
    return [
        {
            "number": step.number,
            "title": step.title,
            "state": step.state,
            "hint": step.hint,
            "checks": [
                {
                    "title": check.title,
                    "who": check.who,
                    "words": check.words,
                    "paragraphs": check.paragraphs,
                    "wait": check.wait,
                    "links": [] if read_only else act_links(progress, check.acts),
                }
                for check in step.checks
            ],
        }
        for step in progress.steps
    ]


@register.simple_tag
def told_events(progress: Any, read_only: bool) -> list[dict[str, Any]]:
    """What has happened, as the timeline takes it."""
    return [
        {
            "at": event.at,
            "words": event.words,
            "by": event.by,
            "link": {"label": "Read it", "url": reverse("own_letter", args=[event.letter])}
            if event.letter and not read_only
            else None,
        }
        for event in progress.events
    ]


@register.simple_tag
def step_url(progress: Any, step: str) -> str:
    """The address of a step of the application itself."""
    return reverse("own_step", args=[progress.reference, "application", step])


@register.simple_tag
def write_link(progress: Any, read_only: bool) -> dict[str, str] | None:
    """The way to a message to the named person, where one has an application; none where the page is only looked at."""
    if not progress or read_only:
        return None
    name = progress.person.name.split()[0] if progress.person else "us"
    return {"label": f"Send {name} a message", "url": reverse("messages", args=[progress.reference])}

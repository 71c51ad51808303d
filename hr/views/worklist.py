"""The worklist: the page staff land on."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.views.decorators.http import require_safe

from hr.gate import StaffRequest, staff
from hr.links import person_url, step_url
from onboarding.door.held import ZONE
from onboarding.lib import clock
from onboarding.queries import desk, reaching_out, tasks_due, together, worklist
from onboarding.queries.worklist import HAND, OVERDUE, READY, SECTIONS, TODAY, Filters, Row, Section
from onboarding.stages import STAGE_KINDS
from onboarding.stages.names import PARTY_WORDS, Party

TITLES = {OVERDUE: "Overdue", TODAY: "Due today", HAND: "Might need a hand", READY: "Ready to move on"}
HINTS = {
    OVERDUE: "Only we and organisations can be overdue. Most days over target first.",
    TODAY: "Targets that fall on today.",
    HAND: "The next step is theirs, in their own time. Offer help. Nobody here is late.",
    READY: "Nothing is in the way. The ball is with us.",
}
EMPTY = {
    OVERDUE: "Nothing is overdue.",
    TODAY: "Nothing is due today.",
    HAND: "Nobody is waiting for help with a step of theirs.",
    READY: "Nobody is ready yet.",
}
TONES = {OVERDUE: "late", HAND: "you", READY: "done"}
PARTIES = [party for party in Party if party not in (Party.PAUSED, Party.HR, Party.COORDINATOR, Party.MANAGER)]


class FilterForm(forms.Form):
    """What the list is narrowed to, in the address."""

    show = forms.ChoiceField(label="Show", required=False, choices=[("", "Everyone"), ("mine", "My people")])
    party = forms.ChoiceField(
        label="Waiting for", required=False,
        choices=[("", "Anyone"), ("us", "Us"), *((party.value, PARTY_WORDS[party][1]) for party in PARTIES)],
    )  # fmt: skip
    step = forms.ChoiceField(
        label="Step", required=False, choices=[("", "Any step"), *((k.code, k.title_in_a_list) for k in STAGE_KINDS.values())]
    )
    name = forms.CharField(label="Name or reference", required=False, max_length=100)
    whole = forms.ChoiceField(
        required=False, choices=[(code, code) for code in ("", *SECTIONS)], widget=forms.HiddenInput
    )


@staff("view_worklist")
@require_safe
def worklist_page(request: StaffRequest) -> HttpResponse:
    """Tiles, sections, and what lies on the desk."""
    now = clock.now()
    form = FilterForm(request.GET)
    given = form.cleaned_data if form.is_valid() else {}
    filters = Filters(
        given.get("show") == "mine", given.get("party", ""), given.get("step", ""), given.get("name", "").strip(), given.get("whole", "")
    )  # fmt: skip
    found = worklist.sections(request.user, filters, at=now)
    shown = [_section(found[code], request) for code in SECTIONS]
    values = {
        "now": now,
        "sections": shown,
        "tiles": _tiles(found),
        "filters": FilterForm(request.GET),
        "narrowed": _narrowed(filters),
    }
    return render(
        request, "hr/worklist.html", {**values, **_panels(request, filters, now), "overdue": found[OVERDUE].total}
    )


def _narrowed(filters: Filters) -> dict[str, str] | None:
    plain = not (filters.mine or filters.party or filters.kind or filters.name)
    return None if plain else {"label": "Show everyone", "url": reverse("worklist")}


def _tiles(found: dict[str, Section]) -> list[dict[str, Any]]:
    return [
        {
            "count": found[code].total,
            "label": TITLES[code],
            "url": f"#{code}",
            "hint": _tile_hint(found[code]),
            "tone": TONES.get(code, ""),
        }
        for code in SECTIONS
    ]


def _tile_hint(section: Section) -> str:
    if section.code == OVERDUE:
        return "us and organisations"
    return {TODAY: "targets of today", HAND: "in their own time", READY: "the next step is ours"}[section.code]


def _section(section: Section, request: StaffRequest) -> dict[str, Any]:
    more = request.GET.copy()
    more["whole"] = section.code
    return {
        "id": section.code,
        "caption": f"{TITLES[section.code]} ({section.total})",
        "hint": HINTS[section.code],
        "empty": EMPTY[section.code],
        "rows": [_row(row, section.code) for row in section.rows],
        "more": f"?{more.urlencode()}#{section.code}" if section.more else "",
        "total": section.total,
    }


def _row(row: Row, section: str) -> dict[str, Any]:
    url = person_url(row.reference)
    if section == HAND:
        action = {"label": "Log a contact", "url": reverse("log_contact", args=[row.reference])}
    elif row.step:
        action = {"label": _short(row), "url": step_url(row.reference, row.stage, row.step)}
    else:
        action = {"label": "Open", "url": url}
    return {
        "name": row.name, "url": url, "reference": row.reference, "next": row.next, "next_hint": row.next_hint,
        "who": row.holder.who, "who_words": row.holder.who_words, "waited": row.holder.waited,
        "waited_strong": row.holder.waited_strong, "over": row.holder.over, "open": row.holder.open, "action": action,
    }  # fmt: skip


def _short(row: Row) -> str:
    return STAGE_KINDS[row.kind].steps[row.step].label if row.step else "Open"


def _panels(request: StaffRequest, filters: Filters, now: Any) -> dict[str, Any]:
    seen = worklist.looked_at(request.user, filters, clock.local_date(now, ZONE))
    found = desk.desk(request.user, seen, at=now)
    reached = reaching_out.reached_out(request.user, seen, at=now)
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
            for body in together.bodies(request.user)
        ],
        "tasks": [
            {"strong": one.name, "label": one.words, "hint": one.about, "url": reverse("chase", args=[one.reference, one.id])}
            for one in tasks_due.tasks(request.user, seen)
        ],
        "promises": [
            _link(item, ". ".join(filter(None, (_said(item), item.words)))) for item in found.promises
        ],
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
        "dates": [{**_link(item, f"{item.words}: {_near(item)}"), "band": item.band} for item in found.dates],
    }


def _to_answer(one: reaching_out.Reached, since: dt.datetime) -> dict[str, str]:
    """Who has written; never what. Where nobody looks after them, somebody is chosen first."""
    name, label = ("assign_owner", f"Choose who answers {one.called}") if one.nobody else ("thread", f"Answer {one.called}")
    return {"strong": one.name, "label": label, "hint": f"Since {_day(since)}", "url": reverse(name, args=[one.reference])}


def _day(moment: dt.datetime) -> str:
    day = clock.local_date(moment, ZONE)
    return f"{day.day} {day:%B}"


def _near(item: desk.Item) -> str:
    """The day in words, and which of the warnings this is."""
    day = f"{item.due_on.day} {item.due_on:%B %Y}" if item.due_on else ""
    return f"since {day}" if item.band == "run_out" else f"{day}, in {item.band} days or less"


def _said(item: desk.Item) -> str:
    return f"We said: by {item.due_on.day} {item.due_on:%B}" if item.due_on else ""


def _link(item: desk.Item, hint: str) -> dict[str, Any]:
    return {"strong": item.name, "label": f"Open {item.called}’s page", "hint": hint, "url": person_url(item.reference)}


urls = [path("staff/", worklist_page, name="worklist")]

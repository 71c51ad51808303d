"""The worklist: the page staff land on."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.views.decorators.http import require_safe

from hr.desk import panels
from hr.gate import StaffRequest, staff
from hr.links import own_step_url, person_url, step_url
from hr.views.nation_words import stale_links
from hr.views.saved_views import panel
from onboarding.door.held import ZONE
from onboarding.lib import clock
from onboarding.queries import bulk, worklist
from onboarding.queries.desk import Desk
from onboarding.queries.turns import HAND, OVERDUE, READY, TODAY
from onboarding.queries.worklist import SECTIONS, Filters, Row, Section
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
    seen = worklist.looked_at(request.user, filters, clock.local_date(now, ZONE))
    lying = Desk(request.user, seen, at=now)
    found = worklist.sections(request.user, filters, seen, lying.closures, at=now)
    shown = [_section(found[code], request) for code in SECTIONS]
    values = {
        "now": now, "stale": stale_links(request.user),
        "sections": shown,
        "tiles": _tiles(found),
        "filters": FilterForm(request.GET),
        "narrowed": _narrowed(filters),
        "saved": panel(request, "worklist", {name: value for name, value in given.items() if name != "whole"}),
        "several": [
            {"label": f"{one.label}: {one.count} people", "url": reverse("bulk", args=[one.kind, one.step])} for one in bulk.groups(found)
        ],
    }
    return render(
        request, "hr/worklist.html", {**values, **panels(request.user, lying), "overdue": found[OVERDUE].total}
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
    if (section == HAND or row.asked) and row.may_contact:
        action = {"label": "Log a contact", "url": reverse("log_contact", args=[row.reference])}
    elif row.step and section != HAND and not row.asked:
        to = own_step_url if STAGE_KINDS[row.kind].steps[row.step].grave else step_url
        action = {"label": _short(row), "url": to(row.reference, row.stage, row.step)}
    else:
        action = {"label": "Open", "url": url}
    return {
        "name": row.name, "url": url, "reference": row.reference, "next": row.next, "next_hint": row.next_hint,
        "who": row.holder.who, "who_words": row.holder.who_words, "waited": row.holder.waited,
        "waited_strong": row.holder.waited_strong, "over": row.holder.over, "open": row.holder.open, "action": action,
    }  # fmt: skip


def _short(row: Row) -> str:
    return STAGE_KINDS[row.kind].steps[row.step].label if row.step else "Open"


urls = [path("staff/", worklist_page, name="worklist")]

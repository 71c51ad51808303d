"""Words that differ by nation: all of them with who looked at them when, and looking at one."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.views.decorators.http import require_http_methods, require_safe

from hr.gate import StaffRequest, staff
from hr.refused import refuse
from onboarding import access
from onboarding.actions.review_words import review_words
from onboarding.door import StepRefused
from onboarding.door.held import ZONE
from onboarding.lib import clock
from onboarding.queries import nation_words
from onboarding.queries.nation_words import Seen
from onboarding.stages.nation_words import LONGEST

HEAD = ["What", "Words", "Looked at"]


class WordsForm(forms.Form):
    """The words, to be changed or left as they are; none to type where they are fixed."""

    def __init__(self, data: Any, seen: Seen) -> None:
        super().__init__(data)
        if not seen.kind.fixed:
            self.fields["words"] = forms.CharField(
                label="Words", initial=seen.words, max_length=LONGEST, help_text=seen.kind.hint, widget=forms.Textarea(attrs={"rows": 4}),
                error_messages={"required": "Enter the words", "max_length": f"Use {LONGEST} characters or fewer"},
            )  # fmt: skip


@staff("settings")
@require_safe
def words_page(request: StaffRequest) -> HttpResponse:
    """Every kind in every nation."""
    found = nation_words.all_words(today=_today())
    here, other = [one for one in found if one.used], [one for one in found if not one.used]
    groups = [
        {"title": title, "rows": [[one.title, one.words, looked(one)] for one in rows], "links": [_link(one) for one in rows]}
        for title, rows in (("Nations we are in", here), ("Other nations", other))
        if rows
    ]
    return render(request, "hr/nation_words.html", {"groups": groups, "head": HEAD, "back": reverse("settings")})


@staff("settings")
@require_http_methods(["GET", "HEAD", "POST"])
def review_page(request: StaffRequest, nation: str, kind: str) -> HttpResponse:
    """Look at one kind of words in one nation."""
    seen = nation_words.one(nation, kind, today=_today())
    form = WordsForm(request.POST if request.method == "POST" else None, seen)
    if form.is_valid():
        try:
            review_words(nation, kind, form.cleaned_data.get("words", ""), by=request.user, at=clock.now())
        except StepRefused as refused:
            refuse(form, refused)
        else:
            messages.success(request, f"Saved. {seen.title}: looked at by you today.")
            return redirect("nation_words")
    values = {"form": form, "seen": seen, "looked": looked(seen), "back": reverse("nation_words")}
    return render(request, "hr/nation_words_review.html", values)


def looked(one: Seen) -> str:
    """When and by whom, or that nobody has; and by when again."""
    if one.reviewed_on is None:
        return "Shipped: nobody here has looked at it yet"
    again = one.look_again_on
    by = f"{_day(one.reviewed_on)}, by {one.reviewed_by}"
    return f"{by}. Look again now" if one.stale else f"{by}. Again by {_day(again)}" if again else by


def stale_links(user: Any) -> list[dict[str, str]]:
    """What lies on the desk of who keeps the words: each to be looked at again; for everybody else nothing is read."""
    stale = nation_words.stale_words(today=_today()) if access.may(user, "settings") else []
    return [{**_link(one), "hint": looked(one)} for one in stale]


def _link(one: Seen) -> dict[str, str]:
    return {"label": one.title, "url": reverse("review_words", args=[one.nation, one.kind.code])}


def _day(day: dt.date) -> str:
    return f"{day.day} {day:%B %Y}"


def _today() -> dt.date:
    return clock.local_date(clock.now(), ZONE)


urls = [
    path("staff/settings/words/", words_page, name="nation_words"),
    path("staff/settings/words/<str:nation>/<slug:kind>/", review_page, name="review_words"),
]

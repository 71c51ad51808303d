"""Setting up the organisation: a list of each kind of row, and its form."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hr.forms import FIELDS, facts_of
from hr.gate import StaffRequest, staff
from hr.refused import refuse
from onboarding.actions.set_up import remove, save
from onboarding.door import StepRefused
from onboarding.lib import clock
from onboarding.queries import setup as known
from onboarding.queries.setup import Setup


class SetupForm(forms.Form):
    """The questions of one kind of row, and what the page showed of it."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)

    def __init__(self, setup: Setup, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.asks = setup.asks
        rows = {name: choices() for name, choices in setup.rows.items()}
        for ask in setup.asks:
            self.fields.update(FIELDS[ask.form](ask, rows))

    @property
    def facts(self) -> dict[str, Any]:
        """Every answer by the name of its question."""
        return facts_of(self.asks, self.cleaned_data)


@staff("view_settings")
@require_safe
def list_page(request: StaffRequest, code: str) -> HttpResponse:
    """All rows of a kind; of one there is only one of, the form."""
    setup = known.setup_for(request.user, code)
    if setup.single:
        return redirect("set_up", code, known.only(setup).pk)
    rows = [{"words": str(row), "line": setup.line(row), "pk": row.pk} for row in known.all_of(setup)]
    return render(request, "hr/setup/list.html", {"setup": setup, "rows": rows, "back": reverse("settings")})


@staff("view_settings")
@require_http_methods(["GET", "HEAD", "POST"])
def form_page(request: StaffRequest, code: str, number: int | None = None) -> HttpResponse:
    """Add a row, or change one."""
    setup = known.setup_for(request.user, code)
    if setup.single and number is None:
        raise Http404
    row = known.one_of(setup, number) if number else None
    shown = {**known.values_of(setup, row), "seen": known.seen(setup, row)} if row else known.usual(setup)
    form = SetupForm(setup, request.POST if request.method == "POST" else None, initial=shown)
    if form.is_valid():
        try:
            save(setup, number, form.facts, seen=form.cleaned_data["seen"], by=request.user, at=clock.now())
        except StepRefused as refused:
            refuse(form, refused)
        else:
            messages.success(request, "Saved.")
            return redirect("settings") if setup.single else redirect("set_ups", code)
    back = reverse("settings") if setup.single else reverse("set_ups", args=[code])
    title = setup.title if setup.single else f"Change: {row}" if row else f"Add {setup.a_one}"
    values = {"form": form, "title": title, "submit": "Save", "back": back, "setup": setup, "row": row}
    return render(request, "hr/setup/form.html", values)


@staff("view_settings")
@require_POST
def remove_row(request: StaffRequest, code: str, number: int) -> HttpResponse:
    """Take away a row that nothing hangs on."""
    setup = known.setup_for(request.user, code)
    if not setup.removable:
        raise Http404
    remove(setup, number, by=request.user, at=clock.now())
    messages.success(request, "Taken away.")
    return redirect("set_ups", code)


urls = [
    path("staff/settings/<slug:code>/", list_page, name="set_ups"),
    path("staff/settings/<slug:code>/add/", form_page, name="add_set_up"),
    path("staff/settings/<slug:code>/<int:number>/", form_page, name="set_up"),
    path("staff/settings/<slug:code>/<int:number>/remove/", remove_row, name="remove_set_up"),
]

"""Changing which checks a pathway asks for: what differs and what is in the way is shown first, then it becomes its next version."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.views.decorators.http import require_http_methods

from hr.gate import StaffRequest, staff
from hr.refused import refuse
from onboarding.actions.change_checks import change_checks, why_not
from onboarding.door import StepRefused
from onboarding.lib import clock
from onboarding.queries import pathway_change, pathway_draft, pathways_page
from onboarding.queries.pathway_draft import Choice, Wanted


class ChecksForm(forms.Form):
    """Each check with what it opens after and who usually does it, and whether roles follow."""

    def __init__(self, data: Any, pathway: Any) -> None:
        super().__init__(data)
        self.choices = pathway_draft.choices(pathway)
        for one in self.choices:
            self.fields.update(_fields(one))
        self.fields["roles_follow"] = forms.BooleanField(
            label="Open roles take the new version, for whoever applies from now on", required=False, initial=True
        )

    @property
    def checks(self) -> list[dict[str, Any]]:
        """The fields of each check together, as the page shows them."""
        return [{"one": one, **self._of(one.kind)} for one in self.choices]

    def _of(self, kind: str) -> dict[str, Any]:
        named = {part: f"{part}.{kind}" for part in ("ask", "after", "body")}
        return {part: self[name] for part, name in named.items() if name in self.fields}

    @property
    def wanted(self) -> list[Wanted]:
        """The draft, as the action takes it."""
        given = self.cleaned_data
        asked = [one for one in self.choices if one.fixed or given[f"ask.{one.kind}"]]
        return [Wanted(one.kind, tuple(given.get(f"after.{one.kind}", one.after)), given.get(f"body.{one.kind}")) for one in asked]


def _fields(one: Choice) -> dict[str, forms.Field]:
    found: dict[str, forms.Field] = {}
    if not one.fixed:
        found[f"ask.{one.kind}"] = forms.BooleanField(
            label=f"Ask for it: {one.title}", required=False, initial=one.asked, help_text=one.hint
        )
    if one.earlier:
        found[f"after.{one.kind}"] = forms.MultipleChoiceField(
            label="Opens when these are done", choices=one.earlier, initial=list(one.after), required=False,
            widget=forms.CheckboxSelectMultiple,
        )  # fmt: skip
    if one.bodies:
        found[f"body.{one.kind}"] = forms.TypedChoiceField(
            label="Who usually does it?", choices=[("", "Nobody in particular"), *one.bodies], initial=one.body, required=False,
            coerce=int, empty_value=None,
        )  # fmt: skip
    return found


@staff("settings")
@require_http_methods(["GET", "HEAD", "POST"])
def checks_page(request: StaffRequest, code: str) -> HttpResponse:
    """The form; first posted it shows what would differ or is in the way, posted again it makes the version."""
    seen = pathways_page.one(code)
    row = pathways_page.row_of(seen)
    if not seen.to_a_role:
        raise Http404
    form = ChecksForm(request.POST if request.method == "POST" else None, row)
    values: dict[str, Any] = {"form": form, "one": seen, "back": reverse("pathways")}
    if form.is_valid():
        if "look" in request.POST:
            values |= _looked(row, form)
        elif _made(request, row, form):
            return redirect("pathways")
    return render(request, "hr/pathway_checks.html", values)


def _looked(row: Any, form: ChecksForm) -> dict[str, Any]:
    refused = why_not(row, form.wanted)
    for sentence in refused:
        form.add_error(None, sentence)
    changes = pathway_draft.changes(row, pathway_draft.rows_of(row, form.wanted))
    return {"looked": True, "changes": changes, "ready": not refused, "roles": pathway_change.roles_on(row)}


def _made(request: StaffRequest, row: Any, form: ChecksForm) -> bool:
    try:
        made = change_checks(row, form.wanted, roles_follow=form.cleaned_data["roles_follow"], by=request.user, at=clock.now())
    except StepRefused as refused:
        refuse(form, refused)
        return False
    messages.success(request, f"Version {made.version} of {made.title} is there. It waits for a peer to sign it off.")
    return True


urls = [path("staff/pathways/<slug:code>/checks/", checks_page, name="change_checks")]

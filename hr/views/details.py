"""How we reach somebody: their name, contact and formats, changed with them by who may be in touch."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import path
from django.views.decorators.http import require_http_methods

from hr.details_form import ChangeForm
from hr.gate import StaffRequest, staff
from hr.links import person_url
from hr.refused import refuse
from onboarding import access
from onboarding.actions.details import ChangedMeanwhile, change_details
from onboarding.door import StepRefused
from onboarding.lib import clock
from onboarding.queries.own_details import as_seen, details_for_staff, seen_of

MEANWHILE = "Somebody saved this a moment ago. It says: {words}. Save to keep what you typed instead."


@staff("contact")
@require_http_methods(["GET", "HEAD", "POST"])
def details_page(request: StaffRequest, reference: str) -> HttpResponse:
    """The form, and saving it."""
    application = access.get_application(request.user, reference, "contact")
    shown = details_for_staff(application.applicant)
    form = ChangeForm(request.POST if request.method == "POST" else None, initial={**shown, "seen": as_seen(shown)})
    if form.is_valid() and _saved(request, application, form, shown):
        return redirect(person_url(reference))
    who = application.applicant
    title = f"Change how we reach {who.called}"
    values = {"form": form, "title": title, "submit": "Save", "who": who, "application": application, "back": person_url(reference)}
    return render(request, "hr/form.html", values, status=422 if form.errors else 200)


def _saved(request: StaffRequest, application: Any, form: ChangeForm, shown: dict[str, Any]) -> bool:
    given = dict(form.cleaned_data)
    seen = seen_of(given.pop("seen"))
    try:
        changed = change_details(application, given, seen=seen, by=request.user, at=clock.now())
    except StepRefused as refused:
        refuse(form, refused)
    except ChangedMeanwhile as other:
        _show_both(form, other.fields, shown)
    else:
        messages.success(request, _said(application.applicant.called, changed))
        return True
    return False


def _said(called: str, changed: list[str]) -> str:
    if "email" in changed:
        return f"Saved. {called} signs in with the new e-mail address from now on. The old one gets no codes."
    return "Saved." if changed else "Nothing was changed."


def _show_both(form: ChangeForm, fields: list[str], shown: dict[str, Any]) -> None:
    """What was typed stays in the boxes, what stands there now is said beside it; the next click decides."""
    for name in fields:
        form.add_error(name, MEANWHILE.format(words=_words(form, name, shown[name])))
    given = QueryDict(mutable=True)
    given.update(form.data)
    given["seen"] = as_seen(shown)
    form.data = given


def _words(form: ChangeForm, name: str, value: Any) -> str:
    offered = {str(code): str(words) for code, words in getattr(form.fields[name], "choices", [])}
    several = value if isinstance(value, list) else [value]
    return ", ".join(offered.get(str(one), str(one)) for one in several if one not in ("", None)) or "nothing"


urls = [path("staff/people/<str:reference>/details/", details_page, name="change_details")]

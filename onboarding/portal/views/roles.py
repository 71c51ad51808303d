"""The roles that anybody can ask for: a list without ranking, and one page for each."""

from __future__ import annotations

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from onboarding.lib.formfields import offer
from onboarding.queries import roles

PAY = [("", "Paid or unpaid"), (roles.PAID, "Paid"), (roles.UNPAID, "Unpaid")]


class FilterForm(forms.Form):
    """What the list is narrowed to, in the address."""

    pay = forms.ChoiceField(label="Paid or unpaid", required=False, choices=PAY)
    place = forms.TypedChoiceField(label="Where", required=False, coerce=int, empty_value=None)

    def __init__(self, *given: object, **named: object) -> None:
        super().__init__(*given, **named)  # type: ignore[arg-type]
        offer(self, "place", [("", "Anywhere"), *roles.places()])


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The open roles."""
    form = FilterForm(request.GET)
    given = form.cleaned_data if form.is_valid() else {}
    found = roles.roles(pay=given.get("pay", ""), place=given.get("place"))
    narrowed = any(given.values())
    return render(request, "portal/roles.html", {"roles": found, "filters": FilterForm(request.GET), "narrowed": narrowed})


@require_safe
def show(request: HttpRequest, role: int) -> HttpResponse:
    """One role, or that it is not open."""
    found = roles.role(role)
    return closed(request, role) if found is None else render(request, "portal/role.html", {"role": found})


def closed(request: HttpRequest, role: int) -> HttpResponse:
    """A role that was there says so; one that never was is not found."""
    if not roles.was_there(role):
        raise Http404
    return render(request, "portal/role_closed.html", status=410)

"""Who works here: the list, adding somebody, roles given and taken, and somebody who leaves."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hr.gate import StaffRequest, staff
from onboarding.actions.add_staff import NotStaff
from onboarding.actions.staff_roles import give_roles, let_go, take_role
from onboarding.lib import clock
from onboarding.lib.formfields import offer
from onboarding.queries import staff_page
from onboarding.queries.choices import member

WAITS = "another administrator or the data lead confirms it first. It opens restricted records, or such access."


class RolesForm(forms.Form):
    """What somebody may do, and where."""

    roles = forms.MultipleChoiceField(
        label="What do they do?", widget=forms.CheckboxSelectMultiple, error_messages={"required": "Select at least one"}
    )
    service = forms.TypedChoiceField(
        label="Where?", coerce=int, empty_value=None, required=False, help_text="One service, or all of them"
    )

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        offer(self, "roles", staff_page.role_choices())
        offer(self, "service", [("", "In every service"), *staff_page.services()])


class NewForm(RolesForm):
    """Somebody new."""

    name = forms.CharField(label="Name", max_length=200, error_messages={"required": "Enter the name"})
    email = forms.EmailField(
        label="E-mail address at work",
        error_messages={"required": "Enter the e-mail address", "invalid": "Enter an e-mail address, like name@example.com"},
    )  # fmt: skip
    field_order = ("name", "email", "roles", "service")


@staff("settings")
@require_safe
def staff_list(request: StaffRequest) -> HttpResponse:
    """Everybody who works here."""
    return render(request, "hr/staff/list.html", {"workers": staff_page.workers(), "back": reverse("settings")})


@staff("settings")
@require_http_methods(["GET", "HEAD", "POST"])
def add_page(request: StaffRequest) -> HttpResponse:
    """Add somebody. They choose their own password."""
    form = NewForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and (given := _given(request, form, **form.cleaned_data)):
        if given.added:
            reset = request.build_absolute_uri(reverse("account_reset_password"))
            messages.success(request, f"{given.added.user.name} is added. They choose their password here: {reset}")
        return redirect("staff_list")
    values = {"form": form, "title": "Add somebody who works here", "submit": "Add", "back": reverse("staff_list")}
    return render(request, "hr/form.html", values)


@staff("settings")
@require_http_methods(["GET", "HEAD", "POST"])
def one_page(request: StaffRequest, number: int) -> HttpResponse:
    """One member of staff: their roles, one more, or fewer."""
    shown = staff_page.worker(number)
    form = RolesForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and _given(request, form, email=shown.email, name=shown.name, **form.cleaned_data):
        messages.success(request, "Saved.")
        return redirect("staff_member", number)
    return render(request, "hr/staff/one.html", {"worker": shown, "form": form, "back": reverse("staff_list")})


def _given(request: StaffRequest, form: forms.Form, **given: Any) -> Any:
    try:
        done = give_roles(by=request.user, at=clock.now(), **given)
    except NotStaff as refused:
        form.add_error(None, str(refused))
        return None
    if done.waiting:
        titles = ", ".join(staff_page.short(role) for role in done.waiting)
        messages.info(request, f"{titles}: {WAITS}")
    return done


@staff("settings")
@require_POST
def take(request: StaffRequest, number: int, row: int) -> HttpResponse:
    """Take one role away."""
    _do(request, "The role is taken away.", lambda: take_role(member(number), row, by=request.user, at=clock.now()))
    return redirect("staff_list")


@staff("settings")
@require_POST
def leave(request: StaffRequest, number: int) -> HttpResponse:
    """Somebody leaves."""
    _do(request, "They have no roles and cannot sign in.", lambda: let_go(member(number), by=request.user, at=clock.now()))
    return redirect("staff_list")


def _do(request: StaffRequest, words: str, verb: Any) -> None:
    try:
        verb()
    except NotStaff as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, words)


urls = [
    path("staff/settings/staff/", staff_list, name="staff_list"),
    path("staff/settings/staff/add/", add_page, name="add_staff_member"),
    path("staff/settings/staff/<int:number>/", one_page, name="staff_member"),
    path("staff/settings/staff/<int:number>/roles/<int:row>/take/", take, name="take_role"),
    path("staff/settings/staff/<int:number>/leave/", leave, name="staff_leaves"),
]

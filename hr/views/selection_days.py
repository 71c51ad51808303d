"""Selection days: the list, one day with its times, its panel and who comes; arranging it; declaring an interest."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.html import format_html
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hr.gate import StaffRequest, staff
from hr.refused import refuse, sentences
from hr.selection_forms import ArrangeForm, MemberForm, TimeForm
from onboarding import access
from onboarding.actions import selection_days as act
from onboarding.actions.interests import declare
from onboarding.actions.save_answers import read_answers
from onboarding.door import StepRefused
from onboarding.lib import clock
from onboarding.queries import selection_days as known
from onboarding.queries.anonymous_form import rows_of
from onboarding.queries.plain_words import weekday
from onboarding.queries.selection_choices import may_sit, roles_of, services_of, waiting_for_times
from onboarding.queries.selection_days import ARRANGE, SIT, Day
from onboarding.queries.shortlist import to_read

LIST_HEAD = ["Day", "Where", "For", "Places", "Can people choose?"]


@staff(SIT)
@require_safe
def list_page(request: StaffRequest) -> HttpResponse:
    """Every day that this person arranges or sits on."""
    ahead, over = known.days(request.user, at=clock.now())
    sections = [{"title": title, "rows": [_line(row) for row in rows]} for title, rows in (("To come", ahead), ("Over", over))]
    arranges = access.may(request.user, ARRANGE)
    waiting = waiting_for_times(request.user) if arranges else 0
    values = {"head": LIST_HEAD, "sections": sections, "arranges": arranges, "waiting": waiting, "forms": to_read(request.user)}
    return render(request, "hr/selection/list.html", values)


def _line(row: Day) -> list[str]:
    url = reverse("selection_day", args=[row.id])
    link = format_html('<a class="govuk-link" href="{}">{}</a>', url, f"{weekday(row.day)} {row.day.year}")
    return [link, _where(row), ", ".join(row.roles), _places(row), "Yes" if row.is_open else "Not yet"]


def _where(row: Day) -> str:
    return ": ".join(filter(None, [row.how, row.place]))


def _places(row: Day) -> str:
    return f"{row.taken} of {row.places} taken, {f'{row.free} free' if row.free else 'full'}"


@staff(SIT)
@require_safe
def day_page(request: StaffRequest, number: int) -> HttpResponse:
    """One day: its times with who comes, its panel, what can be done about it."""
    page = known.day_page(request.user, number, at=clock.now())
    row = page.day
    facts = {"Where": _where(row), "For": ", ".join(row.roles), "Service": row.service, "Places": _places(row),
             "Can people choose a time?": "Yes" if row.is_open else "Not yet"}  # fmt: skip
    rows = [{"key": key, "value": words} for key, words in facts.items()]
    values = {"page": page, "title": f"{weekday(row.day)} {row.day.year}", "facts": rows, "back": reverse("selection_days")}
    return render(request, "hr/selection/day.html", values)


@staff(ARRANGE)
@require_http_methods(["GET", "HEAD", "POST"])
def arrange_page(request: StaffRequest) -> HttpResponse:
    """Arrange a day: when, how, where, for which roles, and its times."""
    services = services_of(request.user)
    form = ArrangeForm(roles_of(services), request.POST if request.method == "POST" else None)
    if form.is_valid():
        made = _arranged(request, form)
        if made is not None:
            messages.success(request, "Saved. Put two people or more on the panel, then let people choose.")
            return redirect("selection_day", made)
    values = {"form": form, "title": "Arrange a selection day", "submit": "Save", "back": reverse("selection_days")}
    return render(request, "hr/form.html", values)


def _arranged(request: StaffRequest, form: ArrangeForm) -> int | None:
    given = form.cleaned_data
    try:
        made = act.arrange(
            roles=form.roles, day=given["day"], how=given["how"], place=given["place"], starts=form.starts,
            places=given["places"], by=request.user, at=clock.now(),
        )  # fmt: skip
    except StepRefused as refused:
        refuse(form, refused)
        return None
    return int(made.pk)


@staff(ARRANGE)
@require_http_methods(["GET", "HEAD", "POST"])
def time_page(request: StaffRequest, number: int) -> HttpResponse:
    """Add a time to a day."""
    day = known.get_day(request.user, number)
    form = TimeForm(day.day, request.POST if request.method == "POST" else None)
    done = form.is_valid() and _tried(
        request, form, lambda: act.add_time(day, form.starts_at, form.cleaned_data["places"], by=request.user, at=clock.now())
    )
    if done:
        return redirect("selection_day", number)
    values = {"form": form, "title": "Add a time", "submit": "Save", "back": reverse("selection_day", args=[number])}
    return render(request, "hr/form.html", values)


@staff(ARRANGE)
@require_http_methods(["GET", "HEAD", "POST"])
def member_page(request: StaffRequest, number: int) -> HttpResponse:
    """Put somebody on the panel of a day."""
    day = known.get_day(request.user, number)
    form = MemberForm(may_sit(day), request.POST if request.method == "POST" else None)
    if form.is_valid() and _tried(request, form, lambda: act.seat(day, form.member, by=request.user, at=clock.now())):
        return redirect("selection_day", number)
    values = {"form": form, "title": "Who sits on the panel?", "submit": "Save", "back": reverse("selection_day", args=[number])}
    return render(request, "hr/form.html", values)


def _tried(request: StaffRequest, form: Any, action: Callable[[], None]) -> bool:
    try:
        action()
    except StepRefused as refused:
        refuse(form, refused)
        return False
    messages.success(request, "Saved.")
    return True


def _pressed(request: StaffRequest, number: int, action: Callable[[], None]) -> HttpResponse:
    """One button of the page of a day; what is in the way is said there."""
    try:
        action()
    except StepRefused as refused:
        for sentence in sentences(refused):
            messages.error(request, sentence)
    else:
        messages.success(request, "Saved.")
    return redirect("selection_day", number)


@staff(ARRANGE)
@require_POST
def change_page(request: StaffRequest, number: int, what: str) -> HttpResponse:
    """Let people choose, or no longer."""
    day, action = known.get_day(request.user, number), {"open": act.open_day, "close": act.close_day}.get(what)
    if action is None:
        raise Http404
    return _pressed(request, number, lambda: action(day, by=request.user, at=clock.now()))


@staff(ARRANGE)
@require_POST
def remove_time_page(request: StaffRequest, number: int, slot: int) -> HttpResponse:
    """Take a time away."""
    day = known.get_day(request.user, number)
    return _pressed(request, number, lambda: act.remove_time(day, slot, by=request.user, at=clock.now()))


@staff(ARRANGE)
@require_POST
def unseat_page(request: StaffRequest, number: int, member: int) -> HttpResponse:
    """Take somebody off the panel."""
    day = known.get_day(request.user, number)
    return _pressed(request, number, lambda: act.unseat(day, member, by=request.user, at=clock.now()))


@staff(SIT)
@require_POST
def peer_page(request: StaffRequest, number: int) -> HttpResponse:
    """“I am here with lived experience”, or no longer."""
    day, here = known.get_day(request.user, number), request.POST.get("here") == "1"
    return _pressed(request, number, lambda: act.here_as_peer(day, here=here, by=request.user, at=clock.now()))


@staff(SIT)
@require_POST
def declare_page(request: StaffRequest, number: int, reference: str) -> HttpResponse:
    """“I do not know this person”, or “I know this person: I stand down”."""
    day = known.get_day(request.user, number)
    application, down = known.comes_to(request.user, day, reference), request.POST.get("stands_down")
    if down not in ("0", "1"):
        raise Http404
    return _pressed(request, number, lambda: declare(application, stands_down=down == "1", by=request.user, at=clock.now()))


@staff(SIT)
@require_safe
def form_page(request: StaffRequest, number: int, reference: str) -> HttpResponse:
    """What somebody who comes wrote, without the name, for a panel member who declared no interest. Witnessed first."""
    day = known.get_day(request.user, number)
    application = known.comes_to(request.user, day, reference)
    if not (access.meets(request.user, application) and access.declared_free(request.user, application)):
        raise Http404
    read_answers(application, by=request.user, at=clock.now())
    values = {"rows": rows_of(application), "back": reverse("selection_day", args=[number]), "application": application}
    return render(request, "hr/answers.html", values)


urls = [
    path("staff/selection/", list_page, name="selection_days"),
    path("staff/selection/arrange/", arrange_page, name="arrange_selection"),
    path("staff/selection/<int:number>/", day_page, name="selection_day"),
    path("staff/selection/<int:number>/time/", time_page, name="selection_time"),
    path("staff/selection/<int:number>/time/<int:slot>/remove/", remove_time_page, name="remove_selection_time"),
    path("staff/selection/<int:number>/panel/", member_page, name="panel_member"),
    path("staff/selection/<int:number>/panel/<int:member>/remove/", unseat_page, name="remove_panel_member"),
    path("staff/selection/<int:number>/peer/", peer_page, name="here_as_peer"),
    path("staff/selection/<int:number>/<slug:what>/", change_page, name="change_selection_day"),
    path("staff/selection/<int:number>/person/<str:reference>/interest/", declare_page, name="declare_interest"),
    path("staff/selection/<int:number>/person/<str:reference>/form/", form_page, name="panel_form"),
]

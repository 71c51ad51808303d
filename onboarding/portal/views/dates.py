"""A date as a file for the person's own calendar."""

from __future__ import annotations

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from onboarding import access
from onboarding.lib import clock
from onboarding.lib.calendar_file import calendar_file
from onboarding.portal.views.shell import OwnRequest, own_page
from onboarding.queries.own_dates import own_date


@own_page
@require_safe
def ics(request: OwnRequest, reference: str, kind: str) -> HttpResponse:
    """One date of one's own; its words say nothing about health, checks or the role."""
    found = own_date(access.get_own(request.user, reference), kind)
    file = calendar_file(found.uid, found.title, found.begins, found.ends, place=found.place, made=clock.now(), note=found.note)
    response = HttpResponse(file, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="date.ics"'
    response["X-Content-Type-Options"] = "nosniff"
    return response

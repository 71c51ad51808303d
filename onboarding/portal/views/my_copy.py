"""A copy of what we hold, for the person themselves."""

from __future__ import annotations

from django.http import HttpResponse
from django.views.decorators.http import require_POST

from onboarding.actions.witness import witness
from onboarding.lib import clock
from onboarding.portal.views.shell import OwnRequest, own_page
from onboarding.queries.my_data import bundle


@require_POST
@own_page
def copy(request: OwnRequest) -> HttpResponse:
    """The file to save. That it was taken is witnessed first."""
    now = clock.now()
    witness("data_copied", by=request.user, at=now)
    response = HttpResponse(bundle(request.user, at=now), content_type="application/zip")
    response["Content-Disposition"] = f'attachment; filename="what-we-hold-{now:%Y-%m-%d}.zip"'
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "no-store"
    return response

"""Our addresses, and one that does nothing for somebody who is signed in: the floor under every page."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.urls import path

from onboarding import access
from onboarding.conf.urls import urlpatterns as ours


@login_required
def empty(request: HttpRequest) -> HttpResponse:
    """Nothing, for staff."""
    return HttpResponse("yes" if access.is_staff(request.user) else "no")


urlpatterns = [*ours, path("empty/", empty)]

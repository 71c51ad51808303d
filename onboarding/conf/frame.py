"""What every page's frame shows without its view handing it over: the organisation, the menu, the foot."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from onboarding import access
from onboarding.conf.staff_menu import staff_entries
from onboarding.queries.frame import House, house
from onboarding.queries.messages import new_for


def frame(request: HttpRequest) -> dict[str, Any]:
    """The variables of templates/base.html. Read from the database only where a page uses them; a view's own win."""
    return {
        "organisation": SimpleLazyObject(lambda: _house(request)),
        "navigation": SimpleLazyObject(lambda: _menu(request)),
        "new_messages": SimpleLazyObject(lambda: _new(request)),
        "footer_links": FOOTER,
        "may_have_details": SimpleLazyObject(lambda: not request.user.is_authenticated or _applies(request)),
        "may_be_away": SimpleLazyObject(lambda: access.may(request.user, "contact")),
    }


def _house(request: HttpRequest) -> House:
    """With the words of the nation whose page this is; staff read the applicant's own where a view hands them over."""
    user, match = getattr(request, "user", None), request.resolver_match
    given = match.kwargs if match else {}
    own = user is not None and user.is_authenticated and not access.is_staff(user)
    role = given.get("role")
    return house(
        reader=user.pk if user is not None and own else None, reference=given.get("reference", ""),
        role=role if isinstance(role, int) else None,
    )  # fmt: skip


FOOTER = [
    {"label": "Get help", "url": "/help/"},
    {"label": "Help near you", "url": "/help/near/"},
    {"label": "Privacy: who sees your information", "url": "/privacy/"},
    {"label": "Accessibility", "url": "/accessibility/"},
]


OWN = (
    ("Your progress", "/progress/"),
    ("Messages", "/messages/"),
    ("Letters", "/letters/"),
    ("Your details", "/details/"),
    ("Help now", "/help/"),
)


def _new(request: Any) -> str:
    """“1 new message”, for who applies; asked once a request, for the menu and for the page. Nothing for staff."""
    if not hasattr(request, "new_messages"):
        user: Any = getattr(request, "user", None)
        asks = user is not None and user.is_authenticated and not access.is_staff(user)
        count = new_for(user) if asks else 0
        request.new_messages = f"{count} new message{'' if count == 1 else 's'}" if count else ""
    return str(request.new_messages)


def _own(request: HttpRequest) -> list[dict[str, Any]]:
    """The menu of who applies; a message they have not seen yet is counted in it."""
    new = _new(request)
    return [_entry(request, new.capitalize() if label == "Messages" and new else label, url) for label, url in OWN]


def _entry(request: HttpRequest, label: str, url: str) -> dict[str, Any]:
    return {"label": label, "url": url, "current": request.path.startswith(url)}


def _menu(request: HttpRequest) -> list[dict[str, Any]]:
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return [
            _entry(request, "Roles", reverse("roles")),
            _entry(request, "Sign in", reverse("account_request_login_code")),
            _entry(request, "Help now", "/help/"),
        ]
    if access.is_staff(user):
        entries = staff_entries(request)
    elif _applies(request):
        entries = _own(request)
    else:
        entries = [_entry(request, "Roles", reverse("roles")), _entry(request, "Help now", "/help/")]
    return [*entries, {"label": "Sign out", "url": reverse("account_logout"), "method": "post"}]


def _applies(request: Any) -> bool:
    return access.own_applications(request.user).exists()

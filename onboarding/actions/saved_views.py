"""One's own saved views: kept under a name, replaced by a new one of that name, taken away. Nobody else sees them."""

from __future__ import annotations

from django.db import transaction

from onboarding import access
from onboarding.door.refusal import StepRefused
from onboarding.models import User
from onboarding.queries.saved_views import LONGEST, PAGES

MOST = 12


def save_view(user: User, page: str, name: str, query: str) -> None:
    """Keep a view. Raises StepRefused with every sentence in the way."""
    called = name.strip()
    with transaction.atomic():
        row = User.objects.select_for_update(no_key=True).get(pk=user.pk)
        others = [view for view in row.views if view["name"] != called]
        in_the_way = {
            "You cannot open this list": page not in PAGES or not access.may(user, PAGES.get(page, "")),
            "Enter a name for the view": not called,
            f"Use {LONGEST} characters or fewer for the name": len(called) > LONGEST,
            f"You have {MOST} views. Take one away first.": len(others) >= MOST,
            "Narrow the list first, then save it": not query or len(query) > 300,
        }
        if refused := [sentence for sentence, stands in in_the_way.items() if stands]:
            raise StepRefused(refused)
        row.views = sorted([*others, {"name": called, "page": page, "query": query}], key=lambda view: view["name"].casefold())
        row.save(update_fields=["views"])


def remove_view(user: User, name: str) -> None:
    """Take one of one's own away; twice is once."""
    with transaction.atomic():
        row = User.objects.select_for_update(no_key=True).get(pk=user.pk)
        row.views = [view for view in row.views if view["name"] != name]
        row.save(update_fields=["views"])

"""How many statements the pages take that staff open all day, for everybody who works here and everybody they may see."""

from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from onboarding import access
from onboarding.door.held import GATHERED, TOGETHER
from onboarding.models import Application, User

MOST = 12


def too_many() -> list[str]:
    """Pages of the worklist, the search and the applications that took more than 12 statements, with the statements."""
    found = []
    for user in User.objects.filter(roles__isnull=False).distinct():
        client = Client()
        client.force_login(user)
        client.get("/staff/")  # also writes when the session was last used: once a minute, whatever page it is
        for page in pages(user):
            with CaptureQueriesContext(connection) as asked:
                client.get(page)
            if len(asked) > MOST:
                found.append(f"{user.name} {page}: {len(asked)}\n" + "\n".join(one["sql"][:160] for one in asked.captured_queries))
    return found


def pages(user: User) -> list[str]:
    """The lists with and without a filter, a name, a name with a slip; and each application."""
    lists = ["/staff/", "/staff/?show=mine", "/staff/?name=okaf", "/staff/?name=okofar", "/staff/?whole=ready"]
    people = ["/staff/people/", "/staff/people/?name=okaf", "/staff/people/?name=okofar"]
    theirs = access.applications_for(user).values_list("reference", flat=True)
    return [*lists, *people, *(f"/staff/people/{reference}/" for reference in theirs)] if Application.objects.exists() else []


def read_together_is_read_apart() -> int:
    """How many findings were compared: what is read in one statement is what each table says, of the same types."""
    count = 0
    for application in Application.objects.all():
        rows = GATHERED(application.pk)
        for code, kind in TOGETHER.items():
            apart = [found.values() for found in kind._default_manager.filter(stage__application=application, current=True).order_by("pk")]
            together = [kind.gathered(row) for row in sorted(rows[code], key=lambda row: int(row["id"]))]
            assert together == apart
            assert [types(one) for one in together] == [types(one) for one in apart]
            count += len(apart)
    return count


def types(values: dict[str, Any]) -> dict[str, type]:
    return {name: type(value) for name, value in values.items()}

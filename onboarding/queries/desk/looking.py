"""What every panel of the desk is made from: who looks at which applications, and one line of a panel."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from onboarding import access
from onboarding.models import Application, User
from onboarding.models.gathered import Part, Row, Rows
from onboarding.models.people import called, full_name

MOST = 25
PERSON = ("first_name", "known_as", "surname")


@dataclass(frozen=True)
class Looking:
    """Who looks, at which applications (those they may see, narrowed as the worklist is), on which day."""

    user: User
    seen: QuerySet[Application]
    today: dt.date
    at: dt.datetime
    known: Rows = field(default_factory=dict)  # everything that was read, once it was

    def sees(self, to: str = "application", **where: Any) -> Exists:
        """Whether a row is about an application they look at; `to` leads from the row to it. Asked of each of few rows."""
        return Exists(self.seen.filter(pk=OuterRef(to), **where))

    def may(self, permission: str) -> bool:
        """Whether they may do something anywhere."""
        return access.may(self.user, permission)


@dataclass(frozen=True)
class Item:
    """One thing on the desk: whose it is, what, and the row that deals with it."""

    name: str
    called: str
    reference: str
    words: str = ""
    row: int | None = None
    step: str = ""
    due_on: dt.date | None = None
    band: str = ""
    since: dt.datetime | None = None
    nobody: bool = False


@dataclass(frozen=True)
class Source:
    """Where the lines of one panel come from: the rows to be read (none for who may not), and what they say.

    `of` names another source, whose rows are read for this one, too.
    """

    part: Callable[[Looking], Part | None] | None
    items: Callable[[list[Row], Looking], list[Item]]
    of: str = ""


def first(rows: QuerySet[Any, Any], *order: Any, most: int = MOST) -> QuerySet[Any, Any]:
    """The first rows in an order, as rows that can be gathered."""
    return rows.model._base_manager.filter(pk__in=rows.order_by(*order, "pk").values("pk")[:most])


def part(rows: QuerySet[Any, Any], *columns: str, to: str = "application__") -> Part:
    """The rows with these columns and whose they are; `to` leads from a row to its application (empty: it is one)."""
    names = [f"{to}applicant__{name}" for name in PERSON]
    nation = f"{to}opportunity__nation"
    return Part(rows, *columns, f"{to}reference", nation, *names)


def item(row: Row, /, *, to: str = "application__", **more: Any) -> Item:
    """The line of one row."""
    names = [row[f"{to}applicant__{name}"] for name in PERSON]
    return Item(full_name(*names), called(*names[:2]), row[f"{to}reference"], **more)


def nation(row: Row, *, to: str = "application__") -> str:
    """Where the role of a row's application is."""
    return str(row[f"{to}opportunity__nation"])



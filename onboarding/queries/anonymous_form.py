"""What somebody wrote, without who they are: for those who choose, and for the panel that meets them. The caller witnesses it."""

from __future__ import annotations

from typing import Any

from onboarding import access
from onboarding.models import Application, User
from onboarding.queries.application_form import shown, told_to_us


def rows_of(application: Application, *, by: User | None = None, only: tuple[str, ...] = ()) -> list[dict[str, Any]]:
    """Every part that is not about the person, with the question and the answer.

    What only some may read (whom somebody would rather not be with) is left out unless `by` may; `only` narrows it to some parts.
    """
    sheet = told_to_us(application)
    return [
        {"title": part.title, "question": part.heading, "lines": shown(part.code, sheet.saved[part.code].values)}
        for part in sheet.parts
        if not part.of_person and part.code in sheet.saved and (not only or part.code in only) and _may(by, part.right, application)
    ]


def _may(by: User | None, right: str, application: Application) -> bool:
    return right == "select" if by is None else access.may(by, right, application)

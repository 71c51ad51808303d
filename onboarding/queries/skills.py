"""The skills of one person that wait for a name, read by who may sign them."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import Q, QuerySet
from django.http import Http404

from onboarding.door.chain import record
from onboarding.models import Application, Skill, User

MAY_SIGN = "sign_skills"
WAITS = Q(signed_at=None, passed_at=None)


def to_sign(application: Application) -> QuerySet[Skill]:
    """The skills of one application without a name, that nobody has said no to yet."""
    return Skill.objects.filter(WAITS, application=application)


def read(application: Application, *, by: Any, at: dt.datetime) -> list[Skill]:
    """The words that wait, for who may sign them. Witnessed before they are shown, where there are any."""
    found = list(to_sign(application).order_by("pk"))
    if found:
        record(application, "skills_read", by=by, at=at, codes={"skills": len(found)})
    return found


def skill_in(application: Application, number: int) -> Skill:
    """One skill of an application, or 404."""
    found = Skill.objects.filter(application=application, pk=number).first()
    if found is None:
        raise Http404
    return found


def own_skill(user: User, number: int) -> Skill:
    """One of the signed-in person's own, or 404."""
    found = Skill.objects.filter(applicant__user=user, pk=number).select_related("application").first()
    if found is None:
        raise Http404
    return found

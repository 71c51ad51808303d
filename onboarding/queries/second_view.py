"""Who looks again after a “not yet”: somebody with the right who did not say it, and who has the fewest to look at."""

from __future__ import annotations

from collections import Counter

from onboarding import access
from onboarding.door.worked_out import WORKED_OUT
from onboarding.models import Application, SecondView, User
from onboarding.stages.second_view import LOOKING, RIGHT, SAID


def who_looks_again(application: Application) -> int | None:
    """Their number, coordinators before others; None where nobody else is there."""
    said = WORKED_OUT[SAID](application, lambda: None)["people"]
    staff = User.objects.filter(is_active=True, roles__isnull=False).exclude(pk__in=said).exclude(applicant=application.applicant_id)
    able = [user for user in staff.distinct().order_by("pk") if access.may(user, RIGHT, application)]
    busy = Counter(SecondView.objects.filter(current=True, stage__state=LOOKING).values_list("who", flat=True))
    return min(able, key=lambda user: (not _coordinates(user), busy[user.pk], user.pk)).pk if able else None


def _coordinates(user: User) -> bool:
    return any(role == "coordinator" for role, _bound in access.roles_of(user))

"""One step of the applicant's own: whether it is theirs, what it asks, and the version it was shown at."""

from __future__ import annotations

from dataclasses import dataclass

from onboarding import access
from onboarding.engine.asks import Ask
from onboarding.models import Application, Stage
from onboarding.queries.plain_words import Fit
from onboarding.stages import ALL_KINDS
from onboarding.stages.names import APPLICATION


@dataclass(frozen=True)
class OwnStep:
    """A step and the row it belongs to. Whether it is possible now, the door says."""

    application: Application
    kind: str
    step: str
    asks: tuple[Ask, ...]
    version: int
    fit: Fit
    inner: bool = False


def own_step(application: Application, kind: str, step: str) -> OwnStep | None:
    """The step, if this application has the kind and an applicant may take it; else None."""
    found = ALL_KINDS[kind].steps.get(step) if kind in ALL_KINDS else None
    if found is None or found.permission not in access.ROLES["applicant"]:
        return None
    row: Application | Stage | None = application
    if kind != APPLICATION:
        row = Stage.objects.filter(application=application, kind=kind).order_by("slot").first()
    if row is None:
        return None
    fit = Fit(application.pathway.engagement, application.opportunity.nation, {})
    return OwnStep(application, kind, step, found.asks, row.version, fit, found.inner)

"""Asked again just before anything leaves: may it still go? What was true when it was put in may have changed."""

from __future__ import annotations

from onboarding.models import Application, Move, OutboxItem
from onboarding.stages.names import Life

ENDED, UNDONE, PAUSED, NOT_TELLING = "ended", "undone", "paused", "not telling"


def why_not(item: OutboxItem) -> str:
    """The code of what stops a message now, or nothing. Reads the application anew."""
    application = Application.objects.get(pk=item.application_id)
    stops = {
        ENDED: (application.has_ended and not _says_the_ending(item, application)) or _has_died(application),
        NOT_TELLING: not application.telling or application.hidden,
        UNDONE: item.move_id is not None and Move.objects.filter(reverses_id=item.move_id).exists(),
        # A pause stops what we would have said by ourselves; the answer to a step is what the person waits for.
        PAUSED: item.move_id is None and application.state in (Life.PAUSED, Life.RESTING),
    }
    return next((code for code, stands in stops.items() if stands), "")


def _says_the_ending(item: OutboxItem, application: Application) -> bool:
    """The letter that the ending itself brought is the last that goes out."""
    brought = Move.objects.filter(pk=item.move_id) if item.move_id else Move.objects.none()
    return brought.filter(stage=None, target=application.state).exists()


def _has_died(application: Application) -> bool:
    """Nothing goes to somebody who has died, whichever of their applications it is about."""
    return Application.objects.filter(applicant=application.applicant_id, state=Life.DECEASED).exists()

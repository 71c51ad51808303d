"""Asked again just before anything leaves: may it still go, and now? What was true when it was put in may have changed."""

from __future__ import annotations

import datetime as dt

from onboarding import letters
from onboarding.models import Application, Chase, Move, OutboxItem
from onboarding.queries import arrival, delay, heard
from onboarding.stages.names import Life, Party

ENDED, UNDONE, PAUSED, NOT_TELLING = "ended", "undone", "paused", "not telling"
QUIET, REPLIED, NOT_NEEDED = "quiet", "replied", "no longer needed"


def why_not(item: OutboxItem, *, at: dt.datetime) -> str:
    """The code of what stops a message now, or nothing. Reads everything anew."""
    application = Application.objects.get(outbox=item)
    if heard.has_died(application.applicant):
        return ENDED
    if letters.kinds()[item.kind].answers:
        return ""
    stops = {
        ENDED: application.has_ended and not _says_the_ending(item, application),
        NOT_TELLING: not application.telling or application.hidden,
        UNDONE: item.move_id is not None and Move.objects.filter(reverses_id=item.move_id).exists(),
        # A pause stops what we would have said by ourselves; the answer to a step is what the person waits for.
        PAUSED: item.move_id is None and application.state in (Life.PAUSED, Life.RESTING),
    }
    found = next((code for code, stands in stops.items() if stands), "")
    return found or (_unasked(item, application, at) if letters.kinds()[item.kind].unasked else "")


def not_before(item: OutboxItem, *, at: dt.datetime) -> dt.datetime | None:
    """The later moment at which a message may arrive; None when that is now."""
    ready = arrival.next_time(item.kind, item.application, at=at)
    if letters.kinds()[item.kind].unasked and (free := heard.next_unasked(item.application.applicant, but=item)):
        ready = arrival.next_time(item.kind, item.application, at=max(ready, free))
    return ready if ready > at else None


def _unasked(item: OutboxItem, application: Application, at: dt.datetime) -> str:
    """What stops a letter nobody waits for: quiet that was asked for, a reply, nothing left to say."""
    chased = Chase.objects.filter(item=item)
    if not chased.exists():
        return "" if delay.wait_to_explain(application) else NOT_NEEDED
    quiet = application.applicant.quiet_until
    if quiet and quiet >= delay.today(at):
        return QUIET
    sign = heard.last_signs([application.applicant_id]).get(application.applicant_id)
    if sign and chased.filter(made_at__lt=sign).exists():
        return REPLIED
    return "" if still_open(item) else NOT_NEEDED


def still_open(item: OutboxItem) -> bool:
    """Whether the turn of one of the rungs in a letter is still the person's."""
    turns = Chase.objects.filter(item=item).values_list("stage", "move")
    return any(
        item.application.applicant.applications.filter(
            waits__stage=stage, waits__began_by=move, waits__ended_at=None, waits__party=Party.APPLICANT
        ).exists()
        for stage, move in turns
    )


def _says_the_ending(item: OutboxItem, application: Application) -> bool:
    """The letter that the ending itself brought is the last that goes out."""
    brought = Move.objects.filter(pk=item.move_id) if item.move_id else Move.objects.none()
    return brought.filter(stage=None, target=application.state).exists()

"""What the loop does by the clock beside the post: a checkpoint while something happened, and a sweep of what was abandoned.

Both may be done by several loops at once, or be killed half way: a checkpoint is made under the lock of the
organisation's chain, and only when the last one is old enough; erasing what is gone already is no mistake.
"""

from __future__ import annotations

import datetime as dt
import logging
from dataclasses import dataclass, field
from pathlib import Path

from django.conf import settings

from onboarding.actions.import_applicants.discard import discard
from onboarding.actions.import_applicants.kept import sweep
from onboarding.actions.purge import purge
from onboarding.actions.selection_times import settle_all
from onboarding.door import checkpoint
from onboarding.lib.keys import KeyFileError, audit_key
from onboarding.models import ImportRun

log = logging.getLogger("onboarding.rounds")
LOOK = dt.timedelta(minutes=1)  # between two looks at what is due


@dataclass
class Rounds:
    """When this loop looks again; what is due is known by what has been done, not by who did it."""

    look_at: dt.datetime = field(default=dt.datetime.min.replace(tzinfo=dt.UTC))
    sweep_at: dt.datetime = field(default=dt.datetime.min.replace(tzinfo=dt.UTC))

    def go(self, *, at: dt.datetime) -> None:
        """Do what is due. A disk that is full or a key that cannot be read is said in the log and stops no letter."""
        if at < self.look_at:
            return
        self.look_at = at + LOOK
        settle_all(at=at)
        try:
            anchor(at=at)
            if at >= self.sweep_at:
                self.sweep_at = at + dt.timedelta(hours=settings.SWEEP_HOURS)
                tidy(at=at)
        except (OSError, KeyFileError) as fault:
            log.warning("A round was not finished: %s", type(fault).__name__)


def anchor(*, at: dt.datetime) -> Path | None:
    """The checkpoint of this hour; None when it is not due, nothing happened, or there is no key yet on a real site."""
    every, key = dt.timedelta(minutes=settings.CHECKPOINT_MINUTES), Path(settings.AUDIT_KEY_FILE)
    # A key that each machine made for itself would sign what no other could vouch for.
    if not every or not (key.exists() or settings.LOCAL):
        return None
    return checkpoint.make_if_due(checkpoint.folder(), key=audit_key(key), at=at, every=every)


def tidy(*, at: dt.datetime) -> int:
    """Erase what may not be kept any longer and uploads nobody confirmed; remove imports begun long ago and never ended.

    Gives how many of these.
    """
    purge(at=at)
    sweep(at=at)
    since = at - dt.timedelta(days=settings.ABANDONED_IMPORT_DAYS)
    left = ImportRun.objects.filter(completed_at=None, started_at__lt=since).exclude(file_digest__startswith="removed-")
    return sum(discard(run, by=None, at=at) for run in left.order_by("pk"))

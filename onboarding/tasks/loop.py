"""The embedded loop: asks the outbox what is due and delivers it, one message at a time; then what is due by the clock."""

from __future__ import annotations

import atexit
import logging
import math
import threading
import time

from django.conf import settings
from django.db import DatabaseError, close_old_connections, connections

from onboarding.actions.chase import chase_everybody
from onboarding.actions.late_supervision import note_late
from onboarding.door import outbox
from onboarding.lib import clock
from onboarding.tasks.deliver import deliver
from onboarding.tasks.rounds import Rounds

LOOK_AGAIN = 300.0  # seconds between two looks at what is due to be chased
PAUSE = 2.0  # seconds between two looks into an empty outbox
TO_FINISH = 25.0  # seconds; servers give their workers 30 to end
REST = 15.0  # seconds after a failure of the database, or of ours
log = logging.getLogger("onboarding.outbox")


def round_once(*, stop: threading.Event | None = None) -> int:
    """Deliver all that is due now, and put dead claims into doubt; gives how many messages were taken."""
    taken = 0
    outbox.doubt(at=clock.now())
    while (due := outbox.due_ids(clock.now(), most=10)) and not _stopped(stop):
        done = [deliver(item, at=clock.now()) for item in due if not _stopped(stop)]
        taken += sum(done)
    return taken


def run(stop: threading.Event, *, seconds: float = PAUSE) -> None:
    """Chase what is due and look into the outbox until `stop` is set; a message that is under way is finished first."""
    looked = -math.inf
    by_the_clock = Rounds()
    while not stop.is_set():
        close_old_connections()
        try:
            if time.monotonic() - looked >= LOOK_AGAIN:
                note_late(at=clock.now())
                chase_everybody(at=clock.now())
                looked = time.monotonic()
            round_once(stop=stop)
            by_the_clock.go(at=clock.now())
        except DatabaseError as fault:
            log.warning("The outbox waits: %s", type(fault).__name__)
            connections.close_all()
            stop.wait(REST)
        stop.wait(seconds)
    connections.close_all()


def beside_the_server() -> threading.Event | None:
    """Start the loop in a thread of this process, if the settings say so; setting the event given back ends it."""
    if settings.OUTBOX != "embedded":
        return None
    stop = threading.Event()
    keeper = threading.Thread(target=_keep_running, args=(stop,), name="outbox", daemon=True)
    keeper.start()
    atexit.register(_end, stop, keeper)
    return stop


def _end(stop: threading.Event, keeper: threading.Thread) -> None:
    """When the server ends, the message under way is finished first; otherwise it would stand in doubt."""
    stop.set()
    keeper.join(timeout=TO_FINISH)


def _keep_running(stop: threading.Event) -> None:
    """A fault of ours ends one thread, which says so; the letters of everybody else go on in the next."""
    while not stop.is_set():
        worker = threading.Thread(target=run, args=(stop,), name="outbox-loop", daemon=True)
        worker.start()
        worker.join()
        stop.wait(REST)


def _stopped(stop: threading.Event | None) -> bool:
    return stop is not None and stop.is_set()

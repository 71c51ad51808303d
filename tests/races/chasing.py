"""A worker whose clock cannot be trusted: it looks at random moments, weeks are missed, days come again; it chases and delivers."""

import datetime as dt
import random
import sys
import time

import django

HOURS = (2, 5, 24, 24, 48, 9 * 24, -72)


def work(seed: int, start: dt.datetime, days: int) -> None:
    """Chase and deliver from `start` on until so many days are over by its own clock. Seed 0 is steady: every 6 hours."""
    from django.db import OperationalError, connection

    from onboarding.actions.chase import chase_everybody
    from onboarding.door import outbox
    from onboarding.tasks import deliver

    rng, now = random.Random(seed), start
    while now < start + dt.timedelta(days=days):
        try:
            chase_everybody(at=now)
            for item in outbox.due_ids(now):
                deliver(item, at=now)
        except OperationalError:  # as the loop does: SQLite lets one writer in, and none of us ever rests
            if connection.vendor != "sqlite":
                raise
            connection.close()
            time.sleep(1)
        now += dt.timedelta(hours=rng.choice(HOURS) if seed else 6)


if __name__ == "__main__":
    django.setup()
    work(int(sys.argv[1]), dt.datetime.fromisoformat(sys.argv[2]), int(sys.argv[3]))

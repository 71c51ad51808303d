"""Time that moves on, as a fixture."""

import datetime as dt

import pytest
import time_machine

from onboarding.lib import clock


@pytest.fixture
def time_machine_at():
    """A block that stands so much later than now."""

    def later(**ahead):
        return time_machine.travel(clock.now() + dt.timedelta(**ahead), tick=True)

    return later

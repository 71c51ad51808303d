"""These pages are read the day after the people in them were made."""

import pytest

from tests import making


@pytest.fixture(autouse=True)
def _the_day_after(time_machine):
    time_machine.move_to(making.START + making.DAY, tick=False)

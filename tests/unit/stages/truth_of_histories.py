"""When each rule about what somebody did before says yes, and when no."""

import datetime as dt
from typing import Any

from onboarding.engine.history import Taking
from tests.unit.stages.asked import found, told
from tests.unit.stages.histories import DAY, NOW

TODAY = NOW.date()
THREE_YEARS = TODAY.replace(year=TODAY.year - 3)


def time(start: dt.date, end: dt.date | None = None, what: str = "work") -> dict[str, str]:
    return {"what": what, "where": "", "start": start.isoformat(), "end": end.isoformat() if end else ""}


def told_times(*periods: dict[str, str]) -> Taking:
    return found("work_history", periods=list(periods))


LEFT = TODAY - 200 * DAY
OF_HISTORIES: dict[str, list[tuple[Any, bool]]] = {
    "period_is_whole": [
        (told(start=TODAY, end=TODAY), True),
        (told(start=TODAY - DAY, end=None), True),
        (told(start=TODAY, end=TODAY - DAY), False),
        (told(start=TODAY + DAY, end=None), False),
        (told(start=TODAY - DAY, end=TODAY + DAY), False),
    ],
    "three_years_told": [
        (found("work_history"), False),
        (told_times(time(THREE_YEARS)), True),
        (told_times(time(THREE_YEARS + 28 * DAY)), True),
        (told_times(time(THREE_YEARS + 29 * DAY)), False),
        (told_times(time(THREE_YEARS, TODAY - 29 * DAY)), True),
        (told_times(time(THREE_YEARS, TODAY - 30 * DAY)), False),
        (told_times(time(THREE_YEARS, LEFT), time(LEFT + 29 * DAY)), True),
        (told_times(time(LEFT + 29 * DAY), time(THREE_YEARS, LEFT)), True),
        (told_times(time(THREE_YEARS, LEFT), time(LEFT + 30 * DAY)), False),
        (told_times(time(THREE_YEARS, LEFT), time(LEFT + DAY, None, "not_in_work")), True),
        (told_times(time(THREE_YEARS), time(LEFT, LEFT + DAY)), True),
        (told_times(time(LEFT - 2000 * DAY, LEFT - 1500 * DAY), time(THREE_YEARS)), True),
    ],
    "something_told": [
        (found("work_history"), False),
        (found("work_history", periods=[]), False),
        (told_times(time(TODAY)), True),
    ],
}

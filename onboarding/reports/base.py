"""What reports share: what they cover, whom a person may ask about, and how a page becomes a PDF."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.template.loader import render_to_string

from onboarding import access
from onboarding.door.held import ZONE
from onboarding.lib import clock, typeface
from onboarding.lib.pdf import Pdf, render_pdf
from onboarding.models import Service
from onboarding.queries.frame import house
from onboarding.stages.names import Engagement

PERIODS = (
    ("12", "Last 12 months"), ("6", "Last 6 months"), ("3", "Last 3 months"), ("year", "This year"), ("last", "Last year"),
    ("all", "Since the start"),
)  # fmt: skip
ENGAGEMENTS = ((Engagement.PAID.value, "Paid"), (Engagement.VOLUNTARY.value, "Volunteer"))
BEGINNING = dt.date(2000, 1, 1)


@dataclass(frozen=True)
class Scope:
    """What a report covers: days from `start` to `end` (both in), one service or all, paid, voluntary or both."""

    start: dt.date
    end: dt.date
    at: dt.datetime
    service: int | None = None
    engagement: str = ""
    service_name: str = ""

    @property
    def begins(self) -> dt.datetime:
        """The first instant covered."""
        return clock.day_start(self.start, ZONE)

    @property
    def until(self) -> dt.datetime:
        """The instant up to which it is counted: the end of the last day, or now."""
        return min(clock.day_end(self.end, ZONE), self.at)

    @property
    def dates(self) -> str:
        """The days in words."""
        if self.start == BEGINNING:
            return f"Up to {day_words(self.end)}"
        return f"{day_words(self.start)} to {day_words(self.end)}"

    @property
    def words(self) -> str:
        """All it covers, in words."""
        kind = dict(ENGAGEMENTS).get(self.engagement, "Paid and volunteer")
        return f"{self.service_name or 'All services'}. {kind}. {self.dates}."

    def holds(self, service: int, engagement: str) -> bool:
        """Whether an application of this service and engagement is covered."""
        return self.service in (None, service) and self.engagement in ("", engagement)


def scope(period: str, *, at: dt.datetime, service: int | None = None, engagement: str = "") -> Scope:
    """The scope of a period of PERIODS that ends today; an unknown period is the last 12 months."""
    today = clock.local_date(at, ZONE)
    year = dt.date(today.year, 1, 1)
    begins = {"year": year, "last": dt.date(today.year - 1, 1, 1), "all": BEGINNING}
    start = begins.get(period) or _months_before(today, int(period) if period in ("3", "6") else 12)
    end = year - dt.timedelta(days=1) if period == "last" else today
    name = Service.objects.get(pk=service).name if service else ""
    return Scope(start, end, at, service, engagement, name)


def _months_before(day: dt.date, months: int) -> dt.date:
    """The first day of the month so many months before."""
    count = day.year * 12 + day.month - 1 - months
    return dt.date(count // 12, count % 12 + 1, 1)


def services_for(user: Any, permission: str = "view_reports") -> tuple[list[tuple[int, str]], bool]:
    """The services a person may ask about, and whether they may ask about all of them together."""
    bounds = {bound for role, bound in access.roles_of(user) if permission in access.ROLES.get(role, ())}
    everywhere = None in bounds
    named = [bound for bound in bounds if bound is not None]
    rows = Service.objects.order_by("name") if everywhere else Service.objects.filter(pk__in=named).order_by("name")
    return list(rows.values_list("pk", "name")), everywhere


def day_words(day: dt.date) -> str:
    """3 November 2026."""
    return f"{day.day} {day:%B %Y}"


def moment_words(at: dt.datetime) -> str:
    """3 November 2026, 09:14, where the organisation is."""
    local = clock.local(at, ZONE)
    return f"{day_words(local.date())}, {local:%H:%M}"


def moment_short(at: dt.datetime) -> str:
    """3 Nov 2026 09:14, for narrow columns."""
    local = clock.local(at, ZONE)
    return f"{local.day} {local:%b %Y %H:%M}"


def pdf(template: str, values: dict[str, Any], *, title: str, foot: str, seconds: int = 30) -> Pdf:
    """A report's page as a tagged PDF. Raises PdfRefused."""
    page = render_to_string(template, {**values, "title": title})
    family = typeface.families(page)
    quoted = foot.replace("\\", "").replace('"', "")
    style = render_to_string("reports/report.css", {"family": family, "foot": quoted, "brand": house().brand_colour})
    return render_pdf(page, title=title, styles=(typeface.style(page), style), assets=typeface.assets(page), seconds=seconds)

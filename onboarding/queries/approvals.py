"""What committees have agreed to: each role at a site, until when, and how many people rest on it."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass

from onboarding.models import ApprovedSite
from onboarding.queries.desk.approved import standing
from onboarding.queries.desk.dates import band
from onboarding.stages.committee import CONDITIONS
from onboarding.stages.names import ACTIVE, Life

CONDITION_WORDS = dict(CONDITIONS)


@dataclass(frozen=True)
class Agreed:
    """One approval. `band` is the warning that holds now (“run_out”, or so many days); `people` rest on the role at this site."""

    role: str
    site: str
    body: str
    condition: str
    until: dt.date
    band: str
    people: int


def approvals(*, today: dt.date) -> list[Agreed]:
    """All of them, what ends first at the top; in two questions."""
    rows = standing().select_related("site", "body").order_by("expires_on", "role", "site__name", "pk")
    with_us = ApprovedSite.objects.filter(current=True, stage__application__state__in=(*ACTIVE, Life.IN_ROLE))
    rest = Counter(with_us.values_list("stage__application__opportunity__title", "site_id"))
    return [
        Agreed(row.role, row.site.name, row.body.name, CONDITION_WORDS.get(row.condition, row.condition), row.expires_on,
               band(row.expires_on, today), rest[row.role, row.site_id])
        for row in rows
    ]  # fmt: skip

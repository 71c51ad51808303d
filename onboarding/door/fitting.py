"""Whether a team fits a person: travel, times, and the list of teams they would rather not be with. One yes or no, and never why."""

from __future__ import annotations

from dataclasses import dataclass

from onboarding.models import Application, KeptApart, SiteSuits, Suits
from onboarding.stages.matching import AREA


@dataclass(frozen=True)
class Wanted:
    """What one side says: areas and skills as ids of tags, times as codes. What is not said rules nothing out."""

    areas: frozenset[int] = frozenset()
    skills: frozenset[int] = frozenset()
    times: frozenset[str] = frozenset()

    def meets(self, other: Wanted) -> bool:
        """Whether travel and times go together."""
        pairs = ((self.areas, other.areas), (self.times, other.times))
        return all(not mine or not theirs or bool(mine & theirs) for mine, theirs in pairs)


NOTHING = Wanted()


def wanted_by(application: Application) -> Wanted:
    """What a person says suits them."""
    row = Suits.objects.filter(application=application).prefetch_related("tags").first()
    return _wanted(row) if row else NOTHING


def wanted_at_sites() -> dict[int, Wanted]:
    """What each team says, by the id of its site."""
    return {row.site_id: _wanted(row) for row in SiteSuits.objects.prefetch_related("tags")}


def kept_apart(application: Application) -> frozenset[int]:
    """The sites on the person's list."""
    row = KeptApart.objects.filter(application=application).first()
    return row.sites if row else frozenset()


def fits(site: int, application: Application) -> bool:
    """The answer for one team."""
    row = SiteSuits.objects.filter(site=site).prefetch_related("tags").first()
    return site not in kept_apart(application) and wanted_by(application).meets(_wanted(row) if row else NOTHING)


def _wanted(row: Suits | SiteSuits) -> Wanted:
    tags = list(row.tags.all())
    areas = frozenset(tag.pk for tag in tags if tag.kind == AREA)
    return Wanted(areas, frozenset(tag.pk for tag in tags) - areas, frozenset(row.times))

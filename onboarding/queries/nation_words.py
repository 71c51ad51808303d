"""Words that differ by nation: what holds for a nation, all of them as the settings page shows them, and which are to be looked at."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import Q
from django.http import Http404

from onboarding.models import NationWords, Opportunity, Organisation
from onboarding.stages.nation_words import KINDS, LOOK_AGAIN_AFTER, NATIONS, SHIPPED, WordsKind


@dataclass(frozen=True)
class Seen:
    """One kind of words in one nation; `used` where a role of ours is in that nation."""

    nation: str
    where: str
    kind: WordsKind
    words: str
    reviewed_on: dt.date | None
    reviewed_by: str
    used: bool
    stale: bool

    @property
    def title(self) -> str:
        """What and where."""
        return f"{self.kind.title}, {self.where}"

    @property
    def look_again_on(self) -> dt.date | None:
        """By when somebody looks at them again."""
        return self.reviewed_on + LOOK_AGAIN_AFTER if self.reviewed_on else None


def words_for(nation: str) -> dict[str, str]:
    """The words of one nation by their kind, in one statement."""
    return dict(NationWords.objects.filter(nation=nation).values_list("kind", "words"))


def all_words(*, today: dt.date) -> list[Seen]:
    """Every kind in every nation, those of the nations we are in first."""
    used = _used()
    rows = {(row.nation, row.kind): row for row in NationWords.objects.select_related("reviewed_by")}
    found = [_seen(rows[nation, kind], used, today) for nation in NATIONS for kind in KINDS if (nation, kind) in rows]
    return sorted(found, key=lambda one: not one.used)


def stale_words(*, today: dt.date) -> list[Seen]:
    """What somebody has to look at: in the nations we are in, never looked at or half a year ago."""
    old = Q(reviewed_on=None) | Q(reviewed_on__lte=today - LOOK_AGAIN_AFTER)
    used = _used()
    rows = NationWords.objects.filter(old, nation__in=used).select_related("reviewed_by").order_by("nation", "kind")
    return [_seen(row, used, today) for row in rows if row.kind in KINDS]


def looked_at() -> bool:
    """Whether somebody has looked at every word of the nations we are in, however long ago."""
    return not NationWords.objects.filter(reviewed_on=None, nation__in=_used()).exists()


def one(nation: str, kind: str, *, today: dt.date) -> Seen:
    """One kind of words in one nation, or 404."""
    row = NationWords.objects.filter(nation=nation, kind=kind).select_related("reviewed_by").first()
    if row is None or kind not in KINDS:
        raise Http404
    return _seen(row, _used(), today)


def _used() -> set[str]:
    """The nations of our open roles, and our own."""
    own = Organisation.objects.values_list("nation")
    return {nation for (nation,) in own.union(Opportunity.objects.filter(is_open=True).values_list("nation"))}


def _seen(row: NationWords, used: set[str], today: dt.date) -> Seen:
    kind = KINDS[row.kind]
    words = SHIPPED[row.nation, row.kind] if kind.fixed else row.words
    by = row.reviewed_by.name if row.reviewed_by else ""
    stale = row.reviewed_on is None or row.reviewed_on <= today - LOOK_AGAIN_AFTER
    return Seen(row.nation, NATIONS[row.nation], kind, words, row.reviewed_on, by, row.nation in used, stale and row.nation in used)

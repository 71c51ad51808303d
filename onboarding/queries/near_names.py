"""Names with a slip of the finger: for each word typed, the words of people's names that it may have been meant as."""

from __future__ import annotations

from django.db.models import Q, QuerySet
from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein

from onboarding.models import Applicant, Application
from onboarding.models.names import folded

SHORTEST, LONG, MOST = 3, 6, 20  # letters of a word; from six on two slips are forgiven, before that one


def near(seen: QuerySet[Application], text: str) -> QuerySet[Application]:
    """Of these applications those whose person's name is nearly what was typed, whatever the order of the words; few letters find none."""
    typed = folded(text).split()
    if not typed or any(len(word) < SHORTEST for word in typed):
        return seen.none()
    known = _words(seen)
    found = Q()
    for word in typed:
        meant = [one for one, _alike, _place in _meant(word, known)]
        if not meant:
            return seen.none()
        found &= Q(applicant__in=Applicant.objects.filter(_any(meant)))
    return seen.filter(found)


def _meant(word: str, known: list[str]) -> list[tuple[str, int, int]]:
    slips = 1 if len(word) < LONG else 2
    return process.extract(word, known, scorer=DamerauLevenshtein.distance, processor=None, score_cutoff=slips, limit=MOST)


def _any(words: list[str]) -> Q:
    found = Q()
    for word in words:
        found |= Q(sort_name__startswith=word) | Q(sort_name__contains=f" {word}") | Q(sort_name__contains=f"-{word}")
    return found


def _words(seen: QuerySet[Application]) -> list[str]:
    """Every word of a name of theirs, once."""
    names = Applicant.objects.filter(applications__in=seen).values_list("sort_name", flat=True).distinct()
    return sorted({word for name in names.iterator() for word in name.replace("-", " ").split()})

"""What teams look for and people offer, so that the page of teams that fit has something to say."""

from __future__ import annotations

from collections.abc import Iterable

from onboarding.actions.demo.walker import Walker
from onboarding.models import Site, SiteSuits, Suits, Tag
from onboarding.stages.matching import AREA, SKILL, TIMES

SKILLS = ("Running a group", "Listening one to one", "Art or music", "Using computers", "Speaking another language")
AREAS = ("Croydon", "Sutton", "Merton", "Galashiels")


def suit_sites(sites: Iterable[Site]) -> None:
    """Each team looks for two things, in one area, on some days."""
    skills = [Tag.objects.get_or_create(kind=SKILL, words=words)[0] for words in SKILLS]
    for words in AREAS:
        Tag.objects.get_or_create(kind=AREA, words=words)
    for number, site in enumerate(sites):
        row, new = SiteSuits.objects.get_or_create(site=site, defaults={"times": [code for code, _words in TIMES[number % 4 :: 4]]})
        if new:
            row.tags.set([skills[number % 5], skills[(number + 2) % 5]])


def suits(walker: Walker) -> None:
    """What one person ticked on their page: all times but evenings, and two skills."""
    tags = list(Tag.objects.filter(kind=SKILL).order_by("pk"))
    times = [code for code, _words in TIMES if not code.endswith("eve")]
    row = Suits.objects.create(application=walker.application, times=times, saved_at=walker.now)
    row.tags.set(walker.rng.sample(tags, 2))

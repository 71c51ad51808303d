"""Who people waited for: days out of every 100, people's own time apart, small groups put together."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from onboarding.lib.chart_shares import Share
from onboarding.queries.plain_words import national
from onboarding.reports.spells import Past, is_agreed_time, seconds
from onboarding.reports.suppress import LEAST
from onboarding.stages.names import OUR_OWN, PARTY_WORDS, Party

OWN, US, OTHERS = "Time people took, with agreed time", "us (HR and peer team)", "others, put together"
ON_NOW = "Nobody: training or placement was on"
Held = Mapping[str, Mapping[int, float]]


def group_of(past: Past, wait: Any) -> str | None:
    """The name under which time is counted; None for a pause, which is nobody's."""
    if wait.party == Party.PAUSED:
        return None
    if past.goes_on(wait):
        return ON_NOW
    if wait.party == Party.APPLICANT or is_agreed_time(past, wait):
        return OWN
    return national(party_words(wait.party), past.nation)


def waited_for(past: Past, wait: Any) -> str | None:
    """The same of waiting alone: a course or a placement that goes on is none."""
    return None if past.goes_on(wait) else group_of(past, wait)


def party_words(party: str) -> str:
    """A party as reports name it: all of us are one."""
    if party in OUR_OWN:
        return US
    return PARTY_WORDS[Party(party)][1] if party in set(Party) else party


def held_by(pasts: Iterable[Past], since: dt.datetime, until: dt.datetime, group: Callable[[Past, Any], str | None] = waited_for) -> Held:
    """Seconds by group and application, all stages added, within the two instants."""
    found: dict[str, dict[int, float]] = defaultdict(lambda: defaultdict(float))
    for past in pasts:
        for wait in past.waits:
            name, length = group(past, wait), seconds(wait, until, since)
            if name and length:
                found[name][past.id] += length
    return found


def shares(held: Held) -> list[Share]:
    """The groups for the chart. One with few people is put together with others until nobody can be picked out.

    Where the people's own time is that of few, it is left out, and the rest makes up the 100.
    """
    own = held.get(OWN, {})
    others = {name: people for name, people in held.items() if name != OWN}
    small = sorted((name for name, people in others.items() if len(people) < LEAST), key=lambda n: len(others[n]))
    rest = sorted((name for name in others if name not in small), key=lambda n: (len(others[n]), n))
    while small and rest and (len(small) < 2 or len(_people(others, small)) < LEAST):
        small.append(rest.pop(0))
    if len(_people(others, small)) < LEAST:
        small = []
    found = [Share(name, sum(others[name].values())) for name in rest]
    found += [Share(OTHERS, sum(sum(others[name].values()) for name in small))] if small else []
    return found + ([Share(OWN, sum(own.values()), own=True)] if len(own) >= LEAST else [])


def _people(held: Held, names: Iterable[str]) -> set[int]:
    return {person for name in names for person in held[name]}

"""The applicant's words fitted to one application: the nation's own check, an invitation for volunteers, dates filled in."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from onboarding.lib import clock
from onboarding.stages.names import OUR_OWN, PARTY_WORDS, Engagement, Nation, Party

# Where a value is not there yet the sentence still has to be true.
NOT_KNOWN = {
    "meeting": "a day we will tell you",
    "accept_by": "the day in your letter",
    "review_on": "a day we choose with you",
    "course_start": "a day we will tell you",
    "expires_on": "a day we will tell you",
    "looker": "Another person",
    "weeks_done": "",
    "signed_off": "",
    "meeting_how": "",
    "joining_letter": "",
    "meeting_with": "",
    "in_week": "on your course",
    "class_times": "",
    "told_so_far": "",
}
BODIES = {Nation.SCOTLAND: ("PVG", "Disclosure Scotland"), Nation.NORTHERN_IRELAND: ("AccessNI", "AccessNI")}
# In Scotland there is no paper: the person shares the result online.
SHARED = (
    ("My certificate came", "I have shared my result"),
    ("your certificate came", "you have shared your result"),
    ("or when your certificate comes", "or when you have shared your result"),
    ("your certificate", "your result"),
    ("Your certificate", "Your result"),
    ("a new certificate", "a new result"),
    ("look at it and give it back", "look at it"),
)
CRB = re.compile(r"\s*It used to be called a CRB check\.|\s*\(CRB\)")


class _Known(dict[str, str]):
    def __missing__(self, name: str) -> str:
        return NOT_KNOWN.get(name, "a day we will tell you")


def national(words: str, nation: str) -> str:
    """The words with the nation’s own check and its body in the place of the DBS: for staff as well as for the person."""
    if nation not in BODIES:
        return words
    check, body = BODIES[Nation(nation)]
    words = CRB.sub("", words).replace("The DBS result", f"The {check} result")
    words = words.replace("the 12 digits of the certificate number", "the number on it: digits only")
    words = words.replace("the DBS", body).replace("The DBS", body).replace("DBS", check)
    for paper, shared in SHARED if nation == Nation.SCOTLAND else ():
        words = words.replace(paper, shared)
    return words


@dataclass(frozen=True)
class Fit:
    """How words are fitted: the engagement, the nation, and the values for `{…}`."""

    engagement: str
    nation: str
    values: Mapping[str, str]

    def __call__(self, words: str) -> str:
        """The words as this person reads them."""
        return self._invited(national(words.format_map(_Known(self.values)), self.nation))

    def _invited(self, words: str) -> str:
        """A volunteer is invited: no offer, no contract (people's decision 4.1)."""
        if self.engagement == Engagement.PAID:
            return words
        words = words.replace("cannot offer you this role", "cannot give you this role")
        return words.replace("an offer", "an invitation").replace("offer", "invitation").replace("Offer", "Invitation")

    def waiting_for(self, party: str, body: str = "") -> str:
        """Who has the ball, named as the applicant knows them."""
        return body or self(PARTY_WORDS[Party(party)][0])


def chip(party: str) -> str:
    """Which chip a party has: you, us, them or none."""
    if party == Party.APPLICANT:
        return "you"
    if party == Party.PAUSED:
        return "none"
    return "us" if party in OUR_OWN else "them"


def day(when: dt.date) -> str:
    """4 December."""
    return f"{when.day} {when:%B}"


def weekday(when: dt.date) -> str:
    """Friday 4 December."""
    return f"{when:%A} {day(when)}"


def moment(when: dt.datetime, zone: ZoneInfo) -> str:
    """Tuesday 6 October, 2pm."""
    local = clock.local(when, zone)
    minutes = f":{local.minute:02}" if local.minute else ""
    return f"{weekday(local.date())}, {local.hour % 12 or 12}{minutes}{'am' if local.hour < 12 else 'pm'}"


def joined(names: list[str]) -> str:
    """the DBS, us and the hospital."""
    return " and ".join(filter(None, [", ".join(names[:-1]), names[-1]])) if names else ""

"""Who has looked at the restricted records of one application: from the witness, which is written before each look."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass
from itertools import groupby

from onboarding.door.held import ZONE
from onboarding.lib import clock
from onboarding.models import Application, AuditEvent, User
from onboarding.queries.plain_words import national
from onboarding.stages import ALL_KINDS

READ, STORY_READ = "read_restricted", "answers_read"
STORY = "What you wrote"
ERASED = "A person since erased"


@dataclass(frozen=True)
class Look:
    """The looks of one person at one record, one after another on one day: the last of them, and how many there were."""

    at: dt.datetime
    by: str
    kind: str
    title: str
    times: int = 1

    @property
    def words(self) -> str:
        """Who looked at what, in one line after the time; the witness has each look by itself."""
        often = f", {self.times} times on that day" if self.times > 1 else ""
        return f"{self.by}{often}"


def looks(application: Application, kind: str = "") -> list[Look]:
    """Every look at the record of one kind, or of all, newest first."""
    events = AuditEvent.objects.filter(application=application, type=READ).order_by("-seq")
    said = [(event.at, json.loads(event.envelope)) for event in events]
    names = dict(User.objects.filter(ref__in={one["actor"] for _at, one in said}).values_list("ref", "name"))
    nation = application.opportunity.nation
    found = [
        Look(at, names.get(one["actor"], ERASED), one["codes"]["kind"], national(ALL_KINDS[one["codes"]["kind"]].public_title, nation))
        for at, one in said
    ]
    return _together([look for look in found if kind in ("", look.kind)])


def story_looks(application: Application) -> list[Look]:
    """Everybody who read what the person wrote in the form, newest first."""
    events = AuditEvent.objects.filter(application=application, type=STORY_READ).order_by("-seq")
    said = [(event.at, json.loads(event.envelope)["actor"]) for event in events]
    names = dict(User.objects.filter(ref__in={actor for _at, actor in said}).values_list("ref", "name"))
    return _together([Look(at, names.get(actor, ERASED), "form", STORY) for at, actor in said])


def _together(found: list[Look]) -> list[Look]:
    spells = groupby(found, key=lambda look: (clock.local_date(look.at, ZONE), look.by, look.kind))
    rows = [list(spell) for _key, spell in spells]
    return [Look(row[0].at, row[0].by, row[0].kind, row[0].title, len(row)) for row in rows]

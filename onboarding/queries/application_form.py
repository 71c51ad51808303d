"""The application form of one person as it stands: what was saved, what comes next, what is still needed."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from onboarding.models import Answer, Applicant, Application
from onboarding.queries.own_details import size_of
from onboarding.stages.application_form import BY_CODE, HERE, PARTS, SECTIONS, Part, asked_parts
from onboarding.stages.names import ACTIVE, Engagement, Life
from onboarding.stages.needs import NO_MESSAGE, language_of

KEPT_DAYS = 90  # a form that nobody goes on with
UNFINISHED = "draft:"  # before the name of a part: what stands on its page half done
CALL = "call"  # no part: that the person asked us to fill it in with them on the phone


@dataclass(frozen=True)
class Saved:
    """One part as it was saved: its answers, how often, when."""

    values: dict[str, Any]
    version: int
    at: dt.datetime


@dataclass(frozen=True)
class Sheet:
    """The whole form as it stands. `parts` are put to this person, in order; `saved` holds what was saved, by part; `begin` what stands
    in a part before it is; `unfinished` what stands in a part half done, as it was typed."""

    application: Application
    parts: list[Part]
    saved: dict[str, Saved]
    begin: dict[str, dict[str, Any]] = field(default_factory=dict)
    unfinished: dict[str, Saved] = field(default_factory=dict)

    @property
    def values(self) -> dict[str, dict[str, Any]]:
        """The answers by part: those saved, and what we know of the person."""
        return {**self.begin, **{code: saved.values for code, saved in self.saved.items()}}

    def stands(self, code: str) -> dict[str, Any] | None:
        """What is on the page of a part when it opens."""
        return self.unfinished[code].values if code in self.unfinished else self.values.get(code)

    def is_done(self, code: str) -> bool:
        """Whether a part was saved, and nothing stands half done in it."""
        return code in self.saved and code not in self.unfinished

    @property
    def missing(self) -> list[Part]:
        """The parts without which it cannot be sent."""
        return [part for part in self.parts if part.needed and not self.is_done(part.code)]

    def section(self, name: str) -> list[Part]:
        """The parts of one section."""
        return [part for part in self.parts if part.section == name]

    def is_saved(self, section: str) -> bool:
        """Whether every part of a section was saved."""
        return all(self.is_done(part.code) for part in self.section(section))

    def is_begun(self, section: str) -> bool:
        """Whether something of a section was saved."""
        return any(part.code in self.saved or part.code in self.unfinished for part in self.section(section))

    @property
    def count(self) -> int:
        """How many sections are saved."""
        return sum(self.is_saved(section) for section in SECTIONS)

    @property
    def here(self) -> Part | None:
        """The first part that was not saved yet."""
        return next((part for part in self.parts if not self.is_done(part.code)), None)

    def after(self, code: str) -> Part | None:
        """The part that follows one, if there is one."""
        return self._beside(code, 1)

    def before(self, code: str) -> Part | None:
        """The part before one, if there is one."""
        return self._beside(code, -1)

    def _beside(self, code: str, step: int) -> Part | None:
        codes = [part.code for part in self.parts]
        place = codes.index(code) + step if code in codes else -1
        return self.parts[place] if 0 <= place < len(codes) else None

    def part(self, code: str) -> Part | None:
        """A part that is put to this person, or None."""
        return next((part for part in self.parts if part.code == code), None)

    @property
    def kept_until(self) -> dt.date | None:
        """The day until which we keep a form that was not sent."""
        latest = max((saved.at for saved in (*self.saved.values(), *self.unfinished.values())), default=None)
        return latest.date() + dt.timedelta(days=KEPT_DAYS) if latest else None


def has_form(application: Application) -> bool:
    """Whether this application is for a role; who joins a group fills in nothing."""
    return application.pathway.engagement != Engagement.GROUP


def has_written(application: Application) -> bool:
    """Whether any part of the form is kept."""
    return Answer.objects.filter(application=application, part__in=list(BY_CODE)).exists()


def is_open(application: Application, *, staff: bool) -> bool:
    """Whether the form may be written in: by the person until it is sent, by us for them until it has ended."""
    return application.state == Life.DRAFT or (staff and application.state in ACTIVE)


def sheet_of(application: Application) -> Sheet:
    """The form of an application whose reader the caller has checked."""
    rows = {row.part: _saved(row) for row in Answer.objects.filter(application=application)}
    saved = {part: row for part, row in rows.items() if not part.startswith(UNFINISHED)}
    unfinished = {part.removeprefix(UNFINISHED): row for part, row in rows.items() if part not in saved}
    parts = asked_parts({code: one.values for code, one in saved.items()})
    return Sheet(application, parts, saved, {**_earlier(application), **_of_person(application.applicant)}, unfinished)


def told_to_us(application: Application) -> Sheet:
    """The same as we fill it in for the person: what they tell us in another way is written down too."""
    sheet = sheet_of(application)
    given = {code: one.values for code, one in sheet.saved.items()}
    return replace(sheet, parts=asked_parts({**given, "telling": {"how": HERE}}))


def asked_to_call(application: Application) -> bool:
    """Whether the person asked for a call that has not been made."""
    return Answer.objects.filter(application=application, part=CALL).exists()


def saved_count(application: Application) -> str:
    """“You have saved 3 of 5 parts.”"""
    return f"You have saved {sheet_of(application).count} of {len(SECTIONS)} parts."


def _saved(row: Answer) -> Saved:
    return Saved(json.loads(row.words), row.version, row.saved_at)


def _of_person(who: Applicant) -> dict[str, dict[str, Any]]:
    """What we know already: nobody is asked twice."""
    channel = who.channel if who.channel in ("email", "text", "post", "phone") else ""
    found: dict[str, dict[str, Any]] = {
        "name": {"first_name": who.first_name, "surname": who.surname, "known_as": who.known_as},
        "reach": {"channel": channel, "mobile": who.mobile, "leave": ""},
        "address": {"address": who.address, "postcode": who.postcode},
        "formats": {"points": str(size_of(who)), "formats": [code for code in who.formats if code != NO_MESSAGE],
                    "language": language_of(who.formats)},
    }  # fmt: skip
    return found


def _earlier(application: Application) -> dict[str, dict[str, Any]]:
    """What the same person wrote the last time, where it may still be true."""
    again = [part.code for part in PARTS if part.again]
    rows = Answer.objects.filter(application__applicant=application.applicant_id, part__in=again)
    others = rows.exclude(application=application).order_by("saved_at", "pk")
    return {row.part: json.loads(row.words) for row in others}


def shown(code: str, values: Mapping[str, Any]) -> list[str]:
    """The answers of one part as words, for checking and reading; nothing where nothing was said."""
    lines = []
    for ask in BY_CODE[code].asks:
        given, words = values.get(ask.name), dict(ask.choices)
        if isinstance(given, list):
            lines += [", ".join(words[one] for one in given if one in words)] if given else []
        elif given:
            lines.append(words.get(str(given), str(given)))
    return lines

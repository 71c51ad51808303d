"""“My record”: what somebody has done with us, for them to keep and show, whoever ended the placement.

Each part is one function in PARTS, of the person's applications and the role as others read it (empty: for themselves). A new kind
of evidence, such as a competence that was signed off, is one function more. Nothing about health, and nothing of what a check has
shown, is in any of them.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from onboarding.access import own_applications
from onboarding.door.held import ZONE
from onboarding.engine.grammar import SATISFIED
from onboarding.lib import clock
from onboarding.models import (
    Applicant,
    Application,
    Attendance,
    Carried,
    Competences,
    Letter,
    Match,
    Move,
    Organisation,
    Seat,
    Session,
    Skill,
    TrainingResult,
    User,
)
from onboarding.queries.letters import OUT
from onboarding.queries.plain_words import day, national
from onboarding.stages import ALL_KINDS
from onboarding.stages.training import COUNTS, TAUGHT_WEEKS

CERTIFICATE = "completion_certificate"
SHOWN_CHECKS = ("identity", "right_to_work", "crb", "qualifications", "reference", "employment_history")
Own = list[Application]


@dataclass(frozen=True)
class Part:
    """A heading and its lines; `none` is what stands there before there is anything."""

    title: str
    lines: tuple[str, ...]
    none: str


@dataclass(frozen=True)
class SkillLine:
    """One skill: its words, who signed it and when; `passed`: we have not seen it yet."""

    id: int
    words: str
    signed_by: str
    signed_on: dt.date | None
    passed: bool


@dataclass(frozen=True)
class Record:
    """Everything on the record. `sender` and `role` are the names the person chose for others; `keeps`: it is kept for good."""

    name: str
    sender: str
    role: str
    parts: tuple[Part, ...]
    skills: tuple[SkillLine, ...]
    certificates: tuple[tuple[int, dt.date], ...]
    keeps: bool

    @property
    def signed(self) -> tuple[SkillLine, ...]:
        """The skills that have a name under them: only these are for others."""
        return tuple(one for one in self.skills if one.signed_by)


def my_record(user: User, *, for_others: bool = False) -> Record:
    """The record of a person who is signed in and applies; for others it gives peer work away nowhere."""
    own = list(own_applications(user).select_related("opportunity", "pathway"))
    person = Applicant.objects.get(user=user)
    house = Organisation.objects.values_list("name_for_others", flat=True).get()
    role = person.role_title_for_others.capitalize()
    parts = tuple(part(own, role if for_others else "") for part in PARTS)
    return Record(
        person.full_name, house, role, parts, skills_of(person), _certificates(own), person.keeps_record
    )


def skills_of(person: Applicant) -> tuple[SkillLine, ...]:
    """Every skill of a person, signed ones first."""
    rows = Skill.objects.filter(applicant=person).select_related("signed_by").order_by("signed_at", "pk")
    lines = [_skill(row) for row in rows]
    return tuple(sorted(lines, key=lambda one: not one.signed_by))


def _skill(row: Skill) -> SkillLine:
    name, on = (row.signed_by.name, clock.local_date(row.signed_at, ZONE)) if row.signed_by and row.signed_at else ("", None)
    return SkillLine(row.pk, row.words, name, on, row.passed_at is not None)


def _certificates(own: Own) -> tuple[tuple[int, dt.date], ...]:
    rows = Letter.objects.filter(application__in=own, kind=CERTIFICATE, item__status__in=OUT).order_by("created_at", "pk")
    return tuple((row.pk, clock.local_date(row.created_at, ZONE)) for row in rows)


def _training(own: Own, others: str) -> Part:
    seats = Seat.objects.filter(stage__application__in=own, current=True).select_related("cohort__body").order_by("cohort__starts_on")
    weeks = {row.stage_id: row.weeks for row in Attendance.objects.filter(stage__application__in=own, current=True)}
    done = {row.stage_id: row for row in TrainingResult.objects.filter(stage__application__in=own, current=True).select_related("move")}
    return Part(
        "Training", tuple(_course(seat, weeks.get(seat.stage_id, {}), done.get(seat.stage_id), others) for seat in seats),
        "You have not been on a course with us yet.",
    )  # fmt: skip


def _course(seat: Seat, weeks: dict[str, str], result: TrainingResult | None, others: str) -> str:
    """A course that was not finished counts too: with the classes, and what they are worth."""
    name = "Course of training" if others else seat.cohort.name
    begun = f"{name}, {seat.cohort.body}, from {day(seat.cohort.starts_on)} {seat.cohort.starts_on.year}"
    came = sum(status in COUNTS for status in weeks.values())
    classes = f"{came} of {TAUGHT_WEEKS} classes"
    if result is None:
        return f"{begun}: {classes}, part of the course."
    credit = f", {_count(result.credits, 'credit')} at level 2" if result.credits else ""
    return f"{begun}: finished on {_on(result.move.effective_at)}, {classes}{credit}."


def _practice(own: Own, others: str) -> Part:
    sessions = Session.objects.filter(stage__application__in=own, move__reversed_by=None).select_related("move").order_by("move__number")
    minutes, days = dict[int, int](), dict[int, list[dt.datetime]]()
    for row in sessions:
        minutes[row.stage_id] = minutes.get(row.stage_id, 0) + row.minutes
        days.setdefault(row.stage_id, []).append(row.move.effective_at)
    matches = Match.objects.none() if others else Match.objects.filter(stage__in=minutes, current=True)
    sites = {row.stage_id: row.site.name for row in matches}
    lines = tuple(_hours(sites.get(stage, ""), minutes[stage], days[stage]) for stage in minutes)
    return Part("Hours with a team", lines, "You have no hours with a team yet.")


def _hours(site: str, minutes: int, days: list[dt.datetime]) -> str:
    hours, left = divmod(minutes, 60)
    spent = " ".join(filter(None, [_count(hours, "hour") if hours else "", _count(left, "minute") if left else ""]))
    where = f"{site}: " if site else ""
    first, last = _on(min(days)), _on(max(days))
    when = f"on {first}" if first == last else f"from {first} to {last}"
    return f"{where}{spent} in {_count(len(days), 'session')}, {when}."


def _checks(own: Own, _others: str) -> Part:
    """What was checked, when, until when and by whom; that of a restricted kind says that it was done, as its stage does for everybody."""
    done = Move.objects.filter(outcome=SATISFIED, reversed_by=None, stage__state="closed", kind__in=SHOWN_CHECKS)
    ends = done.filter(stage__application__in=own)
    latest = {move.stage_id or 0: move for move in ends.select_related("application__opportunity").order_by("number")}
    carried = {row.stage_id: row for row in Carried.objects.filter(stage__in=latest, current=True)}
    house = Organisation.objects.values_list("name_for_others", flat=True).get()
    return Part("Checks", tuple(_check(move, carried.get(stage), house) for stage, move in latest.items()), "No check is finished yet.")


def _check(move: Move, carried: Carried | None, house: str) -> str:
    title = national(ALL_KINDS[move.kind].public_title, move.application.opportunity.nation)
    on = carried.checked_on if carried and carried.checked_on else clock.local_date(move.effective_at, ZONE)
    until = f" It holds until {day(move.expires_on)} {move.expires_on.year}." if move.expires_on else ""
    by = carried.organisation if carried and carried.organisation else house
    return f"{title}: done on {day(on)} {on.year}, checked by {by}.{until}"


def _roles(own: Own, others: str) -> Part:
    begun = Move.objects.filter(application__in=own, stage=None, target="in_role", reversed_by=None).exclude(source="in_role")
    rows = begun.select_related("application__opportunity").order_by("number")
    first: dict[int, Move] = {}
    for move in rows:
        first.setdefault(move.application_id, move)
    lines = tuple(f"{others or move.application.opportunity.title}, from {_on(move.effective_at)}{_left(move)}." for move in first.values())
    return Part("Roles", lines, "Your role with us has not begun yet.")


def _left(begun: Move) -> str:
    """When it ended; never why, or who ended it."""
    ends = Move.objects.filter(application=begun.application_id, stage=None, source="in_role", reversed_by=None, number__gt=begun.number)
    last = ends.exclude(target="in_role").order_by("number").last()
    return f" to {_on(last.effective_at)}" if last else ""


def _signed_off(own: Own, others: str) -> Part:
    """What was signed off in the training. Its words may say that somebody uses services: for the person alone."""
    rows = [] if others else list(Competences.objects.filter(stage__application__in=own, current=True).order_by("pk"))
    entries = [entry for row in rows for entry in row.signed.values()]
    names = dict(User.objects.filter(pk__in={entry["by"] for entry in entries}).values_list("pk", "name"))
    lines = tuple(f"{one['what']}: signed off by {names.get(one['by'], 'us')}, {_of_day(one['on'])}." for one in entries)
    return Part("Signed off in the training", lines, "Nothing is signed off yet.")


def _of_day(stored: str) -> str:
    on = dt.date.fromisoformat(stored)
    return f"{day(on)} {on.year}"


PARTS: tuple[Callable[[Own, str], Part], ...] = (_roles, _training, _signed_off, _practice, _checks)


def _on(moment: dt.datetime) -> str:
    on = clock.local_date(moment, ZONE)
    return f"{day(on)} {on.year}"


def _count(number: int, one: str) -> str:
    return f"{number} {one}{'' if number == 1 else 's'}"

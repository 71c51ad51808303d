"""Restricted records, for those with the right: the read is witnessed first, and without the witness nothing is shown."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from django.http import Http404

from onboarding import access, letters
from onboarding.door.chain import record
from onboarding.door.confirm import answers, step_of
from onboarding.door.proposals import is_restricted
from onboarding.door.shared import TABLES
from onboarding.door.take import WHEN
from onboarding.engine.asks import Ask
from onboarding.letters.words import full_day
from onboarding.models import FINDINGS, Application, InnerMove, KnownTo, Proposal, User
from onboarding.queries.application_page import spoken
from onboarding.queries.looks import READ, Look, looks
from onboarding.queries.plain_words import national
from onboarding.queries.record_words import Fact, facts_of
from onboarding.stages import ALL_KINDS

RECORDS = {"occupational_health": ("fitness", "view_fitness"), "crb": ("disclosure", "view_disclosure")}
BESIDE = {"crb": ("held_certificate",), "occupational_health": ("appointment", "immunisation")}  # what else stands in a record


@dataclass(frozen=True)
class Inner:
    """A step taken inside the record."""

    label: str
    at: dt.datetime
    by: str


@dataclass(frozen=True)
class Record:
    """A restricted record as those with the right see it. `named` is false for who was not named to know: then nothing is in it."""

    title: str
    named: bool = True
    facts: list[Fact] = field(default_factory=list)
    inner: list[Inner] = field(default_factory=list)
    looks: list[Look] = field(default_factory=list)


@dataclass(frozen=True)
class ProposalPage:
    """What the first of two people proposed; `record` is the kind whose restricted record the second may read."""

    id: int
    label: str
    told: str
    proposed_by: str
    proposed_at: dt.datetime
    facts: list[Fact]
    own: bool
    record: str = ""


def readable(application: Application, user: User) -> list[str]:
    """The kinds of stage of this application whose record this person has the right to open."""
    kinds = application.pathway.kinds
    return [kind for kind, (_code, right) in RECORDS.items() if kind in kinds and access.may(user, right, application)]


def read(application: Application, kind: str, *, by: User, at: dt.datetime) -> Record:
    """The record of one kind. The read is recorded before anything is loaded; 404 without the right.

    Who was not named to know gets the title and nothing else, whatever stands in it.
    """
    if kind not in readable(application, by):
        raise Http404
    nation = application.opportunity.nation
    title = national(ALL_KINDS[kind].title, nation)
    if not access.knows(by, application, kind):
        return Record(title, named=False)
    witness(application, kind, by=by, at=at)
    values: dict[str, Any] = {}
    for code in (*BESIDE.get(kind, ()), RECORDS[kind][0]):
        found = _current(application, kind, code)
        values |= found.values() if found else {}
    return Record(title, True, [*facts_of(values), *_names(application, kind)], _inner(application, kind), looks(application, kind))


def about(letter: str) -> str:
    """The kind whose record a kind of letter tells of; empty for every other letter."""
    right = letters.kinds()[letter].right
    return next((kind for kind, (_code, needed) in RECORDS.items() if needed == right), "")


def witness(application: Application, kind: str, *, by: User, at: dt.datetime) -> None:
    """Write down that somebody is about to see what a record says, or words that tell of it."""
    record(application, READ, by=by, at=at, codes={"kind": kind})


def _current(application: Application, kind: str, code: str) -> Any:
    rows = FINDINGS[code]._default_manager
    return rows.filter(stage__application=application, stage__kind=kind, current=True).last()


def _names(application: Application, kind: str) -> list[Fact]:
    """Who was named to know."""
    names = named(application, kind)
    return [Fact("Who knows", ", ".join(names))] if names else []


def named(application: Application, kind: str) -> list[str]:
    """The names of those who were named to know what a check found."""
    rows = KnownTo.objects.filter(stage__application=application, stage__kind=kind, current=True)
    found = rows.values_list("first__name", "second__name", "third__name").last()
    return [name for name in found or () if name]


def _inner(application: Application, kind: str) -> list[Inner]:
    rows = (
        InnerMove.objects.filter(stage__application=application, stage__kind=kind)
        .select_related("actor")
        .order_by("pk")
    )
    steps = ALL_KINDS[kind].steps
    nation = application.opportunity.nation
    return [Inner(national(steps[row.step].label, nation), row.effective_at, row.actor.name if row.actor else "") for row in rows]


def proposal_for(application: Application, pk: int, *, by: User) -> Proposal:
    """A proposal that waits and that this person might confirm or made, or 404."""
    rows = Proposal.objects.filter(application=application, settled_at=None, pk=pk)
    found = rows.select_related("application", "stage", "proposed_by").first()
    if found is None or not access.may(by, step_of(found).permission, application):
        raise Http404
    if found.stage is not None and not access.knows(by, application, found.stage.kind):
        raise Http404
    return found


def proposal_page(proposal: Proposal, *, by: User, at: dt.datetime) -> ProposalPage:
    """What was proposed, in words; reading a restricted one is witnessed first."""
    application = proposal.application
    step = spoken(step_of(proposal), application.opportunity.nation)
    kind = proposal.stage.kind if proposal.stage else ""
    if shows := _shows(proposal, by):
        witness(application, shows, by=by, at=at)
    given = answers(proposal)
    facts = [Fact(ask.label, _said(ask, given.get(ask.name))) for ask in step.asks]
    when = given.get(WHEN)
    return ProposalPage(
        proposal.pk, step.label, step.told, proposal.proposed_by.name, proposal.proposed_at,
        [*facts, *([Fact("When it happened", when)] if when else [])], proposal.proposed_by_id == by.pk,
        kind if kind in readable(application, by) else "",
    )  # fmt: skip


def _shows(proposal: Proposal, by: User) -> str:
    """The kind whose record the page tells of: by what was proposed, or by the letter on it that this person may read."""
    if proposal.stage is not None and is_restricted(proposal.stage):
        return proposal.stage.kind
    letter = step_of(proposal).letter
    kind = about(letter) if letter else ""
    return kind if kind in readable(proposal.application, by) and access.knows(by, proposal.application, kind) else ""


def _said(ask: Ask, value: Any) -> Any:
    if value is None or value == "":
        return "No answer"
    if ask.form == "date":
        return full_day(value)
    if ask.form == "yes":
        return "Yes" if value else "No"
    if ask.form == "row":
        return str(TABLES[ask.row]._default_manager.get(pk=value))
    return dict(ask.choices).get(value, value) if ask.form == "choice" else value

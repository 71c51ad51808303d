"""The newest version of every pathway, as staff see it: its checks, the rules it leaves out and why, what waits for a second person."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import Http404

from onboarding.models import Pathway, RuleProposal
from onboarding.queries.plain_words import day
from onboarding.stages import STAGE_KINDS
from onboarding.stages.clearances import HOUSE_RULES
from onboarding.stages.names import Engagement

WITHOUT_A_STAGE = {
    "supervisor": "A named supervisor", "overseas": "A police certificate from abroad",
    "shortlisting": "Two people who read each form without the name",
}  # fmt: skip


@dataclass(frozen=True)
class Waiting:
    """What one person has proposed."""

    id: int
    words: str


@dataclass(frozen=True)
class PathwaySeen:
    """One pathway in its newest version."""

    id: int
    code: str
    title: str
    version: int
    checks: list[str]
    left_out: list[tuple[str, str]]
    sign_off: str
    signed: bool
    waiting: list[Waiting]
    rules: list[tuple[str, str]]
    to_a_role: bool = True


def words(rule: str) -> str:
    """What a house rule is called."""
    return STAGE_KINDS[rule].title if rule in STAGE_KINDS else WITHOUT_A_STAGE[rule]


def newest() -> list[PathwaySeen]:
    """The newest version of each pathway, by its code."""
    rows = {row.code: row for row in Pathway.objects.order_by("code", "version")}
    return [_seen(row) for row in rows.values()]


def one(code: str) -> PathwaySeen:
    """One pathway by its code, or 404."""
    found = next((row for row in newest() if row.code == code), None)
    if found is None:
        raise Http404
    return found


def row_of(seen: PathwaySeen) -> Pathway:
    """The version itself, for the action."""
    return Pathway.objects.get(pk=seen.id)


def proposal(proposal_id: int) -> RuleProposal:
    """A proposal that waits for a second person, or 404."""
    found = RuleProposal.objects.select_related("pathway", "proposed_by").filter(pk=proposal_id, settled_at=None).first()
    if found is None:
        raise Http404
    return found


def _signed(row: Pathway) -> str:
    """Who signed it off, and when; else that nobody has."""
    if row.signed_by_id is None:
        return "nobody yet"
    return f"{row.peer_sign_off}, {day(row.signed_on)} {row.signed_on.year}" if row.signed_on else row.peer_sign_off


def _seen(row: Pathway) -> PathwaySeen:
    open_ones = RuleProposal.objects.filter(pathway=row, settled_at=None).select_related("proposed_by").order_by("pk")
    checks = [STAGE_KINDS[stage["kind"]].title + (f" ({stage['slots']})" if stage["slots"] > 1 else "") for stage in row.stages]
    return PathwaySeen(
        row.pk, row.code, row.title, row.version, checks,
        [(words(item["rule"]), item["reason"]) for item in row.left_out], _signed(row), row.signed_by_id is not None,
        [Waiting(one.pk, f"{words(one.rule)}, proposed by {one.proposed_by.name}") for one in open_ones],
        [(rule, words(rule)) for rule in HOUSE_RULES if rule not in row.rules_left_out and rule != "selection"],
        row.engagement != Engagement.GROUP,
    )  # fmt: skip

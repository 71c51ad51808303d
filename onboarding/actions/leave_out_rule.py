"""Leave a house rule out of a pathway: proposed by one person, confirmed by another, one of them with lived experience.

What comes of it is a new version. Who applied before stays on theirs; open opportunities go on with the new one.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction

from onboarding import access
from onboarding.door import chain
from onboarding.door.held import ZONE
from onboarding.door.refusal import StepRefused
from onboarding.lib import clock
from onboarding.models import Opportunity, Pathway, RuleProposal, User
from onboarding.stages.clearances import HOUSE_RULES
from onboarding.stages.pathway_rules import NOT_WITHOUT_SELECTION

LONGEST = 200
GOES_WITH = {"reference": ("employment_history",)}  # checks that are part of the rule, where a pathway has them
ANOTHER = "A second person confirms it, not the one who proposed it"
ONE_OF_TWO = "One of the two must be somebody who is open about their own lived experience"
OVER = "This was settled a moment ago. Look at the pathway as it is now."


def propose(pathway: Pathway, rule: str, reason: str, *, by: User, at: dt.datetime) -> RuleProposal:
    """Ask a second person to leave a rule out. Raises StepRefused with every sentence in the way."""
    with transaction.atomic():
        holder = chain.lock(None)
        if refused := _in_the_way(pathway, rule, reason.strip(), by):
            raise StepRefused(refused)
        made = RuleProposal.objects.create(
            pathway=pathway, rule=rule, reason=reason.strip(), proposed_by=by, proposed_at=at
        )
        _witness(holder, "rule_proposed", made, by, at)
    return made


def confirm(proposal_id: int, *, by: User, at: dt.datetime) -> Pathway:
    """The second person agrees: the new version holds at once for new applications. Raises StepRefused."""
    with transaction.atomic():
        holder = chain.lock(None)
        found = _open(proposal_id, by)
        people = (found.proposed_by, by)
        reasons = {
            ANOTHER: found.proposed_by == by,
            ONE_OF_TWO: not any(person.shares_lived_experience for person in people),
            OVER: not is_newest(found.pathway),
        }
        if refused := [sentence for sentence, stands in reasons.items() if stands]:
            raise StepRefused(refused)
        new = _version_without(found, next(person for person in reversed(people) if person.shares_lived_experience), at)
        Opportunity.objects.filter(pathway=found.pathway).update(pathway=new)
        _settle(holder, "rule_left_out", found, by, at)
    return new


def drop(proposal_id: int, *, by: User, at: dt.datetime) -> None:
    """The rule stays: the proposal is over. Raises StepRefused."""
    with transaction.atomic():
        holder = chain.lock(None)
        _settle(holder, "rule_kept", _open(proposal_id, by), by, at)


def _in_the_way(pathway: Pathway, rule: str, reason: str, by: User) -> list[str]:
    waiting = RuleProposal.objects.filter(pathway=pathway, rule=rule, settled_at=None).exists()
    sentences = {
        "You may not leave rules out": not access.may(by, "leave_out_rule"),
        "Select which rule is left out": rule not in HOUSE_RULES,
        "This pathway leaves that rule out already": rule in pathway.rules_left_out,
        "Somebody has proposed this already: look at what waits for a second person": waiting,
        "Enter why it is left out": not reason,
        f"Why it is left out: use {LONGEST} characters or fewer": len(reason) > LONGEST,
        NOT_WITHOUT_SELECTION: rule == "selection",
        OVER: not is_newest(pathway),
    }
    return [sentence for sentence, stands in sentences.items() if stands]


def _open(proposal_id: int, by: User) -> RuleProposal:
    if not access.may(by, "leave_out_rule"):
        raise StepRefused(["You may not leave rules out"])
    found = RuleProposal.objects.select_related("pathway", "proposed_by").filter(pk=proposal_id, settled_at=None).first()
    if found is None:
        raise StepRefused([OVER])
    return found


def is_newest(pathway: Pathway) -> bool:
    """Whether no later version of it is there."""
    return not Pathway.objects.filter(code=pathway.code, version__gt=pathway.version).exists()


def _version_without(found: RuleProposal, peer: User, at: dt.datetime) -> Pathway:
    old = found.pathway
    return Pathway.objects.create(
        code=old.code, version=old.version + 1, title=old.title, engagement=old.engagement,
        stages=_without(old.stages, found.rule, *GOES_WITH.get(found.rule, ())),
        left_out=[*old.left_out, {"rule": found.rule, "reason": found.reason}], signed_by=peer, peer_sign_off=peer.name,
        signed_on=clock.local_date(at, ZONE),
    )  # fmt: skip


def _without(stages: list[dict[str, Any]], *kinds: str) -> list[dict[str, Any]]:
    for kind in kinds:
        stages = stages_without(stages, kind)
    return stages


def stages_without(stages: list[dict[str, Any]], kind: str) -> list[dict[str, Any]]:
    """The stages without those of a kind; what opened after it opens after what it had opened after."""
    gone = [after for stage in stages if stage["kind"] == kind for after in stage["opens_after"]]
    kept = [stage for stage in stages if stage["kind"] != kind]
    return [{**stage, "opens_after": _instead(stage["opens_after"], kind, gone)} for stage in kept]


def _instead(opens_after: list[str], kind: str, gone: list[str]) -> list[str]:
    names = [name for after in opens_after for name in (gone if after == kind else [after])]
    return list(dict.fromkeys(names))


def _settle(holder: Any, event: str, found: RuleProposal, by: User, at: dt.datetime) -> None:
    RuleProposal.objects.filter(pk=found.pk).update(settled_at=at)
    _witness(holder, event, found, by, at)


def _witness(holder: Any, event: str, found: RuleProposal, by: User, at: dt.datetime) -> None:
    codes = {"pathway": found.pathway.code, "version": found.pathway.version, "rule": found.rule, "proposal": found.pk}
    chain.append(holder, event, by=by, at=at, codes=codes)
    holder.save(update_fields=["chain_seq", "chain_head"])

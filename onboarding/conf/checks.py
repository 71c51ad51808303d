"""Declared, then checked at start-up: a stage that lacks its words, party, target, exit or verb stops the server, not a user."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, register
from django.db import connections
from django.template import TemplateDoesNotExist
from django.template.loader import get_template

from onboarding import access, letters
from onboarding.actions import shipped
from onboarding.door.worked_out import WORKED_OUT
from onboarding.engine.asks import clean
from onboarding.engine.grammar import DOOR
from onboarding.engine.kinds import Kind, gaps
from onboarding.models import FINDINGS, LIFE_FINDINGS, PROXIES, triggers
from onboarding.queries.letter_facts import OF_KIND
from onboarding.stages import ALL_KINDS, STAGE_KINDS, clearances, pathway_rules
from onboarding.stages.clearances import HOUSE_RULES
from onboarding.stages.ladders import LADDERS

ANY_DAY = dt.date(2026, 1, 5)


@register()
def declarations(**kwargs: Any) -> list[CheckMessage]:
    """Every kind is declared completely: states, words, parties, targets, exits, verbs, permissions, findings, house rules."""
    lacks = [words for kind in ALL_KINDS.values() for words in [*gaps(kind), *_unknown_names(kind), *reply_gaps(kind)]]
    unheld = [f"{code} has no proxy in models/stage.py" for code in STAGE_KINDS if code not in PROXIES]
    named = [party for kind in STAGE_KINDS.values() for state in kind.states for party in (state.party, *state.by_party) if party]
    waited_for = {party.partition(".")[0] for party in named}
    alone = [f"{party} has no ladder in stages/ladders.py" for party in sorted(waited_for - {party for party, _kind in LADDERS})]
    astray = [words for kind in STAGE_KINDS.values() for words in links_astray(kind)]
    return [_error(words, 1) for words in [*lacks, *unheld, *alone, *astray]]


@register()
def pathways(**kwargs: Any) -> list[CheckMessage]:
    """No shipped pathway has a stage that can never open, a house rule that nobody can meet, or one the offer is silent about."""
    return [
        _error(words, 2)
        for one in shipped.PATHWAYS
        for words in [*pathway_gaps(one.name, list(one.stages), list(one.rules_left_out)), *unsaid(one.name, list(one.stages))]
    ]


@register()
def letter_kinds(**kwargs: Any) -> list[CheckMessage]:
    """Every letter that a step brings is there, and every kind has its facts and its template."""
    kinds = letters.kinds()
    brought = {code for kind in ALL_KINDS.values() for step in kind.steps.values() for code in step.letters} | {clearances.ALL_CLEAR}
    unknown = [f"A step brings a letter that is not there: {code}" for code in sorted(brought - set(kinds))]
    bare = [f"The letter {code} has no facts in queries/letter_facts" for code in kinds if code not in OF_KIND]
    plain = [
        f"The letter {kind.code} has no template {kind.template}"
        for kind in kinds.values()
        if not _is_there(kind.template)
    ]
    return [_error(words, 10) for words in [*unknown, *bare, *plain]]


def _is_there(template: str) -> bool:
    try:
        get_template(template)
    except TemplateDoesNotExist:
        return False
    return True


@register("database")
def witnesses(databases: Iterable[str] | None = None, **kwargs: Any) -> list[CheckMessage]:
    """Every trigger that witnesses state is there, and every edge the declarations name."""
    found = []
    for alias in databases or ():
        if triggers.EDGE in connections[alias].introspection.table_names():
            found += [_error(f"The database lacks {name}", 3) for name in triggers.missing(connections[alias])]
    return found


@register()
def private_files(**kwargs: Any) -> list[CheckMessage]:
    """Letters are private: no public address, no rights for everybody, links signed and short, nothing written over."""
    return [
        _error(f"Letters and uploads are private, but {words}", 9)
        for words in public_ways(settings.STORAGES["default"])
    ]


def public_ways(storage: Mapping[str, Any]) -> list[str]:
    """How a storage would show its files to people without a right; django-storages signs no link of a custom domain."""
    if not storage["BACKEND"].startswith("storages.backends.s3"):
        return []
    options = storage.get("OPTIONS", {})
    ways = {
        "custom_domain gives addresses without a signature": bool(options.get("custom_domain")),
        "querystring_auth is off": options.get("querystring_auth") is False,
        "default_acl is public": str(options.get("default_acl") or "private").startswith("public"),
        "file_overwrite is on": options.get("file_overwrite", True),
        "links last longer than 5 minutes": options.get("querystring_expire", 3600) > 300,
    }
    return [words for words, stands in ways.items() if stands]


def pathway_gaps(code: str, stages: list[dict[str, Any]], left_out: list[str]) -> list[str]:
    """What is wrong with a pathway: stages that never open, house rules unmet for ever, no law, a day that is nobody's."""
    never, stuck = pathway_rules.never_opens(stages), pathway_rules.dead_end(stages)
    return [
        *(f"Pathway {code}: {kind} can never open ({', '.join(missing)})" for kind, missing in never.items()),
        *(f"Pathway {code} has no {rule}, and does not leave the house rule out" for rule in pathway_rules.unmet(stages, left_out)),
        *(f"Pathway {code} has no {kind}, which the law asks for" for kind in pathway_rules.lawless(stages)),
        *([f"Pathway {code}: after {', '.join(stuck)} nothing is open"] if stuck is not None and not never else []),
    ]


def _unknown_names(kind: Kind) -> list[str]:
    found = []
    for step in kind.steps.values():
        if step.permission != DOOR and step.permission not in access.PERMISSIONS:
            found.append(f"{kind.code}.{step.name}: no role has the permission “{step.permission}”")
        found += [
            f"{kind.code}.{step.name} reads an unknown finding: {code}"
            for code in step.findings_read - set(FINDINGS) - set(LIFE_FINDINGS) - set(WORKED_OUT)
        ]
        found += [
            f"{rule.name}: unknown house rule {rule.house}"
            for rule in step.rules
            if rule.house and rule.house not in HOUSE_RULES
        ]
        found += [
            f"{rule.name}: mended by an unknown kind {rule.mend}"
            for rule in step.rules
            if rule.mend and rule.mend not in STAGE_KINDS
        ]
    return found


def reply_gaps(kind: Kind) -> list[str]:
    """Steps that a party outside could not take with one button, or that would tell or ask it what is restricted."""
    found = []
    for step in kind.steps.values():
        if step.reply is None:
            continue
        chosen = step.reply.choices(ANY_DAY) if step.reply.choices else None
        listed = len(step.asks) < 2 and all(ask.form in ("choice", "row", "date") for ask in step.asks)
        dated = any(ask.form == "date" for ask in step.asks) and not step.until
        inside = step.restricted or step.inner or any(FINDINGS[code].restricted for code in step.findings_read & set(FINDINGS))
        theirs = step.inner and set(step.reply.parties) == {kind.bodies}  # what the body itself did, kept in the record
        reasons = {
            "asks more than one thing from a list": chosen is None and not listed,
            "has a button that does not answer it": any(clean(step.asks, one.facts)[1] for one in chosen or ()),
            "is restricted": inside and not theirs,
            "needs a second person": step.two_people is not None,
            "asks for a day that is not its due day": chosen is None and dated,
        }
        found += [f"{kind.code}.{step.name} cannot be answered by a link: it {words}" for words, there in reasons.items() if there]
    return found


def links_astray(kind: Kind) -> list[str]:
    """Steps that send a link to a party that could answer nothing with it where the step leads."""
    able = {(party, state) for step in kind.steps.values() if step.reply for party in step.reply.parties for state in step.source}
    return [
        f"{kind.code}.{step.name} sends a link to {step.link}, which has nothing to answer there"
        for step in kind.steps.values()
        if step.link and any((step.link, step.to(source)) not in able for source in step.source)
    ]


def _error(words: str, number: int) -> CheckMessage:
    return Error(words, id=f"onboarding.E{number:03}")


def unsaid(code: str, stages: list[dict[str, Any]]) -> list[str]:
    """The stages that start when the offer is accepted, and that the offer says nothing of."""
    return [f"Pathway {code}: {kind} starts with the offer, but its KIND has no on_offer" for kind in pathway_rules.unsaid_kinds(stages)]

"""No path reaches people who use the service without every clearance that the law, and this pathway, ask for."""

import random
from typing import Any

import pytest

from onboarding.actions.shipped import PATHWAYS
from onboarding.conf.checks import pathway_gaps
from onboarding.stages import CONTACT_STEPS, STAGE_KINDS
from onboarding.stages.clearances import BEFORE_CONTACT, HOUSE_RULES
from tests.unit.stages.searching import WITH_CONTACT, Search

pytestmark = pytest.mark.search

WITHOUT_WORK = "0"  # a group for mutual support
SHIPPED = {one.name: (one.stages, one.engagement, one.rules_left_out) for one in PATHWAYS if one.code != WITHOUT_WORK}
WALKED_WHOLE = ("A", "B")
ALIKE = ("E", "D2")  # ask for what C and D do, but for what is told inside the DBS check
MAY_GO = ("occupational_health", "identity", "readiness", "training")
OF_SCOTLAND = "pvg_received"  # opens a path only when a role came to lie there later: tests/door/test_pvg.py
ASKED = [(at, rule) for at in sorted(CONTACT_STEPS) for rule in STAGE_KINDS[at[0]].steps[at[1]].rules]
LAW = [(at, rule.name) for at, rule in ASKED if rule.law and rule.name != OF_SCOTLAND]
HOUSE = [(at, rule) for at in sorted(CONTACT_STEPS) for rule in BEFORE_CONTACT if rule.house]


def search(code: str, **more: Any) -> Search:
    stages, engagement, left_out = SHIPPED[code]
    return Search(stages, engagement == "paid", frozenset(left_out), **more)


@pytest.mark.parametrize("code", WALKED_WHOLE)
def test_no_path_of_a_short_pathway_reaches_contact_that_is_not_cleared(code):
    walked = search(code, whole=False)
    assert walked.unsafe() is None
    assert walked.reached == CONTACT_STEPS  # or the search would have proved nothing
    assert walked.nodes > 1_000


ONE_BY_ONE = [code for code in SHIPPED if code not in (*WALKED_WHOLE, *ALIKE)]


def test_only_what_asks_for_the_same_is_not_walked_again():
    assert SHIPPED["E"] == SHIPPED["C"]
    stages, engagement, left_out = SHIPPED["D2"]
    assert (stages, engagement, left_out | {"overseas"}) == SHIPPED["D"]


def test_a_group_for_mutual_support_has_no_contact_that_could_be_too_early():
    (group,) = [one for one in PATHWAYS if one.code == WITHOUT_WORK]
    assert not {stage["kind"] for stage in group.stages} & {kind for kind, _step in CONTACT_STEPS}


def checks_of(code: str) -> list[str]:
    return [stage["kind"] for stage in SHIPPED[code][0] if stage["kind"] not in WITH_CONTACT]


@pytest.mark.parametrize(("code", "kind"), [(code, kind) for code in ONE_BY_ONE for kind in checks_of(code)])
def test_no_path_reaches_contact_while_one_check_is_not_cleared(code, kind):
    """Each check walked through all its states, whatever it does, while every other is settled as soon as it opens.

    Every rule about another check only asks that it is closed, so settling it opens more paths and shuts none: a path
    that reaches contact without this check would be found here too.
    """
    walked = search(code, settled=frozenset(checks_of(code)) - {kind}, corrections=True, lapses=True)
    assert walked.unsafe() is None
    assert walked.reached == CONTACT_STEPS


def asked_by(code: str, rule: Any) -> bool:
    """Whether a pathway keeps a house rule, and has the check that the rule is about."""
    stages, _engagement, left_out = SHIPPED[code]
    return rule.house not in left_out and (not rule.mend or rule.mend in {stage["kind"] for stage in stages})


@pytest.mark.parametrize("rule", [rule for rule in BEFORE_CONTACT if rule.mend and rule.name != OF_SCOTLAND])
def test_walking_one_check_finds_the_path_that_a_missing_rule_opens(rule):
    unpaid = {code for code, (_stages, engagement, _left) in SHIPPED.items() if engagement != "paid"}
    asking = set(SHIPPED) - unpaid if rule.mend == "right_to_work" else set(SHIPPED)  # nobody unpaid is asked for it
    code = next(code for code in reversed(SHIPPED) if code in asking and rule.mend in checks_of(code))
    settled = frozenset(checks_of(code)) - {rule.mend}
    assert search(code, settled=settled, without=(("placement", "log_session"), rule.name)).unsafe() is not None


@pytest.mark.deep
@pytest.mark.parametrize("code", WALKED_WHOLE)
def test_no_path_does_when_checks_run_out_and_dates_are_corrected(code):
    walked = search(code, whole=False, lapses=True, corrections=True)
    assert walked.unsafe() is None
    assert walked.reached == CONTACT_STEPS


@pytest.mark.deep
@pytest.mark.parametrize("code", WALKED_WHOLE)
def test_no_path_through_every_state_of_every_stage_does(code):
    walked = search(code)
    assert walked.unsafe() is None
    assert walked.reached == CONTACT_STEPS
    assert walked.nodes > 10_000


@pytest.mark.parametrize(("at", "rule"), LAW)
def test_without_a_law_rule_the_search_finds_the_unlawful_path(at, rule):
    broken = search("B", without=(at, rule), corrections=rule == "no_contact_too_early", whole=False)
    assert broken.unsafe() is not None


@pytest.mark.deep
@pytest.mark.parametrize(("at", "rule"), [(at, rule) for at, rule in HOUSE if asked_by("B", rule)])
def test_without_a_house_rule_the_search_finds_a_path_the_pathway_does_not_allow(at, rule):
    assert search("B", without=(at, rule.name), whole=False).unsafe() is not None


def varied(seed: int) -> Search:
    """A pathway that leaves some house rules out, and some of their stages too."""
    rand = random.Random(seed)
    left_out = {rule for rule in HOUSE_RULES if rule != "selection" and rand.random() < 0.5} | SHIPPED["B"][2]
    gone = {kind for kind in MAY_GO if kind in left_out and rand.random() < 0.6}
    stages: list[Any] = [dict(stage) for stage in SHIPPED["B"][0]]
    for kind in gone:
        (removed,) = (stage for stage in stages if stage["kind"] == kind)
        stages.remove(removed)
        for stage in stages:
            after = [removed["opens_after"] if k == kind else [k] for k in stage["opens_after"]]
            stage["opens_after"] = [k for ks in after for k in ks]
    assert pathway_gaps("varied", stages, sorted(left_out)) == []
    return Search(stages, rand.random() < 0.5, frozenset(left_out), whole=False)


@pytest.mark.parametrize("seed", range(3))
def test_no_path_of_a_varied_pathway_breaks_the_law_or_a_house_rule_it_keeps(seed):
    walked = varied(seed)
    assert walked.unsafe() is None
    assert {kind for kind, _step in walked.reached} == {"placement", "training"} & set(walked.kinds)

"""Truth tables of the rules inside the record of the check. JO, who asks, has the id 1."""

from typing import Any

from onboarding.engine.history import Taking
from tests.unit.stages.histories import history, taking

Row = tuple[Taking, bool]
JO_KNOWS, OTHERS_KNOW, NOBODY_NAMED = (1, 2), (8, 9), ()


def _people(named: tuple[int, ...]) -> dict[str, Any]:
    return dict(zip(("first_id", "second_id", "third_id"), (*named, None, None, None), strict=False))


def named(*people: int, **facts: Any) -> Taking:
    """Who was named, for a rule that looks at nothing else."""
    return taking(history(findings={"known_to": _people(people)}), facts=facts)


def inside(values: dict[str, Any], people: tuple[int, ...] = JO_KNOWS) -> Taking:
    return taking(history(findings={"disclosure": values, "known_to": _people(people)}))


def shielded(*rows: tuple[dict[str, Any], bool]) -> list[Row]:
    """A rule of the record: as it says to those who know; to all others always yes, so that no sentence tells."""
    return [
        row
        for values, yes in rows
        for row in [(inside(values), yes), (inside(values, NOBODY_NAMED), yes), (inside(values, OTHERS_KNOW), True)]
    ]


def by_content(disclosed: bool, **more: Any) -> list[tuple[dict[str, Any], bool]]:
    return [({"content": "clear", **more}, True), ({"content": "barred", **more}, True), ({"content": "disclosed", **more}, disclosed)]


TABLES: dict[str, list[Row]] = {
    "named_to_know": [(named(), True), (named(1), True), (named(8, 1), True), (named(8, 9), False)],
    "not_named_yet": [(named(), True), (named(8), True), (named(1), False), (named(8, 1), False)],
    "fewer_than_three_know": [(named(), True), (named(8, 9), True), (named(7, 8, 9), False)],
    "named_are_different": [
        (named(1, second=2, third=None), True), (named(1, second=2, third=3), True), (named(1, second=1, third=None), False),
        (named(1, second=2, third=2), False), (named(second=2, third=3), True),
    ],
    "something_to_talk_about": shielded(({"content": "disclosed"}, True), ({"content": "clear"}, False), ({"content": "barred"}, False)),
    "two_people_named": [(inside({}, (1,)), False), (inside({}, (1, 2)), True), (inside({}, (8,)), True)],
    "talk_was_offered": shielded(({"talk": ""}, False), ({"talk": "offered"}, True)),
    "talk_is_over": shielded(
        *by_content(False, talk="offered"), *by_content(True, talk="held"), *by_content(True, talk="declined"),
        *by_content(False, talk="missed"), *by_content(False, talk="chosen"), *by_content(False, talk=""),
    ),
    "considered": shielded(*by_content(False, weighed={}), *by_content(True, weighed={"nature": "for"})),
    "not_challenged": shielded(({"challenge": "open"}, False), ({"challenge": ""}, True), ({"challenge": "stands"}, True)),
    "was_challenged": shielded(({"challenge": "open"}, True), ({"challenge": ""}, False), ({"challenge": "stands"}, False)),
    "not_barred": shielded(({"content": "barred"}, False), ({"content": "clear"}, True), ({"content": "disclosed"}, True)),
    "is_barred": shielded(({"content": "barred"}, True), ({"content": "clear"}, False), ({"content": "disclosed"}, False)),
    "lead_is_named": [(inside({}, (1, 2)), False), (inside({}, (1, 2, 3)), True), (inside({}, (7, 8)), True)],
    "not_the_lead": [(inside({}, (8, 9, 1)), False), (inside({}, (1, 8, 9)), True), (inside({}, (8, 1, 9)), True)],
    "is_the_lead": [(inside({}, (8, 9, 1)), True), (inside({}, (1, 8, 9)), False), (inside({}, (1, 8)), False)],
    "stop_was_recorded": shielded(({"stop": ""}, False), ({"stop": "recorded"}, True), ({"stop": "seen"}, False)),
    "was_decided_against": shielded(({"decision": "not_proceed"}, True), ({"decision": "proceed"}, False), ({"decision": ""}, False)),
    "not_decided": shielded(({"decision": "not_proceed"}, False), ({"decision": "legal_stop"}, False), ({"decision": ""}, True)),
}  # fmt: skip

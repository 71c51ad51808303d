"""Every rule as a truth table: asked with a yes and with a no, and with no more findings than it says it reads."""

import datetime as dt
from types import SimpleNamespace
from typing import Any

import pytest

from onboarding.engine.grammar import DOOR
from onboarding.engine.history import Taking, unmet
from onboarding.stages import ALL_KINDS
from onboarding.stages.clearances import HOUSE_RULES
from tests.unit.stages import health_tables, inside_tables, pvg_tables, tracking_tables
from tests.unit.stages.asked import both, found, told
from tests.unit.stages.histories import DAY, NOW, closing, every_rule, happened, history, taking
from tests.unit.stages.table_of_endings import TABLE_OF_ENDINGS
from tests.unit.stages.truth_of_abroad import OF_ABROAD
from tests.unit.stages.truth_of_bodies import OF_BODIES
from tests.unit.stages.truth_of_competences import OF_COMPETENCES
from tests.unit.stages.truth_of_days import OF_DAYS
from tests.unit.stages.truth_of_histories import OF_HISTORIES
from tests.unit.stages.truth_of_moving_on import OF_MOVING_ON
from tests.unit.stages.truth_of_plans import OF_PLANS
from tests.unit.stages.truth_of_readings import OF_READINGS
from tests.unit.stages.truth_of_references import OF_REFERENCES
from tests.unit.stages.truth_of_second_views import OF_SECOND_VIEWS
from tests.unit.stages.truth_of_supervision import OF_SUPERVISION

TODAY = NOW.date()
RULES = every_rule()
OPEN = {"training": "in_classes"}


def closings(kind: str) -> list[tuple[Any, bool]]:
    """What “closed” means: as satisfied or waived, by that moment, not run out, and not opened again since."""
    again = happened(kind, "reopen", at=NOW - dt.timedelta(hours=1), source="closed", target="with_applicant")
    seen = happened(kind, "confirm_evidence", source="closed", target="closed", outcome="satisfied")
    return [
        (taking(history()), False),
        (taking(history(closing(kind))), True),
        (taking(history(closing(kind, at=NOW))), True),
        (taking(history(closing(kind)), when=NOW - 2 * DAY), False),
        (taking(history(closing(kind, at=NOW + DAY))), False),
        (taking(history(closing(kind, outcome="waived"))), True),
        (taking(history(closing(kind, outcome="brought_in"))), False),
        (taking(history(closing(kind, at=NOW - 2 * DAY, outcome="brought_in"), seen)), True),
        (taking(history(closing(kind, expires_on=TODAY))), True),
        (taking(history(closing(kind, expires_on=TODAY - DAY))), False),
        (taking(history(closing(kind), again)), False),
        (taking(history(closing(kind), again), when=NOW - 2 * dt.timedelta(hours=1)), True),
        (taking(history(closing(kind), happened(kind, "take_back"))), True),
    ]


def contact(*moves: Any, engagement: str = "paid") -> Taking:
    return taking(history(*moves, engagement=engagement))


SESSION = happened("placement", "log_session", at=NOW - DAY)
LOOKED = happened("placement", "look_at_contact")
PLACED = happened("placement", "bring_in", target="on_placement")
EARLY, LATE = NOW - 3 * DAY, NOW
BROUGHT = history(closing("identity", outcome="brought_in"))
SEAT = [(1, True), (12, True), (0, False), (-1, False)]
WEEKS = {str(n): "attended" for n in range(1, 5)}


TABLE: dict[str, list[tuple[Any, bool]]] = {
    **OF_REFERENCES,
    **OF_HISTORIES,
    **TABLE_OF_ENDINGS,
    **OF_BODIES,
    **OF_ABROAD,
    "selected": closings("selection"),
    "offer_accepted": closings("selection"),
    "disclosure_decided": closings("crb"),
    "health_decided": closings("occupational_health"),
    "identity_seen": closings("identity"),
    "references_accepted": closings("reference"),
    "work_history_accepted": [*closings("employment_history"), (taking(history(kinds=["placement"])), True)],
    "qualifications_seen": closings("qualifications"),
    "committee_agreed": closings("committee"),
    "team_said_yes": [*closings("host_acceptance"), (taking(history(kinds=["placement"])), True)],
    "readiness_agreed": closings("readiness"),
    "training_done": closings("training"),
    "right_to_work_before_pay": [
        *closings("right_to_work"),
        (taking(history(engagement="voluntary")), True),
    ],
    "no_contact_too_early": [
        (contact(), True),
        (contact(SESSION), False),
        (contact(closing("crb", at=EARLY), closing("right_to_work", at=EARLY), SESSION), True),
        (contact(closing("crb", at=EARLY), SESSION), False),
        (contact(closing("right_to_work", at=EARLY), SESSION), False),
        (contact(closing("crb", at=EARLY), SESSION, engagement="voluntary"), True),
        (contact(SESSION, closing("crb", at=LATE), engagement="voluntary"), False),
        (contact(SESSION, LOOKED), True),
        (contact(LOOKED, SESSION), False),
    ],
    "some_contact_too_early": [
        (contact(), False),
        (contact(SESSION), True),
        (contact(SESSION, LOOKED), False),
        (contact(SESSION, LOOKED, happened("placement", "log_session")), True),
        (contact(closing("crb", at=EARLY), closing("right_to_work", at=EARLY), SESSION), False),
    ],
    "placement_was_brought_in": [
        (taking(history(), row="placement"), False),
        (taking(history(PLACED), row="placement"), True),
        (taking(history(PLACED, happened("placement", "take_back")), row="placement"), True),
        (taking(history(PLACED, happened("placement", "change_team", target="matching")), row="placement"), False),
    ],
    "in_progress": [
        (taking(history(state=state)), state in ("in_progress", "paused"))
        for state in ALL_KINDS["application"].codes
    ],
    "was_brought_in": [
        (taking(BROUGHT, row="identity"), True),
        (taking(BROUGHT, row="crb"), False),
        (taking(history(closing("identity")), row="identity"), False),
        (taking(history(closing("identity", outcome="brought_in"), closing("identity")), row="identity"), False),
    ],
    "authorised_by_another": [(told(authoriser=2), True), (told(authoriser=1), False)],
    "level_decided": [(found("eligibility"), False), (found("eligibility", level="basic"), True)],
    "level_not_decided": [(found("eligibility"), True), (found("eligibility", level="basic"), False)],
    "some_check_allowed": [
        (found("eligibility", level="no_check"), False),
        (found("eligibility", level="basic"), True),
        (found("eligibility"), True),  # that nothing is decided is another rule's sentence
    ],
    "no_check_allowed": [
        (found("eligibility", level="no_check"), True),
        (found("eligibility", level="basic"), False),
        (found("eligibility"), False),
    ],
    "not_above_level": [
        *(
            (both("eligibility", {"level": decided}, level=asked), ranks.index(asked) <= ranks.index(decided))
            for ranks in [["no_check", "basic", "standard", "enhanced", "enhanced_barred"]]
            for decided in ranks
            for asked in ranks
        ),
        (both("eligibility", {}, level="basic"), False),
        (both("eligibility", {"level": "enhanced"}, level="another"), False),
    ],
    "barred_list_needs_regulated_activity": [
        (told(level="enhanced_barred", basis="regulated"), True),
        (told(level="enhanced_barred", basis="frequent"), False),
        (told(level="enhanced", basis="frequent"), True),
    ],
    "regulated_activity_needs_barred_list": [
        (told(level="enhanced_barred", basis="regulated"), True),
        (told(level="enhanced", basis="regulated"), False),
        (told(level="no_check", basis="no_contact"), True),
    ],
    "fee_fits": [
        (taking(history(engagement=engagement), facts={"fee": fee}), fee != "free" or engagement == "voluntary")
        for engagement in ("paid", "voluntary")
        for fee in ("free", "paid_role", "course")
    ],
    "issued_in_the_past": [
        (told(issued_on=TODAY), True),
        (told(issued_on=TODAY - DAY), True),
        (told(issued_on=TODAY + DAY), False),
    ],
    **health_tables.TABLES,
    **inside_tables.TABLES,
    **tracking_tables.TABLES,
    **pvg_tables.TABLES,
    "host_said_yes": [
        (taking(history()), False),
        (taking(history(happened("placement", "ask_host"), happened("placement", "host_says_yes"))), True),
        (taking(history(happened("placement", "host_says_yes"), happened("placement", "ask_host"))), False),
        (taking(history(happened("placement", "keep_team"))), False),
        (taking(history(closing("host_acceptance"), happened("placement", "keep_team"))), True),
        (taking(history(closing("host_acceptance"), happened("placement", "ask_host"))), False),
        (taking(history(happened("placement", "host_says_yes", at=LATE)), when=EARLY), False),
    ],
    "agreement_signed": [
        (taking(history()), False),
        (taking(history(happened("placement", "ask_host"), happened("placement", "sign_agreement"))), True),
        (taking(history(happened("placement", "sign_agreement"), happened("placement", "ask_host"))), False),
        (taking(history(happened("placement", "sign_agreement"), happened("placement", "keep_team"))), False),
    ],
    "supervisor_named": [(found("match"), False), (found("match", supervisor_id=3), True)],
    "two_supporters": [(told(supervisor=1, deputy=2), True), (told(supervisor=1, deputy=1), False)],
    "session_within_limit": [
        (both("match", {"session_minutes": 90}, minutes=90), True),
        (both("match", {"session_minutes": 90}, minutes=91), False),
        (both("match", {}, minutes=180), True),
        (both("match", {}, minutes=181), False),
    ],
    "one_to_one_within_limit": [
        (both("match", {"one_to_one_minutes": 10}, one_to_one=10), True),
        (both("match", {"one_to_one_minutes": 10}, one_to_one=11), False),
        (both("match", {}, one_to_one=15), True),
        (both("match", {}, one_to_one=16), False),
    ],
    "a_session_took_place": [(taking(history()), False), (taking(history(SESSION)), True)],
    "meeting_is_over": [
        (found("meeting"), True),
        (found("meeting", starts_at=NOW), True),
        (found("meeting", starts_at=NOW + DAY), False),
    ],
    "answer_date_is_ahead": [(told(accept_by=TODAY + DAY), True), (told(accept_by=TODAY), False)],
    "reserve_ends_ahead": [(told(expires_on=TODAY + DAY), True), (told(expires_on=TODAY), False)],
    "review_is_near": [
        (told(review_on=TODAY), False),
        (told(review_on=TODAY + DAY), True),
        (told(review_on=TODAY + 84 * DAY), True),
        (told(review_on=TODAY + 85 * DAY), False),
    ],
    "day_is_near": [
        (told(until=TODAY), False),
        (told(until=TODAY + DAY), True),
        (told(until=TODAY + 90 * DAY), True),
        (told(until=TODAY + 91 * DAY), False),
    ],
    "they_have_it": [
        (taking(history(), row="training"), True),
        (taking(history(happened("training", "open", target="waiting_for_course")), row="training"), True),
        (taking(history(happened("training", "ask_them", party="training_provider")), row="training"), True),
        (taking(history(happened("training", "not_theirs", party="hr")), row="training"), False),
        (taking(history(happened("training", "take_back", party="applicant")), row="training"), False),
        (taking(history(happened("placement", "not_theirs", party="hr")), row="training"), True),
        (taking(history(happened("training", "not_theirs", party="hr"), happened("training", "need_until")), row="training"), False),
    ],
    "role_is_paid": [(taking(history()), True), (taking(history(engagement="voluntary")), False)],
    "role_is_voluntary": [(taking(history()), False), (taking(history(engagement="voluntary")), True)],
    "ends_after_check": [
        (told(until=None), True),
        (told(until=TODAY + DAY), True),
        (told(until=TODAY), False),
    ],
    "seat_free": [
        (taking(history(), facts={"cohort": 1}, shared={"cohort": SimpleNamespace(free_seats=free)}), yes)
        for free, yes in SEAT
    ],
    "course_is_ahead": [
        (taking(history(), facts={"cohort": 1}, shared={"cohort": SimpleNamespace(starts_on=TODAY + days * DAY)}), yes)
        for days, yes in [(-1, False), (0, True), (1, True)]
    ],
    "taught_weeks_done": [
        (found("attendance"), False),
        (found("attendance", weeks=WEEKS), False),
        (found("attendance", weeks={**WEEKS, "5": "absent", "6": "agreed"}), False),
        (found("attendance", weeks={**WEEKS, "5": "made_up"}), True),
    ],
    **OF_COMPETENCES,
    **OF_DAYS,
    **OF_READINGS,
    **OF_SECOND_VIEWS,
    **OF_PLANS,
    **OF_SUPERVISION,
    **OF_MOVING_ON,
    "made_up_on_a_day": [
        (taking(history(), facts={"status": status, "made_up_on": day}), yes)
        for status, day, yes in (
            ("attended", None, True), ("absent", None, True), ("made_up", None, False), ("made_up", TODAY, True),
            ("made_up", TODAY - DAY, True), ("made_up", TODAY + DAY, False),
        )
    ],
    "offer_stands": [
        (taking(history(rows={"selection": "offered"})), True),
        (taking(history(rows={"selection": "closed"})), False),
    ],
    "not_offered_yet": [
        (taking(history()), True),
        (taking(history(closing("selection"))), False),
        (taking(history(rows={"selection": "offered"})), False),
    ],
    "offer_was_made": [
        (taking(history()), False),
        (taking(history(happened("selection", "offer"))), True),
        (taking(history(happened("selection", "offer")), when=EARLY), False),
    ],
    "all_closed": [
        (taking(history(rows=dict.fromkeys(ALL_KINDS, "closed"))), True),
        (taking(history(rows={**dict.fromkeys(ALL_KINDS, "closed"), **OPEN})), False),
    ],
}  # fmt: skip


@pytest.mark.parametrize(("name", "asked", "yes"), [(name, *row) for name, rows in TABLE.items() for row in rows])
def test_a_rule_answers_as_its_table_says(name, asked, yes):
    """Only the findings the rule declares are there: another one would be a KeyError."""
    rule = RULES[name]
    declared = {code: asked.history.findings.get(code, {}) for code in rule.reads}
    assert set(asked.history.findings) <= set(rule.reads)
    past = history(
        *asked.history.moves,
        engagement=asked.history.engagement,
        nation=asked.history.nation,
        person=asked.history.person,
        state=asked.history.state,
        left_out=sorted(asked.history.left_out),
        findings=declared,
        rows={row.kind: row.state for row in asked.history.rows},
        kinds=[row.kind for row in asked.history.rows],
        applicant=asked.history.applicant,
    )
    only = taking(
        past, facts=asked.facts, shared=asked.shared, when=asked.effective_at, row=asked.row and asked.row.kind
    )
    assert rule(Taking(past, asked.row, None, only.by, NOW, only.effective_at, only.facts, only.shared)) is yes


def test_every_rule_is_asked_for_a_yes_and_for_a_no():
    answers = {name: {yes for _asked, yes in rows} for name, rows in TABLE.items()}
    assert answers == {name: {True, False} for name in RULES}


def test_a_name_means_one_rule():
    rules = [rule for kind in ALL_KINDS.values() for step in kind.steps.values() for rule in step.rules]
    assert len({id(rule) for rule in rules}) == len(RULES)


def test_every_rule_has_a_sentence_for_people():
    for rule in RULES.values():
        assert rule.sentence[0].isupper()
        assert not rule.sentence.endswith(".")


def test_every_house_rule_that_a_pathway_may_leave_out_is_asked_somewhere():
    assert {rule.house for rule in RULES.values() if rule.house} == set(HOUSE_RULES)


ASKED_FOR: dict[str, Any] = {"referral": {"demands": ["vaccines"]}, "readings": {"form": True}}  # without which a rule asks for nothing


@pytest.mark.parametrize("name", [name for name, rule in RULES.items() if rule.house])
def test_a_house_rule_is_not_asked_where_the_pathway_leaves_it_out(name):
    rule = RULES[name]
    step = SimpleNamespace(rules=[rule])
    findings: dict[str, Any] = {code: ASKED_FOR.get(code, {}) for code in rule.reads}
    asked = taking(history(findings=findings), step=step)
    assert unmet(asked) == [rule]
    assert unmet(taking(history(findings=findings, left_out=[rule.house]), step=step)) == []


@pytest.mark.parametrize("name", [name for name, rule in RULES.items() if rule.law])
def test_a_law_rule_is_asked_whatever_the_pathway_leaves_out(name):
    asked, _yes = next(row for row in TABLE[name] if row[1] is False)
    past = asked.history
    without = history(
        *past.moves, engagement=past.engagement, nation=past.nation, person=past.person, state=past.state,
        findings={c: {} for c in RULES[name].reads} | dict(past.findings),
        left_out=[*HOUSE_RULES, name, ""], rows={row.kind: row.state for row in past.rows},
    )  # fmt: skip
    step = SimpleNamespace(rules=[RULES[name]])
    again = taking(without, facts=asked.facts, shared=asked.shared, when=asked.effective_at, step=step)
    assert unmet(again) == [RULES[name]]


def test_a_page_asks_no_rule_that_needs_an_answer():
    for rule in RULES.values():
        if rule.needs:
            step = SimpleNamespace(rules=[rule])
            assert unmet(Taking(history(), None, step, None, NOW, NOW)) == []


def test_right_to_work_is_asked_before_training_as_well_as_before_contact():
    """Training is paid time."""
    names = {rule.name for rule in ALL_KINDS["training"].steps["start_course"].rules}
    assert "right_to_work_before_pay" in names


@pytest.mark.parametrize(
    ("kind", "name"),
    [("occupational_health", n) for n in ("refer", "form_arrived", "record_result")]
    + [("crb", n) for n in ("decide_level", "send_form", "submit", "record_result")],
)
def test_nothing_about_health_or_records_is_asked_before_the_offer_is_accepted(kind, name):
    assert RULES["offer_accepted"] in ALL_KINDS[kind].steps[name].rules


@pytest.mark.parametrize("kind", [kind for kind in ALL_KINDS if kind != "application"])
def test_every_step_a_person_takes_needs_an_application_that_goes_on(kind):
    for step in ALL_KINDS[kind].steps.values():
        if step.permission != DOOR and step.name != "confirm_evidence":
            assert {RULES["in_progress"], RULES["still_with_us"]} & set(step.rules), step.name

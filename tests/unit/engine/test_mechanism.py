"""The mechanism alone: questions, rules and steps, moves that stand, waits, hashes and references."""

import datetime as dt
import hashlib
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onboarding.engine import hashing, reference
from onboarding.engine.asks import Ask, FactRefused, clean
from onboarding.engine.edges import Edge, edges, first_states
from onboarding.engine.grammar import at_the_door, rule, step, steps_of
from onboarding.engine.holder import Holder
from onboarding.engine.kinds import Kind, StateOf, Target, Words, gaps
from onboarding.engine.moves import MoveFact, brought_by, standing
from onboarding.engine.projection import project
from onboarding.stages import ALL_KINDS, STAGE_KINDS

NOW = dt.datetime(2026, 6, 1, 12, tzinfo=dt.UTC)
DAY = dt.timedelta(days=1)
CHOICES = (("a", "A"), ("b", "B"))
ASKS: dict[str, tuple[Ask, list[Any], list[Any]]] = {
    "text": (Ask("x", "Why?", longest=3), ["abc", "é"], ["abcd", 3, "a\x00"]),
    "date": (Ask("x", "When?", form="date"), [NOW.date()], [NOW, "2026-06-01"]),
    "time": (Ask("x", "When?", form="time"), [NOW], [NOW.replace(tzinfo=None), NOW.date()]),
    "choice": (Ask("x", "Which?", form="choice", choices=CHOICES), ["a", "b"], ["c", "A", 1]),
    "yes": (Ask("x", "Sure?", form="yes"), [True], [False, "yes", 1]),
    "number": (Ask("x", "How many?", form="number", least=1, most=9), [1, 9], [0, 10, True, "1", 1.0]),
    "digits": (Ask("x", "Number", form="digits", longest=3), ["012"], ["12", "01a", "٠١٢", 12]),
    "digits of several lengths": (Ask("x", "Number", form="digits", least=2, longest=3), ["12", "012"], ["1", "0123"]),
    "row": (Ask("x", "Who?", form="row", row="staff"), [1], ["1", True]),
    "several": (Ask("x", "Which?", form="several", choices=CHOICES), [["a"], ["a", "b"]], [["c"], ["a", "c"], "a"]),
    "email": (Ask("x", "Address", form="email", longest=30), ["a@b.example"], ["a@b", "a b@c.example", f"{'a' * 30}@b.example", 1]),
    "phone": (Ask("x", "Phone", form="phone"), ["01632 960 001", "+44 1632 960001"], ["12", "call me", 1632960001]),
}


@pytest.mark.parametrize("form", ASKS)
def test_a_fact_is_kept_or_refused_in_a_sentence(form):
    ask, good, bad = ASKS[form]
    assert [ask.clean(value) for value in good] == good
    for value in bad:
        with pytest.raises(FactRefused):
            ask.clean(value)


def test_an_empty_answer_is_none_where_it_is_optional_and_refused_where_not():
    assert Ask("x", "Why?", required=False).clean("") is None
    assert Ask("x", "Sure?", form="yes", required=False).clean(False) is False
    with pytest.raises(FactRefused, match="Answer: why"):
        Ask("x", "Why?").clean(None)


def test_facts_are_cleaned_together_and_every_sentence_is_kept():
    asks = [Ask("a", "First?"), Ask("b", "Second?", error="Say the second"), Ask("c", "Third?", required=False)]
    assert clean(asks, {"a": "x", "z": 1}) == (
        {"a": "x", "c": None},
        ["This step does not ask for “z”", "Say the second"],
    )


def test_a_rule_is_law_or_house_and_a_step_has_a_permission():
    with pytest.raises(TypeError, match="law or house"):
        rule("Both", law=True, house="both")
    with pytest.raises(TypeError, match="no permission"):
        step(source="a", label="Go", permission="")


def test_a_template_cannot_take_a_step_and_a_transition_is_refused_away_from_the_door():
    method = STAGE_KINDS["selection"].holder.invite  # type: ignore[attr-defined]
    assert method.alters_data
    assert not at_the_door(SimpleNamespace())
    assert STAGE_KINDS["selection"].steps["invite"].restricted is False
    assert STAGE_KINDS["crb"].steps["record_result"].restricted is True


def test_a_step_knows_where_it_leads_and_an_inner_one_leaves_no_edge():
    steps = STAGE_KINDS["crb"].steps
    assert steps["send_form"].to("with_applicant") == "with_applicant"
    assert steps["submit"].to("with_applicant") == "with_body"
    assert steps["decide_not"].edges == []
    assert Edge("crb", "submit", "with_applicant", "with_body") in edges([STAGE_KINDS["crb"]])
    assert not any(edge.step == "decide_not" for edge in edges(ALL_KINDS.values()))
    assert ("crb", "not_open") in first_states(STAGE_KINDS.values())


@pytest.mark.parametrize("kind", ALL_KINDS.values(), ids=lambda kind: kind.code)
def test_every_kind_is_declared_whole(kind):
    assert gaps(kind) == []
    for state in kind.states:
        for party in (None, "hr", "applicant", "disclosure_body", "nobody known"):
            assert state.words_for(party).title
            assert state.target_for(party) is state.targets.get(party or "", state.target)
            own = state.targets.get(f"{party}.NIR")
            assert state.target_for(party, "NIR") is (own or state.target_for(party))
            assert state.verb_for(party) in {"", *kind.steps}


class Broken(Holder):
    @step(source="open", target="nowhere", label="Go", permission="go")
    def go(self) -> None: ...


def test_what_a_kind_lacks_is_said_in_sentences():
    states = (StateOf("first", "", Words("", "")), StateOf("open", "Open", Words("Open", "It is open"), verb="fly"))
    kind = Kind("broken", "Broken", "Broken", "first", "closed", states, Broken)
    assert gaps(kind) == [
        "broken.first has no words for the applicant",
        "broken.first has no words for staff",
        "broken.open has no party",
        "broken.open has no target",
        "broken.open has no worklist verb",
        "broken.go speaks of a state that is not declared: nowhere",
    ]
    assert steps_of(Broken)["go"].label == "Go"


def move(number: int, row: int | None, name: str, source: str, target: str, days: int, **more: Any) -> MoveFact:
    kind = "application" if row is None else "selection"
    values: dict[str, Any] = {
        "id": number,
        "number": number,
        "row": row,
        "kind": kind,
        "seq": number,
        "step": name,
        "source": source,
    }
    when = NOW + days * DAY
    return MoveFact(**{**values, "target": target, "effective_at": when, "recorded_at": when, **more})


SENT = move(1, None, "submit", "draft", "in_progress", 0)
OPENED = move(2, 7, "open", "not_open", "shortlisting", 0, cause=1)
INVITED = move(3, 7, "invite", "shortlisting", "with_applicant", 2)


def test_what_was_undone_does_not_stand_and_what_was_amended_has_its_new_date():
    amended = move(4, 7, "amend", "with_applicant", "with_applicant", 1, amends=3)
    undone = move(5, 7, "undo", "with_applicant", "with_applicant", 6, reverses=4)
    assert [m.effective_at for m in standing([SENT, OPENED, INVITED, amended])] == [NOW, NOW, NOW + DAY]
    assert standing([SENT, OPENED, INVITED, amended, undone])[-1].effective_at == NOW + 2 * DAY


def test_what_a_move_brought_goes_with_it_but_not_what_was_undone():
    assert brought_by([SENT, OPENED, INVITED], 1) == [OPENED]
    gone = move(4, 7, "undo", "shortlisting", "not_open", 3, reverses=2)
    assert brought_by([SENT, OPENED, gone], 1) == []


def spans(*moves: MoveFact) -> list[tuple[str, int, int | None]]:
    return [
        (w.party, (w.started_at - NOW).days, None if w.ended_at is None else (w.ended_at - NOW).days)
        for w in project(moves, ALL_KINDS)
    ]


def test_a_turn_begins_with_a_state_or_a_party_and_a_pause_lies_over_it():
    back = move(4, 7, "take_back", "with_applicant", "with_applicant", 4, party="hr")
    same = move(5, 7, "take_back", "with_applicant", "with_applicant", 5, party="hr")
    paused = move(6, None, "pause", "in_progress", "paused", 6)
    resumed = move(7, None, "resume", "paused", "in_progress", 8)
    assert spans(SENT, OPENED, INVITED, back, same, paused, resumed) == [
        ("coordinator", 0, 2), ("applicant", 2, 4), ("hr", 4, 6), ("paused", 6, 8), ("hr", 8, None),
    ]  # fmt: skip


def test_nobody_is_waited_for_where_nothing_was_sent_or_all_has_ended():
    unsent = move(3, None, "undo", "in_progress", "draft", 1, reverses=1)
    assert spans() == []
    assert spans(SENT, OPENED, unsent) == []
    ended = move(3, None, "withdraw", "in_progress", "withdrawn", 5)
    assert spans(SENT, OPENED, ended) == [("coordinator", 0, 5)]


def test_another_body_is_another_turn_and_a_turn_of_no_length_is_none():
    first = move(4, 7, "take_back", "with_applicant", "with_applicant", 2, party="hr", body=1)
    second = move(5, 7, "take_back", "with_applicant", "with_applicant", 4, party="hr", body=2)
    found = project([SENT, OPENED, INVITED, first, second], ALL_KINDS)
    assert [(w.party, w.body) for w in found] == [("coordinator", None), ("hr", 1), ("hr", 2)]


def test_a_link_cannot_be_shifted_between_its_parts():
    assert hashing.link("a", "bc", "") != hashing.link("ab", "c", "")
    assert len(hashing.link(hashing.GENESIS, "{}", "")) == 64


@given(st.dictionaries(st.text(max_size=5), st.one_of(st.integers(), st.text(max_size=5), st.none(), st.booleans())))
def test_one_value_has_one_text_whatever_its_order(value):
    assert hashing.canonical(value) == hashing.canonical(dict(reversed(value.items())))
    assert hashing.digest_of(value) == hashlib.sha256(hashing.canonical(value).encode()).hexdigest()


def test_the_same_words_under_another_salt_have_another_commitment():
    assert hashing.commitment(b"1", "yes") != hashing.commitment(b"2", "yes")


@given(st.lists(st.text(max_size=4), min_size=1, max_size=9), st.data())
def test_every_leaf_is_in_the_root(leaves, data):
    root = hashing.merkle_root(leaves)
    place = data.draw(st.integers(0, len(leaves) - 1))
    changed = [*leaves[:place], leaves[place] + "x", *leaves[place + 1 :]]
    assert hashing.merkle_root(changed) != root
    assert hashing.merkle_root([*leaves, "x"]) != root


def test_no_leaf_has_a_root_too():
    assert hashing.merkle_root([]) == hashlib.sha256(b"").hexdigest()


BODIES = st.text(reference.ALPHABET, min_size=5, max_size=5)


@given(BODIES)
def test_a_reference_is_known_in_any_case_and_a_slip_is_noticed(body):
    made = reference.reference("HH", body)
    assert reference.is_reference(f" {made.lower()} ")


@pytest.mark.parametrize("text", ["", "HH", "HH-7Q4KX", "HH-7Q4K-M", "HH-AEIOU-M", "HH-7Q4KX-M-M"])
def test_what_has_not_the_shape_is_no_reference(text):
    assert not reference.is_reference(text)


@given(BODIES, st.integers(0, 4), st.sampled_from(reference.ALPHABET))
def test_one_wrong_character_is_noticed(body, place, character):
    slipped = body[:place] + character + body[place + 1 :]
    if slipped != body:
        assert not reference.is_reference(f"HH-{slipped}-{reference.check_character(body)}")


@given(BODIES, st.integers(0, 3))
def test_two_characters_swapped_are_noticed(body, place):
    swapped = body[:place] + body[place + 1] + body[place] + body[place + 2 :]
    if swapped != body:
        assert not reference.is_reference(f"HH-{swapped}-{reference.check_character(body)}")


def test_a_target_is_in_working_days_unless_said():
    assert Target(5).unit == "working_days"

"""What stands beside the chain is verified too: moves, states, versions, words, and every field of the envelope."""

import json
from typing import Any

import pytest

from onboarding.door.verify import verify, verify_application
from onboarding.engine.hashing import GENESIS, canonical, link
from onboarding.models import AuditEvent, AuditPayload, Move, Stage
from tests.tamper.conftest import LATER, events, execute, unguarded


def broken() -> list[str]:
    return [str(one) for one in verify().broken]


COLUMNS: list[tuple[str, Any]] = [
    ("step", "agree_plan"), ("kind", "identity"), ("source", "closed"), ("target", "closed"), ("party", "manager"),
    ("effective_at", "2026-03-02 09:00:01+00:00"), ("recorded_at", LATER), ("outcome", "waived"), ("target_days", 3),
    ("target_unit", "x"), ("calendar", "x"), ("due_on", "2026-03-02"), ("expires_on", "2026-03-02"), ("code", "x"), ("key", "x"),
    ("facts_digest", "x"), ("actor_id", None), ("cause_id", None), ("seq", 77), ("number", 777),
]  # fmt: skip


@pytest.mark.parametrize(("column", "value"), COLUMNS, ids=[column for column, _value in COLUMNS])
def test_an_edited_move_no_longer_fits_its_event(people, column, value):
    move = Move.objects.filter(application=people[1]).exclude(cause=None).first() if column == "cause_id" else None
    move = move or Move.objects.filter(application=people[1], step="book").earliest("number")
    with unguarded():
        execute(f'UPDATE onboarding_move SET "{column}" = %s WHERE id = %s', value, move.pk)
    assert any(people[1].reference in words for words in broken())


def test_a_deleted_move_is_missed(people):
    move = Move.objects.filter(application=people[1]).latest("number")
    with unguarded():
        execute("DELETE FROM onboarding_wait WHERE began_by_id = %s", move.pk)
        execute("UPDATE onboarding_outboxitem SET move_id = NULL WHERE move_id = %s", move.pk)
        execute("UPDATE onboarding_promise SET move_id = NULL WHERE move_id = %s", move.pk)
        execute("DELETE FROM onboarding_move WHERE id = %s", move.pk)
    assert any("its move is missing" in words for words in broken())


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE onboarding_stage SET state = 'closed' WHERE application_id = %s AND kind = 'crb'",
        "UPDATE onboarding_stage SET version = version + 1 WHERE application_id = %s AND kind = 'crb'",
        "UPDATE onboarding_stage SET state = 'closed', version = 0 WHERE application_id = %s AND kind = 'placement'",
        "UPDATE onboarding_application SET state = 'in_role' WHERE id = %s",
        "UPDATE onboarding_application SET version = version + 1 WHERE id = %s",
        "UPDATE onboarding_application SET tally = tally + 1 WHERE id = %s",
        "UPDATE onboarding_application SET chain_seq = chain_seq - 1 WHERE id = %s",
        "UPDATE onboarding_application SET chain_head = '00' WHERE id = %s",
    ],
)
def test_a_row_changed_by_hand_is_not_what_its_moves_say(people, change):
    with unguarded():
        execute(change, people[0].pk)
    found = verify_application(people[0]).broken
    assert found
    assert {one.chain for one in found} == {people[0].reference}


def test_a_stage_that_moved_without_any_move_is_found(people):
    stage = Stage.objects.filter(application=people[0], kind="training").get()
    assert stage.state == "not_open"
    with unguarded():
        execute("UPDATE onboarding_stage SET state = 'closed', version = 1 WHERE id = %s", stage.pk)
    assert [one.what for one in verify_application(people[0]).broken] == ["Training: its state or version is not what its moves say"]


@pytest.mark.parametrize(
    ("change", "what"),
    [
        ("UPDATE onboarding_auditpayload SET words = 'other'", "its words were changed"),
        ("DELETE FROM onboarding_auditpayload", "its words are gone and no erasure names it"),
    ],
)
def test_words_are_as_they_were_or_erased_by_name(people, change, what):
    payload = AuditPayload.objects.order_by("pk").first()
    assert payload
    with unguarded():
        execute(f"{change} WHERE id = %s", payload.pk)
    assert [(one.seq, one.what) for one in verify().broken] == [(payload.event.seq, what)]


def test_words_that_nobody_committed_to_are_found(people):
    event = events(people[0])[0]
    AuditPayload.objects.create(event=event, salt=b"0" * 32, words="{}")
    assert [(one.seq, one.what) for one in verify().broken] == [(1, "it has words that it never committed to")]


ENVELOPE = [
    ("schema", 2), ("chain", "organisation"), ("seq", 3), ("at", "2026-01-01T00:00:00.000000+00:00"), ("type", "letter"),
    ("codes", []), ("codes", {}), ("codes", {"move": 1}), ("more", 1),
]  # fmt: skip


@pytest.mark.parametrize(("name", "value"), ENVELOPE, ids=[f"{n}-{v}" for n, v in ENVELOPE])
def test_an_envelope_rewritten_with_every_hash_made_new_still_disagrees_with_its_row_or_move(people, name, value):
    app = people[1]
    forge(app, lambda said: canonical({**said, name: value}))
    assert verify_application(app).broken


@pytest.mark.parametrize("name", ["schema", "chain", "seq", "at", "type", "actor", "codes"])
def test_an_envelope_that_lacks_a_part_is_found(people, name):
    forge(people[1], lambda said: canonical({key: part for key, part in said.items() if key != name}))
    assert [one.what for one in verify_application(people[1]).broken] == ["its envelope lacks a part, or has one too many"]


@pytest.mark.parametrize("text", ["", "{", "[]", "null", '"x"', "{}", "1e999", "\u0000"])
def test_an_envelope_that_is_none_is_found_and_not_stumbled_over(people, text):
    if text == "\u0000":
        text = "\\u0000"  # no database keeps the character itself
    forge(people[1], lambda _said: text)
    assert verify_application(people[1]).broken


def forge(app: Any, rewrite: Any) -> None:
    """The fourth event, a move, is rewritten, and every hash from there on made new, the head too."""
    chain, previous = events(app), GENESIS
    assert json.loads(chain[3].envelope)["type"] == "move"
    with unguarded():
        for event in chain:
            envelope = rewrite(json.loads(event.envelope)) if event.seq == 4 else event.envelope
            made = link(previous, envelope, event.commit)
            execute(
                "UPDATE onboarding_auditevent SET envelope = %s, previous = %s, hash = %s WHERE id = %s",
                envelope, previous, made, event.pk,
            )  # fmt: skip
            previous = made
        execute("UPDATE onboarding_application SET chain_head = %s WHERE id = %s", previous, app.pk)


def test_an_event_of_no_application_is_found_by_type(people):
    assert AuditEvent.objects.filter(application=None).count() == 4
    with unguarded():
        execute("UPDATE onboarding_organisation SET chain_seq = 3")
    assert [(one.chain, one.seq) for one in verify().broken] == [("organisation", 4)]

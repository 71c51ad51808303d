"""A single audit row edited, deleted, swapped or put in is found, and named."""

import random
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction

from onboarding.door.verify import verify
from onboarding.door.verify_links import Broken
from tests.tamper.conftest import unguarded
from tests.tamper.mutations import SINGLE, insert


class Undone(Exception):
    """Rolls one mutation back."""


def found_after(mutate: Any, dice: random.Random) -> tuple[tuple[str, int], list[Broken]]:
    """What is broken after one mutation, which is then taken back."""
    try:
        with transaction.atomic():
            broke = mutate(dice)
            found = [one for one in verify().broken if not one.what.startswith("missing:")]
            raise Undone
    except Undone:
        return broke, found


def hunt(times: int, seed: int) -> list[str]:
    """The mutations that were not found, or not named."""
    dice, missed = random.Random(seed), []
    with unguarded():
        for _time in range(times):
            mutate = dice.choice(SINGLE)
            (chain, seq), found = found_after(mutate, dice)
            # After a well-made one put in, it is the next that does not follow.
            named = (seq, seq + 1) if mutate is insert else (seq,)
            if not any(one.chain == chain and one.seq in named for one in found):
                missed.append(f"{mutate.__name__} {chain} {seq}: {found}")
    return missed


def test_a_clean_database_gives_no_alarm(people):
    found = verify()
    assert found.broken == []
    assert found.events > 80


def test_every_kind_of_touch_is_found_and_named(people):
    assert hunt(120, seed=1) == []


@pytest.mark.deep
def test_a_thousand_touches_of_a_thousand_are_found_and_named(people):
    assert hunt(1000, seed=2) == []


def test_a_trigger_taken_off_is_named(people):
    with unguarded():
        assert any("witness_move_update" in str(one) for one in verify().broken)
    assert verify().broken == []


def test_the_command_names_the_event_and_ends_badly(people, capsys):
    with unguarded():
        chain, seq = SINGLE[1](random.Random(3))
    with pytest.raises(CommandError, match="do not fit"):
        call_command("verify_audit")
    assert f"Broken: {chain}, event {seq}: " in capsys.readouterr().out


def test_the_command_is_content_with_a_clean_database(people, capsys):
    call_command("verify_audit")
    out = capsys.readouterr().out
    assert "every one follows from the one before" in out
    assert "Not anchored yet" in out


def test_the_command_looks_at_one_application_alone(people, capsys):
    call_command("verify_audit", application=people[1].reference)
    one = int(capsys.readouterr().out.split(" events verified")[0].split()[-1])
    assert one == people[1].chain_seq
    with pytest.raises(CommandError, match="no application"):
        call_command("verify_audit", application="HH-NONE")

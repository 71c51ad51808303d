"""A whole rehash, a deleted chain and a cut tail are found with a checkpoint; a forged checkpoint is refused."""

import json
import random
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction

from onboarding.door import checkpoint
from onboarding.door.chain import record
from onboarding.door.verify import verify
from onboarding.lib.keys import audit_key
from onboarding.models import Application
from tests.making import advance
from tests.tamper.conftest import LATER, events, execute, unguarded
from tests.tamper.mutations import WHOLE, set_head
from tests.tamper.test_single_rows import Undone


@pytest.fixture
def key(tmp_path: Path) -> Any:
    return audit_key(tmp_path / "audit-key")


@pytest.fixture
def kept(people: Any, key: Any, tmp_path: Path) -> Path:
    """The file of a checkpoint of everything; the organisation's chain goes on after it."""
    path = checkpoint.make(tmp_path / "kept", key=key, by=None, at=LATER)
    record(None, "signed_in", by=None, at=LATER)
    return path


def hunt(kept: Path, key: Any, times: int, seed: int) -> list[str]:
    """The mutations that neither the checkpoint found, nor named."""
    dice, missed, public = random.Random(seed), [], key.public_key()
    read = checkpoint.read(kept)
    with unguarded():
        for time in range(times):
            mutate = WHOLE[time % len(WHOLE)]
            try:
                with transaction.atomic():
                    chain, _seq = mutate(dice)
                    found = checkpoint.compare(read, public)
                    raise Undone
            except Undone:
                if not any(one.chain == chain for one in found):
                    missed.append(f"{mutate.__name__} {chain}: {found}")
    return missed


def test_whole_rewritings_show_only_with_the_checkpoint(kept, key):
    assert hunt(kept, key, 15, seed=5) == []


@pytest.mark.deep
def test_a_hundred_whole_rewritings_of_a_hundred_are_found(kept, key):
    assert hunt(kept, key, 300, seed=6) == []


def test_a_database_that_only_went_on_fits_its_checkpoint(kept, key, people, capsys):
    advance(people[0], "crb.closed")
    assert checkpoint.compare(checkpoint.read(kept), key.public_key()) == []
    call_command("verify_audit", checkpoint=kept)
    assert "Checkpoint 1 of" in capsys.readouterr().out


def test_a_cut_that_takes_the_memory_of_the_checkpoint_is_found(kept, key):
    with unguarded():
        for event in events(None)[4:]:
            execute("DELETE FROM onboarding_auditevent WHERE id = %s", event.pk)
        set_head(None, 4, events(None)[3].hash)
    assert verify().broken == []
    assert [one.what for one in checkpoint.compare(checkpoint.read(kept), key.public_key())] == [
        "it does not remember checkpoint 1: its tail was cut"
    ]


FORGERIES: list[Any] = [
    lambda said: {**said, "number": 2},
    lambda said: {**said, "made_at": "2020-01-01T00:00:00+00:00"},
    lambda said: {**said, "root": "0" * 64},
    lambda said: {**said, "leaves": said["leaves"][1:]},
    lambda said: {**said, "leaves": [[*said["leaves"][0][:2], "0" * 64], *said["leaves"][1:]]},
    lambda said: {**said, "signature": "AAAA"},
    lambda said: {**said, "signature": "not base64!"},
]


@pytest.mark.parametrize("forge", FORGERIES)
def test_a_forged_checkpoint_is_refused(kept, key, forge):
    kept.write_text(json.dumps(forge(json.loads(kept.read_text()))))
    (found,) = checkpoint.compare(checkpoint.read(kept), key.public_key())
    assert "signature is not ours" in found.what


def test_a_checkpoint_signed_by_another_key_is_refused(kept, tmp_path):
    other = audit_key(tmp_path / "another-key")
    (found,) = checkpoint.compare(checkpoint.read(kept), other.public_key())
    assert "signature is not ours" in found.what


@pytest.mark.parametrize("content", ["", "{}", "[]", '{"leaves": [1]}', '{"number": "x"}'])
def test_a_file_that_is_no_checkpoint_is_refused_in_words(kept, content):
    kept.write_text(content)
    with pytest.raises(CommandError, match="is not a checkpoint"):
        call_command("verify_audit", checkpoint=kept)


def test_checkpoints_count_and_are_remembered(kept, key, tmp_path, capsys):
    call_command("checkpoint", out=tmp_path / "kept", public_key=tmp_path / "public.pem")
    made = checkpoint.read(tmp_path / "kept" / "checkpoint-000002.json")
    assert [anchor.number for anchor in checkpoint.anchors()] == [1, 2]
    assert len(made.leaves) == Application.objects.count() + 1
    assert verify().broken == []
    call_command("verify_audit", checkpoint=tmp_path / "kept" / "checkpoint-000002.json", public_key=tmp_path / "public.pem")
    assert "Checkpoint 2 of" in capsys.readouterr().out
    last = checkpoint.latest()
    assert last
    assert checkpoint.file_of(last, tmp_path / "kept") == made
    assert sorted(path.name for path in (tmp_path / "kept").iterdir()) == ["checkpoint-000001.json", "checkpoint-000002.json"]


def test_without_a_checkpoint_it_says_since_when_nothing_is_anchored(kept, capsys):
    call_command("verify_audit")
    assert f"Not anchored since {LATER:%Y-%m-%d %H:%M} UTC (checkpoint 1)" in capsys.readouterr().out

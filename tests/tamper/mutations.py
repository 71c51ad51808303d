"""Ways in which somebody who owns the database could touch the witness. Each gives the chain and the event it broke."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from typing import Any

from onboarding.engine.hashing import GENESIS, canonical, link
from onboarding.models import Application, AuditEvent
from tests.tamper.conftest import events, execute

TABLE = "onboarding_auditevent"
Broke = tuple[str, int]


def chain_of(event: AuditEvent) -> str:
    return event.application.reference if event.application else "organisation"


def edit(dice: random.Random) -> Broke:
    """One column of one event."""
    event = _any(dice)
    column, value = dice.choice([
        ("seq", event.seq + 1000), ("type", "other"), ("at", _later(event)), ("envelope", _another_letter(event.envelope, dice)),
        ("commit", _another_digit(event.commit or GENESIS, dice)), ("previous", _another_digit(event.previous, dice)),
        ("hash", _another_digit(event.hash, dice)), ("application_id", _another_application(event, dice)),
    ])  # fmt: skip
    if column == "application_id":  # the number is taken there: it goes to the end
        execute(f"UPDATE {TABLE} SET application_id = %s, seq = seq + 1000 WHERE id = %s", value, event.pk)
    else:
        execute(f'UPDATE {TABLE} SET "{column}" = %s WHERE id = %s', value, event.pk)
    return chain_of(event), event.seq


def delete(dice: random.Random) -> Broke:
    event = _any(dice)
    execute("DELETE FROM onboarding_auditpayload WHERE event_id = %s", event.pk)
    execute(f"DELETE FROM {TABLE} WHERE id = %s", event.pk)
    return chain_of(event), event.seq


def swap(dice: random.Random) -> Broke:
    """Two events of a chain change places."""
    one, other = dice.sample(events(_any(dice).application), 2)
    for key, seq in ((one.pk, 999_999), (other.pk, one.seq), (one.pk, other.seq)):
        execute(f"UPDATE {TABLE} SET seq = %s WHERE id = %s", seq, key)
    return chain_of(one), min(one.seq, other.seq)


def insert(dice: random.Random) -> Broke:
    """One more event: a copy, or one well made, at the end of a chain or in its middle."""
    chain = events(_any(dice).application)
    place = dice.randrange(1, len(chain) + 1)
    before = chain[place - 1]
    for event in reversed(chain[place:]):
        execute(f"UPDATE {TABLE} SET seq = seq + 1 WHERE id = %s", event.pk)
    said = json.loads(before.envelope)
    envelope = canonical({**said, "seq": place + 1, "codes": {}, "type": "letter"})
    AuditEvent.objects.create(
        application=before.application, seq=place + 1, type=dice.choice(["letter", before.type]), at=before.at, envelope=envelope,
        commit="", previous=before.hash, hash=link(before.hash, envelope, ""),
    )  # fmt: skip
    return chain_of(before), place + 1


SINGLE: tuple[Callable[[random.Random], Broke], ...] = (edit, delete, swap, insert)


def rehash(dice: random.Random) -> Broke:
    """An event is rewritten and its whole chain made new from there on, head and all: nothing inside the database shows it."""
    chain = events(_any(dice).application)
    first = dice.choice([event for event in _anchored(chain) if event.type != "move"])
    previous = chain[first.seq - 2].hash if first.seq > 1 else GENESIS
    for event in chain[first.seq - 1 :]:
        said = json.loads(event.envelope)
        envelope = canonical({**said, "actor": "0" * 32}) if event == first else event.envelope
        made = link(previous, envelope, event.commit)
        execute(f"UPDATE {TABLE} SET envelope = %s, previous = %s, hash = %s WHERE id = %s", envelope, previous, made, event.pk)
        previous = made
    set_head(first.application, len(chain), previous)
    return chain_of(first), first.seq


def cut_tail(dice: random.Random) -> Broke:
    """The last events that speak of no move go, and the head goes back to the one before."""
    apps = [app for app in (*Application.objects.order_by("pk"), None) if _tail(events(app))]
    app = dice.choice(apps)
    chain = events(app)
    after = len(chain) - len(_anchored(chain))
    gone = dice.randrange(after + 1, len(_tail(chain)) + 1) if len(_tail(chain)) > after else after + 1
    for event in chain[-gone:]:
        execute("DELETE FROM onboarding_auditpayload WHERE event_id = %s", event.pk)
        execute(f"DELETE FROM {TABLE} WHERE id = %s", event.pk)
    left = chain[: len(chain) - gone]
    set_head(app, len(left), left[-1].hash if left else GENESIS)
    return chain_of(chain[-1]), chain[-1].seq


def delete_chain(dice: random.Random) -> Broke:
    """An application goes with all that ever spoke of it."""
    app = dice.choice(list(Application.objects.order_by("pk")))
    ours = "SELECT id FROM onboarding_stage WHERE application_id = %s"
    from django.apps import apps

    for model in apps.get_app_config("onboarding").get_models():
        if any(field.name == "stage" for field in model._meta.fields) and model._meta.db_table != "onboarding_move":
            execute(f"DELETE FROM {model._meta.db_table} WHERE stage_id IN ({ours})", app.pk)
    execute(f"DELETE FROM onboarding_auditpayload WHERE event_id IN (SELECT id FROM {TABLE} WHERE application_id = %s)", app.pk)
    execute("UPDATE onboarding_move SET cause_id = NULL, reverses_id = NULL, amends_id = NULL WHERE application_id = %s", app.pk)
    for table in ("wait", "promise", "outboxitem", "auditevent", "proposal", "move", "stage"):
        execute(f"DELETE FROM onboarding_{table} WHERE application_id = %s", app.pk)
    execute("DELETE FROM onboarding_application WHERE id = %s", app.pk)
    return app.reference, 0


WHOLE: tuple[Callable[[random.Random], Broke], ...] = (rehash, cut_tail, delete_chain)


def _any(dice: random.Random) -> AuditEvent:
    return dice.choice(list(AuditEvent.objects.order_by("application_id", "seq")))


def _tail(chain: list[AuditEvent]) -> list[AuditEvent]:
    """The events at the end that are no moves."""
    moves = [event.seq for event in chain if event.type == "move"]
    return chain[moves[-1] if moves else 1 :]


def _anchored(chain: list[AuditEvent]) -> list[AuditEvent]:
    """The events a checkpoint vouches for: what came after it, and its own memory, is for the next one."""
    made = [event.seq for event in chain if event.type == "checkpoint"]
    return chain[: made[-1] - 1] if made else chain


def set_head(app: Application | None, seq: int, head: str) -> None:
    where = "onboarding_organisation" if app is None else f"onboarding_application WHERE id = {app.pk}"
    table, _space, condition = where.partition(" ")
    execute(f"UPDATE {table} SET chain_seq = %s, chain_head = %s {condition}", seq, head)


def _another_letter(text: str, dice: random.Random) -> str:
    place = dice.randrange(len(text))
    return text[:place] + ("x" if text[place] != "x" else "y") + text[place + 1 :]


def _another_digit(text: str, dice: random.Random) -> str:
    place = dice.randrange(len(text))
    return text[:place] + ("0" if text[place] != "0" else "1") + text[place + 1 :]


def _later(event: AuditEvent) -> Any:
    return event.at.replace(microsecond=(event.at.microsecond + 1) % 1_000_000)


def _another_application(event: AuditEvent, dice: random.Random) -> int:
    return dice.choice([app.pk for app in Application.objects.order_by("pk") if app.pk != event.application_id])

"""The hash chains: one for each application, one for the organisation. Every event is a link; its words can be erased."""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Mapping
from typing import Any

from django.db import transaction

from onboarding.engine.hashing import canonical, commitment, digest_of, link
from onboarding.lib import clock
from onboarding.models import Application, AuditEvent, AuditPayload, Move, Organisation, User
from onboarding.models.statements import Insert

SCHEMA = 1
WRITE_EVENT = Insert(AuditEvent)


def stamp(moment: dt.datetime) -> str:
    """An instant as it is hashed: UTC, to the microsecond, the same on both databases."""
    return clock.utc(moment).isoformat(timespec="microseconds")


def append(
    holder: Application | Organisation,
    event: str,
    *,
    by: User | None,
    at: dt.datetime,
    codes: Mapping[str, Any] | None = None,
    words: Mapping[str, Any] | None = None,
) -> AuditEvent:
    """Add one event to the chain of a row that the caller holds locked, and saves.

    `event` is its type; `codes` goes into the envelope, `words` into a payload that can be erased.
    """
    seq, previous = holder.chain_seq + 1, holder.chain_head
    subject = holder.reference if isinstance(holder, Application) else "organisation"
    envelope = canonical(
        {
            "schema": SCHEMA,
            "chain": subject,
            "seq": seq,
            "at": stamp(at),
            "type": event,
            "actor": by.ref if by else "",
            "codes": dict(codes or {}),
        }
    )
    salt, text = secrets.token_bytes(32), canonical(dict(words)) if words else ""
    commit = commitment(salt, text) if words else ""
    link_made = AuditEvent(
        application=holder if isinstance(holder, Application) else None,
        seq=seq,
        type=event,
        at=at,
        envelope=envelope,
        commit=commit,
        previous=previous,
        hash=link(previous, envelope, commit),
    )
    WRITE_EVENT(link_made)
    if words:
        AuditPayload.objects.create(event=link_made, salt=salt, words=text)
    holder.chain_seq, holder.chain_head = seq, link_made.hash
    return link_made


def record(
    application: Application | None,
    event: str,
    *,
    by: User | None,
    at: dt.datetime,
    codes: Mapping[str, Any] | None = None,
    words: Mapping[str, Any] | None = None,
) -> AuditEvent:
    """Witness something that is not a move: a read of a restricted record, a letter, an export, a sign-in. Locks the chain itself."""
    with transaction.atomic():
        holder = lock(application)
        made = append(holder, event, by=by, at=at, codes=codes, words=words)
        holder.save(update_fields=["chain_seq", "chain_head"])
    return made


def lock(application: Application | None) -> Application | Organisation:
    """The locked row that holds a chain's head: the application, or (None) the organisation."""
    if application is None:
        return Organisation.objects.select_for_update().get()
    return lock_application(application)


def lock_application(application: Application) -> Application:
    """The application's row, locked and read anew, for who adds an event with something else in one transaction."""
    return Application.objects.select_for_update(of=("self",)).get(pk=application.pk)


def move_digest(move: Move) -> str:
    """The digest of every column of a move, so that an edited row no longer fits its event."""
    fields = {f.attname: getattr(move, f.attname) for f in Move._meta.concrete_fields}
    plain = {
        name: stamp(v) if isinstance(v, dt.datetime) else v.isoformat() if isinstance(v, dt.date) else v
        for name, v in fields.items()
    }
    return digest_of(plain)

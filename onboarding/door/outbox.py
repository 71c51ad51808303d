"""What goes out: filled in the door's transaction, claimed by one conditional UPDATE, delivered at most once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.db import transaction
from django.db.models import F, Q

from onboarding import letters
from onboarding.engine.moves import MoveFact
from onboarding.models import Application, Move, OutboxItem
from onboarding.models.outgoing import CANCELLED, FAILED, SENDING, SENT, UNCERTAIN, WAITING
from onboarding.stages.names import ACTIVE

UNDO_TIME = dt.timedelta(minutes=10)
# A claim older than this belongs to a worker that has died. Whether its message went out is not known.
DEAD_AFTER = dt.timedelta(minutes=5)
ENDED = "ended"
SOON = dt.timedelta(days=7)  # a letter that was stopped longer ago would say what has gone by
REPLACED = "replaced:"  # and the move whose letter went in its place
ASK_BY_LINK = "ask_by_link"  # a reply link that a step sends by itself; it is made when the mail is


def put(
    application: Application | None, kind: str, *, key: str, not_before: dt.datetime, move: Move | None = None
) -> OutboxItem:
    """Put one message into the outbox (of nobody's application: to a body); the same key again gives the one that is there."""
    item, _new = OutboxItem.objects.get_or_create(
        key=key, defaults={"application": application, "kind": kind, "not_before": not_before, "move": move}
    )
    return item


def put_in_place(application: Application, kind: str, *, not_before: dt.datetime, move: Move) -> OutboxItem:
    """Put the letter of a move into the outbox; an older one about the same thing that it replaces, and that has not gone, stays here."""
    letter = letters.kinds().get(kind)
    if letter is not None and letter.replaces:
        older = OutboxItem.objects.filter(application=application, kind__in=letter.replaces, status=WAITING)
        about = older.filter(move__stage=move.stage_id, move__isnull=False).exclude(move=move)
        about.update(status=CANCELLED, finished_at=move.recorded_at, error=f"{REPLACED}{move.pk}")
    return put(application, kind, key=f"{kind}:{move.pk}", not_before=not_before, move=move)


def due_ids(at: dt.datetime, *, most: int = 50) -> list[int]:
    """The messages whose time has come, oldest first."""
    waiting = OutboxItem.objects.filter(status=WAITING, not_before__lte=at).order_by("not_before", "pk")
    return list(waiting.values_list("pk", flat=True)[:most])


def claim(item_id: int, *, at: dt.datetime) -> bool:
    """Take one message; True for exactly one caller. Committed before anything leaves the house."""
    with transaction.atomic():
        mine = OutboxItem.objects.filter(pk=item_id, status=WAITING, not_before__lte=at)
        return mine.update(status=SENDING, claimed_at=at, attempts=F("attempts") + 1) == 1


def finish(item_id: int, *, at: dt.datetime) -> None:
    """It is out: said by the worker that sent it, or by a person who knows."""
    OutboxItem.objects.filter(pk=item_id, status__in=(SENDING, UNCERTAIN)).update(status=SENT, finished_at=at, error="")


def give_back(item_id: int, *, at: dt.datetime, error: str, again_in: dt.timedelta | None) -> None:
    """It certainly did not go out: try again later, or (None) leave it to a person."""
    later = {"status": WAITING, "not_before": at + again_in} if again_in else {"status": FAILED, "finished_at": at}
    OutboxItem.objects.filter(pk=item_id, status=SENDING).update(error=error, **later)


def put_off(item_id: int, *, not_before: dt.datetime) -> None:
    """It may go, but not at this hour: it waits again, and this was no try."""
    OutboxItem.objects.filter(pk=item_id, status=SENDING).update(
        status=WAITING, not_before=not_before, attempts=F("attempts") - 1
    )


def doubt(*, at: dt.datetime) -> int:
    """Claims of workers that died become uncertain: a person decides, it is never sent again by itself."""
    dead = OutboxItem.objects.filter(status=SENDING, claimed_at__lt=at - DEAD_AFTER)
    return dead.update(status=UNCERTAIN, finished_at=at, error="worker died")


def still_mine(item_id: int, *, claimed_at: dt.datetime) -> bool:
    """The last look before it leaves: the claim stands, no other worker or person has taken it over."""
    return OutboxItem.objects.filter(pk=item_id, status=SENDING, claimed_at=claimed_at).exists()


def came_back(item_id: int, *, at: dt.datetime, error: str) -> bool:
    """What was thought to be out did not reach anybody."""
    out = OutboxItem.objects.filter(pk=item_id, status__in=(SENT, UNCERTAIN))
    return out.update(status=FAILED, finished_at=at, error=error) == 1


def to_a_person(item_id: int, *, at: dt.datetime, error: str) -> None:
    """A person has to do the rest, or to say whether it went out; `error` is a code that says which."""
    OutboxItem.objects.filter(pk=item_id, status=SENDING).update(status=UNCERTAIN, finished_at=at, error=error)


def stop(item_id: int, *, at: dt.datetime, error: str, statuses: tuple[str, ...] = (WAITING,)) -> bool:
    """It shall not go out, for a reason that is a code: while it waits, or (SENDING) by the worker that holds it."""
    held = OutboxItem.objects.filter(pk=item_id, status__in=statuses)
    return held.update(status=CANCELLED, finished_at=at, error=error) == 1


def send_again(item_id: int, *, at: dt.datetime) -> bool:
    """A person wants another try of what failed or is in doubt; not before a slow worker must have ended."""
    stuck = OutboxItem.objects.filter(Q(status=FAILED) | Q(status=UNCERTAIN, finished_at__lte=at - DEAD_AFTER), pk=item_id)
    return stuck.update(status=WAITING, not_before=at, finished_at=None, attempts=0, error="") == 1


def send_now(item: OutboxItem, *, at: dt.datetime) -> bool:
    """A person does not want to wait for the undo time."""
    return OutboxItem.objects.filter(pk=item.pk, status=WAITING).update(not_before=at) == 1


def cancel_of_moves(moves: list[int], *, at: dt.datetime) -> None:
    """The moves were undone: what they would have sent stays here, and what it had replaced may go again."""
    replaced = OutboxItem.objects.filter(error__in=[f"{REPLACED}{move}" for move in moves], status=CANCELLED)
    replaced.update(status=WAITING, finished_at=None, error="")
    OutboxItem.objects.filter(move_id__in=moves, status=WAITING).update(
        status=CANCELLED, finished_at=at, error="undone"
    )


def cancel_all(application: Application, *, at: dt.datetime) -> None:
    """The application has ended: nothing more goes out, but an answer to what the person wrote to us."""
    waiting = OutboxItem.objects.filter(application=application, status=WAITING)
    waiting.exclude(kind__in=letters.answers()).update(status=CANCELLED, finished_at=at, error=ENDED)


def revive(application: Application, *, stopped_at: dt.datetime) -> None:
    """The ending was undone: what it (and no earlier one) had stopped may go out again."""
    stopped = OutboxItem.objects.filter(
        application=application, status=CANCELLED, error=ENDED, finished_at=stopped_at
    )
    stopped.update(status=WAITING, finished_at=None, error="")


def came_back_in(application: Application, moves: Sequence[MoveFact], *, at: dt.datetime) -> None:
    """The person came back: the letter that says they stopped must not go any more; what the ending held up and still holds may.

    A letter holds while the move that wrote it is the last of its stage.
    """
    ending = next((move for move in reversed(moves) if move.row is None and move.target not in ACTIVE), None)
    if ending is None:
        return
    cancel_of_moves([ending.id], at=at)
    last = {move.row: move.id for move in moves if move.row is not None}
    stopped = OutboxItem.objects.filter(application=application, status=CANCELLED, error=ENDED, finished_at=ending.recorded_at)
    stopped.filter(move__in=last.values(), finished_at__gte=at - SOON).update(status=WAITING, finished_at=None, error="")

"""What stands around the moves of one application, in one statement: names, contacts, letters, open waits, and what else there is."""

from __future__ import annotations

from django.db.models import Q

from onboarding.door.held import Held
from onboarding.models import Application, Contact, Letter, Move, Proposal, ReplyLink, User, Wait
from onboarding.models.gathered import Gathered, Part, Rows

WAIT = [field.attname for field in Wait._meta.concrete_fields]


def _parts(key: int) -> dict[str, Part]:
    before = Application.objects.filter(pk=key).values("came_from")
    return {
        "actors": Part(User.objects.filter(pk__in=Move.objects.filter(application=key).values("actor")), "id", "name"),
        "contacts": Part(Contact.objects.filter(application=key), "at", "who", "how", "about", "line", "by__name"),
        "letters": Part(Letter.objects.filter(application=key), "id", "title", "created_at"),
        "waits": Part(Wait.objects.filter(application=key, ended_at=None), *WAIT),
        "linked": Part(Application.objects.filter(Q(came_from=key) | Q(pk__in=before)), "id"),
        "proposed": Part(Proposal.objects.filter(application=key, settled_at=None), "id"),
        "links": Part(ReplyLink.objects.filter(application=key, ended_at=None), "id"),
    }


AROUND = Gathered(_parts)


def around(application: Application) -> Rows:
    """The rows by what they are. `linked`, `proposed` and `links` only say that there are some: who may see them is asked apart."""
    return AROUND(application.pk)


def open_waits(held: Held, rows: Rows) -> list[Wait]:
    """The waits that are on, each with the move that began it."""
    facts = {fact.id: fact for fact in held.facts}
    found = [Wait(**row) for row in rows["waits"]]
    for wait in found:
        began = facts[wait.began_by_id]
        wait.began_by = Move(pk=began.id, step=began.step, number=began.number, code=began.code)
    return sorted(found, key=lambda wait: wait.stage_id)

"""What suits a person, and with whom they would rather not be; and what a team looks for. Witnessed without a word of it."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping, Sequence

from django.db import transaction
from django.db.models import Max, Q

from onboarding import access
from onboarding.door import chain
from onboarding.door.refusal import StepRefused
from onboarding.models import Application, KeptApart, NotWith, Site, SiteSuits, Suits, User
from onboarding.queries.matching import choices, said, said_by_site, tags
from onboarding.stages.names import ENDINGS, Life

Ticked = Mapping[str, Sequence[str]]
RIGHT = "keep_apart"
NOT_YOURS = "You may not change this"
NOT_OFFERED = "Choose from what is offered"
KEPT = dt.timedelta(days=30)


def save_suits(application: Application, ticked: Ticked, *, by: User, at: dt.datetime) -> None:
    """Keep what the person ticks, or the one role that may for them. Who looks after them and is on the list hands over.

    The same again changes nothing. Raises StepRefused.
    """
    if not (access.is_own(by, application) or access.may(by, RIGHT, application)):
        raise StepRefused([NOT_YOURS])
    _offered(ticked, choices(application))
    with transaction.atomic():
        held = chain.lock_application(application)
        if {name: sorted(codes) for name, codes in said(held).items()} == {name: sorted(codes) for name, codes in ticked.items()}:
            return
        row, _new = Suits.objects.update_or_create(application=held, defaults={"times": list(ticked["times"]), "saved_at": at})
        row.tags.set([int(code) for code in (*ticked["skills"], *ticked["areas"])])
        KeptApart.objects.update_or_create(application=held, defaults={"teams": json.dumps([int(code) for code in ticked["teams"]])})
        people = [int(code) for code in ticked["people"]]
        NotWith.objects.filter(application=held).exclude(user__in=people).delete()
        NotWith.objects.bulk_create([NotWith(application=held, user_id=pk) for pk in people], ignore_conflicts=True)
        fields = ["chain_seq", "chain_head", *_handed_over(held, people)]
        chain.append(held, "suits_saved", by=by, at=at, codes={})
        held.save(update_fields=fields)


def _handed_over(held: Application, people: list[int]) -> list[str]:
    """Who looks after them and is on the list gives it to who stands in, or to nobody yet: then somebody is chosen."""
    if held.owner_id not in people:
        return []
    other = held.owner.stand_in if held.owner else None
    held.owner = other if other and other.is_active and other.pk not in people else None
    return ["owner"]


def read_suits(application: Application, *, by: User, at: dt.datetime) -> dict[str, list[str]]:
    """What the person ticked, for the one role that changes it for them: the reading is witnessed first."""
    chain.record(application, "suits_read", by=by, at=at, codes={})
    return said(application)


def save_site(site: Site, ticked: Ticked, *, by: User, at: dt.datetime) -> None:
    """Keep what a team looks for, where it is and when. Raises StepRefused."""
    if not access.may(by, "arrange"):
        raise StepRefused([NOT_YOURS])
    _offered(ticked, tags())
    with transaction.atomic():
        holder = chain.lock(None)
        if said_by_site(site) == dict(ticked):
            return
        row, _new = SiteSuits.objects.update_or_create(site=site, defaults={"times": list(ticked["times"])})
        row.tags.set([int(code) for code in (*ticked["skills"], *ticked["areas"])])
        chain.append(holder, "set_up", by=by, at=at, codes={"what": "site_suits", "row": site.pk, "fields": sorted(ticked)})
        holder.save(update_fields=["chain_seq", "chain_head"])


def _offered(ticked: Ticked, known: Mapping[str, Sequence[tuple[str, str]]]) -> None:
    if any(not set(codes) <= {code for code, _words in known[name]} for name, codes in ticked.items()):
        raise StepRefused([NOT_OFFERED])


def purge_suits(*, at: dt.datetime) -> int:
    """Erase all of it 30 days after an application ended."""
    ended = Application.objects.filter(state__in=[*ENDINGS, Life.MOVED_ON])
    ended = ended.annotate(last=Max("moves__effective_at", filter=Q(moves__stage=None))).filter(last__lte=at - KEPT)
    old = list(ended.values_list("pk", flat=True))
    return sum(model.objects.filter(application__in=old).delete()[0] for model in (Suits, KeptApart, NotWith))

"""Somebody looks at the words of a nation: changed or right as they are, with their name and the day; witnessed."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from onboarding import access
from onboarding.door import chain
from onboarding.door.held import ZONE
from onboarding.door.refusal import StepRefused
from onboarding.lib import clock
from onboarding.models import NationWords, User
from onboarding.stages.nation_words import KINDS, why_not


def review_words(nation: str, kind: str, words: str, *, by: User, at: dt.datetime) -> None:
    """Keep the words with who looked at them today. The same person, day and words again change nothing. Raises StepRefused.

    The words of a fixed kind stay as they are, whatever is handed over.
    """
    if not access.may(by, "settings"):
        raise StepRefused(["You may not change this"])
    with transaction.atomic():
        holder = chain.lock(None)
        row = NationWords.objects.get(nation=nation, kind=kind)
        chosen = row.words if KINDS[kind].fixed else " ".join(words.split())
        if refused := why_not(kind, chosen):
            raise StepRefused(refused)
        today, before = clock.local_date(at, ZONE), row.words
        if (before, row.reviewed_on, row.reviewed_by_id) == (chosen, today, by.pk):
            return
        row.words, row.reviewed_on, row.reviewed_by = chosen, today, by
        row.save()
        codes = {"nation": nation, "kind": kind, "changed": before != chosen}
        said = {"before": before, "after": chosen} if before != chosen else None
        chain.append(holder, "words_reviewed", by=by, at=at, codes=codes, words=said)
        holder.save(update_fields=["chain_seq", "chain_head"])

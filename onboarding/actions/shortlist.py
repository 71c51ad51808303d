"""Reading a sent form without the name, and saying what one thinks: two people, each by themselves. What was said is witnessed nowhere."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

from django.db import transaction

from onboarding import access
from onboarding.door.chain import append, lock_application
from onboarding.door.refusal import StepRefused
from onboarding.models import Application, Reading, User
from onboarding.queries.scores import criteria_of
from onboarding.stages.shortlisting import VERDICTS

NOT_YOURS = "You may not read the forms of this service"
STANDS_DOWN = "You stand down for this person"
OVER = "This form is not waiting to be read any more"
CHOOSE = "Select what you think"


def save_reading(application: Application, verdict: str, shown: Collection[int], *, by: User, at: dt.datetime) -> None:
    """Save what one reader thinks; it can be changed while the form waits to be read. The same again is once. Raises StepRefused."""
    with transaction.atomic():
        held = lock_application(application)
        in_the_way = {
            NOT_YOURS: not access.may(by, "select", held),
            STANDS_DOWN: access.stands_down(by, held),
            OVER: not held.stages.filter(kind="selection", state="shortlisting").exists(),
            CHOOSE: verdict not in dict(VERDICTS),
        }
        refused = [sentence for sentence, stands in in_the_way.items() if stands]
        if refused:
            raise StepRefused(refused[:1])
        kept = sorted({one.pk for one in criteria_of(held.opportunity_id)} & set(shown))
        there = Reading.objects.filter(application=held, by=by).first()
        if there is not None and (there.verdict, there.shown) == (verdict, kept):
            return
        Reading.objects.update_or_create(application=held, by=by, defaults={"verdict": verdict, "shown": kept, "saved_at": at})
        append(held, "form_judged", by=by, at=at)
        held.save(update_fields=["chain_seq", "chain_head"])

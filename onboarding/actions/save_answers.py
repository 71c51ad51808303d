"""Save one part of the application form, and send the form. Witnessed by the name of the part, never with its words."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from typing import Any

from django.db import transaction

from onboarding import access
from onboarding.actions.needs import change_needs
from onboarding.door.chain import lock_application, record
from onboarding.door.refusal import StepRefused
from onboarding.door.take import take
from onboarding.engine.asks import clean
from onboarding.models import Answer, Applicant, Application, Opportunity, User
from onboarding.queries.application_form import UNFINISHED, has_form, is_open, sheet_of
from onboarding.stages.application_form import NOTICE, Part, wrong_together
from onboarding.stages.needs import NO_MESSAGE, formats_of

SENT = "This was sent already. Call us if something should change."
CLOSED = "This role has closed. We are sorry. What you saved is safe. Look at our other roles."
# The most that is kept of a page that nobody has checked.
MOST_TYPED, MOST_TICKS, TICK = 20_000, 50, 40
NOT_WHOLE = "Some parts are not done yet."


class SavedMeanwhile(Exception):
    """Somebody, or the same person on another page, has saved this part since the page was shown."""


def save_part(
    application: Application, part: Part, values: Mapping[str, Any], *, by: User, at: dt.datetime, expected_version: int
) -> None:
    """Keep the answers of one part; the same answers again are no change.

    Raises StepRefused with every sentence, SavedMeanwhile when `expected_version` is not what stands there.
    """
    facts, refusals = clean(part.asks, values)
    refusals += wrong_together(part.code, facts).values()
    if refusals:
        raise StepRefused(refusals)
    with transaction.atomic():
        who = Applicant.objects.select_for_update(no_key=True).get(pk=application.applicant_id)
        held = lock_application(application)
        _refuse_unless_open(held, by)
        Answer.objects.filter(application=held, part=UNFINISHED + part.code).delete()
        if not _keep(held, part, facts, by=by, at=at, expected_version=expected_version):
            return
        if part.of_person:
            change_needs(who, by=by, at=at, **_of_person(part.code, facts, who))
        record(held, "answer_saved", by=by, at=at, codes={"part": part.code})


def save_unfinished(application: Application, part: Part, typed: Mapping[str, Any], *, by: User, at: dt.datetime) -> None:
    """Keep what stands on a page half done, unchecked; the part does not count as done. The same again is no change.

    `typed` holds what was typed and ticked, by question. Raises StepRefused once the form was sent.
    """
    words = json.dumps({ask.name: _bounded(typed.get(ask.name)) for ask in part.asks}, sort_keys=True)
    with transaction.atomic():
        held = lock_application(application)
        _refuse_unless_open(held, by)
        name = UNFINISHED + part.code
        there = Answer.objects.filter(application=held, part=name).first()
        if there is not None and there.words == words:
            return
        values = {"words": words, "saved_at": at, "saved_by": by}
        Answer.objects.update_or_create(application=held, part=name, defaults=values)
        record(held, "answer_saved", by=by, at=at, codes={"part": part.code})


def _bounded(typed: Any) -> Any:
    if isinstance(typed, list):
        return [str(one)[:TICK] for one in typed[:MOST_TICKS]]
    return str(typed or "")[:MOST_TYPED]


def _refuse_unless_open(application: Application, by: User) -> None:
    if not access.may(by, "submit", application) or not has_form(application):
        raise StepRefused(["You may not do this"])
    if not is_open(application, staff=not access.is_own(by, application)):
        raise StepRefused([SENT])


def _keep(application: Application, part: Part, facts: dict[str, Any], *, by: User, at: dt.datetime, expected_version: int) -> bool:
    """Whether something changed."""
    words = json.dumps(facts, sort_keys=True)
    there = Answer.objects.filter(application=application, part=part.code).first()
    if there is not None and there.words == words:
        return False
    if (there.version if there else 0) != expected_version:
        raise SavedMeanwhile
    values = {"words": words, "version": expected_version + 1, "saved_at": at, "saved_by": by}
    Answer.objects.update_or_create(application=application, part=part.code, defaults=values)
    return True


def _of_person(code: str, facts: Mapping[str, Any], who: Applicant) -> dict[str, Any]:
    """What is kept with the person."""
    if code == "reach":
        formats = [one for one in who.formats if one != NO_MESSAGE]
        quiet = [NO_MESSAGE] if facts["leave"] == "no" else []
        return {"channel": facts["channel"], "mobile": facts["mobile"] or "", "formats": formats + quiet}
    if code == "formats":
        quiet = [one for one in who.formats if one == NO_MESSAGE]
        points = int(facts["points"])
        ticked = [*(facts["formats"] or []), *quiet]
        return {"points": points, "formats": formats_of(ticked, points=points, language=facts["language"] or "")}
    return {name: value or "" for name, value in facts.items()}


def send_form(application: Application, *, by: User, at: dt.datetime) -> None:
    """Send the form: the step `submit`. Sending what was sent is no change.

    Raises StepRefused while a needed part is missing, or when the role has closed.
    """
    with transaction.atomic():
        held = lock_application(application)
        if not is_open(held, staff=False):
            return
        refusals = [NOT_WHOLE] if sheet_of(held).missing else []
        refusals += [] if Opportunity.objects.get(pk=held.opportunity_id).is_open else [CLOSED]
        if refusals:
            raise StepRefused(refusals)
        take(held, None, "submit", by=by, at=at)


def note_notice(application: Application, *, by: User, at: dt.datetime) -> None:
    """The privacy notice was shown before the form was begun: which version, and when. A notice, not a consent."""
    values = {"words": json.dumps({"version": NOTICE}), "saved_at": at, "saved_by": by}
    Answer.objects.get_or_create(application=application, part="notice", defaults=values)
    record(application, "notice_shown", by=by, at=at, codes={"version": NOTICE})


def read_answers(application: Application, *, by: User, at: dt.datetime) -> None:
    """Somebody opens what was written: witnessed before it is shown."""
    record(application, "answers_read", by=by, at=at)

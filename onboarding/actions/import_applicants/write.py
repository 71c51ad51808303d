"""Write one row: person, application, stages and where they stand, in one transaction. Hidden, silent, nothing promised."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.db.models import Q

from onboarding.actions.import_applicants.checked import CheckedRow
from onboarding.actions.import_applicants.choices import NEEDS, SAME, Choice
from onboarding.actions.import_applicants.earlier import is_kept
from onboarding.actions.import_applicants.placing import Placed, place
from onboarding.actions.import_applicants.refused import TrackerRefused
from onboarding.actions.start import add_applicant, start_application
from onboarding.door.bring_in import bring_in
from onboarding.door.held import ZONE
from onboarding.models import Applicant, Application, ImportRow, ImportRun, Opportunity, Pathway, User
from onboarding.stages.names import Engagement


def write_row(planned: int, row: CheckedRow, *, run: ImportRun, by: User, at: dt.datetime) -> None:
    """Write the application of one planned row, unless another process has, or the run is being removed."""
    with transaction.atomic():
        mine = ImportRow.objects.select_for_update(of=("self",)).filter(pk=planned, application=None).first()
        if mine is None or _being_removed(run):
            return
        if not is_kept(row, mine.digest):
            raise TrackerRefused("This is not the file that was begun. Choose that file again.")
        choice = Choice.of_plan(mine.evidence)
        application = _start(row, _person(row, choice), run=run, by=by, at=at)
        mine.application, mine.applicant = application, application.applicant
        mine.evidence = _bring(application, row, mine, by=by, at=at)
        mine.save(update_fields=["application", "applicant", "evidence"])


def _being_removed(run: ImportRun) -> bool:
    return ImportRun.objects.filter(pk=run.pk).exclude(discarded_at=None).exists()


def _start(row: CheckedRow, person: Applicant, *, run: ImportRun, by: User, at: dt.datetime) -> Application:
    return start_application(
        person,
        imported(row.engagement),
        by=by,
        at=at,
        external_ref=row.ref,
        import_run=run,
        hidden=True,
        telling=False,
    )


def imported(engagement: str | None) -> Opportunity:
    """What an imported application is for. Where the sheet does not say, the paid pathway: it leaves no check out."""
    return Opportunity.objects.select_related("pathway").get(title=f"Imported: {engagement or Engagement.PAID}")


def placed_on(pathway: Pathway, row: CheckedRow, *, as_at: dt.date | None, at: dt.datetime) -> Placed:
    """Where an accepted row will stand on this pathway."""
    return place(row, kinds={stage["kind"] for stage in pathway.stages}, as_at=as_at, at=at, zone=ZONE)


def _bring(
    application: Application, row: CheckedRow, mine: ImportRow, *, by: User, at: dt.datetime
) -> list[dict[str, str]]:
    placed = placed_on(application.pathway, row, as_at=mine.run.as_at, at=at)
    bring_in(application, placed.rows, by=by, at=at, run=mine.run_id, sheet_row=mine.sheet_row)
    return list(placed.evidence)


def _person(row: CheckedRow, choice: Choice) -> Applicant:
    """Somebody who comes back, if HR said so; else a new person. What HR ticked in a note becomes a need of theirs."""
    needs = {name: value for need in choice.needs for name, value in NEEDS[need].items()}
    known = _known(row) if choice.person == SAME else None
    if known is None:
        return _new(row, needs)
    for name, value in needs.items():
        setattr(known, name, value)
    known.save(update_fields=list(needs))
    return known


def _known(row: CheckedRow) -> Applicant | None:
    contact = Q(mobile=row.mobile or None) | Q(email=row.email or None)
    return Applicant.objects.filter(contact, date_of_birth=row.date_of_birth).order_by("pk").first()


def _new(row: CheckedRow, needs: dict[str, int | str]) -> Applicant:
    # Without an address a message could only fail: a call reaches a mobile.
    fields = {"channel": "email" if row.email else "text", **needs}
    return add_applicant(
        first_name=row.first_name,
        surname=row.surname,
        title=row.title,
        known_as=row.known_as,
        email=row.email or "",
        mobile=row.mobile or "",
        postcode=row.postcode,
        date_of_birth=row.date_of_birth,
        **fields,
    )

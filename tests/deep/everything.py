"""What the demo has none of, because nothing goes out of it and nobody is in the middle of a page: one of each."""

import datetime as dt

from onboarding.actions.begin import begin
from onboarding.actions.chase import chase_everybody
from onboarding.actions.complaints import complain
from onboarding.actions.incidents import report_incident
from onboarding.actions.leave_out_rule import propose
from onboarding.actions.messages import write
from onboarding.door import take
from onboarding.lib import clock
from onboarding.models import Application, Cohort, OutboxItem, Pathway, Seat, StaffRole, User
from onboarding.models.outgoing import UNCERTAIN
from onboarding.stages.names import ACTIVE
from onboarding.tasks.deliver import deliver
from tests import making

DAY = dt.timedelta(days=1)


def lay_out() -> None:
    """An offer, a form that is begun, a letter that came and one in doubt, a course that is on, things to do, two registers."""
    now = clock.now()
    priya, jo = User.objects.get(name="Priya Shah"), User.objects.get(name="Jo Reid")
    StaffRole.objects.create(user=User.objects.create_user("noor@brightwater.example", "four words", name="Noor Aziz"), role="trainer")
    offered = _offered(now, priya)
    _asked_for(offered.opportunity_id, now)
    _on_a_course(now)
    propose(Pathway.objects.filter(code="B").latest("version"), "occupational_health", "Agreed with the service", by=priya, at=now)
    complain(offered, about="seen", how="phone", words="Who saw it?", received_on=now.date() - DAY, key="one", by=jo, at=now)
    report_incident(what="wrong_person", happened_on=now.date() - DAY, people=1, key="one", by=jo, at=now)
    Application.objects.filter(state__in=ACTIVE).exclude(pathway__engagement="group").update(telling=True, promise_on=now.date())
    chase_everybody(at=now)
    _letters(offered, now)


def _offered(now: dt.datetime, priya: User) -> Application:
    who = making.applicant("Nadia", "Khan", signs_in=True)
    app = making.advance(making.application(who=who, at=now - 9 * DAY, owner=priya), "selection.offered", at=now - 8 * DAY)
    assert app.applicant.user
    write(app, "When do you need to know?", by=app.applicant.user, at=now, key="one")
    return app


def _asked_for(role: int, now: dt.datetime) -> None:
    begin(role, first_name="Ola", surname="Nowak", by=User.objects.create_user("ola@people.example", name="Ola Nowak"), at=now)


def _on_a_course(now: dt.datetime) -> None:
    """Somebody who was away from the first class of a course that is on."""
    course: Cohort = making.cohort(now.date() - 7 * DAY)
    facts = {"training.offer_place": {"cohort": making.cohort(now.date() - 30 * DAY).pk}}
    app = making.application(who=making.applicant("Kofi", "Mensah"), at=now - 60 * DAY)
    making.advance(app, "training.in_classes", facts=facts)
    Seat.objects.filter(stage__application=app).update(cohort=course)
    take(app, "training", "record_week", by=making.team()[0], at=clock.now(), week=1, status="absent")


def _letters(app: Application, now: dt.datetime) -> None:
    first, *others = OutboxItem.objects.filter(application=app, kind__in=("application_received", "conditional_offer")).order_by("pk")
    assert deliver(first.pk, at=now + DAY)
    OutboxItem.objects.filter(pk__in=[one.pk for one in others]).update(status=UNCERTAIN)


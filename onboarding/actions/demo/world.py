"""The organisation around the demo's people: staff with each role, services, teams, courses, bodies, opportunities."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from onboarding.models import Body, Cohort, Opportunity, Pathway, Service, Site, StaffRole, User

PASSWORD = "a kind word first"  # noqa: S105 - printed on purpose: the demo's people are invented
STAFF = (
    ("priya", "Priya Shah", ("hr",)),
    ("jo", "Jo Reid", ("coordinator",)),
    ("ann", "Ann Brady", ("disclosure_handler",)),
    ("marek", "Marek Nowak", ("oh_liaison",)),
    ("dee", "Dee Lawson", ("manager",)),
    ("tessa", "Tessa Ward", ("host",)),
    ("errol", "Errol Grant", ("auditor",)),
    ("kim", "Kim Sato", ("administrator",)),
    ("alex", "Alex Byrne", ("manager", "disclosure_handler")),
)
COURSES = 6


@dataclass(frozen=True)
class World:
    """What the lives of the demo's people need around them."""

    staff: dict[str, User]
    cohorts: list[Cohort]
    sites: list[Site]
    paid: Opportunity
    voluntary: Opportunity


def make_world(*, end: dt.date) -> World:
    """Everything but the people: six courses spread over the fourteen months around the demo's year."""
    staff = {key: _person(key, name, roles) for key, name, roles in STAFF}
    college = _body("training_provider", "Croydon College")
    _body("occupational_health", "Southway Occupational Health")
    _body("umbrella_body", "Clearway Checks")
    first = end - dt.timedelta(days=330)
    cohorts = [_cohort(college, first + dt.timedelta(days=76 * n)) for n in range(COURSES)]
    service, _new = Service.objects.get_or_create(name="Croydon community team")
    sites = [
        _site(name, service, staff["tessa"]) for name in ("Croydon community team", "Maple ward", "Tuesday drop-in")
    ]
    return World(
        staff, cohorts, sites, _role("Peer support worker", "B", service), _role("Peer volunteer", "A", service)
    )


def _person(key: str, name: str, roles: tuple[str, ...]) -> User:
    email = f"{key}@brightwater.example"
    user = User.objects.filter(email=email).first()
    if user is None:
        user = User.objects.create_user(
            email, PASSWORD, name=name, phone="01632 960 123", hours="Monday to Friday, 9am to 5pm"
        )
        StaffRole.objects.bulk_create([StaffRole(user=user, role=role) for role in roles])
    return user


def _body(party: str, name: str) -> Body:
    return Body.objects.get_or_create(party=party, name=name, defaults={"phone": "01632 960 300"})[0]


def _cohort(college: Body, starts_on: dt.date) -> Cohort:
    monday = starts_on - dt.timedelta(days=starts_on.weekday())
    values = {"body": college, "starts_on": monday, "seats": 12, "place": "Room 4, Croydon College, CR9 1DX"}
    return Cohort.objects.get_or_create(name=f"Course from {monday.day} {monday:%B %Y}", defaults=values)[0]


def _site(name: str, service: Service, host: User) -> Site:
    return Site.objects.get_or_create(name=name, defaults={"service": service, "host": host})[0]


def _role(title: str, code: str, service: Service) -> Opportunity:
    pathway = Pathway.objects.filter(code=code).earliest("version")  # the one of 18 months ago
    pay = "£13.20 an hour, paid each month" if pathway.engagement == "paid" else "Travel and lunch paid"
    values = {
        "service": service,
        "pathway": pathway,
        "pay_words": pay,
        "hours": 16 if pathway.engagement == "paid" else 6,
    }
    return Opportunity.objects.get_or_create(title=title, defaults=values)[0]

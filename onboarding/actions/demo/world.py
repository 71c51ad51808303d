"""The organisation around the demo's people: staff with each role, services, teams, courses, bodies, opportunities."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from onboarding.models import (
    Body,
    Cohort,
    NationWords,
    Opportunity,
    Pathway,
    RedTape,
    Service,
    Signpost,
    Site,
    StaffRole,
    User,
)
from onboarding.stages.nation_words import BENEFITS, LOOK_AGAIN_AFTER

PASSWORD = "a kind word first"  # noqa: S105 - printed on purpose: the demo's people are invented
STAFF = (
    ("priya", "Priya Shah", ("hr",)),
    ("sol", "Sol Pereira", ("hr",)),
    ("jo", "Jo Reid", ("coordinator",)),
    ("ann", "Ann Brady", ("disclosure_handler",)),
    ("marek", "Marek Nowak", ("oh_liaison",)),
    ("dee", "Dee Lawson", ("manager",)),
    ("tessa", "Tessa Ward", ("host", "supervisor")),
    ("errol", "Errol Grant", ("auditor",)),
    ("kim", "Kim Sato", ("administrator",)),
    ("alex", "Alex Byrne", ("manager", "disclosure_handler")),
    ("rani", "Rani Das", ("safeguarding_lead", "data_lead")),
)
PEERS = ("jo",)  # who has said that others may know of their own lived experience
# Key of a role: its title, the pathways by version (a second one takes over after a year), service, nation.
ROLES = {
    "A": ("Peer volunteer", (("A", 1), ("A", 2)), "Croydon community team", "ENG"),
    "B": ("Peer support worker", (("B", 1), ("B", 2)), "Croydon community team", "ENG"),
    "C": ("Peer support worker, hospital", (("C", 1), ("C", 2)), "Southway hospital", "ENG"),
    "D": ("Ward peer volunteer", (("D", 1), ("D", 2)), "Southway hospital", "ENG"),
    "E": ("Peer apprentice", (("E", 1), ("E", 2)), "Southway hospital", "ENG"),
    "S": ("Peer support worker, Borders", (("B", 2),), "Borders peer project", "SCT"),
    "N": ("Peer volunteer, Foyle", (("A", 2),), "Foyle peer group", "NIR"),
}
TEAMS = {
    "Croydon community team": ("Croydon community team", "Tuesday drop-in"),
    "Southway hospital": ("Maple ward", "Ash ward"),
    "Borders peer project": ("Galashiels drop-in",),
    "Foyle peer group": ("Foyle evening group",),
}
BODIES = (
    ("training_provider", "Croydon College"), ("occupational_health", "Southway Occupational Health"),
    ("umbrella_body", "Clearway Checks"), ("committee", "Southway Professions Committee"),
)  # fmt: skip
NEAR = (  # name, what for, what they do, number, wanted, days since somebody made sure
    ("Mill Lane Advice", "money", "Free advice on benefits and debt", "01632 960 200", True, 40),
    ("Croydon Night Line", "talk", "Someone to talk to, every night from 6pm", "01632 960 210", True, 75),
    ("Tuesday Walkers", "groups", "A walk in the park, with tea", "01632 960 220", False, 210),
    ("Open Door Housing", "home", "Help when you may lose your home", "01632 960 230", True, 20),
    ("Fair Start", "law", "What you do and do not have to say about a record", "01632 960 240", False, 110),
)
DROPPED = {"no_news": 34, "asked_twice": 22, "reference": 15, "committee": 12, "crb": 9, "employment_history": 7, "training": 2}
EVERY_WEEKS, SEATS = 12, 18  # three or four courses a year


@dataclass(frozen=True)
class World:
    """What the lives of the demo's people need around them."""

    staff: dict[str, User]
    cohorts: list[Cohort]
    bodies: dict[str, Body]
    sites: dict[str, list[Site]]
    roles: dict[str, list[Opportunity]]
    second_from: dt.date
    on_agenda: dict[tuple[str, int], dt.date] = field(default_factory=dict)

    def opportunity(self, role: str, day: dt.date) -> Opportunity:
        """The role as it is offered on a day: with a new version of its pathway from the second year on."""
        versions = self.roles[role]
        return versions[0] if day < self.second_from else versions[-1]


def make_world(*, start: dt.date, end: dt.date) -> World:
    """Everything but the people; courses from two months after the start until half a year ahead."""
    staff = {key: _person(key, name, roles) for key, name, roles in STAFF}
    bodies = {party: _body(party, name) for party, name in BODIES}
    firsts = range((start - end).days + 60, 180, EVERY_WEEKS * 7)
    cohorts = [_cohort(bodies["training_provider"], end + dt.timedelta(days=day)) for day in firsts]
    sites = {service: [_site(name, service, staff["tessa"]) for name in names] for service, names in TEAMS.items()}
    _near(staff["jo"], end)
    _last_year(end.year - 1)
    roles = {key: _role(*role) for key, role in ROLES.items()}
    _looked_at(staff["kim"], end)
    return World(staff, cohorts, bodies, sites, roles, start + (end - start) / 2)


def _last_year(year: int) -> None:
    """What people answered to the three questions before."""
    fair, kind = {"yes": 38, "partly": 17, "no": 6}, {"yes": 49, "partly": 9, "no": 3}
    counts = {"people": {"people": 61}, "fair": fair, "kind": kind, "drop": DROPPED}
    for question, answers in counts.items():
        for answer, count in answers.items():
            RedTape.objects.get_or_create(year=year, question=question, answer=answer, defaults={"count": count})


def _near(by: User, today: dt.date) -> None:
    """Help near people, one of it not looked at for a while."""
    for name, purpose, words, phone, wanted, days in NEAR:
        values = {"purpose": purpose, "words": words, "place": "Croydon", "phone": phone, "wanted": wanted, "reviewed_by": by}
        Signpost.objects.get_or_create(name=name, defaults={**values, "reviewed_on": today - dt.timedelta(days=days)})


def _person(key: str, name: str, roles: tuple[str, ...]) -> User:
    email = f"{key}@brightwater.example"
    user = User.objects.filter(email=email).first()
    if user is None:
        user = User.objects.create_user(
            email, PASSWORD, name=name, phone="01632 960 123", hours="Monday to Friday, 9am to 5pm",
            shares_lived_experience=key in PEERS,
        )  # fmt: skip
        StaffRole.objects.bulk_create([StaffRole(user=user, role=role) for role in roles])
    return user


def _looked_at(keeper: User, end: dt.date) -> None:
    """The words by nation were looked at in spring, and the advice on benefits too long ago."""
    NationWords.objects.filter(reviewed_on=None).update(reviewed_on=end - dt.timedelta(days=60), reviewed_by=keeper)
    advice = NationWords.objects.filter(nation="ENG", kind=BENEFITS)
    advice.update(words="Mill Lane Advice, 01632 960 200", reviewed_on=end - LOOK_AGAIN_AFTER - dt.timedelta(days=20))


def _body(party: str, name: str) -> Body:
    email = f"{name.lower().replace(' ', '-')}@bodies.example"
    return Body.objects.get_or_create(party=party, name=name, defaults={"phone": "01632 960 300", "email": email})[0]


TIMES = "Mondays, 10am to 1pm"  # every course begins on a Monday


def _cohort(college: Body, starts_on: dt.date) -> Cohort:
    monday = starts_on - dt.timedelta(days=starts_on.weekday())
    values = {"body": college, "starts_on": monday, "seats": SEATS, "place": "Room 4, Croydon College, CR9 1DX", "times": TIMES}
    return Cohort.objects.get_or_create(name=f"Course from {monday.day} {monday:%B %Y}", defaults=values)[0]


def _site(name: str, service: str, host: User) -> Site:
    found, _new = Service.objects.get_or_create(name=service)
    return Site.objects.get_or_create(name=name, defaults={"service": found, "host": host})[0]


def _role(title: str, versions: tuple[tuple[str, int], ...], service: str, nation: str) -> list[Opportunity]:
    where = Service.objects.get(name=service)
    return [
        _opportunity(title, Pathway.objects.get(code=code, version=version), where, nation) for code, version in versions
    ]


def _opportunity(title: str, pathway: Pathway, service: Service, nation: str) -> Opportunity:
    paid = pathway.engagement == "paid"
    values = {
        "pay_words": "£13.20 an hour, paid each month" if paid else "Travel and lunch paid",
        "hours": 16 if paid else 6,
    }
    return Opportunity.objects.get_or_create(
        title=title, service=service, pathway=pathway, nation=nation, defaults=values
    )[0]

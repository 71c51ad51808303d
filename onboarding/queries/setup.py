"""What an organisation sets up in pages: each kind of row with what it asks, who may change it, and how a list shows it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

from django.db import models
from django.http import Http404

from onboarding import access
from onboarding.engine.asks import Ask
from onboarding.engine.hashing import digest_of
from onboarding.models import (
    Body,
    Closure,
    Cohort,
    Competence,
    Criterion,
    Opportunity,
    Organisation,
    Pathway,
    Service,
    Signpost,
    Site,
    Tag,
    User,
)
from onboarding.models.organisation import VOLUNTARY_DOCUMENTS
from onboarding.models.signposts import PURPOSES
from onboarding.queries.course_warnings import course_warnings
from onboarding.queries.signposts import KEEPS
from onboarding.stages.matching import TAG_KINDS
from onboarding.stages.names import PARTY_WORDS, Engagement, Party

SETTINGS, ARRANGE = "settings", "arrange"
NATIONS = (("ENG", "England"), ("WLS", "Wales"), ("SCT", "Scotland"), ("NIR", "Northern Ireland"))
WHERE = {"": "We are closed", **dict(NATIONS)}
NATION = Ask("nation", "Which nation is it in?", form="choice", choices=NATIONS, error="Select the nation")
OUTSIDE = (Party.OCCUPATIONAL_HEALTH, Party.UMBRELLA_BODY, Party.DISCLOSURE_BODY, Party.COMMITTEE, Party.TRAINING_PROVIDER)
PARTIES = tuple((party.value, PARTY_WORDS[party][1]) for party in OUTSIDE)
Choices = list[tuple[int, str]]


@dataclass(frozen=True)
class Setup:
    """One kind of row: its code, what one and all are called, a line about them, what is asked, what a list shows.

    `rows` gives the choices of each question that points into a table. `single` is a row there is one of; `removable` one that
    nothing hangs on. `reviewed`: to save it, changed or not, says who made sure of it and when.
    """

    code: str
    one: str
    title: str
    words: str
    model: type[models.Model]
    asks: tuple[Ask, ...]
    line: Callable[[Any], str] = str
    rows: dict[str, Callable[[], Choices]] = field(default_factory=dict)
    permission: str = SETTINGS
    order: tuple[str, ...] = ("name",)
    single: bool = False
    removable: bool = False
    reviewed: bool = False

    @property
    def a_one(self) -> str:
        """What one is called, with its article."""
        return f"{'an' if self.one[0] in 'aeiou' else 'a'} {self.one}"


def _text(name: str, label: str, longest: int = 120, *, required: bool = True, hint: str = "") -> Ask:
    return Ask(name, label, longest=longest, required=required, hint=hint, error=f"Enter: {label[:1].lower()}{label[1:]}")


def _services() -> Choices:
    return list(Service.objects.order_by("name").values_list("pk", "name"))


def _pathways() -> Choices:
    """The newest version of each, but that of groups, which have a page of their own."""
    rows = Pathway.objects.exclude(engagement=Engagement.GROUP).order_by("code", "version")
    newest = {row.code: row for row in rows}
    return [(row.pk, str(row)) for row in newest.values()]


def _teachers() -> Choices:
    return list(Body.objects.filter(party=Party.TRAINING_PROVIDER).order_by("name").values_list("pk", "name"))


def _roles() -> Choices:
    rows = Opportunity.objects.exclude(pathway__engagement=Engagement.GROUP).exclude(title__startswith="Imported: ")
    return [(row.pk, str(row)) for row in rows.select_related("service", "pathway").order_by("title", "pk")]


def _bodies() -> Choices:
    return list(Body.objects.order_by("name", "pk").values_list("pk", "name"))


def _hosts() -> Choices:
    return list(User.objects.filter(is_active=True, roles__role="host").distinct().order_by("name").values_list("pk", "name"))


def _count(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"


def _day(day: dt.date) -> str:
    return f"{day.day} {day:%B %Y}"


def _by(user: User | None) -> str:
    return f" by {user.name}" if user else ""


ORGANISATION = Setup(
    "organisation", "organisation", "The organisation", "Its name, address and numbers", Organisation,
    (
        _text("name", "Name of the organisation"),
        _text("name_for_others", "Name that referees and others outside read", hint="A name that does not give peer work away"),
        _text("footer_line", "Line at the foot of every page", 240),
        _text("address", "Address", 300, hint="Lines with a comma between them"),
        Ask("phone", "Phone number", form="phone"),
        Ask("email", "E-mail address", form="email"),
        _text("hours", "When somebody answers", 100),
        _text("reply_time", "How soon we reply", 100),
        NATION,
        Ask("voluntary_document", "What does a volunteer sign?", form="choice", choices=VOLUNTARY_DOCUMENTS),
        Ask("promise_days", "Working days between two letters", form="number", least=1, most=10, hint="10 at most"),
    ),
    single=True,
)  # fmt: skip
SERVICES = Setup(
    "services", "service", "Services", "Teams of the organisation; a role of staff can be bound to one", Service,
    (_text("name", "Name of the service"),),
    line=lambda row: _count(row.opportunity_set.count(), "role", "roles"),
)  # fmt: skip
BODIES = Setup(
    "bodies", "organisation we wait for", "Organisations we wait for",
    "Occupational Health, umbrella bodies, committees and training providers, with their addresses", Body,
    (
        Ask("party", "What do they do for us?", form="choice", choices=PARTIES, error="Select what they do"),
        _text("name", "Name"),
        _text("name_for_applicants", "Name that applicants read, if it is another", required=False),
        Ask("email", "E-mail address", form="email", required=False, hint="Questions go there as links, without names"),
        Ask("phone", "Phone number", form="phone", required=False),
        _text("contact", "Whom to ask for", required=False, hint="A name or a desk"),
        _text("hours", "When they answer", 100, required=False),
        replace(NATION, hint="Its bank holidays count for what we wait for from them"),
    ),
    line=lambda row: f"{PARTY_WORDS[Party(row.party)][1]}. {row.email or 'No e-mail address yet'}",
    permission=ARRANGE, order=("party", "name"),
)  # fmt: skip
SITES = Setup(
    "sites", "team that takes people", "Teams that take people", "Where people are placed, with the limits of a session", Site,
    (
        _text("name", "Name of the team"),
        Ask("service", "Which service is it in?", form="row", row="service", error="Select the service"),
        Ask("session_minutes", "Minutes of a session, at most", form="number", least=30, most=480),
        Ask("one_to_one_minutes", "Minutes one-to-one, at most", form="number", least=5, most=120),
        Ask("sessions_a_week", "Sessions a week, at most", form="number", least=1, most=14),
        Ask("places", "People at a time, at most", form="number", least=1, most=50),
        Ask("supervision_weeks", "Weeks between two supervisions, on placement", form="number", least=1, most=4),
        Ask("supervision_weeks_later", "Weeks between two supervisions, in role", form="number", least=1, most=12),
        Ask("first_review", "Week of the first review", form="number", least=1, most=26),
        Ask("second_review", "Week of the second review", form="number", least=2, most=39),
        Ask("last_review", "Week of the last review, before somebody is confirmed in role", form="number", least=3, most=52),
        Ask("host", "Who answers for the team?", form="row", row="host", required=False, hint="Staff with the role “host”"),
    ),
    line=lambda row: f"{row.service}. {row.host.name if row.host else 'Nobody answers for it yet'}",
    rows={"service": _services, "host": _hosts}, permission=ARRANGE,
)  # fmt: skip
COURSES = Setup(
    "courses", "course", "Courses", "Each run of the training, with its first day, place and seats", Cohort,
    (
        _text("name", "Name of the course"),
        Ask("body", "Who teaches it?", form="row", row="body", error="Select who teaches it"),
        Ask("starts_on", "First day", form="date", error="Enter the first day, like 25 1 2027"),
        Ask("seats", "Seats", form="number", least=1, most=200),
        _text("place", "Place", 240, hint="Where it is, and how to get in"),
        _text("times", "Days and times"),
    ),
    line=lambda row: ". Look again: ".join([f"{_day(row.starts_on)}, {row.seats} seats, {row.body}", *course_warnings(row)]),
    rows={"body": _teachers}, permission=ARRANGE, order=("-starts_on", "name"),
)  # fmt: skip
ROLES = Setup(
    "roles", "role", "Roles people apply for", "Each paid or voluntary role, its service and the pathway it follows", Opportunity,
    (
        _text("title", "Name of the role"),
        Ask("service", "Which service is it in?", form="row", row="service", error="Select the service"),
        Ask("pathway", "Which pathway does it follow?", form="row", row="pathway", error="Select the pathway",
            hint="Who has applied stays on the pathway they began with"),
        NATION,
        Ask("hours", "Hours a week", form="number", least=1, most=40),
        _text("pay_words", "Pay, or what expenses are paid", 200, required=False, hint="£12.60 an hour. Travel is paid."),
        Ask("is_open", "People can apply for it now", form="yes", required=False),
    ),
    line=lambda row: f"{row.service}, {row.pathway}. {'Open' if row.is_open else 'Closed'}",
    rows={"service": _services, "pathway": _pathways}, order=("-is_open", "title", "pk"),
)  # fmt: skip
CRITERIA = Setup(
    "criteria", "line to score", "What people are scored on", "Each line on which two people score whoever they met", Criterion,
    (
        _text("words", "What is looked for", hint="What the role asks for. Nothing about health."),
        Ask("opportunity", "Only for one role?", form="row", row="opportunity", required=False, hint="Leave it empty for every role"),
        Ask("place", "Its place in the list", form="number", least=1, most=50),
        Ask("in_use", "It is in use", form="yes", required=False),
    ),
    line=lambda row: f"{row.opportunity or 'Every role'}. {'In use' if row.in_use else 'Not in use'}",
    rows={"opportunity": _roles}, permission=ARRANGE, order=("place", "pk"),
)  # fmt: skip
TAGS = Setup(
    "tags", "thing to match by", "What people and teams are matched by", "Skills that teams look for, and areas", Tag,
    (Ask("kind", "What is it?", form="choice", choices=TAG_KINDS, error="Select what it is"), _text("words", "In a few words", 80)),
    line=lambda row: dict(TAG_KINDS)[row.kind], permission=ARRANGE, order=("kind", "words"), removable=True,
)  # fmt: skip
COMPETENCES = Setup(
    "competences", "thing to sign off", "What is signed off in the training", "Each thing that somebody can do at the end of the course",
    Competence,
    (
        _text("words", "What they can do"),
        Ask("place", "Its place in the list", form="number", least=1, most=50),
        Ask("in_use", "It is in use", form="yes", required=False),
    ),
    line=lambda row: "In use" if row.in_use else "Not in use", permission=ARRANGE, order=("place", "pk"),
)  # fmt: skip
CLOSURES = Setup(
    "closures", "day on which nobody works", "Days on which nobody works", "Ours, of a nation or of one organisation, beside bank holidays",
    Closure,
    (
        Ask("day", "Which day?", form="date", error="Enter the day, like 24 12 2026"),
        _text("words", "Why", 100),
        Ask("nation", "Where?", form="choice", required=False, choices=(("", "We are closed everywhere"), *NATIONS),
            hint="A nation: a local holiday that the calendar does not know"),
        Ask("body", "Is it one organisation alone that is closed?", form="row", row="body", required=False,
            hint="Leave it empty for a day of ours or of a nation"),
    ),
    line=lambda row: f"{_day(row.day)}. {row.body.name if row.body else WHERE[row.nation]}",
    rows={"body": _bodies}, order=("day", "pk"), removable=True,
)  # fmt: skip
SIGNPOSTS = Setup(
    "signposts", "line", "Help near people", "Other help: what for, where, and the number. Looked at again every 6 months", Signpost,
    (
        _text("name", "Name"),
        Ask("purpose", "What is it for?", form="choice", choices=PURPOSES, error="Select what it is for"),
        _text("words", "What they do", 160, required=False, hint="One short sentence, in plain words"),
        _text("place", "Place", required=False),
        Ask("phone", "Phone number", form="phone"),
        Ask("wanted", "Show it first: most people look for it", form="yes", required=False),
    ),
    line=lambda row: f"{row.get_purpose_display()}. {row.phone}. Made sure of on {_day(row.reviewed_on)}{_by(row.reviewed_by)}",
    permission=KEEPS, order=("name",), removable=True, reviewed=True,
)  # fmt: skip
SETUPS = {one.code: one for one in (ORGANISATION, ROLES, SERVICES, SITES, TAGS, COURSES, BODIES, CRITERIA, COMPETENCES,
                                       CLOSURES, SIGNPOSTS)}  # fmt: skip


def setup_for(user: User, code: str) -> Setup:
    """One kind of row for who may change it, or 404."""
    found = SETUPS.get(code)
    if found is None or not access.may(user, found.permission):
        raise Http404
    return found


def all_of(setup: Setup) -> list[Any]:
    """Every row of a kind, in the order of its list; the role for imports and the group's door are kept elsewhere."""
    rows = setup.model._default_manager.order_by(*setup.order)
    if setup is ROLES:
        rows = rows.exclude(pathway__engagement=Engagement.GROUP).exclude(title__startswith="Imported: ")
    if setup is SIGNPOSTS:
        rows = rows.select_related("reviewed_by")
    related = [name for name in setup.rows if name != "pathway"] + (["pathway"] if "pathway" in setup.rows else [])
    return list(rows.select_related(*related) if related else rows)


def one_of(setup: Setup, pk: int) -> Any:
    """One row of a kind by its number, or 404."""
    found = next((row for row in all_of(setup) if row.pk == pk), None)
    if found is None:
        raise Http404
    return found


def only(setup: Setup) -> Any:
    """The one row of a kind there is one of."""
    return setup.model._default_manager.get()


def values_of(setup: Setup, row: Any) -> dict[str, Any]:
    """What a row holds now, by the name of the question."""
    return {ask.name: getattr(row, f"{ask.name}_id" if ask.form == "row" else ask.name) for ask in setup.asks}


def usual(setup: Setup) -> dict[str, Any]:
    """The numbers that a new row begins with, where its kind has usual ones."""
    blank = setup.model()
    found = {ask.name: getattr(blank, ask.name) for ask in setup.asks if ask.form == "number"}
    return {name: value for name, value in found.items() if value is not None}


def seen(setup: Setup, row: Any) -> str:
    """A digest of what a row holds, so that nobody saves over what another has changed meanwhile."""
    plain = {name: value.isoformat() if isinstance(value, dt.date) else value for name, value in values_of(setup, row).items()}
    return digest_of(plain)

"""People, applications and histories for tests, made through the same doors as in earnest.

priya = staff("Priya Shah", "hr")
maya = application(who=applicant("Maya", "Collins"))
advance(maya, upto="crb.with_body")
"""

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any

from onboarding.actions.start import add_applicant, start_application
from onboarding.door import take
from onboarding.door.held import look
from onboarding.lib.workdays import calendar
from onboarding.models import (
    Applicant,
    Application,
    Body,
    Cohort,
    DisclosureRecord,
    FitnessRecord,
    Opportunity,
    Pathway,
    Proposal,
    Reading,
    Service,
    Site,
    StaffRole,
    Stage,
    User,
    Wait,
)  # fmt: skip
from onboarding.queries.desk import Desk, Item
from onboarding.queries.standards import standard_words
from onboarding.stages.disclosure_words import CONSIDERATIONS
from onboarding.stages.shortlisting import READ_PARTS

START = dt.datetime(2026, 3, 2, 9, 0, tzinfo=dt.UTC)  # a Monday
DAY = dt.timedelta(days=1)
HOUR = dt.timedelta(hours=1)
EVERY_ROLE = ("hr", "coordinator", "disclosure_handler", "oh_liaison", "manager", "host", "safeguarding_lead")
FIRST = ("Maya", "Dee", "Tom", "Amir", "Grace", "Kofi", "Yusuf", "Ruth", "Leila", "Nia", "Omar", "Małgorzata", "Sam")
LAST = (
    "Collins",
    "Harwood",
    "Baines",
    "Rahimi",
    "Lin",
    "Mensah",
    "Ali",
    "Kelly",
    "Haddad",
    "Evans",
    "Said",
    "Łukasiewicz",
    "Okafor",
)


def staff(name: str, *roles: str, service: Service | None = None, **fields: Any) -> User:
    """A member of staff with roles, in one service or in all. Signs in with `client.force_login`."""
    email = fields.pop("email", f"{name.lower().replace(' ', '.')}@brightwater.example")
    user = User.objects.create_user(email, "a long password", name=name, **fields)
    for role in roles:
        StaffRole.objects.create(user=user, role=role, service=service)
    return user


def working_day(day: dt.date) -> dt.date:
    """The day itself, or the next one on which we work."""
    return calendar("ENG").add_working_days(day - DAY, 1) or day


def applicant(first: str = "Maya", surname: str = "Collins", *, signs_in: bool = False, **fields: Any) -> Applicant:
    """A person who applies; with `signs_in` also their own user."""
    fields.setdefault(
        "email", f"{first}.{surname}@people.example".lower().encode("ascii", "replace").decode().replace("?", "x")
    )
    if signs_in:
        fields["user"] = User.objects.create_user(fields["email"], None, name=f"{first} {surname}")
    return add_applicant(first_name=first, surname=surname, **fields)


def application(
    pathway: str = "B", *, at: dt.datetime = START, who: Applicant | None = None, by: User | None = None,
    owner: User | None = None, service: Service | None = None, **fields: Any,
) -> Application:  # fmt: skip
    """A draft on a pathway: B is the first version, without references, B2 the second. Nothing has been sent yet."""
    return start_application(
        who or applicant(), opportunity(pathway, service), by=by or team()[0], at=at, owner=owner, **fields
    )


def opportunity(pathway: str = "B", service: Service | None = None) -> Opportunity:
    """An open role in a service: the shipped one, unless named."""
    found = Pathway.objects.get(code=pathway[:1], version=int(pathway[1:] or 1))
    place = service or Service.objects.earliest("pk")
    title = {"paid": "Peer worker", "group": "Member of the group"}.get(found.engagement, "Peer volunteer")
    return Opportunity.objects.get_or_create(
        title=title,
        service=place,
        pathway=found,
        defaults={"pay_words": "Expenses paid" if title == "Peer volunteer" else "£12.60 an hour"},
    )[0]


def pathway_with(kind: str) -> str:
    """A pathway that asks for this kind of stage: B where it does, else the first that ever did."""
    rows = [pathway for pathway in Pathway.objects.order_by("version", "code") if kind in pathway.kinds]
    found = [row.code if row.version == 1 else f"{row.code}{row.version}" for row in rows]
    return "B" if "B" in found else found[0]


def team() -> tuple[User, User]:
    """Two people who may do everything: the second confirms what the first proposed."""
    return _somebody("Jo One"), _somebody("Alex Two")


def _somebody(name: str) -> User:
    found = User.objects.filter(name=name).first()
    return found or staff(name, *EVERY_ROLE)


def cohort(starts_on: dt.date, *, seats: int = 1000) -> Cohort:
    """The course that starts on a day."""
    college, _new = Body.objects.get_or_create(party="training_provider", name="Croydon College")
    values = {"body": college, "starts_on": starts_on, "seats": seats, "place": "Room 4, Croydon College"}
    return Cohort.objects.get_or_create(name=f"Course of {starts_on:%d %m %Y}", defaults=values)[0]


def site(name: str = "Croydon community team") -> Site:
    """A team that takes peer workers."""
    return Site.objects.get_or_create(
        name=name, defaults={"service": Service.objects.earliest("pk"), "host": team()[1]}
    )[0]


def read_by_two(app: Application, *, at: dt.datetime) -> None:
    """Two people have read what somebody wrote in the form, if they wrote one."""
    if app.answers.filter(part__in=READ_PARTS).exists():
        for person in team():
            Reading.objects.get_or_create(application=app, by=person, defaults={"verdict": "invite", "saved_at": at})


Facts = Callable[[dt.datetime], Mapping[str, Any]]


def _none(_now: dt.datetime) -> Mapping[str, Any]:
    return {}


def _meeting(now: dt.datetime) -> Mapping[str, Any]:
    return {"starts_at": now, "how": "phone", "place": ""}


def _placing(_now: dt.datetime) -> Mapping[str, Any]:
    first, second = team()
    return {"site": site().pk, "supervisor": first.pk, "deputy": second.pk}


def _practice(_now: dt.datetime) -> Mapping[str, Any]:
    return {"site": site().pk, "supervisor": team()[0].pk, "team_agreed": True}


def _review(_now: dt.datetime) -> Mapping[str, Any]:
    return {"outcome": "going_well", "held_by": team()[0].pk, "weeks": None}


def _certificate(now: dt.datetime) -> Mapping[str, Any]:
    return {"content": "clear", "seen": "paper", "number": "001234567890", "issued_on": now.date(), "same_person": True}


def _referee(now: dt.datetime) -> Mapping[str, Any]:
    """Somebody else at every instant: two references are two people."""
    return {
        "name": "Rosa Marsh", "relation": "group", "email": f"rosa{now:%d%H%M%S%f}@groups.example", "role_words": "support_worker",
        "knows": "no",
    }  # fmt: skip


def _paper(now: dt.datetime) -> Mapping[str, Any]:
    body, _new = Body.objects.get_or_create(
        party="committee", name="Professions committee", defaults={"email": "secretary@hospital.example"}
    )
    return {"body": body.pk, "site": site().pk, "meets_on": now.date() + 30 * DAY}


def _papers(_now: dt.datetime) -> Mapping[str, Any]:
    return {"route": "1", "papers": "passport", "why": None, "update_service": "no"}


def _week(number: int) -> Facts:
    return lambda _now: {"week": number, "status": "attended"}


TRACKS: dict[str, tuple[tuple[str, Facts], ...]] = {
    "membership": (("welcome", _none), ("agree", _none)),
    "selection": (
        ("invite", _none), ("book", _meeting), ("met", _none),
        ("offer", lambda now: {"hours": 8, "accept_by": now.date() + 14 * DAY, "peer_on_panel": True}), ("accept", _none),
    ),
    "identity": (("ask", _none), ("record_seen", lambda _now: {"route": "in_person", "papers": "two_photo_one_address"})),
    "right_to_work": (("ask", _none), ("record_check", lambda _now: {"route": "papers"})),
    "reference": (
        ("ask_who", _none), ("name_referee", _referee), ("ask", lambda _now: {"template": "after_offer"}),
        ("received", lambda _now: {"how": "link"}), ("accept", _none),
    ),
    "employment_history": (
        ("ask", _none), ("add_time_off", lambda now: {"start": now.date() - 1200 * DAY, "end": None}), ("tell_all", _none),
        ("accept", _none),
    ),
    "qualifications": (("ask", lambda _now: {"what": "school"}), ("record_seen", lambda _now: {"what": "school", "how": "original"})),
    "readiness": (("invite", _none), ("book", _meeting), ("record_plan", lambda _now: {"outcome": "ready"}), ("agree_plan", _none)),
    "occupational_health": (
        ("refer", _none), ("form_arrived", _none), ("record_result", lambda _now: {"outcome": "fit"}), ("decide", _none),
    ),
    "crb": (
        ("decide_level", lambda _now: {"level": "enhanced_barred", "basis": "regulated", "fee": "paid_role"}),
        ("send_form", _none), ("see_papers", _papers), ("submit", lambda _now: {"level": "enhanced_barred"}), ("certificate_posted", _none),
        ("certificate_came", _none), ("record_result", _certificate), ("decide", _none),
    ),
    "committee": (
        ("put_on_agenda", _paper), ("agreed", lambda now: {"until": now.date() + 900 * DAY, "condition": "none"}),
    ),
    "host_acceptance": (("ask_team", _placing), ("team_says_yes", _none)),
    "training": (
        ("offer_place", lambda now: {"cohort": cohort(now.date() + 30 * DAY).pk}), ("accept_place", _none), ("start_course", _none),
        *(("record_week", _week(number)) for number in range(1, 6)),
        ("start_practice", _practice), ("finish", lambda _now: {"credits": 6}),
    ),
    "placement": (
        ("ask_host", _placing), ("host_says_yes", _none), ("sign_agreement", _none), ("start", _none),
        ("log_session", lambda _now: {"minutes": 120, "one_to_one": 10}), ("hold_review", _review),
        ("confirm", _none),
    ),
}  # fmt: skip
CHECKS = (
    "identity", "right_to_work", "reference", "employment_history", "qualifications", "readiness", "occupational_health", "crb",
    "committee",
)
FIRST_OF = {**dict.fromkeys(CHECKS, ("selection",)), "selection": (), "membership": (), "host_acceptance": ("readiness",),
            "training": (*CHECKS, "host_acceptance"), "placement": ("training",)}  # fmt: skip
VOLUNTEER: dict[tuple[str, str], tuple[str, dict[str, Any]]] = {
    ("right_to_work", "record_check"): ("record_answer", {"answer": True}),
    ("crb", "decide_level"): ("decide_level", {"fee": "free"}),
}


def weighed(answer: str = "neither") -> dict[str, str]:
    """Every point of what is considered, with the same answer."""
    return {code: answer for code, _words in CONSIDERATIONS}


def considered(app: Application, *, at: dt.datetime, gap: dt.timedelta = HOUR) -> dt.datetime:
    """All that comes before a decision about what a check has shown: a second person, the talk, the points. Gives the time after it."""
    first, second = team()
    for step, answers in (
        ("name_people", {"second": second.pk, "third": None}), ("offer_talk", {}), ("record_talk", {"talked": "held"}),
        ("weigh", weighed()),
    ):  # fmt: skip
        take(app, "crb", step, by=first, at=at, **answers)
        at += gap
    return at


def support_agreed(app: Application, *, at: dt.datetime) -> None:
    """The support is written down and the person says yes to it, where “yes, with support” asks for that."""
    found = FitnessRecord.objects.filter(stage__application=app, current=True, outcome="fit_with_adjustments").exclude(agreed="agreed")
    if found.exists():
        words = found.get().adjustments or "Later starts"
        take(app, "occupational_health", "write_support", by=team()[0], at=at, adjustments=words)
        take(app, "occupational_health", "agree_support", by=team()[0], at=at, says="agreed")


def advance(
    app: Application, upto: str, *, at: dt.datetime | None = None, gap: dt.timedelta = HOUR,
    facts: Mapping[str, Mapping[str, Any]] | None = None,
) -> Application:  # fmt: skip
    """Walk an application through the door until `upto`, such as "crb.with_body", with all that must come before.

    The first step is taken at `at` (one `gap` after the last move if not given), each further one a `gap` later. `facts`
    names other answers, such as {"crb.record_result": {"content": "disclosed"}}. Of several of a kind, all are closed for
    “closed”, and the first is walked elsewhere. Gives the application read anew.
    """
    kind, _dot, state = upto.partition(".")
    _Walk(app, at, gap, facts or {}).to(kind, state)
    return Application.objects.get(pk=app.pk)


def _to_be_considered(app: Application) -> bool:
    found = DisclosureRecord.objects.filter(stage__application=app, current=True, content="disclosed", weighed={})
    return found.exists()


class _Walk:
    """One walk: the time that rises, and what has been done."""

    def __init__(
        self, app: Application, at: dt.datetime | None, gap: dt.timedelta, facts: Mapping[str, Mapping[str, Any]]
    ) -> None:
        held = look(app)
        latest = max((move.recorded_at for move in held.facts), default=None)
        self.now = at or ((latest + gap) if latest else app.created_at)
        self.app, self.gap, self.facts, self.held = app, gap, facts, held
        self.first, self.second = team()
        self.done = {(move.row, move.step) for move in held.standing}
        self.weeks = sum(move.step == "record_week" for move in held.standing)

    def to(self, kind: str, state: str) -> None:
        if (None, "submit") not in self.done:
            self.take(None, "submit", {})
        here = {stage.kind for stage in self.held.stages}
        for before in FIRST_OF[kind]:
            if before in here:
                self.to(before, "closed")
        rows = [stage for stage in self.held.stages if stage.kind == kind]
        for row in rows if state == "closed" else rows[:1]:
            self.walk(row, state)

    def walk(self, row: Stage, state: str) -> None:
        for step, answers in TRACKS[row.kind]:
            if self.state(row) == state:
                return
            if (row.pk, step) not in self.done or step == "record_week":
                self.take(row, step, answers(self.now))
        assert self.state(row) == state, f"{row} stands at {self.state(row)}, not at {state}"

    def state(self, row: Stage) -> str:
        return Stage.objects.filter(pk=row.pk).values_list("state", flat=True)[0]

    def take(self, row: Stage | None, step: str, answers: Mapping[str, Any]) -> None:
        kind = row.kind if row else None
        other = VOLUNTEER.get((str(kind), step)) if self.app.pathway.engagement == "voluntary" else None
        if other:
            step, answers = other[0], {**(answers if other[0] == step else {}), **other[1]}
        answers = {**answers, **self.facts.get(f"{kind}.{step}", {})}
        if (kind, step) == ("selection", "invite"):
            read_by_two(self.app, at=self.now)
        if (kind, step) == ("crb", "decide") and _to_be_considered(self.app):
            considered(self.app, at=self.now, gap=dt.timedelta(0))  # at one instant, so that no hour tells it from another
        if (kind, step) == ("crb", "submit") and "overseas" not in self.app.pathway.rules_left_out:
            take(self.app, row, "not_abroad", by=self.first, at=self.now)
        if (kind, step) == ("occupational_health", "decide"):
            support_agreed(self.app, at=self.now)
        done = take(self.app, row, step, by=self.first, at=self.now, **answers)
        if isinstance(done, Proposal):
            take(self.app, row, step, by=self.second, at=self.now, **answers)
        self.done.add((row.pk if row else None, step))
        self.now += self.gap


FEEDBACK: dict[str, Any] = {
    "reason": "criteria", "first_strength": "listening", "second_strength": "warm", "next_time": "group", "offered_talk": True,
}  # fmt: skip


def silence(now: dt.datetime) -> dict[str, Any]:
    """What is told when an application is let to rest: the call of yesterday, the reminders before it."""
    return {"called_on": now.date() - DAY, "reminded": True}


PLACES = (
    "selection.shortlisting",
    "selection.with_applicant",
    "selection.deciding",
    "selection.offered",
    "identity.closed",
    "crb.with_body",
    "readiness.booked",
    "occupational_health.with_applicant",
    "occupational_health.with_body",
    "crb.being_considered",
)


def crowd(
    count: int, *, at: dt.datetime = START, owner: User | None = None, pathway: str = "B", first: int = 0
) -> list[Application]:
    """So many people at every kind of place, each starting a while after the one before. `first` numbers their addresses."""
    made = []
    for number in range(first, first + count):
        name, surname = FIRST[number % len(FIRST)], LAST[(number // len(FIRST)) % len(LAST)]
        who = applicant(name, surname, email=f"person{number}@people.example")
        app = application(pathway, who=who, at=at + number * HOUR, owner=owner)
        made.append(advance(app, PLACES[number % len(PLACES)]))
    return made


def standards_of(app: Application, *, at: dt.datetime) -> list[str]:
    """What staff read about the standards of the bodies beside a form that is away."""
    return standard_words(look(app), Wait.objects.filter(application=app, ended_at=None), at=at)


def dates_ahead(today: dt.date) -> list[Item]:
    """What the desk of HR warns of on a day."""
    at = dt.datetime.combine(today, dt.time(12), tzinfo=dt.UTC)
    return Desk(team()[0], Application.objects.all(), at=at).panel("dates")

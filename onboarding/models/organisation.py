"""The organisation itself, the bodies we wait for, and the sites where people are placed."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from onboarding.engine.hashing import GENESIS
from onboarding.models.people import Service

VOLUNTARY_DOCUMENTS = (
    ("volunteer_agreement", "Volunteer agreement"),
    ("honorary_contract", "Honorary contract"),
    ("letter_of_authority", "Letter of authority"),
)


BRAND = "#0f4c4a"


class Chained(models.Model):
    """A row that holds the head of one audit chain."""

    chain_seq = models.PositiveBigIntegerField(default=0, editable=False)
    chain_head = models.CharField(max_length=64, default=GENESIS, editable=False)

    class Meta:
        abstract = True


class Organisation(Chained):
    """The one organisation: what stands on its pages and letters."""

    name = models.CharField(max_length=120)
    name_for_others = models.CharField(max_length=120)
    footer_line = models.CharField(max_length=240)
    address = models.CharField(max_length=300)
    phone = models.CharField(max_length=30)
    email = models.EmailField()
    hours = models.CharField(max_length=100, default="Monday to Friday, 9am to 5pm")
    reply_time = models.CharField(max_length=100, default="We reply within 1 working day.")
    reference_prefix = models.CharField(max_length=4, default="HH")
    nation = models.CharField(max_length=3, default="ENG")
    voluntary_document = models.CharField(
        "the paper on which a volunteer starts",
        max_length=24,
        default=VOLUNTARY_DOCUMENTS[0][0],
        choices=VOLUNTARY_DOCUMENTS,
    )
    promise_days = models.PositiveSmallIntegerField("working days between updates", default=10)
    brand_colour = models.CharField("colour of pages and letters", max_length=7, default=BRAND)
    logo = models.CharField("name of the logo in the storage", max_length=100, blank=True)
    logo_sha256 = models.CharField(max_length=64, blank=True)

    def __str__(self) -> str:
        return self.name


class Body(models.Model):
    """A named organisation behind a party: an occupational health service, an umbrella body, a training provider."""

    party = models.CharField(max_length=30)
    name = models.CharField(max_length=120)
    name_for_applicants = models.CharField(max_length=120, blank=True)
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=30, blank=True)
    contact = models.CharField("whom to ask for", max_length=120, blank=True)
    hours = models.CharField("when they answer", max_length=100, blank=True)
    nation = models.CharField(max_length=3, default="ENG")

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["party", "name"], name="one_body_once")]

    def __str__(self) -> str:
        return self.name


class Closure(models.Model):
    """A day on which nobody works beside the bank holidays: of ours, everywhere or in one nation; or, with a body, of that body alone."""

    day = models.DateField()
    words = models.CharField(max_length=100)
    nation = models.CharField(max_length=3, blank=True, default="")
    body = models.ForeignKey(Body, on_delete=models.CASCADE, null=True, blank=True, related_name="closures")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["day", "nation", "body"], name="one_closure_of_a_body"),
            models.UniqueConstraint(fields=["day", "nation"], condition=models.Q(body=None), name="one_closure_of_ours"),
        ]

    def __str__(self) -> str:
        return self.words


# What the rules of a placement ask of its site.
LIMITS = (
    "session_minutes", "one_to_one_minutes", "sessions_a_week", "supervision_weeks", "supervision_weeks_later", "first_review",
    "second_review", "last_review",
)  # fmt: skip


class Site(models.Model):
    """Where people are placed, with its limits: minutes a session, minutes one-to-one, sessions a week, people at a time."""

    name = models.CharField(max_length=120, unique=True)
    service = models.ForeignKey(Service, on_delete=models.PROTECT)
    session_minutes = models.PositiveSmallIntegerField(default=180)
    one_to_one_minutes = models.PositiveSmallIntegerField(default=15)
    sessions_a_week = models.PositiveSmallIntegerField(default=3)
    places = models.PositiveSmallIntegerField("people at a time", default=6)
    supervision_weeks = models.PositiveSmallIntegerField("weeks between two supervisions on placement", default=1)
    supervision_weeks_later = models.PositiveSmallIntegerField("weeks between two supervisions in role", default=4)
    first_review = models.PositiveSmallIntegerField("week of the first review", default=2)
    second_review = models.PositiveSmallIntegerField("week of the second review", default=6)
    last_review = models.PositiveSmallIntegerField("week of the last review", default=12)
    host = models.ForeignKey("onboarding.User", on_delete=models.SET_NULL, null=True, blank=True, related_name="sites")

    def __str__(self) -> str:
        return self.name


class Cohort(models.Model):
    """One run of the course: 6 taught weeks and 2 on placement, with seats."""

    name = models.CharField(max_length=120, unique=True)
    body = models.ForeignKey(Body, on_delete=models.PROTECT)
    starts_on = models.DateField()
    seats = models.PositiveSmallIntegerField(default=12)
    place = models.CharField(max_length=240)
    times = models.CharField(max_length=120, default="Tuesdays, 10am to 1pm")

    def __str__(self) -> str:
        return self.name

    @property
    def free_seats(self) -> int:
        """Seats that no open or finished training holds; counted under the lock the door takes on this row."""
        held = self.seats_held.filter(current=True, stage__application__state__in=HOLDS_A_SEAT)
        return int(self.seats - held.count())


class Competence(models.Model):
    """Something a peer worker can do at the end of the course, in plain words."""

    words = models.CharField(max_length=120, unique=True)
    place = models.PositiveSmallIntegerField(default=1)
    in_use = models.BooleanField(default=True)

    def __str__(self) -> str:
        return self.words


class ClassDay(models.Model):
    """A class of a course that is not on its usual day of the week: a bank holiday, a teacher who is away."""

    cohort = models.ForeignKey(Cohort, on_delete=models.PROTECT, related_name="moved_classes")
    week = models.PositiveSmallIntegerField()
    day = models.DateField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["cohort", "week"], name="one_day_a_class")]

    def __str__(self) -> str:
        return f"Class {self.week}"


HOLDS_A_SEAT = ("in_progress", "paused", "in_role", "moved_on")

"""People: who signs in, with which roles; and the applicant with how they like to be told things."""

from __future__ import annotations

import datetime as dt
import secrets
from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models


def new_ref() -> str:
    """A random 128-bit reference: it stands for a person in the audit chain and says nothing about them."""
    return secrets.token_hex(16)


class UserManager(BaseUserManager["User"]):
    """Makes and finds users by e-mail address, in lower case."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> User:
        """A new user; without a password nobody can sign in with one."""
        user = self.model(email=email.strip().lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, username: str | None) -> User:
        """The user of an e-mail address, or DoesNotExist."""
        return self.get(email=(username or "").strip().lower())


class User(AbstractBaseUser):
    """Someone who signs in: staff with a password, an applicant with an e-mailed code."""

    email = models.EmailField("e-mail address", unique=True)
    name = models.CharField(max_length=200)
    ref = models.CharField(max_length=32, unique=True, default=new_ref, editable=False)
    phone = models.CharField(max_length=30, blank=True)
    hours = models.CharField(max_length=100, blank=True)
    shares_lived_experience = models.BooleanField(default=False)
    away_from = models.DateField("away from", null=True, blank=True)
    away_until = models.DateField("away until", null=True, blank=True)
    views = models.JSONField("lists they saved: name, page, what it is narrowed to", default=list, blank=True)
    stand_in = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, blank=True, related_name="stands_in_for")
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(null=True)

    known_roles: list[tuple[str, int | None]] | None = None  # read once a request, by who asks what they may do
    helps_with: int | None = None  # in this request: the application of a person whom they may do small things for
    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]
    objects = UserManager()

    def __str__(self) -> str:
        return self.name

    def is_away_on(self, day: dt.date) -> bool:
        """Whether they said that they are away on a day."""
        return self.away_until is not None and (self.away_from or day) <= day <= self.away_until


    def there_on(self, day: dt.date) -> User:
        """Who is there for this person's people on a day: themselves, or who stands in while they are away."""
        other = self.stand_in
        return other if other and other.is_active and self.is_away_on(day) and not other.is_away_on(day) else self


class Service(models.Model):
    """A service or team of the organisation; staff may be bound to one."""

    name = models.CharField(max_length=120, unique=True)

    def __str__(self) -> str:
        return self.name


class StaffRole(models.Model):
    """One role of one person, in one service or (empty) in all."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="roles")
    role = models.CharField(max_length=30)
    service = models.ForeignKey(Service, on_delete=models.PROTECT, null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["user", "role", "service"], name="one_role_once"),
            models.UniqueConstraint(fields=["user", "role"], condition=models.Q(service=None), name="one_role_everywhere_once"),
        ]

    def __str__(self) -> str:
        return f"{self.role} {self.user_id}"


class Applicant(models.Model):
    """The person: contact, communication needs as formats, never as conditions."""

    ref = models.CharField(max_length=32, unique=True, default=new_ref, editable=False)
    user = models.OneToOneField(User, on_delete=models.SET_NULL, null=True, blank=True, related_name="applicant")
    title = models.CharField(max_length=30, blank=True)
    first_name = models.CharField(max_length=120)
    surname = models.CharField(max_length=120)
    known_as = models.CharField(max_length=120, blank=True)
    email = models.EmailField(blank=True)
    mobile = models.CharField(max_length=20, blank=True)
    address = models.CharField(max_length=300, blank=True)
    postcode = models.CharField(max_length=12, blank=True)
    date_of_birth = models.DateField(null=True, blank=True)
    points = models.PositiveSmallIntegerField("letter size in points", default=14)
    channel = models.CharField(max_length=10, default="email")
    formats = models.JSONField(default=list, blank=True)
    quiet_until = models.DateField("no reminders until", null=True, blank=True)
    role_title_for_others = models.CharField(max_length=60, default="support worker")
    asked_in = models.PositiveSmallIntegerField("the year in which the three questions were last asked", default=0)
    keeps_record = models.BooleanField("their record is kept as long as they want", default=False)
    sort_name = models.CharField(max_length=240, db_index=True, editable=False, default="")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(points__gte=14, points__lte=28), name="points_14_to_28")
        ]

    def __str__(self) -> str:
        return self.ref

    @property
    def called(self) -> str:
        """The name they like to be called by."""
        return called(self.first_name, self.known_as)

    @property
    def full_name(self) -> str:
        """The name they like to be called by, with the surname."""
        return full_name(self.first_name, self.known_as, self.surname)


def called(first_name: str, known_as: str) -> str:
    """The name somebody likes to be called by."""
    return known_as or first_name


def full_name(first_name: str, known_as: str, surname: str) -> str:
    """The name somebody likes to be called by, with the surname."""
    return f"{called(first_name, known_as)} {surname}".strip()

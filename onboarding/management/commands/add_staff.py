"""`python3 manage.py add_staff EMAIL --name NAME --role ROLE`: somebody new, or one more role for somebody known."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from onboarding.access import STAFF_ROLES
from onboarding.actions.add_staff import NotStaff, add_staff, leaves
from onboarding.actions.basics import system_user
from onboarding.lib import clock


class Command(BaseCommand):
    help = "Gives a member of staff roles, and somebody new a first password; --leaves takes all away."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email")
        parser.add_argument("--name", default="", help="as colleagues and applicants read it")
        parser.add_argument("--role", action="append", default=[], help=f"once or more: {', '.join(STAFF_ROLES)}")
        parser.add_argument("--service", default="", help="only in this service, by its name; left out, in all")
        parser.add_argument("--leaves", action="store_true", help="they go: no roles and no sign-in from now on")

    def handle(self, *args: Any, **given: Any) -> None:
        try:
            self._leave(given) if given["leaves"] else self._add(given)
        except NotStaff as refused:
            raise CommandError(str(refused)) from None

    def _add(self, given: dict[str, Any]) -> None:
        added = add_staff(
            given["email"], name=given["name"], roles=given["role"], service=given["service"],
            by=system_user(), at=clock.now(),
        )  # fmt: skip
        self.stdout.write(f"{added.user.name}: {', '.join(added.roles) or 'has these roles already'}.")
        if added.password:
            self.stdout.write(f"Password, shown this once: {added.password}")
            self.stdout.write(f"They change it after they have signed in, at {settings.SITE_URL}/accounts/password/")

    def _leave(self, given: dict[str, Any]) -> None:
        gone = leaves(given["email"], by=system_user(), at=clock.now())
        self.stdout.write(f"{gone.name} has no roles any more and cannot sign in.")

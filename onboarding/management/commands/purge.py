"""`python3 manage.py purge`: erases what may not be kept any longer; once a day is enough."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from onboarding.actions import purge_answers
from onboarding.actions.purge import due, purge
from onboarding.lib import clock


class Command(BaseCommand):
    help = "Erases what was found in checks and written in forms once its time is over. --dry-run only says how many."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="erase nothing, say what would be")

    def handle(self, *args: Any, **options: Any) -> None:
        now = clock.now()
        if options["dry_run"]:
            self.stdout.write(f"{len(due(at=now)) + len(purge_answers.due(at=now))} records would be erased.")
            return
        self.stdout.write(f"{purge(at=now)} records erased.")

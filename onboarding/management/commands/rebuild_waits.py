"""`python3 manage.py rebuild_waits`: projects every application's waits again from its moves."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from onboarding.door import waits
from onboarding.door.held import hold
from onboarding.models import Application


class Command(BaseCommand):
    help = "Writes every wait anew from the moves; with --check only says what differs."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true", help="change nothing, report any difference")

    def handle(self, *args: Any, check: bool = False, **options: Any) -> None:
        keys = list(Application.objects.order_by("pk").values_list("pk", flat=True))
        found = [words for key in keys for words in _one(key, check=check)]
        for words in found:
            self.stdout.write(words)
        if check and found:
            raise CommandError(f"{len(found)} waits differ from what the moves say.")
        self.stdout.write(f"{len(keys)} applications: {'0 differences' if check else f'{len(found)} waits mended'}.")


def _one(key: int, *, check: bool) -> list[str]:
    """What differs for one application, under its lock; mended unless only checked."""
    with transaction.atomic():
        held = hold(key)
        found = waits.difference(held)
        if found and not check:
            waits.rewrite(held)
    return found

"""`python3 manage.py group_data "NAME" FILE`: all that is kept of a group, in one file, for a group that leaves."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from onboarding.actions.group import group_data
from onboarding.models import Service


class Command(BaseCommand):
    help = "Writes all that is kept of a group for mutual support to one new file."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("name", help="the name of the group, as on the page Groups")
        parser.add_argument("file", type=Path, help="a file that is not there yet")

    def handle(self, *args: Any, **options: Any) -> None:
        service = Service.objects.filter(name=options["name"]).first()
        if service is None:
            raise CommandError(f"There is no group called {options['name']}.")
        if options["file"].exists():
            raise CommandError(f"{options['file']} is there already.")
        data = group_data(service)
        options["file"].touch(mode=0o600)
        options["file"].write_text(json.dumps(data, indent=2, ensure_ascii=False), encoding="utf-8")
        self.stdout.write(f"{len(data['members'])} members written to {options['file']}. Keep it safe: it holds their names.")

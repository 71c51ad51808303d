"""`python3 manage.py test`: every kind of test there is."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from onboarding.management.testing.legs import LEGS
from onboarding.management.testing.run import Run


class Command(BaseCommand):
    help = "Runs every kind of test; paths, -k and other words of pytest are passed on to it."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--deep", action="store_true", help="also the acceptance figures and the benches")
        parser.add_argument("--strict", action="store_true", help="a skip is a failure")
        names = [leg.name for leg in LEGS]
        parser.add_argument("--leg", action="append", default=[], choices=names, help="only this kind")

    def run_from_argv(self, argv: list[str]) -> None:
        options, rest = self.create_parser(argv[0], argv[1]).parse_known_args(argv[2:])
        run = Run(Path(settings.BASE_DIR), options.leg, options.deep, options.strict, rest)
        raise SystemExit(run())

    def handle(self, *args: Any, **options: Any) -> None:
        raise CommandError("The tests run by themselves: python3 manage.py test")

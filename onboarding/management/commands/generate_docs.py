"""`python3 manage.py generate_docs`: the reference pages that are written from the code."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.module_loading import import_string

# Each page and the function that writes it. By name, because a command may not import what lies above it.
PAGES = {
    "docs/reference/settings.md": "onboarding.conf.reference.settings_page",
}
MANY = "onboarding.conf.reference_stages.writers"  # pages whose number follows the declarations


class Command(BaseCommand):
    help = "Writes the generated pages of docs/reference."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true", help="only say which pages are out of date")

    def handle(self, *args: Any, check: bool = False, **options: Any) -> None:
        old = [name for name, written in pages().items() if not _is_fresh(name, written)]
        if check and old:
            raise CommandError(f"Out of date, run generate_docs: {', '.join(old)}")
        for name in old:
            _write(name, pages()[name])
            self.stdout.write(f"Written: {name}")


def pages() -> dict[str, str]:
    """Every generated page: its path below the project's folder, and its words."""
    single = {name: import_string(writer)() for name, writer in PAGES.items()}
    return {**single, **{name: writer() for name, writer in import_string(MANY)().items()}}


def _is_fresh(name: str, written: str) -> bool:
    file = Path(settings.BASE_DIR) / name
    return file.is_file() and file.read_text(encoding="utf-8") == written


def _write(name: str, written: str) -> None:
    file = Path(settings.BASE_DIR) / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(written, encoding="utf-8")

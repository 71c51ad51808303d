"""`python3 manage.py demo`: an organisation to try, with its letters and reports, served on this machine."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser

from onboarding.actions.demo import finish, run
from onboarding.actions.demo.world import PASSWORD, STAFF
from onboarding.lib import clock
from onboarding.lib.pdf import PdfRefused
from onboarding.models import Application
from onboarding.tasks import showing

ADDRESS = "127.0.0.1:8000"


class Command(BaseCommand):
    help = "Makes a demo of 240 applications over 18 months, writes letters and reports into ./demo-out, and serves it."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--no-serve", action="store_true", help="stop when all is written")
        parser.add_argument("--as-at", type=dt.date.fromisoformat, help="the demo's last day (today)")
        parser.add_argument("--people", type=int, default=run.COUNT, help=f"how many people ({run.COUNT})")
        parser.add_argument("--out", type=Path, default=Path(settings.BASE_DIR) / "demo-out", help="where PDFs go")

    def handle(self, *args: Any, **options: Any) -> None:
        call_command("migrate", verbosity=0)
        end = self._end(options["as_at"])
        if Application.objects.exists():
            self.stdout.write("There are people here already: they are kept as they are.")
        else:
            self._make(end, options["people"])
        self._write(options["out"], end)
        self._say_who_signs_in()
        if not options["no_serve"]:
            self.stdout.write(f"Open {settings.SITE_URL}/ in a browser. Ctrl+C stops.")
            call_command("runserver", ADDRESS, use_reloader=False)

    def _end(self, day: dt.date | None) -> dt.datetime:
        now = clock.now()
        return min(now, clock.day_end(day, settings.ORG_TIME_ZONE)) if day else now

    def _make(self, end: dt.datetime, count: int) -> None:
        try:
            world = run.make_demo(end=end, count=count, say=lambda words: self.stdout.write(f"  {words}"))
        except ValueError as refused:
            raise CommandError(str(refused)) from None
        finish.finish(world, end=end)

    def _write(self, folder: Path, end: dt.datetime) -> None:
        try:
            files = showing.a_dozen(folder, at=end) + showing.both_reports(folder, at=end)
        except PdfRefused as refused:
            self.stderr.write(f"No PDFs were written. {refused.sentence}")
        else:
            self.stdout.write(f"{len(files)} PDFs are in {folder}.")

    def _say_who_signs_in(self) -> None:
        self.stdout.write(f"\nStaff sign in at {settings.SITE_URL}/ with the password “{PASSWORD}”:")
        for key, name, roles in STAFF:
            self.stdout.write(
                f"  {key}@brightwater.example  {name}: {', '.join(role.replace('_', ' ') for role in roles)}"
            )
        self.stdout.write("Applicants sign in with a code that is e-mailed to them; here the mail lands in a folder:")
        for words, email in finish.signs_in():
            self.stdout.write(f"  {email}  {words}")
        self.stdout.write(f"  codes: the newest file in {getattr(settings, 'EMAIL_FILE_PATH', 'the mailbox')}\n")

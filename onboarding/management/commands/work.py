"""Chase what is due and deliver the outbox: `manage.py work` until it is stopped, `--once` for what is due now."""

import signal
import threading
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from onboarding.actions.chase import chase_everybody
from onboarding.lib import clock
from onboarding.tasks import loop


class Command(BaseCommand):
    help = "Chase what is due, and deliver the letters that wait in the outbox."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--once", action="store_true", help="deliver what is due now, then end")
        parser.add_argument("--seconds", type=float, default=loop.PAUSE, help="pause between two looks into the outbox")

    def handle(self, *args: Any, **options: Any) -> None:
        stop = threading.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda _number, _frame: stop.set())
        if options["once"]:
            self.stdout.write(f"Chased: {chase_everybody(at=clock.now())}")
            self.stdout.write(f"Messages taken: {loop.round_once(stop=stop)}")
            return
        self.stdout.write("The outbox is being delivered. Stop it with Ctrl+C.")
        loop.run(stop, seconds=options["seconds"])

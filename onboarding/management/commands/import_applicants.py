"""Bring a spreadsheet in from the command line, by the system user. Nobody is told anything."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from onboarding.actions.basics import system_user
from onboarding.actions.import_applicants import TrackerRefused, bring_file, discard, look
from onboarding.actions.import_applicants.run import Look
from onboarding.lib import clock
from onboarding.lib.uploads import FileRefused, read_within


class Command(BaseCommand):
    help = "Bring applicants in from a tracker (CSV or XLSX). The same file again changes nothing."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--dry-run", action="store_true", help="look only, write nothing")
        parser.add_argument("--report", type=Path, metavar="OUT.json", help="write what was concluded, row by row")
        parser.add_argument("--discard", action="store_true", help="remove what this file left unfinished")

    def handle(self, *_args: Any, file: Path, dry_run: bool, report: Path | None, discard: bool, **_more: Any) -> None:
        try:
            looked = _looked(file)
            if report:
                report.write_text(
                    json.dumps(looked.tracker.as_report(), indent=1, ensure_ascii=False), encoding="utf-8"
                )
            self.stdout.write(_summary(looked))
            if discard:
                self.stdout.write(_discarded(looked, dry_run))
            elif not dry_run:
                self.stdout.write(_brought(looked))
        except (TrackerRefused, FileRefused) as refused:
            raise CommandError(refused.sentence) from refused


def _looked(file: Path) -> Look:
    try:
        with file.open("rb") as stream:
            content = read_within(stream)
    except OSError as missing:
        raise CommandError(f"{file} cannot be read: {missing.strerror}") from missing
    return look(content, filename=file.name, at=clock.now())


def _summary(looked: Look) -> str:
    counts = looked.tracker.counts
    begun = " It was begun before and is not complete." if looked.unfinished else ""
    return (
        f"{len(looked.tracker.rows)} rows: {counts['accepted']} can come in, {counts['skipped_duplicate']} are here already, "
        f"{counts['rejected']} cannot come in yet.{begun}"
    )


def _brought(looked: Look) -> str:
    run = bring_file(looked, by=system_user(), at=clock.now())
    if run is None or (looked.run is not None and not looked.unfinished):
        return "Nothing new came in."
    evidence = sum(len(items) for items in run.rows.values_list("evidence", flat=True))
    return f"{run.rows.count()} applications are here. {evidence} pieces of evidence to confirm. Nobody was told."


def _discarded(looked: Look, dry_run: bool) -> str:
    if looked.run is None or not looked.unfinished:
        raise CommandError("There is nothing unfinished of this file to remove.")
    if dry_run:
        return "It would be removed."
    discard(looked.run, by=system_user(), at=clock.now())
    return "What this file left unfinished was removed."

"""`python3 manage.py checkpoint`: signs the heads of all chains into a file outside the database."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives import serialization
from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser

from onboarding.door import checkpoint
from onboarding.lib import clock
from onboarding.lib.keys import audit_key


class Command(BaseCommand):
    help = "Writes a signed checkpoint. Keep the files where nobody who can write to the database can write."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--out", type=Path, metavar="FOLDER", help="default: checkpoints, in VAR_DIR")
        parser.add_argument("--public-key", type=Path, metavar="FILE", help="write the key for an auditor as well")

    def handle(self, *args: Any, **options: Any) -> None:
        key = audit_key(Path(settings.AUDIT_KEY_FILE))
        folder = options["out"] or checkpoint.folder()
        path = checkpoint.make(folder, key=key, by=None, at=clock.now())
        made = checkpoint.read(path)
        self.stdout.write(f"Checkpoint {made.number}: {len(made.leaves)} chains, root {made.root}, in {path}")
        if options["public_key"]:
            options["public_key"].write_bytes(
                key.public_key().public_bytes(
                    serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
                )
            )

"""`python3 manage.py verify_audit`: says whether the witness is whole, and names the first broken event of each chain."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from onboarding.door import checkpoint
from onboarding.door.verify import Verified, verify, verify_application
from onboarding.lib.keys import audit_key
from onboarding.models import Application

HOW = "Give --checkpoint FILE to find a chain that is missing, was cut or was rewritten whole."


class Command(BaseCommand):
    help = "Verifies every audit chain, the moves and rows it speaks of, and the triggers."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--application", metavar="REFERENCE", help="only this application's chain")
        parser.add_argument("--checkpoint", type=Path, metavar="FILE", help="a checkpoint to compare with")
        parser.add_argument("--public-key", type=Path, metavar="FILE", help="the key that signed it, if it is not ours")

    def handle(self, *args: Any, **options: Any) -> None:
        verified = _verify(options["application"])
        broken = [*verified.broken, *self._anchored(options["checkpoint"], options["public_key"])]
        for one in broken:
            self.stdout.write(f"Broken: {one}")
        if broken:
            raise CommandError(f"{len(broken)} of the witness’s parts do not fit.")
        self.stdout.write(f"{verified.events} events verified: every one follows from the one before.")

    def _anchored(self, file: Path | None, public: Path | None) -> list[Any]:
        """What the checkpoint finds; without one, a word about since when nothing is anchored."""
        if file is None:
            self.stdout.write(f"{not_anchored()} {HOW}")
            return []
        try:
            read = checkpoint.read(file)
        except checkpoint.CheckpointRefused as refused:
            raise CommandError(str(refused)) from refused
        found = checkpoint.compare(read, _key(public))
        if not found:
            self.stdout.write(f"Checkpoint {read.number} of {read.made_at} fits. Not anchored since then.")
        return list(found)


def not_anchored() -> str:
    """Since when nothing outside the database vouches for the chains."""
    last = checkpoint.latest()
    if last is None:
        return "Not anchored yet: no checkpoint was ever made."
    return f"Not compared with a checkpoint. Not anchored since {last.at:%Y-%m-%d %H:%M} UTC (checkpoint {last.number})."


def _verify(reference: str | None) -> Verified:
    if reference is None:
        return verify()
    found = Application.objects.filter(reference=reference).first()
    if found is None:
        raise CommandError(f"There is no application {reference}.")
    return verify_application(found)


def _key(file: Path | None) -> Ed25519PublicKey:
    if file is None:
        if not Path(settings.AUDIT_KEY_FILE).exists():
            raise CommandError("There is no key here to check the signature with: give --public-key FILE.")
        return audit_key(Path(settings.AUDIT_KEY_FILE)).public_key()
    try:
        found = serialization.load_pem_public_key(file.read_bytes())
    except (OSError, ValueError) as error:
        raise CommandError(f"{file.name} is not a public key in PEM.") from error
    if not isinstance(found, Ed25519PublicKey):
        raise CommandError(f"{file.name} is not an Ed25519 key.")
    return found

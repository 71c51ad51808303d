"""Django's own, but for when it looks whether state is witnessed: after migrating, since before it what is new in the code is not there."""

from __future__ import annotations

from typing import Any

from django.core.management.commands import migrate


class Command(migrate.Command):
    """An older database lacks the newer edges until they are written, which is what this command does last."""

    def get_check_kwargs(self, options: dict[str, Any]) -> Any:
        """The checks that need no database."""
        return {**super().get_check_kwargs(options), "databases": ()}

    def handle(self, *args: Any, **options: Any) -> None:
        """Migrates; raises SystemCheckError where something is amiss then."""
        super().handle(*args, **options)
        if not (options["check_unapplied"] or options["plan"] or options["app_label"]):
            self.check(databases=[options["database"]])

"""A tracker on disk, and what stands in the database after it was brought in."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import models

from onboarding.models import (
    Applicant,
    Application,
    AuditEvent,
    ImportRow,
    ImportRun,
    Move,
    OutboxItem,
    Promise,
    Stage,
    Wait,
)  # fmt: skip
from tests.making import staff
from tests.unit.imports.trackers import SAMPLE

TABLES: tuple[type[models.Model], ...] = (
    Applicant, Application, AuditEvent, ImportRow, ImportRun, Move, OutboxItem, Promise, Stage, Wait,
)  # fmt: skip
CSV_FILE, XLSX_FILE = SAMPLE.with_suffix(".csv"), SAMPLE.with_suffix(".xlsx")


def everything() -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table an import may touch."""
    return {table.__name__: list(table._default_manager.order_by("pk").values_list()) for table in TABLES}


@pytest.fixture
def bring(capsys) -> Callable[..., str]:
    """The command, and what it printed."""

    def run(file: Path = CSV_FILE, *options: object) -> str:
        call_command("import_applicants", str(file), *map(str, options))
        return capsys.readouterr().out

    return run


@pytest.fixture
def hr(db):
    return staff("Priya Shah", "hr")


@pytest.fixture
def now() -> dt.datetime:
    return dt.datetime(2026, 11, 22, 12, 0, tzinfo=dt.UTC)

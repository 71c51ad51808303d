"""The migrated database is made once a run: every further worker, and every further kind of test, begins with a copy of it."""

import fcntl
import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any, TextIO

import pytest
from django.db import connection

TEMPLATE = "template_of_tests"


@pytest.fixture(scope="session")
def being_first(django_db_modify_db_settings: None, django_db_blocker: Any) -> Iterator[TextIO | None]:
    """The lock that whoever is first holds until the template is there; nothing where a copy was made, or none is wanted."""
    folder = os.environ.get("TEST_TEMPLATES")
    if not folder:
        yield None
        return
    Path(folder).mkdir(exist_ok=True)
    with Path(folder, f"{connection.vendor}.lock").open("w", encoding="utf-8") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        first = not _ready(lock).exists()
        if not first:
            with django_db_blocker.unblock():
                _copy(lock)
            fcntl.flock(lock, fcntl.LOCK_UN)
        yield lock if first else None


@pytest.fixture(scope="session")
def django_db_keepdb(request: pytest.FixtureRequest, being_first: TextIO | None) -> bool:
    """A copy is there already when Django asks; all of them lie in folders that the run throws away."""
    return bool(os.environ.get("TEST_TEMPLATES") or request.config.getvalue("reuse_db"))


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, being_first: TextIO | None, django_db_blocker: Any) -> None:
    """As pytest-django does it, and then the template for everybody else."""
    if being_first is not None:
        with django_db_blocker.unblock():
            _keep(being_first)
        fcntl.flock(being_first, fcntl.LOCK_UN)


def _ready(lock: TextIO) -> Path:
    return Path(lock.name).with_suffix(".ready")


def _keep(lock: TextIO) -> None:
    name = connection.settings_dict["NAME"]
    connection.close()
    if connection.vendor == "sqlite":
        with closing(sqlite3.connect(name)) as made, closing(sqlite3.connect(Path(lock.name).with_suffix(".sqlite3"))) as kept:
            made.backup(kept)
    else:
        with connection._nodb_cursor() as cursor:
            cursor.execute(f'CREATE DATABASE "{TEMPLATE}" TEMPLATE "{name}"')
    _ready(lock).touch()


def _copy(lock: TextIO) -> None:
    name = connection.settings_dict["TEST"]["NAME"]
    if connection.vendor == "sqlite":
        shutil.copy(Path(lock.name).with_suffix(".sqlite3"), name)
    else:
        with connection._nodb_cursor() as cursor:
            cursor.execute(f'CREATE DATABASE "{name}" TEMPLATE "{TEMPLATE}"')

import contextlib
import sqlite3

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db.utils import ConnectionHandler

from onboarding.conf.database import database


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("pragma", "value"),
    [("journal_mode", "wal"), ("synchronous", 2), ("recursive_triggers", 1), ("foreign_keys", 1), ("secure_delete", 1)],
)
def test_sqlite_runs_as_we_told_it(tmp_path, pragma, value):
    handler = ConnectionHandler({"default": database(f"sqlite:///{tmp_path / 'db.sqlite3'}")})
    connection = handler["default"]
    with contextlib.closing(connection), connection.cursor() as cursor:
        cursor.execute(f"PRAGMA {pragma}")
        assert cursor.fetchone() == (value,)


def test_sqlite_writes_wait_for_each_other_from_their_beginning():
    options = database("sqlite:///:memory:")["OPTIONS"]
    assert (options["transaction_mode"], options["timeout"]) == ("IMMEDIATE", 20)


def test_the_pragmas_are_sql_that_sqlite_takes(tmp_path):
    file = tmp_path / "new" / "db.sqlite3"
    entry = database(f"sqlite:///{file}")
    assert entry["NAME"] == str(file)
    with sqlite3.connect(file) as plain:
        plain.executescript(entry["OPTIONS"]["init_command"])
        assert plain.execute("PRAGMA journal_mode").fetchone() == ("wal",)


@pytest.mark.parametrize(
    ("url", "parts"),
    [
        ("postgres://jo:p%40ss@db.internal:5433/peers", ("jo", "p@ss", "db.internal", "5433", "peers")),
        ("postgresql://jo@%2FRun%2FDb/peers", ("jo", "", "/Run/Db", "", "peers")),
        ("postgres://[::1]:5432/peers", ("", "", "::1", "5432", "peers")),
    ],
)
def test_a_postgresql_address_is_taken_apart(url, parts):
    entry = database(url)
    assert tuple(entry[name] for name in ("USER", "PASSWORD", "HOST", "PORT", "NAME")) == parts


def test_options_of_a_postgresql_address_are_passed_on():
    assert database("postgres://db/peers?sslmode=verify-full")["OPTIONS"] == {"sslmode": "verify-full"}


def test_no_other_database_is_taken():
    with pytest.raises(ImproperlyConfigured, match="DATABASE_URL"):
        database("mysql://db/peers")

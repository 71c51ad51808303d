"""What every test stands on: no outside network, fast passwords, files of its own, triggers in place."""

import ipaddress
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import connections
from django.test import TransactionTestCase

pytest_plugins = ("tests.templates",)
LOOPBACK_NAMES = {"localhost", "ip6-localhost", "", None}


def pytest_configure(config: pytest.Config) -> None:
    """Scrypt is slow on purpose; no test is about how slow."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    sys.addaudithook(refuse_outside)


def pytest_addoption(parser: pytest.Parser) -> None:
    """What asks nothing of a database need not run on the second one."""
    parser.addoption("--database-only", action="store_true", help="only tests that use the database")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """With --database-only the rest is deselected, and so counted by pytest as such."""
    if not config.getoption("--database-only"):
        return
    of_database = [item for item in items if _uses_database(item)]
    config.hook.pytest_deselected(items=[item for item in items if not _uses_database(item)])
    items[:] = of_database


def _uses_database(item: pytest.Item) -> bool:
    named = set(getattr(item, "fixturenames", ()))
    return item.get_closest_marker("django_db") is not None or bool(named & {"db", "transactional_db", "live_server"})


def refuse_outside(event: str, args: tuple[Any, ...]) -> None:
    """An audit hook: connections leave this machine from no test, whichever library makes them."""
    if event == "socket.connect" and isinstance(args[1], tuple):
        host = args[1][0]
    elif event == "socket.getaddrinfo":
        host = args[0]
    else:
        return
    host = host.decode() if isinstance(host, bytes) else host
    if not _is_loopback(host):
        raise OutsideConnection(f"A test tried to reach {host}.")


class OutsideConnection(Exception):
    """A test reached out of this machine."""


def _is_loopback(host: str | None) -> bool:
    if host in LOOPBACK_NAMES:
        return True
    try:
        return ipaddress.ip_address(str(host)).is_loopback
    except ValueError:
        return False


@pytest.fixture(scope="session")
def django_db_modify_db_settings(tmp_path_factory: pytest.TempPathFactory) -> None:
    """SQLite in a file, as in earnest (in memory there is no WAL), and each worker in its own database."""
    worker = os.environ.get("PYTEST_XDIST_WORKER", "")
    for connection in connections.all():
        if connection.vendor == "sqlite":
            folder = tmp_path_factory.mktemp("database")
            connection.settings_dict["TEST"]["NAME"] = str(folder / "test.sqlite3")
        else:
            name = f"test_{connection.settings_dict['NAME']}_{os.getpid()}{worker}"
            connection.settings_dict["TEST"]["NAME"] = name


@pytest.fixture(autouse=True)
def _files_of_this_test(tmp_path: Path, settings: Any) -> None:
    settings.VAR = tmp_path
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.AUDIT_KEY_FILE = tmp_path / "audit-key"


@pytest.fixture(scope="session", autouse=True)
def _flush_without_triggers() -> Iterator[None]:
    """Append-only tables refuse the flush after a transactional test: triggers off, flush, triggers on."""
    cases: Any = TransactionTestCase
    flush = cases._fixture_teardown

    def teardown(self: TransactionTestCase) -> None:
        from onboarding.models import triggers

        for connection in connections.all(initialized_only=True):
            triggers.uninstall(connection)
        try:
            flush(self)
        finally:
            for connection in connections.all(initialized_only=True):
                triggers.install(connection)
            cache.clear()  # sign-in limits are counted in a table that belongs to no model

    cases._fixture_teardown = teardown
    yield
    cases._fixture_teardown = flush

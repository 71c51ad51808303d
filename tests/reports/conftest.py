"""A crowd made once for a module, in a transaction around its tests."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction

from tests.reports.people import Crowd


@pytest.fixture(scope="module")
def _made_once(django_db_setup: Any, django_db_blocker: Any) -> Iterator[Crowd]:
    with django_db_blocker.unblock(), transaction.atomic():
        yield Crowd(26)
        transaction.set_rollback(True)


@pytest.fixture
def crowd(_made_once: Crowd, db: Any) -> Crowd:
    """26 people over a year, in two services, paid and voluntary; some left, some paused."""
    return _made_once

"""What goes round every migrate, and round the flush that ends a transactional test."""

import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.core.management.base import SystemCheckError
from django.db import IntegrityError, connection

from onboarding.models import User, triggers


@pytest.mark.django_db
def test_triggers_and_edges_are_there_in_a_test():
    assert triggers.missing(connection) == []


@pytest.mark.django_db(transaction=True)
def test_migrate_puts_back_what_is_missing():
    triggers.uninstall(connection)
    assert triggers.missing(connection)
    call_command("migrate", verbosity=0)
    assert triggers.missing(connection) == []


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("_time", ["first", "second"])
def test_a_flush_empties_every_table_and_keeps_the_triggers(_time):
    assert not User.objects.filter(email="jo@example.org").exists()
    assert cache.get("tries") is None
    User.objects.create(email="jo@example.org")
    cache.set("tries", 3)
    assert triggers.missing(connection) == []
    with connection.cursor() as cursor, pytest.raises(IntegrityError):
        cursor.execute(f"DELETE FROM {triggers.EDGE}")


@pytest.mark.django_db(transaction=True)
def test_a_database_of_before_a_new_step_is_brought_up_to_date_by_migrate_alone():
    triggers.uninstall(connection)
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {triggers.EDGE} WHERE kind = 'placement'")
    assert triggers.missing(connection)
    call_command("migrate", verbosity=0, skip_checks=False)
    assert triggers.missing(connection) == []


@pytest.mark.django_db(transaction=True)
def test_migrate_says_what_is_amiss_afterwards(monkeypatch):
    monkeypatch.setattr(triggers, "missing", lambda _connection: ["edge of nothing"])
    with pytest.raises(SystemCheckError, match="lacks edge of nothing"):
        call_command("migrate", verbosity=0, skip_checks=False)

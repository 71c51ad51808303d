"""Waits are what the moves say, and are mended from them."""

import pytest
from django.core.management import CommandError, call_command

from onboarding.models import Wait


def test_a_fresh_database_has_no_differences(people, capsys):
    call_command("rebuild_waits", check=True)
    assert "0 differences" in capsys.readouterr().out


@pytest.mark.parametrize("change", [{"party": "manager"}, {"due_on": None}, {"ended_at": None}])
def test_a_changed_wait_is_found_and_mended(people, capsys, change):
    wait = Wait.objects.exclude(due_on=None).exclude(ended_at=None).exclude(stage__waits__ended_at=None).first()
    assert wait
    Wait.objects.filter(pk=wait.pk).update(**change)
    with pytest.raises(CommandError, match="differ from what the moves say"):
        call_command("rebuild_waits", check=True)
    assert wait.application.reference in capsys.readouterr().out
    call_command("rebuild_waits")
    call_command("rebuild_waits", check=True)


def test_a_deleted_wait_comes_back(people):
    before = Wait.objects.count()
    Wait.objects.filter(application=people[1]).delete()
    call_command("rebuild_waits")
    assert Wait.objects.count() == before

"""Commands that a person runs by hand, called as the person would."""

import datetime as dt
import signal
from collections.abc import Iterator
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from onboarding.management.commands import generate_docs
from onboarding.models import OutboxItem
from tests import making

pytestmark = pytest.mark.django_db


@pytest.fixture
def signals() -> Iterator[None]:
    """The handlers of this process, put back after a command has set its own."""
    before = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT)}
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


def test_work_once_delivers_what_is_due_and_says_how_much(signals, mailoutbox):
    still_open = {"selection.offer": {"accept_by": dt.date(2099, 1, 4)}}
    making.advance(making.application(), "selection.offered", facts=still_open)
    said = StringIO()
    call_command("work", once=True, stdout=said)
    kinds = dict(OutboxItem.objects.values_list("kind", "status"))
    taken = OutboxItem.objects.exclude(status="cancelled").count()  # one invitation took the place of another
    assert said.getvalue().endswith(f"Messages taken: {taken}\n")
    assert (kinds["application_received"], kinds["conditional_offer"]) == ("sent", "sent")
    assert {message.subject for message in mailoutbox} == {"There is an update for you"}
    call_command("work", once=True, stdout=said)
    assert said.getvalue().endswith("Messages taken: 0\n")


def test_the_generated_pages_are_fresh_and_a_stale_one_is_named(settings, tmp_path):
    call_command("generate_docs", check=True)
    settings.BASE_DIR = tmp_path
    with pytest.raises(CommandError, match=r"docs/reference/settings\.md"):
        call_command("generate_docs", check=True)
    call_command("generate_docs", stdout=StringIO())
    assert {str(file.relative_to(tmp_path)) for file in tmp_path.rglob("*.md")} == set(generate_docs.pages())
    call_command("generate_docs", check=True)

"""A letter without its template, its facts or its kind stops the server, not the person who waits for it."""

from dataclasses import replace

from onboarding import letters
from onboarding.conf import checks
from onboarding.letters import kinds


def said() -> list[str]:
    return [error.msg for error in checks.letter_kinds()]


def test_the_shipped_letters_are_whole():
    assert said() == []


def test_a_letter_that_a_step_brings_and_nobody_wrote_is_found(monkeypatch):
    without = {code: kind for code, kind in kinds().items() if code != "conditional_offer"}
    monkeypatch.setattr(letters, "kinds", lambda: without)
    assert said() == ["A step brings a letter that is not there: conditional_offer"]


def test_a_letter_without_facts_or_template_is_found(monkeypatch):
    there = {**kinds(), "expenses_paid": replace(kinds()["delay_update"], code="expenses_paid")}
    monkeypatch.setattr(letters, "kinds", lambda: there)
    assert said() == [
        "The letter expenses_paid has no facts in queries/letter_facts",
        "The letter expenses_paid has no template letters/expenses_paid.html",
    ]

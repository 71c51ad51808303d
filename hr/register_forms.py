"""Forms of the registers: a complaint taken down, its answer, something that went wrong, and what was decided."""

from __future__ import annotations

import secrets
from typing import Any

from django import forms

from onboarding.actions.complaints import LONGEST
from onboarding.letters.complaint_answered import CHANGES, FOUND, WHY
from onboarding.lib.formfields import BoxedDateField
from onboarding.queries.registers import ABOUT, BECAUSE, HOW, REGULATOR, TOLD, WHAT


def _radios(label: str, words: dict[str, str], missing: str, **more: Any) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label, choices=list(words.items()), widget=forms.RadioSelect, error_messages={"required": missing}, **more
    )


def _ticks(label: str, words: dict[str, str], **more: Any) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(label=label, choices=list(words.items()), widget=forms.CheckboxSelectMultiple, **more)


def _key() -> str:
    return secrets.token_hex(16)


class KeyedForm(forms.Form):
    """A form that makes one row however often it is sent."""

    key = forms.CharField(widget=forms.HiddenInput, initial=_key, max_length=64)


class ComplaintForm(KeyedForm):
    """A complaint that reached us beside the person's own page."""

    about = _radios("What is it about?", ABOUT, "Select what it is about")
    how = _radios("How did it reach us?", {code: words for code, words in HOW.items() if code != "page"}, "Select how it reached us")
    day = BoxedDateField(label="When, if it was not today", required=False, help_text="For example, 23 11 2026")
    words = forms.CharField(
        label="Their own words", required=False, max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 6}),
        help_text="Only who answers complaints reads them. Nothing about health or records.",
        error_messages={"max_length": f"Use {LONGEST} characters or fewer"},
    )  # fmt: skip


class AnswerForm(forms.Form):
    """What was found, why, and what is done now: sentences of the letter, from lists."""

    found = _radios("What did you find?", FOUND, "Select what you found")
    why = _ticks("Why?", WHY, error_messages={"required": "Select why, at least 1 sentence"})
    changes = _ticks("What do we do now?", CHANGES, required=False)


class IncidentForm(KeyedForm):
    """Something went wrong with somebody's data."""

    what = _radios("What went wrong?", WHAT, "Select what went wrong")
    happened_on = BoxedDateField(label="When did it happen?", help_text="If nobody knows, the day you found it")
    people = forms.IntegerField(
        label="How many people is it about?", min_value=1, max_value=100_000,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "govuk-input--width-4"}),
        error_messages=dict.fromkeys(("required", "invalid", "min_value", "max_value"), "Enter a number, like 1"),
    )  # fmt: skip
    reference = forms.CharField(
        label="Reference, if it is about one person", required=False, max_length=16,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-10"}),
    )  # fmt: skip


class DecisionForm(forms.Form):
    """Whether the regulator and the people had to be told, and why not."""

    regulator = _radios("Does the regulator have to know?", REGULATOR, "Select whether the regulator was told")
    because = _radios("If not, why?", BECAUSE, "", required=False)
    told = _radios("Were the people told?", TOLD, "Select whether the people were told")

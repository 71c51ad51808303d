"""One builder: the form a step declares, from what the step asks. Answers come out as the door wants them."""

from __future__ import annotations

import datetime as dt
import re
import uuid
from collections.abc import Callable, Mapping, Sequence
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError

from onboarding.engine.asks import Ask
from onboarding.lib import clock
from onboarding.lib.formfields import BoxedDateField

RowChoices = Mapping[str, Sequence[tuple[int, str]]]
WHEN = (("today", "Today"), ("day", "On another day"))
NO_TIME = "Enter the time, like 2:30pm"
_TIME = re.compile(r"\s*(\d{1,2})(?:[:.](\d{2}))?\s*(am|pm)?\s*", re.IGNORECASE)


class TimeOfDayField(forms.CharField):
    """A time typed as people type it: 2:30pm, 9am, 14:30."""

    def clean(self, value: Any) -> Any:
        """The time, or ValidationError with the sentence to show."""
        typed = super().clean(value)
        if not typed:
            return None
        found = _TIME.fullmatch(typed)
        if found is None:
            raise ValidationError(NO_TIME)
        return _time(*found.groups())


def _time(hour: str, minute: str | None, half: str | None) -> dt.time:
    number = int(hour)
    if half and not 1 <= number <= 12:
        raise ValidationError(NO_TIME)
    number = number % 12 + (12 if half.lower() == "pm" else 0) if half else number
    try:
        return dt.time(number, int(minute or 0))
    except ValueError:
        raise ValidationError(NO_TIME) from None


class StepForm(forms.Form):
    """The answers of one step, when it happened, the version the page showed and the key of this sending."""

    expected_version = forms.IntegerField(widget=forms.HiddenInput)
    key = forms.CharField(max_length=64, widget=forms.HiddenInput)
    asks: tuple[Ask, ...] = ()

    def clean(self) -> dict[str, Any]:
        """A day is needed where the step happened on another day."""
        cleaned = super().clean() or {}
        if cleaned.get("happened") == "day" and not cleaned.get("happened_on") and "happened_on" not in self.errors:
            self.add_error("happened_on", "Enter the day it happened, like 23 11 2026")
        return cleaned

    @property
    def facts(self) -> dict[str, Any]:
        """Every answer by the name of its question; None where an optional one is empty."""
        return facts_of(self.asks, self.cleaned_data)

    @property
    def effective_at(self) -> dt.date | None:
        """The day it happened, or None for now."""
        return self.cleaned_data.get("happened_on") if self.cleaned_data.get("happened") == "day" else None


def facts_of(asks: Sequence[Ask], cleaned: Mapping[str, Any]) -> dict[str, Any]:
    """The answers of a form that was built from these questions, as an action takes them."""
    return {ask.name: _fact(ask, cleaned) for ask in asks}


def _fact(ask: Ask, cleaned: Mapping[str, Any]) -> Any:
    value = cleaned.get(ask.name)
    if ask.form == "time":
        return _instant(value, cleaned.get(f"{ask.name}_time"))
    if ask.form == "row":
        return int(value) if value else None
    if ask.form == "yes":
        return bool(value)
    return None if value in ("", None, []) else value


def _instant(day: dt.date | None, time: dt.time | None) -> dt.datetime | None:
    if day is None or time is None:
        return None
    return dt.datetime.combine(day, time, tzinfo=ZoneInfo(settings.ORG_TIME_ZONE))


def step_form(
    asks: Sequence[Ask],
    rows: RowChoices,
    *,
    version: int,
    data: Mapping[str, Any] | None = None,
    auto_id: str = "id_%s",
) -> StepForm:
    """The form of a step. `rows` holds the choices of each question that points into a shared table, by its name;
    `auto_id` tells the fields of several forms on one page apart."""
    form = StepForm(data, auto_id=auto_id, initial={"expected_version": version, "key": uuid.uuid4().hex, "happened": "today"})
    form.asks = tuple(asks)
    for ask in asks:
        form.fields.update(FIELDS[ask.form](ask, rows))
    form.fields["happened"] = forms.ChoiceField(
        label="When did this happen?", choices=WHEN, widget=forms.RadioSelect,
        error_messages={"required": "Select when this happened"},
    )  # fmt: skip
    form.fields["happened_on"] = BoxedDateField(label="The day, if it was not today", required=False)
    return form


def _common(ask: Ask) -> dict[str, Any]:
    return {
        "label": ask.label, "help_text": ask.hint, "required": ask.required,
        "error_messages": {"required": ask.refusal, "invalid_choice": ask.refusal, "invalid": ask.refusal},
    }  # fmt: skip


def _text(ask: Ask, _rows: RowChoices) -> dict[str, forms.Field]:
    widget = forms.Textarea(attrs={"rows": 3}) if ask.longest > 200 else forms.TextInput()
    return {ask.name: forms.CharField(max_length=ask.longest, widget=widget, **_common(ask))}


def _date(ask: Ask, _rows: RowChoices) -> dict[str, forms.Field]:
    start = clock.local_date(clock.now(), ZoneInfo(settings.ORG_TIME_ZONE)) + dt.timedelta(days=ask.ahead)
    hint = ask.hint or "For example, 23 11 2026"
    return {ask.name: BoxedDateField(**{**_common(ask), "help_text": hint, "initial": start if ask.ahead else None})}


def _moment(ask: Ask, _rows: RowChoices) -> dict[str, forms.Field]:
    time = TimeOfDayField(
        label="At what time?", help_text="For example, 2:30pm", required=ask.required, max_length=12,
        error_messages={"required": NO_TIME}, widget=forms.TextInput(attrs={"class": "govuk-input--width-5"}),
    )  # fmt: skip
    return {**_date(ask, _rows), f"{ask.name}_time": time}


def _choice(ask: Ask, _rows: RowChoices) -> dict[str, forms.Field]:
    return {ask.name: forms.ChoiceField(choices=ask.choices, widget=forms.RadioSelect, **_common(ask))}


def _several(ask: Ask, _rows: RowChoices) -> dict[str, forms.Field]:
    return {
        ask.name: forms.MultipleChoiceField(
            choices=ask.choices, widget=forms.CheckboxSelectMultiple, **_common(ask)
        )
    }


def _yes(ask: Ask, _rows: RowChoices) -> dict[str, forms.Field]:
    return {ask.name: forms.BooleanField(**_common(ask))}


def _number(ask: Ask, _rows: RowChoices) -> dict[str, forms.Field]:
    between = f"{ask.label}: the number must be between {ask.least} and {ask.most}"
    common = _common(ask)
    common["error_messages"] |= {"invalid": between, "min_value": between, "max_value": between}
    return {ask.name: forms.IntegerField(min_value=ask.least, max_value=ask.most, **common)}


def _digits(ask: Ask, _rows: RowChoices) -> dict[str, forms.Field]:
    widget = forms.TextInput(attrs={"inputmode": "numeric", "class": "govuk-input--width-20", "autocomplete": "off"})
    return {ask.name: DigitsField(widget=widget, max_length=40, **_common(ask))}


class DigitsField(forms.CharField):
    """Digits, with the spaces people put between them taken out."""

    def clean(self, value: Any) -> str:
        """The digits as typed, without white space."""
        return "".join(str(super().clean(value)).split())


def _email(ask: Ask, _rows: RowChoices) -> dict[str, forms.Field]:
    widget = forms.TextInput(attrs={"type": "email", "spellcheck": "false", "autocomplete": "off"})
    return {ask.name: forms.CharField(max_length=ask.longest, widget=widget, **_common(ask))}


def _phone(ask: Ask, _rows: RowChoices) -> dict[str, forms.Field]:
    widget = forms.TextInput(attrs={"type": "tel", "class": "govuk-input--width-20", "autocomplete": "off"})
    return {ask.name: forms.CharField(max_length=30, widget=widget, **_common(ask))}


def _row(ask: Ask, rows: RowChoices) -> dict[str, forms.Field]:
    choices = [("", "Choose one"), *((str(pk), words) for pk, words in rows.get(ask.name, ()))]
    return {ask.name: forms.ChoiceField(choices=choices, **_common(ask))}


FIELDS: dict[str, Callable[[Ask, RowChoices], dict[str, forms.Field]]] = {
    "text": _text, "date": _date, "time": _moment, "choice": _choice, "several": _several,
    "yes": _yes, "number": _number, "digits": _digits, "email": _email, "phone": _phone, "row": _row,
}  # fmt: skip

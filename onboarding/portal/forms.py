"""Forms of the applicant's pages: few questions, asked the way people answer them."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django import forms

from onboarding.actions.messages import LONG
from onboarding.door.held import ZONE
from onboarding.engine.asks import Ask
from onboarding.lib import clock
from onboarding.lib.formfields import BoxedDateField
from onboarding.lib.workdays import Calendar
from onboarding.queries.messages import LONGEST
from onboarding.queries.plain_words import weekday

_CLOCK = re.compile(r"^\s*(\d{1,2})(?:[:.](\d{2}))?\s*(am|pm)?\s*$", re.IGNORECASE)
Together = Callable[[Mapping[str, Any]], Sequence[tuple[str, str]]]
Rows = Mapping[str, Sequence[tuple[int, str]]]
TIME = "Type a time, like 2pm or 10:30am"
# What the person reads, where the sentence for staff speaks of them.
REFUSALS = {
    "how": "Choose how you would like to meet", "relation": "Tell us how they know you",
    "role_words": "Choose what we call your role to them", "knows": "Tell us if they know that you have lived experience",
    "name": "Type their full name",
}  # fmt: skip
WEEKDAYS = "Choose a weekday between 9am and 5pm."
CLOSED = "We are closed on that day. Choose another weekday"
SOON = "Choose a day from {day} on, so that we can get ready"
OPENS, CLOSES, FRIDAY = 9, 17, 4
AHEAD = "Choose a day and time that are still to come"


def time_of(typed: str) -> dt.time:
    """2pm, 10:30am, 14:30 as a time of the day; ValidationError for anything else."""
    found = _CLOCK.match(typed)
    if not found:
        raise forms.ValidationError(TIME)
    hour, minute, half = int(found[1]), int(found[2] or 0), (found[3] or "").lower()
    if half:
        if not 1 <= hour <= 12:
            raise forms.ValidationError(TIME)
        hour = hour % 12 + (12 if half == "pm" else 0)
    if hour > 23 or minute > 59:
        raise forms.ValidationError(TIME)
    return dt.time(hour, minute)


class TimeOfDayField(forms.CharField):
    """A time as people type it."""

    def clean(self, value: Any) -> Any:
        """The time, or ValidationError with an example."""
        typed = super().clean(value)
        return time_of(typed) if typed else None


class AskForm(forms.Form):
    """A step's questions, with the day and the time of a meeting apart. A place is ours to say, so it is not asked.

    `days` are the days on which we work: without them any time that is ahead will do. `together` says what does not fit among
    the answers: pairs of a question and a sentence.
    """

    def __init__(
        self, asks: tuple[Ask, ...], *, at: dt.datetime, rows: Rows | None = None, days: Calendar | None = None,
        together: Together | None = None, **kwargs: Any,
    ) -> None:  # fmt: skip
        super().__init__(**kwargs)
        self.asks = [ask for ask in asks if ask.form in _FIELDS and not (ask.form == "text" and not ask.required)]
        self.at, self.days, self.together = at, days, together
        ahead = clock.local_date(at, ZONE) + dt.timedelta(days=14)
        for ask in self.asks:
            self.fields.update(_rows(ask, rows or {}) if ask.form == "row" else _FIELDS[ask.form](ask))
            if ask.form == "time":
                self.fields[ask.name].help_text = f"For example, {ahead.day} {ahead.month} {ahead.year}"

    def clean(self) -> dict[str, Any]:
        """The day and the time joined to one instant, which must be ahead."""
        cleaned = super().clean() or {}
        for ask in self.asks:
            if ask.form == "time" and cleaned.get(ask.name) and cleaned.get(f"{ask.name}_time"):
                joined = dt.datetime.combine(cleaned[ask.name], cleaned.pop(f"{ask.name}_time"), tzinfo=ZONE)
                cleaned[ask.name] = joined.astimezone(dt.UTC)
                if wrong := self._in_the_way(joined):
                    self.add_error(ask.name, wrong)
        for name, sentence in self.together(cleaned) if self.together else ():
            if name in self.fields and name not in self.errors:
                self.add_error(name, sentence)
        return cleaned

    def _in_the_way(self, when: dt.datetime) -> str:
        """Why we cannot meet then, as a sentence: only on the days and in the hours that we work, from the next working day on."""
        if when <= self.at:
            return AHEAD
        if self.days is None:
            return ""
        if when.weekday() > FRIDAY or not OPENS <= when.hour < CLOSES:
            return WEEKDAYS.rstrip(".")
        if self.days.is_working_day(when.date()) is False:
            return CLOSED
        first = self.days.add_working_days(clock.local_date(self.at, ZONE), 1)
        return SOON.format(day=weekday(first)) if first and when.date() < first else ""

    @property
    def facts(self) -> dict[str, Any]:
        """The answers, as the door takes them."""
        return {ask.name: _fact(ask, self.cleaned_data.get(ask.name)) for ask in self.asks}


class QuestionForm(AskForm):
    """A question in the person's own words, or none: then somebody gets in touch."""

    def __init__(self, *given: Any, **kwargs: Any) -> None:
        super().__init__(*given, **kwargs)
        self.fields["words"] = forms.CharField(
            label="Your question", help_text="You can leave this empty. Then we get in touch with you.", required=False,
            max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 5, "autocomplete": "off"}),
            error_messages={"max_length": LONG},
        )  # fmt: skip

    @property
    def facts(self) -> dict[str, Any]:
        """The answers, with the words of the question."""
        return {**super().facts, "words": self.cleaned_data.get("words", "")}


def _fact(ask: Ask, given: Any) -> Any:
    return int(given) if ask.form == "row" and given else given


def _when(ask: Ask) -> dict[str, forms.Field]:
    example = {"help_text": "For example, 2pm or 10:30am", "error_messages": {"required": TIME}}
    return {
        ask.name: BoxedDateField(label="Which day suits you?"),
        f"{ask.name}_time": TimeOfDayField(label="At what time?", max_length=10, **example),  # type: ignore[arg-type]
    }


def _choice(ask: Ask) -> dict[str, forms.Field]:
    labels = {"how": "How would you like to meet?"}
    field = forms.ChoiceField(
        label=labels.get(ask.name, ask.own or ask.label), choices=ask.choices, widget=forms.RadioSelect, required=ask.required,
        help_text=ask.hint, error_messages={"required": REFUSALS.get(ask.name, ask.refusal)},
    )  # fmt: skip
    return {ask.name: field}


def _rows(ask: Ask, rows: Rows) -> dict[str, forms.Field]:
    choices = [(str(pk), words) for pk, words in rows.get(ask.name, ())]
    field = forms.ChoiceField(
        label=ask.own or ask.label, choices=choices, widget=forms.RadioSelect, required=ask.required,
        error_messages={"required": ask.refusal, "invalid_choice": ask.refusal},
    )  # fmt: skip
    return {ask.name: field}


def _yes(ask: Ask) -> dict[str, forms.Field]:
    said = {"required": ask.refusal}
    return {
        ask.name: forms.BooleanField(
            label=ask.own or ask.label, required=ask.required, help_text=ask.hint, error_messages=said
        )
    }


def _date(ask: Ask) -> dict[str, forms.Field]:
    return {ask.name: BoxedDateField(label=ask.own or ask.label, help_text=ask.hint, required=ask.required)}


def _text(ask: Ask) -> dict[str, forms.Field]:
    return {ask.name: _typed(ask, forms.Textarea(attrs={"rows": 5}) if ask.longest > 200 else forms.TextInput())}


def _email(ask: Ask) -> dict[str, forms.Field]:
    return {ask.name: _typed(ask, forms.TextInput(attrs={"type": "email", "spellcheck": "false"}))}


def _phone(ask: Ask) -> dict[str, forms.Field]:
    return {ask.name: _typed(ask, forms.TextInput(attrs={"type": "tel", "class": "govuk-input--width-20"}))}


def _typed(ask: Ask, widget: forms.Widget) -> forms.CharField:
    return forms.CharField(
        label=ask.own or ask.label, help_text=ask.hint, required=ask.required, max_length=ask.longest, widget=widget,
        error_messages={"required": REFUSALS.get(ask.name, ask.refusal)},
    )  # fmt: skip


_FIELDS = {
    "time": _when, "choice": _choice, "yes": _yes, "date": _date, "text": _text, "email": _email, "phone": _phone, "row": _choice,
}  # fmt: skip

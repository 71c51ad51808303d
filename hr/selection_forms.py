"""The forms of a selection day: arranging it with its times, one more time, who sits on the panel."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django import forms

from hr.forms import TimeOfDayField
from onboarding.door.held import ZONE
from onboarding.lib.formfields import BoxedDateField
from onboarding.stages.selection import HOW


def _number(label: str, least: int, most: int, initial: int) -> forms.IntegerField:
    return forms.IntegerField(
        label=label, min_value=least, max_value=most, initial=initial, widget=forms.NumberInput(attrs={"class": "govuk-input--width-3"})
    )


def _time(label: str) -> TimeOfDayField:
    return TimeOfDayField(
        label=label, help_text="For example, 10am", max_length=12, error_messages={"required": "Enter the time, like 10am"},
        widget=forms.TextInput(attrs={"class": "govuk-input--width-5"}),
    )  # fmt: skip


class ArrangeForm(forms.Form):
    """When, how, where, for which roles; the first time, how long each is, how many there are, and for how many people."""

    day = BoxedDateField(label="Which day?", help_text="Ten working days ahead or more, so that people can plan")
    how = forms.ChoiceField(
        label="How do you meet?", choices=HOW, widget=forms.RadioSelect, error_messages={"required": "Select how you meet"}
    )
    place = forms.CharField(label="Where?", max_length=200, required=False, help_text="An address and how to get in, or “we ring you”")
    first = _time("When does the first time start?")
    every = _number("Minutes from one time to the next", 10, 240, 60)
    count = _number("How many times?", 1, 20, 4)
    places = _number("How many people at each time?", 1, 30, 1)

    def __init__(self, roles: Sequence[tuple[int, str]], data: Any = None) -> None:
        super().__init__(data)
        self.fields["roles"] = forms.MultipleChoiceField(
            label="For which roles?", choices=roles, widget=forms.CheckboxSelectMultiple, error_messages={"required": "Select a role"}
        )
        self.order_fields(["roles", "day", "how", "place", "first", "every", "count", "places"])

    @property
    def roles(self) -> list[int]:
        """The roles that were ticked."""
        return [int(pk) for pk in self.cleaned_data["roles"]]

    @property
    def starts(self) -> list[dt.datetime]:
        """Every time of the day, as instants."""
        given = self.cleaned_data
        first = dt.datetime.combine(given["day"], given["first"], tzinfo=ZONE)
        found = [first + number * dt.timedelta(minutes=given["every"]) for number in range(given["count"])]
        return [one.astimezone(dt.UTC) for one in found if one.date() == given["day"]]


class TimeForm(forms.Form):
    """One more time of a day."""

    time = _time("When does it start?")
    places = _number("How many people?", 1, 30, 1)

    def __init__(self, day: dt.date, data: Any = None) -> None:
        super().__init__(data)
        self.day = day

    @property
    def starts_at(self) -> dt.datetime:
        """The instant."""
        return dt.datetime.combine(self.day, self.cleaned_data["time"], tzinfo=ZONE).astimezone(dt.UTC)


class MemberForm(forms.Form):
    """Who sits on the panel."""

    def __init__(self, people: Sequence[tuple[int, str]], data: Any = None) -> None:
        super().__init__(data)
        choices = [("", "Choose one"), *((str(pk), name) for pk, name in people)]
        self.fields["member"] = forms.ChoiceField(
            label="Who?", choices=choices, error_messages={"required": "Select somebody"},
            help_text="Staff whose roles let them sit on a panel. Each says for each person if they know them.",
        )  # fmt: skip

    @property
    def member(self) -> int:
        """The number of the member of staff who was chosen."""
        return int(self.cleaned_data["member"])

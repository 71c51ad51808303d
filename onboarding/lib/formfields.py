"""Form fields the framework lacks: a date typed into three boxes, and choices that carry a hint."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.html import format_html
from django.utils.safestring import SafeString

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_PARTS = ("day", "month", "year")
NO_OTHER = "No"
NOT_REAL = "The date must be a real date, like 23 11 2026"


class DateBoxes(forms.MultiWidget):
    """Three boxes named NAME_day, NAME_month and NAME_year. What was typed is shown again, right or wrong."""

    template_name = "forms/widgets/date_boxes.html"
    use_fieldset = True

    def __init__(self, attrs: Mapping[str, Any] | None = None) -> None:
        super().__init__({part: forms.TextInput() for part in _PARTS}, dict(attrs or {}))

    def decompress(self, value: Any) -> list[Any]:
        """A date as day, month and year; anything else as three empty boxes."""
        if isinstance(value, dt.date):
            return [value.day, value.month, value.year]
        return [None, None, None]


class BoxedDateField(forms.Field):
    """A date from three boxes, or None when nothing was typed and nothing must be.

    Errors say which part is missing. The month may be a number or a name.
    """

    widget = DateBoxes
    default_error_messages = {"required": "Enter the date, like 23 11 2026"}  # noqa: RUF012 - as Django spells it

    def to_python(self, value: Any) -> dt.date | None:
        """What was typed as a date; ValidationError with the sentence to show when it is none."""
        if value is None or isinstance(value, dt.date):
            return value
        day, month, year = (str(part or "").strip() for part in value)
        if not (day or month or year):
            return None
        _all_there(day, month, year)
        try:
            return dt.date(_year(year), _month(month), int(day))
        except ValueError:
            raise ValidationError(NOT_REAL) from None


def _all_there(*parts: str) -> None:
    missing = [name for name, typed in zip(_PARTS, parts, strict=True) if not typed]
    if missing:
        raise ValidationError(f"The date must include a {' and a '.join(missing)}")


def _month(typed: str) -> int:
    short = typed.lower()[:3]
    return _MONTHS.index(short) + 1 if short in _MONTHS else int(typed)


def _year(typed: str) -> int:
    if len(typed) != 4:
        raise ValidationError("The year must have 4 numbers, like 2026")
    return int(typed)


def offer(form: forms.Form, name: str, choices: Sequence[tuple[Any, Any]]) -> None:
    """Give a field of a form the choices there are now. Raises TypeError for a field that offers none."""
    field = form.fields[name]
    if not isinstance(field, forms.ChoiceField):
        raise TypeError(f"{name} offers no choices")
    field.choices = choices


class HintedWords(str):
    """The words of a choice with a hint under them, such as HintedWords("Something is wrong", "A name")."""

    hint: str

    def __new__(cls, words: str, hint: str = "") -> HintedWords:
        """The words as a string that knows its hint."""
        self = super().__new__(cls, words)
        self.hint = hint
        return self


def hinted(choices: Sequence[tuple[str, str, str]]) -> list[tuple[str, HintedWords]]:
    """Triples of code, words and hint as choices of a form field."""
    return [(code, HintedWords(words, hint)) for code, words, hint in choices]


def as_samples(sizes: Sequence[tuple[str, str]]) -> list[tuple[str, SafeString]]:
    """Choices of a size of print, each with a word in that size: a number alone says nothing."""
    return [(code, _sample(int(code), words)) for code, words in sizes]


def _sample(points: int, words: str) -> SafeString:
    """The size stands in the picture itself, as no style may stand in a page."""
    return format_html(
        '{} <svg aria-hidden="true" focusable="false" width="{}" height="{}"><text x="0" y="{}" font-size="{}pt" fill="currentColor">'
        "Like this</text></svg>",
        words, points * 6, points * 2, points + points // 2, points,
    )  # fmt: skip

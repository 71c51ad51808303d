"""A page's form made of questions (`Ask`): the same for whoever fills it in, with every answer checked by the question itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django import forms

from onboarding.engine.asks import Ask, FactRefused
from onboarding.lib.formfields import NO_OTHER, as_samples

# So that a browser may fill in what it knows (WCAG 1.3.5).
KNOWN = {
    "first_name": "given-name", "surname": "family-name", "known_as": "nickname", "mobile": "tel",
    "address": "street-address", "postcode": "postal-code",
}  # fmt: skip
A_LINE, A_FEW = 200, 10  # so many choices stand open on the page; more are a list
SIZE = "points"


class AskedForm(forms.Form):
    """The questions of one page, and the version of the answers that the page showed."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**31, required=False)

    def __init__(self, asks: Sequence[Ask], *, version: int = 0, known: bool = True, **given: Any) -> None:
        super().__init__(**given)
        self.asks = tuple(asks)
        self.fields["version"].initial = version
        for ask in asks:
            self.fields[ask.name] = _FIELDS[ask.form](ask, {"autocomplete": KNOWN.get(ask.name, "off") if known else "off"})

    def clean(self) -> dict[str, Any]:
        """Each answer as its question takes it, or its sentence beside the field."""
        cleaned = super().clean() or {}
        for ask in self.asks:
            if ask.name in cleaned:
                try:
                    cleaned[ask.name] = ask.clean(cleaned[ask.name])
                except FactRefused as refused:
                    self.add_error(ask.name, str(refused))
        return cleaned

    @property
    def answers(self) -> dict[str, Any]:
        """Every answer by the name of its question; None where an optional one is empty."""
        return {ask.name: self.cleaned_data.get(ask.name) for ask in self.asks}

    @property
    def typed(self) -> dict[str, Any]:
        """Every answer as it was typed or ticked, checked by nobody."""
        return {ask.name: self[ask.name].data for ask in self.asks}

    @property
    def expected(self) -> int:
        """The version the page showed."""
        return self.cleaned_data.get("version") or 0


def _common(ask: Ask) -> dict[str, Any]:
    wrong = {"required": ask.refusal, "invalid_choice": ask.refusal, "invalid_list": ask.refusal}
    return {"label": ask.label, "help_text": ask.hint, "required": ask.required, "error_messages": wrong}


def _text(ask: Ask, attrs: Mapping[str, str]) -> forms.Field:
    if ask.longest > A_LINE:
        return forms.CharField(
            max_length=ask.longest, widget=forms.Textarea(attrs={**attrs, "rows": 8 if ask.longest > 2 * A_LINE else 3}), **_common(ask)
        )
    return forms.CharField(max_length=ask.longest, widget=forms.TextInput(attrs=dict(attrs)), **_common(ask))


def _phone(ask: Ask, attrs: Mapping[str, str]) -> forms.Field:
    widget = forms.TextInput(attrs={**attrs, "type": "tel", "class": "govuk-input--width-20"})
    return forms.CharField(max_length=20, widget=widget, **_common(ask))


def _choice(ask: Ask, attrs: Mapping[str, str]) -> forms.Field:
    if len(ask.choices) > A_FEW:
        return forms.ChoiceField(choices=[("", NO_OTHER), *ask.choices], **_common(ask))
    choices = as_samples(ask.choices) if ask.name == SIZE else ask.choices
    return forms.ChoiceField(choices=choices, widget=forms.RadioSelect, **_common(ask))


def _several(ask: Ask, attrs: Mapping[str, str]) -> forms.Field:
    return forms.MultipleChoiceField(choices=ask.choices, widget=forms.CheckboxSelectMultiple, **_common(ask))


_FIELDS: dict[str, Callable[[Ask, Mapping[str, str]], forms.Field]] = {
    "text": _text, "phone": _phone, "choice": _choice, "several": _several,
}  # fmt: skip

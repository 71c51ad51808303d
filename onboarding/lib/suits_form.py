"""The form in which people and teams tick what suits them: one group of boxes for each list that has something in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

Asked = Mapping[str, tuple[str, str]]
Known = Mapping[str, Sequence[tuple[str, str]]]


class SuitsForm(forms.Form):
    """Built from the choices of each list, with its question and hint; a list without choices is not asked."""

    def __init__(self, asked: Asked, known: Known, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.names = tuple(asked)
        for name, (label, hint) in asked.items():
            if known[name]:
                self.fields[name] = forms.MultipleChoiceField(
                    label=label, help_text=hint, choices=list(known[name]), required=False, widget=forms.CheckboxSelectMultiple,
                    error_messages={"invalid_choice": "Choose from what is offered"},
                )  # fmt: skip

    @property
    def ticked(self) -> dict[str, list[str]]:
        """What was ticked, list by list."""
        return {name: list(self.cleaned_data.get(name, [])) for name in self.names}

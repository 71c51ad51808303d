"""The form of how somebody is reached and told things. Who shows it brings the words, the choices and the sentences of its refusals."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from django import forms

Choices = Sequence[tuple[str, str]]


class ReachForm(forms.Form):
    """A way to be told that can reach the person, and that they have not said no to.

    `labels`, `hints` and `offered` (choices) are by field, `refusals` by the codes that `in_the_way` gives, `words` by codes that
    stand there and are not offered.
    """

    labels: ClassVar[Mapping[str, str]] = {}
    hints: ClassVar[Mapping[str, str]] = {}
    refusals: ClassVar[Mapping[str, str]] = {}
    offered: ClassVar[Mapping[str, Choices]] = {}
    words: ClassVar[Mapping[str, str]] = {}

    known_as = forms.CharField(max_length=120, required=False)
    mobile = forms.CharField(max_length=20, required=False)
    address = forms.CharField(max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 3}))
    postcode = forms.CharField(max_length=12, required=False)
    channel = forms.ChoiceField(widget=forms.RadioSelect)
    points = forms.TypedChoiceField(coerce=int)
    formats = forms.MultipleChoiceField(required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        for name, label in self.labels.items():
            self.fields[name].label, self.fields[name].help_text = label, self.hints.get(name, "")
        for name, choices in self.offered.items():
            field = self.fields[name]
            if isinstance(field, forms.ChoiceField):
                field.choices = [*choices, *self._held_besides(name, choices)]

    def _held_besides(self, name: str, choices: Choices) -> Choices:
        """What stands there and is not offered (brought in): kept as a choice, so that saving does not lose it."""
        held = self.initial.get(name)
        several = held if isinstance(held, list) else [held] if held else []
        known = {code for code, _words in choices}
        return [(str(one), self.words.get(str(one), str(one).replace("_", " ").capitalize())) for one in several if str(one) not in known]

    def in_the_way(self, given: Mapping[str, Any]) -> list[tuple[str, str]]:
        """Fields whose answers stand in the way, each with the code of a refusal."""
        return []

    def clean(self) -> dict[str, Any]:
        """The answers, with a sentence at each field that stands in the way."""
        given = super().clean() or {}
        for field, code in self.in_the_way(given):
            if field not in self.errors:
                self.add_error(field, self.refusals[code])
        return given

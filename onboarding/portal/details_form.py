"""The form of a person's own details and of how they like to be told."""

from __future__ import annotations

from typing import Any

from django import forms

from onboarding.lib.phone import international
from onboarding.stages.needs import CHANNELS, FORMATS, NO_POST, NO_TEXT, SIZES

QUIET = "An e-mail or a text only says: There is an update for you. No text comes before 8am or after 8pm."
NUMBER = "Type a mobile number we can text, or choose another way"


class DetailsForm(forms.Form):
    """What a person can change alone. The e-mail address is how they sign in, so we change it with them."""

    known_as = forms.CharField(label="What should we call you?", max_length=120, required=False)
    mobile = forms.CharField(label="Mobile number", max_length=20, required=False)
    address = forms.CharField(label="Address", max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 3}))
    postcode = forms.CharField(label="Postcode", max_length=12, required=False)
    channel = forms.ChoiceField(label="How should we tell you things?", choices=CHANNELS, widget=forms.RadioSelect, help_text=QUIET)
    points = forms.TypedChoiceField(label="Size of print in letters", choices=SIZES, coerce=int)
    formats = forms.MultipleChoiceField(
        label="Do you need any of these?", choices=FORMATS, required=False, widget=forms.CheckboxSelectMultiple,
        help_text="You do not have to say why.",
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """A way to be told that can reach them, and that they have not said no to."""
        given = super().clean() or {}
        for field, sentence in _in_the_way(given):
            self.add_error(field, sentence)
        return given


def _in_the_way(given: dict[str, Any]) -> list[tuple[str, str]]:
    channel, formats = given.get("channel"), given.get("formats") or []
    checks = (
        (channel == "text" and not international(given.get("mobile", "")), "mobile", NUMBER),
        (channel == "phone" and not given.get("mobile"), "mobile", "Type a phone number, or choose another way"),
        (channel == "post" and not given.get("address"), "address", "Type your address, or choose another way"),
        (channel == "text" and NO_TEXT in formats, "formats", "You chose texts. Take away No text messages, or choose another way"),
        (channel == "post" and NO_POST in formats, "formats", "You chose post. Take away No post to my home, or choose another way"),
    )
    return [(field, sentence) for stands, field, sentence in checks if stands]

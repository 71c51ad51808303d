"""The form of a person's own details and of how they like to be told."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms

from onboarding.lib.formfields import NO_OTHER, as_samples
from onboarding.lib.reach_form import ReachForm
from onboarding.stages.application_form import NO_POSTCODE, POSTCODE
from onboarding.stages.needs import (
    CHANNELS,
    LANGUAGES,
    NO_POST,
    NO_PROMISE,
    NO_TEXT,
    SIZES,
    TICKED,
    formats_of,
    hindrances,
)

QUIET = "An e-mail or a text only says: There is an update for you. No text comes before 8am or after 8pm."
NUMBER = "Type a mobile number we can text, or choose another way"


class DetailsForm(ReachForm):
    """What a person can change alone. The e-mail address is how they sign in, so we change it with them."""

    points = forms.TypedChoiceField(coerce=int, widget=forms.RadioSelect)
    language = forms.ChoiceField(
        label="Do you need another language?", choices=[("", NO_OTHER), *LANGUAGES], required=False, help_text=NO_PROMISE
    )
    labels: ClassVar = {
        "known_as": "What should we call you?", "mobile": "Mobile number", "address": "Address", "postcode": "Postcode",
        "channel": "How should we tell you things?", "points": "Size of print in letters", "formats": "Do you need any of these?",
    }  # fmt: skip
    hints: ClassVar = {"channel": QUIET, "formats": "You do not have to say why."}
    refusals: ClassVar = {
        "text": NUMBER,
        "phone": "Type a phone number, or choose another way",
        "post": "Type your address, or choose another way",
        NO_TEXT: "You chose texts. Take away No text messages, or choose another way",
        NO_POST: "You chose post. Take away No post to my home, or choose another way",
    }
    offered: ClassVar = {"channel": CHANNELS, "points": as_samples(SIZES), "formats": TICKED}

    def in_the_way(self, given: Mapping[str, Any]) -> list[tuple[str, str]]:
        """What keeps the chosen way from reaching them."""
        return hindrances(given)

    def clean(self) -> dict[str, Any]:
        """The answers, with large print from its size on and the language among the formats."""
        given = super().clean()
        if "points" in given and "formats" in given:
            given["formats"] = formats_of(given["formats"], points=given["points"], language=given.get("language", ""))
        given.pop("language", None)
        if given.get("postcode") and not POSTCODE.fullmatch(given["postcode"].strip()):
            self.add_error("postcode", NO_POSTCODE)
        return given

"""The form of a person's own details and of how they like to be told."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from onboarding.lib.reach_form import ReachForm
from onboarding.stages.needs import CHANNELS, FORMATS, NO_POST, NO_TEXT, SIZES, hindrances

QUIET = "An e-mail or a text only says: There is an update for you. No text comes before 8am or after 8pm."
NUMBER = "Type a mobile number we can text, or choose another way"


class DetailsForm(ReachForm):
    """What a person can change alone. The e-mail address is how they sign in, so we change it with them."""

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
    offered: ClassVar = {"channel": CHANNELS, "points": SIZES, "formats": FORMATS}

    def in_the_way(self, given: Mapping[str, Any]) -> list[tuple[str, str]]:
        """What keeps the chosen way from reaching them."""
        return hindrances(given)

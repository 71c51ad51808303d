"""How we reach somebody, as staff take it down: the fields of the person's own page, in words about them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms

from onboarding.lib.formfields import BoxedDateField
from onboarding.lib.reach_form import ReachForm
from onboarding.stages.needs import CHANNELS, FORMATS, NO_POST, NO_TEXT, SIZES, WORDS, hindrances

NO_EMAIL = "Enter an e-mail address, like name@example.com"


class StaffReachForm(ReachForm):
    """Name, contact and formats of somebody. Nothing about health is asked."""

    first_name = forms.CharField(max_length=120, error_messages={"required": "Enter the first name"})
    surname = forms.CharField(max_length=120, error_messages={"required": "Enter the surname"})
    email = forms.EmailField(required=False, error_messages={"invalid": NO_EMAIL})
    field_order = ("first_name", "surname", "known_as", "email", "mobile", "address", "postcode", "channel", "points", "formats")

    labels: ClassVar = {
        "first_name": "First name", "surname": "Surname", "known_as": "Likes to be called", "email": "E-mail address",
        "mobile": "Mobile number", "address": "Address", "postcode": "Postcode", "channel": "How do they want to hear from us?",
        "points": "Size of print in letters", "formats": "Do they need any of these?",
    }  # fmt: skip
    hints: ClassVar = {"formats": "Nobody has to say why."}
    refusals: ClassVar = {
        "email": "Enter the e-mail address, or choose another way to hear from us",
        "text": "Enter the number, or choose another way to hear from us",
        "phone": "Enter the number, or choose another way to hear from us",
        "post": "Enter the address, or choose another way to hear from us",
        NO_TEXT: "They want texts. Take away No text messages, or choose another way",
        NO_POST: "They want post. Take away No post to my home, or choose another way",
    }
    offered: ClassVar = {"channel": CHANNELS, "points": SIZES, "formats": FORMATS}
    words: ClassVar = WORDS

    def in_the_way(self, given: Mapping[str, Any]) -> list[tuple[str, str]]:
        """What keeps the chosen way from reaching them."""
        return hindrances(given)


class ChangeForm(StaffReachForm):
    """The same of somebody we know, with the day until which they want no reminders, and what the page showed."""

    quiet_until = BoxedDateField(
        label="No reminders until", required=False, help_text="Empty: reminders come as usual. For example, 23 11 2026"
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=4000)
    labels: ClassVar = {
        **StaffReachForm.labels, "quiet_until": "No reminders until", "email": "E-mail address, with which they sign in",
    }  # fmt: skip
    hints: ClassVar = {**StaffReachForm.hints, "quiet_until": "Empty: reminders come as usual. For example, 23 11 2026"}

"""The form of a person's own details and of how they like to be told."""

from __future__ import annotations

from django import forms

from onboarding.stages.needs import CHANNELS, FORMATS, SIZES


class DetailsForm(forms.Form):
    """What a person can change alone. The e-mail address is how they sign in, so we change it with them."""

    known_as = forms.CharField(label="What should we call you?", max_length=120, required=False)
    mobile = forms.CharField(label="Mobile number", max_length=20, required=False)
    address = forms.CharField(label="Address", max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 3}))
    postcode = forms.CharField(label="Postcode", max_length=12, required=False)
    channel = forms.ChoiceField(label="How should we tell you things?", choices=CHANNELS, widget=forms.RadioSelect)
    points = forms.TypedChoiceField(label="Size of print in letters", choices=SIZES, coerce=int)
    formats = forms.MultipleChoiceField(
        label="Do you need any of these?", choices=FORMATS, required=False, widget=forms.CheckboxSelectMultiple,
        help_text="You do not have to say why.",
    )  # fmt: skip

"""A refusal on a form: every sentence, with the answers kept."""

from django import forms

from onboarding.door import StepRefused

SENT_TWICE = "This form was sent twice with different answers. Look at what was saved, then start again."


def refuse(form: forms.Form, refused: StepRefused) -> None:
    """Put every reason of a refusal into the summary of the form."""
    for reason in refused.reasons:
        form.add_error(None, reason.sentence)

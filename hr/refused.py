"""A refusal on a form: every sentence, with the answers kept."""

from django import forms

from onboarding.door import StepRefused
from onboarding.queries.plain_words import national

SENT_TWICE = "This form was sent twice with different answers. Look at what was saved, then start again."


def sentences(refused: StepRefused, nation: str = "") -> list[str]:
    """Every reason of a refusal; about somebody’s check in the words of the nation their role is in."""
    return [national(reason.sentence, nation) for reason in refused.reasons]


def refuse(form: forms.Form, refused: StepRefused, nation: str = "") -> None:
    """Put every reason of a refusal into the summary of the form."""
    for sentence in sentences(refused, nation):
        form.add_error(None, sentence)

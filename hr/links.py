"""Addresses that several staff pages link to."""

from django.urls import reverse


def person_url(reference: str) -> str:
    """The page of one application."""
    return reverse("application", args=[reference])


def step_url(reference: str, row: int | str | None, step: str) -> str:
    """The form of one step, in place on the application page."""
    return f"{person_url(reference)}?do={row or 'life'}.{step}#step"


def own_step_url(reference: str, row: int | str | None, step: str) -> str:
    """The form of one step on a page of its own."""
    return reverse("step", args=[reference, str(row or "life"), step])

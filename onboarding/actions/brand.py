"""The look of the organisation: a colour on which white words can be read, and a logo; witnessed in its chain."""

from __future__ import annotations

import datetime as dt
from typing import cast

from django.db import transaction

from onboarding import access
from onboarding.door import chain
from onboarding.door.refusal import StepRefused
from onboarding.lib import filing
from onboarding.lib.contrast import ENOUGH, WHITE, colour_of, darker_that_passes, ratio
from onboarding.lib.logo import logo_of
from onboarding.lib.uploads import FileRefused
from onboarding.models import Organisation, User

NOT_YOURS = "You may not change this"
NO_COLOUR = "Enter the colour as # and six digits or letters, like #0f4c4a"
AWAY = "The picture could not be kept just now. Nothing was changed. Try again in a minute."


def why_not(colour: str) -> str:
    """The sentence that is in the way of a colour; empty when it can be saved."""
    known = colour_of(colour)
    if known is None:
        return NO_COLOUR
    reached = ratio(known, WHITE)
    if reached >= ENOUGH:
        return ""
    there = int(reached * 100) / 100  # never rounded up to what it does not reach
    return (
        f"White words on {known} reach a contrast of {there:g} to 1, and they need {ENOUGH:g} to 1. "
        f"The nearest darker colour that can be read is {darker_that_passes(known)}."
    )


def set_colour(colour: str, *, by: User, at: dt.datetime) -> None:
    """Take a colour for pages and letters; the same again changes nothing. Raises StepRefused."""
    with transaction.atomic():
        row = _locked(by)
        if sentence := why_not(colour):
            raise StepRefused([sentence])
        chosen = colour_of(colour) or ""
        if chosen == row.brand_colour:
            return
        codes = {"before": row.brand_colour, "after": chosen}
        row.brand_colour = chosen
        _keep(row, "brand_colour_changed", codes, by=by, at=at)


def set_logo(content: bytes, *, by: User, at: dt.datetime) -> None:
    """Take a logo; the same again changes nothing. Raises StepRefused; a file that was kept for nothing is named by no row."""
    try:
        picture, ending = logo_of(content)
    except FileRefused as refused:
        raise StepRefused([refused.sentence]) from refused
    if filing.digest(picture) == _allowed(by).logo_sha256:
        return
    try:
        name, sha256 = filing.keep(picture, folder="brand", ending=ending)
    except filing.FilesAway as fault:
        raise StepRefused([AWAY]) from fault
    with transaction.atomic():
        row = _locked(by)
        row.logo, row.logo_sha256 = name, sha256
        _keep(row, "logo_changed", {"sha256": sha256}, by=by, at=at)


def take_logo_away(*, by: User, at: dt.datetime) -> None:
    """Go on without a logo; twice is once. Raises StepRefused."""
    with transaction.atomic():
        row = _locked(by)
        if not row.logo:
            return
        row.logo = row.logo_sha256 = ""
        _keep(row, "logo_changed", {"sha256": ""}, by=by, at=at)


def _allowed(by: User) -> Organisation:
    if not access.may(by, "settings"):
        raise StepRefused([NOT_YOURS])
    return Organisation.objects.get()


def _locked(by: User) -> Organisation:
    _allowed(by)
    return cast("Organisation", chain.lock(None))  # without an application it is


def _keep(row: Organisation, event: str, codes: dict[str, str], *, by: User, at: dt.datetime) -> None:
    chain.append(row, event, by=by, at=at, codes=codes)
    row.save(update_fields=["brand_colour", "logo", "logo_sha256", "chain_seq", "chain_head"])

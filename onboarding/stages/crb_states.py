"""The states of the criminal record check, as everybody outside sees them."""

from __future__ import annotations

import enum


class State(enum.StrEnum):
    NOT_OPEN = "not_open"
    WITH_APPLICANT = "with_applicant"
    WITH_BODY = "with_body"
    BEING_CONSIDERED = "being_considered"
    CLOSED = "closed"

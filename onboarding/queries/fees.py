"""Fees of the disclosure bodies: the one that holds on a day, and all of them as the settings page shows them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import Q
from django.http import Http404

from onboarding.models import Fee
from onboarding.stages.fees import CHECKS


@dataclass(frozen=True)
class FeeRow:
    """One kind of check: its code as a word of an address, its title, and the row that holds today, if there is one."""

    code: str
    title: str
    scheme: str
    check_code: str
    now: Fee | None
    ahead: Fee | None


def fee_on(scheme: str, check_code: str, day: dt.date) -> Fee | None:
    """The fee that holds on a day; None where nobody has looked it up."""
    return Fee.objects.filter(Q(since=None) | Q(since__lte=day), scheme=scheme, check_code=check_code).last()


def pence_on(scheme: str, check_code: str, day: dt.date, *, volunteer: bool) -> int | None:
    """What the body asks on a day, of who counts as a volunteer or of everybody else; None where that is not sure enough to be told.

    A fee of no known day is told once somebody here has looked it up.
    """
    fee = fee_on(scheme, check_code, day)
    if fee is None or not (fee.since or fee.checked_on):
        return None
    return fee.volunteer_pence if volunteer else fee.pence


def pounds(pence: int | None) -> str:
    """£49.50, £16, or that it is free or not known."""
    if pence is None:
        return "Not looked up yet"
    if not pence:
        return "Free"
    return f"£{pence // 100}" if pence % 100 == 0 else f"£{pence // 100}.{pence % 100:02}"


def all_fees(*, day: dt.date) -> list[FeeRow]:
    """Every kind of check there is a fee for, in the order of the schemes."""
    return [_row(scheme, check_code, title, day) for (scheme, check_code), title in CHECKS.items()]


def one_fee(code: str, *, day: dt.date) -> FeeRow:
    """One kind by its code, or 404."""
    found = next((row for row in all_fees(day=day) if row.code == code), None)
    if found is None:
        raise Http404
    return found


def _row(scheme: str, check_code: str, title: str, day: dt.date) -> FeeRow:
    ahead = Fee.objects.filter(scheme=scheme, check_code=check_code, since__gt=day).order_by("since").first()
    code = f"{scheme.lower()}-{check_code.replace('_', '-')}"
    return FeeRow(code, title, scheme, check_code, fee_on(scheme, check_code, day), ahead)

"""What a check costs, by scheme, kind and day: what is published when this is written, and who may have a check for nothing.

Fees are rows with the day they hold from, which an administrator changes; these are the rows a fresh database has.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from onboarding.engine.grammar import rule
from onboarding.stages.names import Nation

UPDATE_SERVICE = "update_service"
CHECKS = {
    ("DBS", "basic"): "DBS, basic",
    ("DBS", "standard"): "DBS, standard",
    ("DBS", "enhanced"): "DBS, enhanced, with a barred list or without",
    ("DBS", UPDATE_SERVICE): "DBS Update Service, a year",
    ("PVG", "level_1"): "Disclosure Scotland, Level 1",
    ("PVG", "level_2"): "Disclosure Scotland, Level 2",
    ("PVG", "join"): "PVG, to join",
    ("PVG", "member"): "PVG, of a member",
    ("AccessNI", "basic"): "AccessNI, basic",
    ("AccessNI", "standard"): "AccessNI, standard",
    ("AccessNI", "enhanced"): "AccessNI, enhanced, with a barred list or without",
}
DBS_FROM = dt.date(2024, 12, 2)
# Scheme, kind, pence, pence for who counts as a volunteer, from which day. The page that gives the fees of AccessNI has no day;
# those of Scotland changed in 2025, and nobody has looked them up yet.
SHIPPED: tuple[tuple[str, str, int, int, dt.date | None], ...] = (
    ("DBS", "basic", 2150, 2150, DBS_FROM),
    ("DBS", "standard", 2150, 0, DBS_FROM),
    ("DBS", "enhanced", 4950, 0, DBS_FROM),
    ("DBS", UPDATE_SERVICE, 1600, 0, DBS_FROM),
    ("AccessNI", "basic", 1600, 1600, None),
    ("AccessNI", "standard", 1600, 0, None),
    ("AccessNI", "enhanced", 3200, 0, None),
)
SCOTTISH = {"basic": "level_1", "standard": "level_2", "enhanced": "level_2"}


def check_of(scheme: str, level: str, pvg: str) -> str:
    """Which fee a decided level has: in Scotland one of its own kinds; the barred list costs nothing more."""
    if scheme == "PVG":
        return pvg or SCOTTISH.get(level, "")
    return "enhanced" if level == "enhanced_barred" else level


@rule("A basic check has a fee for volunteers too", needs=("level", "fee"))
def free_at_this_level(taking: Any) -> bool:
    return taking.fact("fee") != "free" or taking.fact("level") != "basic"


@rule("That a public body pays for its own volunteers is so in Northern Ireland only", needs=("fee",))
def fee_of_a_public_body(taking: Any) -> bool:
    """AccessNI charges whoever volunteers directly for a health trust or another public body."""
    return taking.fact("fee") != "public_body" or taking.history.nation == Nation.NORTHERN_IRELAND

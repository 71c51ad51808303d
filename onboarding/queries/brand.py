"""The look of the organisation: its colour as a small style sheet, its logo, and the files that pages and letters ask for."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import lru_cache

from onboarding.lib import filing
from onboarding.lib.contrast import BLACK, WHITE, mixed
from onboarding.lib.logo import TYPES
from onboarding.models import Organisation
from onboarding.models.organisation import BRAND

LOOK = ("brand_colour", "logo", "logo_sha256")
SHORT = 16  # digits of a digest in an address: a file that differs has another one


@dataclass(frozen=True)
class Look:
    """The colour, the logo, and under which names their files are asked for; no name where the shipped look will do."""

    brand_colour: str = BRAND
    logo: str = ""
    logo_sha256: str = ""

    @property
    def style_name(self) -> str:
        """The name of the style sheet: it changes with a single letter of it, so that browsers may keep it for good."""
        if self.brand_colour == BRAND:
            return ""
        return f"{hashlib.sha256(style_of(self.brand_colour).encode()).hexdigest()[:SHORT]}.css"

    @property
    def logo_name(self) -> str:
        """The name of the logo."""
        return f"{self.logo_sha256[:SHORT]}.{_ending(self.logo)}" if self.logo else ""


@dataclass(frozen=True)
class BrandFile:
    """One file: what it holds and what it is."""

    content: bytes
    type: str


def look() -> Look:
    """The look that holds now; the shipped one before there is an organisation."""
    found = Organisation.objects.values(*LOOK).first()
    return Look(**found) if found else Look()


@lru_cache(maxsize=8)
def style_of(colour: str) -> str:
    """The style sheet of a colour: names that the one of the house reads. White words stand on the first four."""
    values = {
        "ob-brand": colour,
        "ob-button": colour,
        "ob-button-hover": mixed(colour, BLACK, 0.2),
        "ob-button-edge": mixed(colour, BLACK, 0.45),
        "ob-halo": mixed(colour, WHITE, 0.8),
        "ob-line": mixed(colour, WHITE, 0.45),
        "ob-surface": mixed(colour, WHITE, 0.93),
        "govuk-brand-colour": colour,
        "govuk-template-background-colour": mixed(colour, WHITE, 0.93),
        "govuk-surface-background-colour": mixed(colour, WHITE, 0.93),
        "govuk-surface-border-colour": mixed(colour, WHITE, 0.45),
    }
    return ":root{" + ";".join(f"--{name}:{value}" for name, value in values.items()) + "}\n"


def file(name: str) -> BrandFile | None:
    """A file of the look that holds now; None for any other name. Raises FilesAway, FileChanged."""
    now = look()
    if name and name == now.style_name:
        return BrandFile(style_of(now.brand_colour).encode(), "text/css; charset=utf-8")
    if name and name == now.logo_name:
        return BrandFile(_kept(now.logo, now.logo_sha256), TYPES[_ending(now.logo)])
    return None


def asset_name(logo: str) -> str:
    """What a letter calls the logo that is kept under a name."""
    return f"logo.{_ending(logo)}" if logo else ""


def logo_asset() -> dict[str, bytes]:
    """The logo as a file of a letter; none where there is none. Raises FilesAway, FileChanged."""
    now = look()
    return {asset_name(now.logo): _kept(now.logo, now.logo_sha256)} if now.logo else {}


@lru_cache(maxsize=2)
def _kept(name: str, sha256: str) -> bytes:
    return filing.read(name, sha256=sha256)


def _ending(name: str) -> str:
    return name.rpartition(".")[2]

"""Which fonts of ours a text needs beside IBM Plex: for names in scripts that Plex does not have.

They come with the program (fonts/fallback, with licences), so that a name prints as it is written on a bare machine too.
"""

from __future__ import annotations

from pathlib import Path

FOLDER = Path(__file__).parent / "fonts" / "fallback"
# From the first to the last code point of each block, and the font that draws it.
BLOCKS = (
    (0x0180, 0x036F, "NotoSans"), (0x0500, 0x052F, "NotoSans"), (0x0530, 0x058F, "NotoSansArmenian"), (0x0700, 0x074F, "NotoSansSyriac"),
    (0x0780, 0x07BF, "NotoSansThaana"), (0x0980, 0x09FF, "NotoSansBengali"), (0x0A00, 0x0A7F, "NotoSansGurmukhi"),
    (0x0A80, 0x0AFF, "NotoSansGujarati"), (0x0B00, 0x0B7F, "NotoSansOriya"), (0x0B80, 0x0BFF, "NotoSansTamil"),
    (0x0C00, 0x0C7F, "NotoSansTelugu"), (0x0C80, 0x0CFF, "NotoSansKannada"), (0x0D00, 0x0D7F, "NotoSansMalayalam"),
    (0x0D80, 0x0DFF, "NotoSansSinhala"), (0x0E80, 0x0EFF, "NotoSansLao"), (0x0F00, 0x0FFF, "NotoSerifTibetan"),
    (0x1000, 0x109F, "NotoSansMyanmar"), (0x10A0, 0x10FF, "NotoSansGeorgian"), (0x1100, 0x11FF, "OnboardingHangul"),
    (0x1100, 0x11FF, "DroidSansFallback"),
    (0x1200, 0x139F, "NotoSansEthiopic"), (0x13A0, 0x13FF, "NotoSansCherokee"), (0x1400, 0x167F, "NotoSansCanadianAboriginal"),
    (0x1780, 0x17FF, "NotoSansKhmer"), (0x18B0, 0x18FF, "NotoSansCanadianAboriginal"), (0x1C80, 0x1C8F, "NotoSans"),
    (0x1C90, 0x1CBF, "NotoSansGeorgian"), (0x1E00, 0x1FFF, "NotoSans"), (0x2800, 0x28FF, "NotoSansSymbols2"),
    (0x2D00, 0x2D2F, "NotoSansGeorgian"), (0x2D80, 0x2DDF, "NotoSansEthiopic"), (0x2DE0, 0x2DFF, "NotoSans"),
    (0x2E80, 0x9FFF, "DroidSansFallback"), (0x3130, 0x318F, "OnboardingHangul"), (0xA640, 0xA69F, "NotoSans"), (0xA720, 0xA7FF, "NotoSans"),
    (0xAB00, 0xAB2F, "NotoSansEthiopic"),
    (0xAB70, 0xABBF, "NotoSansCherokee"), (0xAC00, 0xD7FF, "OnboardingHangul"), (0xF900, 0xFAFF, "DroidSansFallback"),
    (0xFB13, 0xFB17, "NotoSansArmenian"), (0xFF00, 0xFFEF, "DroidSansFallback"), (0x20000, 0x3FFFF, "DroidSansFallback"),
)  # fmt: skip


def needed(words: str) -> tuple[str, ...]:
    """The names of the fonts, in one order; none for a text that Plex can set."""
    points = {ord(letter) for letter in set(words) if letter >= "\u0180"}
    return tuple(sorted({font for first, last, font in BLOCKS if any(first <= point <= last for point in points)}))


def file(font: str) -> Path:
    """The file of a font."""
    return FOLDER / f"{font}-Regular.woff2"

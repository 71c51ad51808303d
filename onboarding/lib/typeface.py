"""IBM Plex Sans for PDFs, from files of our own, so that a letter looks the same on every machine.

Plex covers Latin, Greek and Cyrillic, and its sisters Arabic, Hebrew, Devanagari and Thai. For a name in another
script the page gets a font of `lib/fallback_fonts.py` beside them. What no font of ours has is drawn with one of the
machine; where it has none, `lib.pdf.Pdf.missing` names the characters. Licences: fonts/OFL.txt, fonts/fallback.
"""

from functools import cache
from pathlib import Path

from onboarding.lib import fallback_fonts

_FOLDER = Path(__file__).parent / "fonts"
_SCRIPTS = ("", "Arabic", "Hebrew", "Devanagari", "Thai")


def families(words: str = "") -> str:
    """The value for `font-family`: Plex first, its sisters, the fonts that `words` need besides, then what the machine has."""
    named = [_family(script) for script in _SCRIPTS] + list(fallback_fonts.needed(words))
    return ", ".join([f'"{name}"' for name in named] + ["sans-serif"])


def style(words: str = "") -> str:
    """A style sheet that sets a whole document of these words in Plex, page feet too. It names the files of `assets`."""
    return _style(families(words), fallback_fonts.needed(words))


@cache
def _style(set_in: str, more: tuple[str, ...]) -> str:
    faces = [_face(_family(script), 400, f"IBMPlexSans{script}-Regular") for script in _SCRIPTS]
    faces += [_face(font, 400, fallback_fonts.file(font).stem) for font in more]
    family = f"font-family:{set_in}"
    page = f"html{{{family}}}@page{{@bottom-left{{{family}}}@bottom-right{{{family}}}}}"
    return "\n".join([*faces, _face(_family(""), 700, "IBMPlexSans-Bold"), page])


def assets(words: str = "") -> dict[str, bytes]:
    """The font files for these words by name, ready to hand to `lib.pdf.render_pdf`."""
    more = [fallback_fonts.file(font) for font in fallback_fonts.needed(words)]
    return _plex() | {path.name: path.read_bytes() for path in more}


@cache
def _plex() -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(_FOLDER.glob("*.woff2"))}


def _family(script: str) -> str:
    return f"IBM Plex Sans {script}".strip()


def _face(family: str, weight: int, file: str) -> str:
    return f'@font-face{{font-family:"{family}";font-weight:{weight};src:url("asset:{file}.woff2")}}'

"""IBM Plex Sans for PDFs, from files of our own, so that a letter looks the same on every machine.

Plex covers Latin, Greek and Cyrillic, and its sisters Arabic, Hebrew, Devanagari and Thai. A name in another
script is drawn with a font of the machine (Debian: fonts-noto-core, fonts-noto-cjk); where it has none,
`lib.pdf.Pdf.missing` names the characters. Licence: fonts/OFL.txt.
"""

from functools import cache
from pathlib import Path

_FOLDER = Path(__file__).parent / "fonts"
_SCRIPTS = ("", "Arabic", "Hebrew", "Devanagari", "Thai")


def families() -> str:
    """The value for `font-family`: Plex first, then its sisters, then what the machine has."""
    return ", ".join([f'"{_family(script)}"' for script in _SCRIPTS] + ["sans-serif"])


@cache
def style() -> str:
    """A style sheet that sets a whole document in Plex, page feet too. It names the files of `assets`."""
    faces = [_face(_family(script), 400, f"IBMPlexSans{script}-Regular") for script in _SCRIPTS]
    set_in = f"font-family:{families()}"
    page = f"html{{{set_in}}}@page{{@bottom-left{{{set_in}}}@bottom-right{{{set_in}}}}}"
    return "\n".join([*faces, _face(_family(""), 700, "IBMPlexSans-Bold"), page])


@cache
def assets() -> dict[str, bytes]:
    """The font files by name, ready to hand to `lib.pdf.render_pdf`."""
    return {path.name: path.read_bytes() for path in sorted(_FOLDER.glob("*.woff2"))}


def _family(script: str) -> str:
    return f"IBM Plex Sans {script}".strip()


def _face(family: str, weight: int, file: str) -> str:
    return f'@font-face{{font-family:"{family}";font-weight:{weight};src:url("asset:{file}.woff2")}}'

"""How people like to be told things, in words: formats and channels. Never conditions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from onboarding.lib.phone import international

# Asked and met as formats; DAPB1605 (Accessible Information Standard, 2025) names the six steps.
NO_MESSAGE, NO_TEXT, NO_POST = "no_message", "no_text", "no_post"
NOT_EARLY, NOT_LATE = "not_early", "not_late"
FORMATS = (
    ("large_print", "Large print"),
    ("easy_read", "Easy read, with pictures"),
    ("audio", "A recording I can listen to"),
    ("braille", "Braille"),
    ("bsl", "British Sign Language video"),
    ("welsh", "Welsh"),
    ("other_language", "Another language"),
    ("coloured_paper", "Coloured paper"),
    ("phone_first", "Ring me before you write"),
    (NO_MESSAGE, "Do not leave a message"),
    (NO_TEXT, "No text messages"),
    (NO_POST, "No post to my home"),
    (NOT_EARLY, "Nothing before midday"),
    (NOT_LATE, "Nothing after 6pm"),
    ("copy_supporter", "Someone helps me with letters"),
    ("text_relay", "Text relay (Relay UK)"),
)
CHANNELS = (("email", "By e-mail"), ("text", "By text"), ("post", "By post"), ("phone", "By phone"))
SIZES = tuple(
    (str(size), f"Size {size}{', what most of us get' if size == 14 else ''}") for size in (14, 16, 18, 20, 22, 24, 26, 28)
)
LARGE_PRINT, LARGE_FROM = "large_print", 16
LANGUAGE, SOME_LANGUAGE = "language:", "other_language"  # the second is how it was kept before we asked which
# The most spoken in England and Wales after English and Welsh (census of 2021).
LANGUAGES = (
    ("pl", "Polish"), ("ro", "Romanian"), ("pa", "Panjabi"), ("ur", "Urdu"), ("pt", "Portuguese"), ("es", "Spanish"), ("ar", "Arabic"),
    ("bn", "Bengali"), ("gu", "Gujarati"), ("it", "Italian"), ("ta", "Tamil"), ("fr", "French"), ("other", "Another one. Ask me"),
)  # fmt: skip
NO_PROMISE = "We will tell you what we can do."
# What is ticked; the size of print and the language are questions of their own.
TICKED = tuple(pair for pair in FORMATS if pair[0] not in (LARGE_PRINT, SOME_LANGUAGE))
WORDS = {**dict(FORMATS), **{LANGUAGE + code: f"Another language: {name}" for code, name in LANGUAGES if code != "other"}}
WORDS[LANGUAGE + "other"] = "Another language. We ask which"


def language_of(formats: Iterable[str]) -> str:
    """The code of the language among somebody's formats, or nothing."""
    given = list(formats)
    found = next((code.removeprefix(LANGUAGE) for code in given if code.startswith(LANGUAGE)), "")
    return found or ("other" if SOME_LANGUAGE in given else "")


def formats_of(ticked: Iterable[str], *, points: int, language: str) -> list[str]:
    """The formats to keep: what was ticked, large print from the size on where it is, and the language."""
    given = [code for code in ticked if code not in (LARGE_PRINT, SOME_LANGUAGE) and not code.startswith(LANGUAGE)]
    large = [LARGE_PRINT] if points >= LARGE_FROM else []
    return [*large, *given, *([LANGUAGE + language] if language else [])]


def hindrances(given: Mapping[str, Any]) -> list[tuple[str, str]]:
    """What keeps the chosen channel from reaching somebody: fields of a form, each with the code of a sentence."""
    channel, formats = given.get("channel"), given.get("formats") or []
    checks = (
        (channel == "email" and "email" in given and not given["email"], "email", "email"),
        (channel == "text" and not international(given.get("mobile", "")), "mobile", "text"),
        (channel == "phone" and not given.get("mobile"), "mobile", "phone"),
        (channel == "post" and not given.get("address"), "address", "post"),
        (channel == "text" and NO_TEXT in formats, "formats", NO_TEXT),
        (channel == "post" and NO_POST in formats, "formats", NO_POST),
    )
    return [(field, code) for stands, field, code in checks if stands]

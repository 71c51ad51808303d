"""How people like to be told things, in words: formats and channels. Never conditions."""

from __future__ import annotations

from collections.abc import Mapping
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
    ("copy_supporter", "A copy to someone who helps me"),
    ("text_relay", "Text relay (Relay UK)"),
)
CHANNELS = (("email", "By e-mail"), ("text", "By text"), ("post", "By post"), ("phone", "By phone"))
SIZES = tuple(
    (str(size), f"{size} point{' (ours for everybody)' if size == 14 else ''}") for size in (14, 16, 18, 20, 22, 24, 26, 28)
)


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

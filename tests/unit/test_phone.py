"""Numbers as people write them, and as a gateway wants them; where texts may be posted to."""

import pytest

from onboarding.conf.gateway import is_safe_gateway
from onboarding.lib.phone import international


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("07700 900123", "+447700900123"), ("+44 (0)7700 900-123", "+447700900123"), ("0044 7700 900123", "+447700900123"),
        ("+353 87 123 4567", "+353871234567"), ("0770", ""), ("", ""), ("ask my sister", ""), ("7700900123", ""), ("+0012345678", ""),
        ("+4477009001234567", ""), ("0７700900123", ""),
    ],
)  # fmt: skip
def test_a_number_has_its_country_or_is_none(typed, number):
    assert international(typed) == number


@pytest.mark.parametrize(
    ("url", "safe"),
    [("https://texts.example/v1", True), ("http://127.0.0.1:9/x", True), ("http://texts.example", False), ("ftp://localhost", False),
     ("texts.example", False)],
)  # fmt: skip
def test_a_token_never_travels_in_the_open(url, safe):
    assert is_safe_gateway(url) is safe

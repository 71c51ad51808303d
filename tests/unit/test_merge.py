"""Merge fields: an allow-list, one pass, everything escaped."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from onboarding.lib import merge

HOSTILE = st.text(st.sampled_from("<>&\"'{}%#/!=:;aename_ script\n\u202e"), max_size=200)
VALUES = st.fixed_dictionaries({"name": HOSTILE, "when": HOSTILE})


def test_a_field_is_filled_and_escaped() -> None:
    assert merge.merge("Dear {name}, <b>", {"name": "Ann & Bo"}) == "Dear Ann &amp; Bo, &lt;b&gt;"


def test_a_value_that_looks_like_a_field_is_not_read_again() -> None:
    assert merge.merge("{name}", {"name": "{when}", "when": "secret"}) == "{when}"


def test_a_field_that_the_text_does_not_have_is_named() -> None:
    with pytest.raises(
        merge.UnknownField, match=r"There is no field \{salary\}, \{age\} in this text"
    ) as caught:
        merge.check("{salary} {name} {age} {salary}", allowed={"name"})
    assert caught.value.names == ["salary", "age"]


@pytest.mark.parametrize(
    "body", ["{{ name }}", "{% now %}", "{name.pop}", "{name!r}", "{0}", "{Name}", "{name:>9}"]
)
def test_tags_attributes_and_formats_stay_as_they_were_typed(body: str) -> None:
    assert merge.merge(body, {"name": "Ann"}) == body.replace("'", "&#x27;").replace(">", "&gt;")


@given(body=HOSTILE, values=VALUES)
@example(body="<script>{name}</script>", values={"name": "<img onerror=x>", "when": ""})
def test_no_body_and_no_value_brings_a_live_tag_or_quote(body: str, values: dict[str, str]) -> None:
    known = all(name in values for name in merge.fields_in(body))
    if known:
        made = merge.merge(body, values)
        assert not set(made) & set("<>\"'")
    else:
        with pytest.raises(merge.UnknownField):
            merge.merge(body, values)

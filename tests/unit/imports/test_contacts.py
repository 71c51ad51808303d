import pytest

from onboarding.actions.import_applicants.contacts import read_email, read_mobile


@pytest.mark.parametrize(
    "cell",
    [
        "07700 900123", "07700-900-123", "7700900123", 7700900123, 7700900123.0, "+44 (0)7700 900123",
        "00447700900123", "447700900123", "+44 7700 900123", "0044 (0) 7700 900123",
        "07700\u00a0900123", "07700\u2011900123",
    ],
)  # fmt: skip
def test_one_mobile_in_many_spellings(cell):
    assert read_mobile(cell) == ("+447700900123", False)


@pytest.mark.parametrize(
    ("cell", "kept"),
    [
        ("+353 87 123 4567", "+353871234567"),
        ("00353871234567", "+353871234567"),
        ("0118 496 0123", "+441184960123"),
    ],
)
def test_a_number_from_elsewhere_is_kept(cell, kept):
    assert read_mobile(cell) == (kept, False)


@pytest.mark.parametrize("cell", ["ask her", "7.7E+09", "=1+1", "077009001234", "8700900123", "+44"])
def test_what_is_no_number_is_left_out(cell):
    assert read_mobile(cell) == (None, True)


@pytest.mark.parametrize("cell", [None, "", "-", "n/a", "TBC"])
def test_a_blank_marker_is_no_contact_and_no_mistake(cell):
    assert read_mobile(cell) == read_email(cell) == (None, False)


@pytest.mark.parametrize(
    ("cell", "kept"),
    [
        (" A.B@Example.ORG ", "a.b@example.org"),
        ("o'neill+x@a-b.example.co.uk", "o'neill+x@a-b.example.co.uk"),
    ],
)
def test_an_address_is_trimmed_and_in_small_letters(cell, kept):
    assert read_email(cell) == (kept, False)


@pytest.mark.parametrize(
    "cell",
    [
        "none",
        "a@b",
        "a b@c.org",
        "@c.org",
        "a@.org",
        "a@c..org",
        "a@c.org, b@c.org",
        "a@1.2.3.4",
        "a" * 250 + "@c.org",
    ],
)
def test_what_is_no_address_is_left_out(cell):
    assert read_email(cell) == (None, True)

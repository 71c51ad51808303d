"""How hard a text is to read."""

import pytest

from onboarding.lib import reading

SYLLABLES = {
    1: "the checked times use used moved hours hour week eye tried whole called role sure placed likes",
    2: "people waiting letter offer wanted needed changes places table little going doing being support "
    "quiet training started every something before sometimes question social reply language diet fuel handled",
    3: "area idea reference usual anything adviser benefits hospital committee expenses volunteer DBS audio",
    4: "application usually January",
    5: "occupational organisation",
}


@pytest.mark.parametrize(
    ("expected", "word"), [(count, word) for count, listed in SYLLABLES.items() for word in listed.split()]
)
def test_syllables_are_counted_as_they_are_said(expected: int, word: str) -> None:
    assert reading.syllables(word) == expected


def test_the_grade_follows_the_published_formula() -> None:
    # 11 words, 2 sentences, 13 syllables
    text = "We sent your form today. You do not need to answer."
    assert reading.grade(text) == pytest.approx(0.39 * 11 / 2 + 11.8 * 13 / 11 - 15.59)


def test_plain_words_are_easier_than_office_words() -> None:
    plain = "We are still waiting. You do not need to do anything. We will write to you by Monday."
    office = (
        "Notification of outstanding pre-employment documentation necessitates administrative consideration."
    )
    assert reading.grade(plain) < 3
    assert reading.grade(office) > 15


def test_headings_and_list_items_are_sentences_of_their_own() -> None:
    assert reading.sentences("What to bring\nA pen\nYour ID. Then wait!") == [
        "What to bring",
        "A pen",
        "Your ID.",
        "Then wait!",
    ]


def test_the_longest_sentence_is_found() -> None:
    assert reading.longest_sentence("One two three. One two three four’s five-six.\nOne") == 5
    assert reading.longest_sentence(" . \n") == 0
    assert reading.grade("…") == 0.0

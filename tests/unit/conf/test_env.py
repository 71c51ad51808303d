from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from onboarding.conf.env import Declaration, Environment


def test_what_is_not_set_has_its_default():
    env = Environment({})
    assert env.text("A", "plain", "A word.") == "plain"
    assert env.flag("B", True, "Yes or no.") is True
    assert env.whole("C", 3, "A number.") == 3
    assert env.choice("D", ("one", "two"), "Which.") == "one"
    assert env.words("E", ["x"], "Some.") == ["x"]
    assert env.path("F", Path("/there"), "Where.", "there") == Path("/there")


def test_what_is_set_has_its_type():
    env = Environment({"A": "", "B": "No", "C": "7", "D": "two", "E": "a, b,,c ", "F": "/here/../there"})
    assert env.text("A", "plain", "A word.") == ""
    assert env.flag("B", True, "Yes or no.") is False
    assert env.whole("C", 3, "A number.") == 7
    assert env.choice("D", ("one", "two"), "Which.") == "two"
    assert env.words("E", ["x"], "Some.") == ["a", "b", "c"]
    assert env.path("F", Path("/x"), "Where.", "x") == Path("/there")


def test_every_setting_read_is_declared():
    env = Environment({})
    env.flag("B", False, "Yes or no.")
    env.choice("D", ("one", "two"), "Which.")
    assert env.declared == [
        Declaration("B", "no", "Yes or no."),
        Declaration("D", "one", "Which. One of: one, two."),
    ]


@pytest.mark.parametrize(
    ("reader", "arguments", "value"),
    [
        ("flag", (False, "Yes or no."), "perhaps"),
        ("whole", (3, "A number."), "-1"),
        ("choice", (("one", "two"), "Which."), "three"),
    ],
)
def test_a_value_of_the_wrong_type_stops_the_start(reader, arguments, value):
    with pytest.raises(ImproperlyConfigured, match=r"^X must be"):
        getattr(Environment({"X": value}), reader)("X", *arguments)


def test_a_secret_may_stand_in_a_file(tmp_path):
    (tmp_path / "secret").write_text("from the store\n")
    env = Environment({"KEY_FILE": str(tmp_path / "secret")})
    assert env.secret("KEY", None, "A key.", "none") == "from the store"


def test_a_secret_file_that_is_missing_stops_the_start_without_saying_its_path(tmp_path):
    env = Environment({"KEY_FILE": str(tmp_path / "nothing")})
    with pytest.raises(ImproperlyConfigured, match="KEY_FILE") as raised:
        env.secret("KEY", lambda: "made", "A key.", "none")
    assert str(tmp_path) not in str(raised.value)


def test_a_secret_given_twice_stops_the_start(tmp_path):
    (tmp_path / "secret").write_text("one")
    with pytest.raises(ImproperlyConfigured, match="not both"):
        Environment({"KEY": "two", "KEY_FILE": str(tmp_path / "secret")}).text("KEY", "", "A key.")


def test_a_secret_is_made_only_where_that_is_allowed():
    assert Environment({}).secret("KEY", lambda: "made", "A key.", "made once") == "made"
    with pytest.raises(ImproperlyConfigured, match="Set KEY"):
        Environment({"KEY": ""}).secret("KEY", None, "A key.", "none")

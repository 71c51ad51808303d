"""Merge fields in words that people of the organisation edit: `{name}` and nothing else.

No template engine: one that HR could write in can read passwords and burn memory. There are no tags,
attributes, filters or loops here. Anything but a field stays as it was typed, and all comes out escaped.
"""

import re
from collections.abc import Collection, Mapping

from django.utils.html import escape
from django.utils.safestring import SafeString

_FIELD = re.compile(r"\{([a-z][a-z0-9_]{0,39})\}")


class UnknownField(ValueError):
    """The words name a field that this text does not have. `names` says which, in order."""

    def __init__(self, names: list[str]) -> None:
        self.names = names
        listed = ", ".join(f"{{{name}}}" for name in names)
        super().__init__(f"There is no field {listed} in this text.")


def fields_in(body: str) -> list[str]:
    """The names in braces, each once, in the order in which they first stand."""
    return list(dict.fromkeys(_FIELD.findall(body)))


def check(body: str, *, allowed: Collection[str]) -> None:
    """Raise UnknownField when `body` names a field outside `allowed`: ask this when the words are saved."""
    if unknown := [name for name in fields_in(body) if name not in allowed]:
        raise UnknownField(unknown)


def merge(body: str, values: Mapping[str, object]) -> SafeString:
    """`body` with its fields filled from `values`, escaped for HTML. One pass: a value is not read again.

    Raises UnknownField for a field without a value.
    """
    check(body, allowed=values)
    return escape(_FIELD.sub(lambda field: str(values[field[1]]), body))

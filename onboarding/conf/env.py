"""Typed readers for settings that come from the environment.

Every reader declares its name, default and meaning: docs/reference/settings.md is written from the code.
A name may also be given as NAME_FILE: the path of a file holding the value, as secret stores hand them out.
"""

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

YES = {"1", "true", "yes", "on"}
NO = {"0", "false", "no", "off", ""}


@dataclass(frozen=True)
class Declaration:
    """One setting as a person may set it; `default` is the words shown, not the value used."""

    name: str
    default: str
    meaning: str


class Environment:
    """Reads settings from a mapping of environment variables and remembers what was declared."""

    def __init__(self, variables: Mapping[str, str] | None = None) -> None:
        self.variables = os.environ if variables is None else variables
        self.declared: list[Declaration] = []

    def _declare(self, name: str, default: str, meaning: str) -> str | None:
        self.declared.append(Declaration(name, default, meaning))
        return self._given(name)

    def _given(self, name: str) -> str | None:
        """The value of NAME, or what NAME_FILE holds; both at once is refused."""
        value, file = self.variables.get(name), self.variables.get(f"{name}_FILE")
        if value and file:
            raise ImproperlyConfigured(f"Set {name} or {name}_FILE, not both.")
        return self._read(f"{name}_FILE", file) if file else value

    @staticmethod
    def _read(name: str, file: str) -> str:
        try:
            return Path(file).read_text(encoding="utf-8").strip()
        except OSError as error:
            raise ImproperlyConfigured(f"{name}: the file cannot be read ({error.strerror}).") from error

    def text(self, name: str, default: str, meaning: str, shown: str | None = None) -> str:
        """A string; `shown` is what the table says where the default itself says nothing."""
        given = self._declare(name, shown if shown is not None else default, meaning)
        return default if given is None else given

    def flag(self, name: str, default: bool, meaning: str) -> bool:
        """Yes or no: 1, true, yes, on, or 0, false, no, off."""
        given = self._declare(name, "yes" if default else "no", meaning)
        if given is None:
            return default
        if given.lower() not in YES | NO:
            raise ImproperlyConfigured(f"{name} must be yes or no, not {given!r}.")
        return given.lower() in YES

    def whole(self, name: str, default: int, meaning: str) -> int:
        """A whole number of 0 or more."""
        given = self._declare(name, str(default), meaning)
        if given is None:
            return default
        if not given.isdecimal():
            raise ImproperlyConfigured(f"{name} must be a whole number, not {given!r}.")
        return int(given)

    def choice(self, name: str, options: tuple[str, ...], meaning: str) -> str:
        """One of `options`; the first is the default."""
        given = self._declare(name, options[0], f"{meaning} One of: {', '.join(options)}.")
        if given is not None and given not in options:
            raise ImproperlyConfigured(f"{name} must be one of {', '.join(options)}.")
        return given or options[0]

    def words(self, name: str, default: list[str], meaning: str, shown: str | None = None) -> list[str]:
        """A list, separated by commas."""
        given = self._declare(name, shown if shown is not None else ", ".join(default), meaning)
        return default if given is None else [word.strip() for word in given.split(",") if word.strip()]

    def pairs(self, name: str, meaning: str) -> dict[str, str]:
        """NAME=VALUE pairs, separated by commas; none where it is not set."""
        given = [pair.partition("=") for pair in self.words(name, [], meaning, "none")]
        if broken := [key for key, sign, _value in given if not (key and sign)]:
            raise ImproperlyConfigured(f"{name}: {broken[0]!r} is not NAME=VALUE.")
        return {key.strip(): value.strip() for key, _sign, value in given}

    def path(self, name: str, default: Path, meaning: str, shown: str) -> Path:
        """A path of a file or folder."""
        given = self._declare(name, shown, meaning)
        return default if not given else Path(given).expanduser().resolve()

    def secret(self, name: str, otherwise: Callable[[], str] | None, meaning: str, shown: str) -> str:
        """A secret; `otherwise` makes it where nobody set one, and without `otherwise` that is an error."""
        given = self._declare(name, shown, meaning)
        if given:
            return given
        if otherwise is None:
            raise ImproperlyConfigured(
                f"Set {name} (or {name}_FILE): only a site of this machine alone makes its own."
            )
        return otherwise()

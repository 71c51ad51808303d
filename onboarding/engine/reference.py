"""Application references: random, short, with a check character, and without letters that look like digits."""

from __future__ import annotations

ALPHABET = "23456789BCDFGHJKMNPQRTVWXYZ"
LENGTH = 5


def check_character(body: str) -> str:
    """The character that a slip of one character, or two neighbours swapped, would change.

    Weights are powers of 2, modulo the 27 characters of the alphabet: each weight, and the difference of two neighbouring
    ones, has no divisor in common with 27.
    """
    total = 0
    for character in body:
        total = (total + ALPHABET.index(character)) * 2 % len(ALPHABET)
    return ALPHABET[-total % len(ALPHABET)]


def reference(prefix: str, body: str) -> str:
    """`HH-7Q4KX-8` from the prefix and the random body."""
    return f"{prefix}-{body}-{check_character(body)}"


def is_reference(text: str) -> bool:
    """Whether a text has the shape of a reference and its check character fits."""
    parts = text.strip().upper().split("-")
    if len(parts) != 3 or len(parts[1]) != LENGTH or set(parts[1]) - set(ALPHABET):
        return False
    return parts[2] == check_character(parts[1])


def spelt(text: str) -> str:
    """A reference as it is kept, from one that was typed with or without its dashes, in small letters or with spaces."""
    plain = "".join(character for character in text.upper() if character.isalnum())
    return f"{plain[: -LENGTH - 1]}-{plain[-LENGTH - 1 : -1]}-{plain[-1:]}"

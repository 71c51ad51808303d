"""What members of a group can give each other, and when: lists, so that nothing about anybody's health is ever written."""

from __future__ import annotations

WHAT = (
    ("cooking", "Cooking together"),
    ("walk", "Going for a walk"),
    ("forms", "Help with forms"),
    ("phone", "Help with a phone or a computer"),
    ("lift", "A lift"),
    ("shopping", "Going to the shops"),
    ("garden", "Gardening"),
    ("repair", "Mending things"),
    ("music", "Music"),
    ("art", "Drawing and making"),
    ("language", "Practising a language"),
    ("games", "Cards and games"),
    ("company", "Going somewhere together"),
    ("cup", "A cup of tea and a chat"),
)
WHEN = (
    ("mornings", "Weekday mornings"),
    ("afternoons", "Weekday afternoons"),
    ("evenings", "Weekday evenings"),
    ("weekends", "Weekends"),
    ("any", "Any time"),
)

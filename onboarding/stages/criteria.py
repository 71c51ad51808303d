"""What is looked for when people meet us, as shipped; how it is scored, and where it was shown. Categories only, no words of one's own."""

from __future__ import annotations

SHIPPED = (
    "Listens well, and lets others finish",
    "Has thought about their own experience, and knows how they would use it to support others",
    "Knows the limits of the role, and can say no kindly",
    "Meets people as equals, without judging",
    "Works well with others, and asks for help",
)
SCALE = (
    (0, "Not shown"),
    (1, "A little"),
    (2, "In part"),
    (3, "Well"),
    (4, "Very well"),
)
EVIDENCE = (
    ("form", "In the form"),
    ("talk", "In the talk"),
    ("task", "In the task on listening"),
    ("group", "In the group"),
)
ASSESSORS = 2

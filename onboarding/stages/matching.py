"""What people and teams are matched by, in words: times of the week, kinds of tag, and the one sentence where a team does not fit."""

from __future__ import annotations

DAYS = (("mon", "Monday"), ("tue", "Tuesday"), ("wed", "Wednesday"), ("thu", "Thursday"), ("fri", "Friday"), ("end", "Weekend"))
PARTS = (("am", "morning"), ("pm", "afternoon"), ("eve", "evening"))
TIMES = tuple((f"{day}_{part}", f"{day_words} {part_words}") for day, day_words in DAYS for part, part_words in PARTS)
SKILL, AREA = "skill", "area"
TAG_KINDS = ((SKILL, "What a team looks for and people offer"), (AREA, "Where a team is, and where people can travel to"))
# The same words for travel, for times and for a list of whom somebody would rather not be with.
DOES_NOT_FIT = "This team does not fit. Look at the teams that do"

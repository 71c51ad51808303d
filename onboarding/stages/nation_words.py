"""Words that differ by nation, with those a fresh database has: help right now, advice on benefits, what the check is called.

Somebody here looks at each every half year. The names of the check are woven into the rules and letters of that nation's law, so
they are looked at and not changed in pages.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from onboarding.lib import reading
from onboarding.stages.names import Nation

LOOK_AGAIN_AFTER = dt.timedelta(days=183)
LONGEST, LONGEST_SENTENCE = 300, 20
NATIONS: dict[str, str] = {
    Nation.ENGLAND: "England", Nation.WALES: "Wales", Nation.SCOTLAND: "Scotland", Nation.NORTHERN_IRELAND: "Northern Ireland",
}  # fmt: skip
CRISIS, BENEFITS, CHECK = "crisis_help", "benefits_advice", "check_names"
_NUMBER = re.compile(r"\d{3}")


@dataclass(frozen=True)
class WordsKind:
    """One kind of words: what it is called, what a change must keep to, and whether pages can change it."""

    code: str
    title: str
    hint: str
    fixed: bool = False


KINDS = {
    one.code: one
    for one in (
        WordsKind(CRISIS, "Help right now", "Numbers in them can be called with one tap. Short sentences, and whether it is free."),
        WordsKind(BENEFITS, "Free advice on benefits", "A name and a number, as in “Citizens Advice, 0800 144 8848”"),
        WordsKind(CHECK, "What the check is called", "It stands in the rules and letters of the nation, and changes with them", fixed=True),
    )
}
_AT_ANY_HOUR = "Both are free, day and night. In an emergency call 999."
_OPTION = f"Call 111 and choose the mental health option, or call Samaritans on 116 123. {_AT_ANY_HOUR}"
_DBS = "DBS check, from the DBS. It used to be called a CRB check."
SHIPPED: dict[tuple[str, str], str] = {
    (Nation.ENGLAND, CRISIS): _OPTION,
    (Nation.WALES, CRISIS): f"Call 111 and choose option 2, or call Samaritans on 116 123. {_AT_ANY_HOUR}",
    (Nation.SCOTLAND, CRISIS): _OPTION,
    (Nation.NORTHERN_IRELAND, CRISIS): f"Call Lifeline on 0808 808 8000, or call Samaritans on 116 123. {_AT_ANY_HOUR}",
    (Nation.ENGLAND, BENEFITS): "Citizens Advice, 0800 144 8848",
    (Nation.WALES, BENEFITS): "Advicelink Cymru, 0800 702 2020",
    (Nation.SCOTLAND, BENEFITS): "Citizens Advice Scotland, 0800 028 1456",
    (Nation.NORTHERN_IRELAND, BENEFITS): "Advice NI, 0800 915 4604",
    (Nation.ENGLAND, CHECK): _DBS,
    (Nation.WALES, CHECK): _DBS,
    (Nation.SCOTLAND, CHECK): "PVG check, from Disclosure Scotland",
    (Nation.NORTHERN_IRELAND, CHECK): "AccessNI check, from AccessNI",
}


def why_not(kind: str, words: str) -> list[str]:
    """Every sentence in the way of new words."""
    longest = max((len(reading.words(sentence)) for sentence in reading.sentences(words)), default=0)
    in_the_way = {
        "Enter the words": not words,
        f"Use {LONGEST} characters or fewer": len(words) > LONGEST,
        "Give at least one number to call": kind == CRISIS and bool(words) and not _NUMBER.search(words),
        f"Use shorter sentences: {LONGEST_SENTENCE} words at most": longest > LONGEST_SENTENCE,
    }
    return [sentence for sentence, stands in in_the_way.items() if stands]

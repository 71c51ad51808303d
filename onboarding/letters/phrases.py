"""Sentences and sections that several letters share, so that a person reads the same words for the same thing."""

from onboarding.letters.facts import LetterFacts, Meeting
from onboarding.letters.words import Paragraph, Section, Strong, clock_time, say, weekday

NOTHING_TO_DO = "You do not need to do anything now."
HOW = {
    "in_person": "In person.",
    "phone": "By phone. We call you.",
    "video": "By video. We send you the link.",
}
EASIER = Section(
    "What would make it easier",
    (
        say(
            "You can bring someone with you. We pay your travel. We can pay it first. "
            "You can have more time, a quiet room, or words on paper. Tell me what you need."
        ),
    ),
)
COME_BACK = "You can come back any time. Some checks may need doing again. We will tell you which before you start."
LOOK_AGAIN = "Do you see it another way? You can ask another person to look again."


def news_by(facts: LetterFacts) -> tuple[Paragraph, ...]:
    """By when we write again, if that is promised."""
    if facts.promise is None:
        return ()
    by = Strong(weekday(facts.promise))
    return (say("We will write to you by ", by, ". We do this even if there is no news."),)


def choose_a_time(meeting: Meeting | None) -> tuple[Paragraph, ...]:
    """What to do about a meeting: come to it, or choose a time."""
    if meeting is None:
        return (
            say("Please choose a day and a time. You can choose on your own page. You can also call me."),
            say("We can meet in person, by phone or by video. You choose."),
        )
    day = Strong(f"{weekday(meeting.on)} at {clock_time(meeting.at)}")
    return (
        say("We meet on ", day, "."),
        say("Can you not come then? Tell me. We will find another time. It does not count against you."),
    )


def when_and_where(meeting: Meeting | None) -> tuple[Section, ...]:
    """The meeting as a list, once it is booked."""
    if meeting is None:
        return ()
    where = (say("Where: ", meeting.place),) if meeting.place else ()
    when = say("When: ", Strong(f"{weekday(meeting.on)} at {clock_time(meeting.at)}"))
    return (Section("When and where", (), (when, say("How: ", HOW[meeting.how]), *where)),)


def listed(lines: tuple[str, ...]) -> tuple[Paragraph, ...]:
    """Plain lines as list items."""
    return tuple(say(line) for line in lines)


def told(*lines: str) -> tuple[Paragraph, ...]:
    """Plain lines as paragraphs; lines without words are left out."""
    return tuple(say(line) for line in lines if line)

"""L21: a reminder, the first, second or third in a row. What is open, how to get more time or help, what stays open."""

from dataclasses import dataclass

from onboarding.letters.base import Letter, LetterKind
from onboarding.letters.facts import LetterFacts
from onboarding.letters.words import Paragraph, Section, Strong, say, sentence

TITLES = ("Can we help you with your next step?", "Your next step is still open", "We would like to hear from you")


@dataclass(frozen=True, kw_only=True)
class Reminder(LetterFacts):
    """`things` is what the person could do now, in the words of their page; `number` which letter in a row this is, 1 to 3."""

    things: tuple[str, ...]
    number: int = 1

    @property
    def last(self) -> bool:
        """Whether nothing more is written after this one: a person calls."""
        return self.number >= len(TITLES)


def write(facts: Reminder) -> Letter:
    """The letter from its facts."""
    to_do = (say("Nothing, if this is not a good time. You have not done anything wrong."),)
    sections = (
        Section("What is open", (say("This is what you can do, when you can:"),), _things(facts)),
        Section("You choose", (say("Tell me which is right for you. Call me, or use your page:"),), _choices()),
        Section("What happens next", _next(facts)),
    )
    return Letter(KIND, facts, TITLES[min(max(facts.number, 1), len(TITLES)) - 1], to_do, sections)


def _things(facts: Reminder) -> tuple[Paragraph, ...]:
    return tuple(say(Strong(sentence(thing))) for thing in facts.things)


def _choices() -> tuple[Paragraph, ...]:
    return (
        say(Strong("I want to go on."), " Do your next step on your page. We can do it with you."),
        say(
            Strong("Give me 2 more weeks."),
            " Press the button on your page. You get them, and you do not have to say why.",
        ),
        say(Strong("No, thank you."), " You can stop on your page. You can come back any time."),
    )


def _next(facts: Reminder) -> tuple[Paragraph, ...]:
    if not facts.last:
        return (say("Your place is kept. Nothing has been decided."),)
    return (
        say("I will not write about this again. I will call you, in the way you chose."),
        say(
            "Your place stays open. Nothing has been decided. Your checks go on. A person, not a computer, talks with you first."
        ),
    )


KIND = LetterKind(
    code="reminder",
    number="L21",
    title="A letter about your next step",
    facts=Reminder,
    write=write,
    asks=("things",),
    bad_news=True,  # a Friday evening with a reminder has nobody in it to talk to
    unasked=True,
)

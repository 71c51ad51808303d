"""L25: a place on the course. When, where, what to bring, what is paid, and what helps on the day."""

from dataclasses import dataclass
from datetime import date

from onboarding.letters.base import Letter, LetterKind
from onboarding.letters.facts import LetterFacts, Person
from onboarding.letters.words import Paragraph, Section, Strong, day, say, sentence, together, weekday


@dataclass(frozen=True, kw_only=True)
class JoiningInstructions(LetterFacts):
    """`times` says when classes are, `sessions` lists single days, `on_the_day` is whom to call.

    The rest is words of one or two short sentences each.
    """

    course: str
    starts_on: date | None
    times: str
    place: str
    on_the_day: Person
    ends_on: date | None = None
    sessions: tuple[str, ...] = ()
    bring: tuple[str, ...] = ()
    costs: str = "It costs you nothing. We pay your travel. We can pay it first."
    access: str = "Do you need help to get in, to hear or to read? Tell us and we will plan it with you."
    breaks: str = "There are breaks. You can step out at any time."
    quiet_room: str = "There is a quiet room. You do not have to say why you use it."


def write(facts: JoiningInstructions) -> Letter:
    """The letter from its facts."""
    first = weekday(facts.starts_on) if facts.starts_on else ""
    to_do = (
        say("Your first class is on ", Strong(first), ". The times and the place are below."),
        say("Can you not come that day? Tell us. We will find a way with you."),
    )
    return Letter(KIND, facts, "Your training place", to_do, _sections(facts))


def _sections(facts: JoiningInstructions) -> tuple[Section, ...]:
    bring = tuple(say(thing) for thing in facts.bring)
    nothing = () if bring else (say("You do not need to bring anything."),)
    comfort = (say(" ".join(sentence(words) for words in (facts.breaks, facts.quiet_room))),)
    return (
        Section("When and where", (), _when(facts)),
        Section("What to bring", nothing, bring),
        Section("What it costs", (say(sentence(facts.costs)),)),
        Section("Getting in", (say(sentence(facts.access)),)),
        Section("Breaks and quiet", comfort),
        Section("On the day", (_on_the_day(facts.on_the_day),)),
    )


def _when(facts: JoiningInstructions) -> tuple[Paragraph, ...]:
    ends = (say("Ends: ", day(facts.ends_on)),) if facts.ends_on else ()
    starts = say("Starts: ", Strong(day(facts.starts_on))) if facts.starts_on else ()
    days = tuple(say(session) for session in facts.sessions)
    return (
        say("Course: ", facts.course),
        starts,
        *ends,
        say("Classes: ", facts.times),
        *days,
        say("Place: ", facts.place),
    )


def _on_the_day(person: Person) -> Paragraph:
    who = f"Late, lost or not well? Call {person.name} on "
    return say(who, Strong(together(person.phone)), ". Missed a class? You can catch up.")


KIND = LetterKind(
    code="joining_instructions",
    number="L25",
    title="A letter about your training",
    facts=JoiningInstructions,
    write=write,
    asks=("course", "starts_on", "times", "place", "on_the_day"),
)

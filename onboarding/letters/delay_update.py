"""L22: still waiting. Who for, since when, what we did, how long it usually takes, and that we are sorry."""

from dataclasses import dataclass
from datetime import date

from onboarding.letters.base import Letter, LetterKind
from onboarding.letters.facts import LetterFacts
from onboarding.letters.words import (
    Paragraph,
    Section,
    Strong,
    capital,
    counted,
    day,
    say,
    sentence,
    waited,
    weekday,
)


@dataclass(frozen=True, kw_only=True)
class Usual:
    """Whole weeks by which half, and 9 out of 10, of people are done; `source` names a figure not our own."""

    half: int
    nine_in_ten: int | None = None
    source: str = ""


@dataclass(frozen=True, kw_only=True)
class DelayUpdate(LetterFacts):
    """`thing` is what is waited for ("your DBS check"), `waiting_for` an organisation ("the DBS") or "us".

    `did` is one true thing done since the last letter; `note` one more sentence about this kind of wait;
    `usual` None when we cannot say; `next_courses` the earliest courses the person could join; `on_now` what goes on
    ("You are in week 3 of 6"), where nobody waits: then the letter says that, and speaks of no wait. `over`: the day by which it should
    have been done is past; before it there is nothing to be sorry for.
    """

    thing: str
    waiting_for: str
    since: date | None
    did: str
    usual: Usual | None = None
    note: str = ""
    next_courses: tuple[date, ...] = ()
    on_now: str = ""
    over: bool = False

    @property
    def ours(self) -> bool:
        """Whether the wait is for us."""
        return self.waiting_for == "us"

    @property
    def unusual(self) -> bool:
        """Whether they have waited longer than 9 out of 10 people do: only then it is longer than usual."""
        if self.usual is None or self.usual.nine_in_ten is None or self.since is None:
            return False
        return (self.today - self.since).days > 7 * self.usual.nine_in_ten


def write(facts: DelayUpdate) -> Letter:
    """The letter from its facts."""
    to_do = (say("You do not need to do anything about this. You have not done anything wrong."),)
    if facts.on_now:
        to_do, ahead = (say("You do not need to do anything about this."),), Section("When we write again", _promise(facts))
    else:
        ahead = Section("How long it may take", (say(_how_long(facts)), *_promise(facts)))
    sections = (Section("What is happening", _happening(facts)), ahead, *_training(facts))
    return Letter(KIND, facts, _title(facts), to_do, sections)


def _title(facts: DelayUpdate) -> str:
    if facts.on_now:
        return f"News about {facts.thing}"
    late = f"{capital(facts.thing)} is taking longer than usual"
    return late if facts.unusual else f"Still waiting for {facts.thing}"


def _happening(facts: DelayUpdate) -> tuple[Paragraph, ...]:
    did = " ".join(sentence(words) for words in (facts.did, facts.note) if words)
    if facts.on_now:
        return (say(sentence(facts.on_now)), say(did))
    sorry = "We are sorry. This delay is ours." if facts.ours else "We are sorry that you have to wait."
    return (_who(facts), say(did), *((say(sorry),) if facts.over else ()))


def _who(facts: DelayUpdate) -> Paragraph:
    since = day(facts.since) if facts.since else ""
    if facts.ours:
        return say("It is with ", Strong("us"), f". It has been with us since {since}.")
    return say("We are waiting for ", Strong(facts.waiting_for), f". We have waited since {since}.")


def _how_long(facts: DelayUpdate) -> str:
    so_far = f"You have waited {waited(facts.since, facts.today)}. " if facts.since and facts.since < facts.today else ""
    if facts.usual is None:
        return f"{so_far}We do not know yet how long this takes."
    half, nine = f"Half of people wait less than {counted(facts.usual.half, 'week')}", facts.usual.nine_in_ten
    most = f", and 9 out of 10 less than {counted(nine, 'week')}" if nine else ""
    return f"{so_far}{half}{most}. {sentence(facts.usual.source)}".strip()


def _promise(facts: DelayUpdate) -> tuple[Paragraph, ...]:
    by = weekday(facts.promise) if facts.promise else ""
    return (say("We will write to you again by ", Strong(by), ". We do this even if there is no news."),)


def _training(facts: DelayUpdate) -> tuple[Section, ...]:
    if not facts.next_courses:
        return ()
    first, *later = facts.next_courses
    then = (" The next is ", Strong(day(later[0])), ".") if later else ()
    careful = " We cannot promise it yet. Please do not change plans until we say the date is fixed."
    words = say("The earliest course you could join starts ", Strong(day(first)), ".", *then, careful)
    return (Section("Your training", (words,)),)


KIND = LetterKind(
    code="delay_update",
    number="L22",
    title="A letter about your application",
    facts=DelayUpdate,
    write=write,
    unasked=True,
    asks=("thing", "waiting_for", "since", "did", "promise"),
)

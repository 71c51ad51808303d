"""L28, to a team: will you have this person? The role, the hours, the support, may and may not; no history."""

from dataclasses import dataclass
from datetime import date

from onboarding.letters.base import Letter, LetterKind
from onboarding.letters.facts import OtherFacts
from onboarding.letters.phrases import listed, told
from onboarding.letters.placement_confirmed import length
from onboarding.letters.words import Paragraph, Section, Strong, counted, say, weekday

MAY = (
    "Talk with people, one to one or in a group.",
    "Join in what the team does with people.",
    "Listen, and tell people where they can find help.",
    "Step out for a break, and say no.",
)
MAY_NOT = (
    "Give treatment, advice or medicine.",
    "Be counted as one of your staff on a shift.",
    "Work alone, hold keys, or read notes about people.",
    "Meet people outside a session.",
)
ANSWERS = (
    "Yes. We would like this person to join us.",
    "No. There is nobody who can support them.",
    "No. There is no room.",
    "No. The dates do not fit.",
    "We need more time, until:",
)
NOT_ABOUT = "We ask only if the team has room and someone to support them. Please write nothing about the person."
INSURED = "They are insured by us. Their checks are ours to do: they do not start before all of them are done."


@dataclass(frozen=True, kw_only=True)
class HostRequest(OtherFacts):
    """`site` is the team; `supervisor` and `deputy` are ours; the minutes are the limits of the team."""

    site: str
    supervisor: str
    deputy: str
    hours: int
    session_minutes: int
    one_to_one_minutes: int
    answer_by: date | None = None


def write(facts: HostRequest) -> Letter:
    """The letter from its facts."""
    by = (" by ", Strong(weekday(facts.answer_by))) if facts.answer_by else ()
    to_do = (
        say("Please tick one answer below and send it back", *by, "."),
        say("You can also call me. That is as good."),
    )
    sections = (
        Section("Who and when", (), _who(facts)),
        Section("They may", (), listed(MAY)),
        Section("They may not", (), listed(MAY_NOT)),
        Section("Good to know", told(INSURED, NOT_ABOUT)),
        Section("Your answer", (), boxes=listed(ANSWERS), signs=(f"for {facts.site}",)),
    )
    return Letter(KIND, facts, f"A {facts.role_for_others} for your team", to_do, sections)


def _who(facts: HostRequest) -> tuple[Paragraph, ...]:
    return (
        say(Strong(facts.about), f", {facts.role_for_others}"),
        say("Team: ", facts.site),
        say(
            f"Time: about {counted(facts.hours, 'hour')} a week. One session is {length(facts.session_minutes)} at most."
        ),
        say(f"A talk with one person: {counted(facts.one_to_one_minutes, 'minute')} at most."),
        say(f"Ring {facts.supervisor}, who supervises. If away: {facts.deputy}."),
    )


KIND = LetterKind(
    code="host_request",
    number="L28",
    title="A request from us",
    facts=HostRequest,
    write=write,
    asks=("about", "site", "supervisor", "deputy", "hours"),
    to="host_team",
)

"""L16: the check of police records. Which one and why, what to have ready, what it costs, where to get help."""

from dataclasses import dataclass

from onboarding.letters.base import Letter, LetterKind
from onboarding.letters.facts import LetterFacts
from onboarding.letters.phrases import listed, told
from onboarding.letters.schemes import SCHEMES, Scheme
from onboarding.letters.words import Paragraph, Section, Strong, say

WHY = {
    "no_contact": "The law says which check a role may ask for. You do not meet people alone in this role.",
    "frequent": "The law says which check a role may ask for. In this role you often meet people who get support.",
    "regulated": "The law says which check a role may ask for. In this role you work with people who get care.",
}
FREE = "It is free, because you give your time. Is that not right? Tell us."
WE_PAY = "It costs you nothing. We pay the fee."
NO_UPDATE_SERVICE = ("basic",)
EXACT = "Write each name and each place just as it stands on your papers. One small slip can mean weeks."
MEMBER = {
    "join": "You join the PVG scheme with this check. You stay in it for 5 years.",
    "member": "You are in the PVG scheme already. So we ask for less, and it is quicker. Is that not right? Tell us.",
}
READY = ("All the names you have ever had.", "Papers that show who you are. We tell you which.")
NOT_A_STOP = "A record does not always stop you. We talk with you before we decide."
PROTECTED = "You do not have to tell us about protected cautions or convictions."
POLICY = "We have a fair policy for people with a record. Ask me for it. These people know the rules and help for free:"


@dataclass(frozen=True, kw_only=True)
class CheckInvitation(LetterFacts):
    """`scheme` is DBS, PVG or AccessNI; `level`, `basis`, `fee` and `pvg` are codes of the decision; `sent_on_by` a body, if any.

    `costs` is the fee that holds on the day, and `joining` that of the Update Service a year, as `£16` or `Free`; empty: not known.
    """

    scheme: str
    level: str
    basis: str
    fee: str
    sent_on_by: str = ""
    pvg: str = ""
    costs: str = ""
    joining: str = ""


def write(facts: CheckInvitation) -> Letter:
    """The letter from its facts."""
    scheme = SCHEMES[facts.scheme]
    quicker = _quicker(facts, scheme)
    who = f"The form comes from {facts.sent_on_by}. They send it on for us." if facts.sent_on_by else ""
    to_do = told(f"Please fill in your {scheme.check} form. {EXACT}", who, "We can do it with you. Call me.")
    sections = (
        Section("Which check, and why", (_level(facts, scheme), say(WHY[facts.basis]), _cost(facts))),
        Section("What to have ready", (), listed((*READY, scheme.names_and_addresses))),
        *((Section("It can be quicker", quicker),) if quicker else ()),
        Section("If you have a record", told(f"{NOT_A_STOP} {PROTECTED}", POLICY), listed(scheme.help)),
    )
    return Letter(KIND, facts, scheme.title, to_do, sections)


def _cost(facts: CheckInvitation) -> Paragraph:
    """Whoever the check is free for reads why; for all others we pay, and they read how much."""
    if facts.fee == "free":
        return say(FREE)
    return say(f"It costs you nothing. The fee is {facts.costs}. We pay it." if facts.costs else WE_PAY)


def _quicker(facts: CheckInvitation, scheme: Scheme) -> tuple[Paragraph, ...]:
    """What saves a new check, and what joining costs; a basic check has no Update Service."""
    if facts.scheme == "DBS" and facts.level in NO_UPDATE_SERVICE:
        return ()
    joining = {"": "", "Free": "For you it is free."}.get(facts.joining, f"It costs {facts.joining} a year.")
    return told(MEMBER.get(facts.pvg, scheme.carried), " ".join(filter(None, (scheme.windows, joining))))


def _level(facts: CheckInvitation, scheme: Scheme) -> Paragraph:
    return say("This role asks for ", Strong(scheme.levels[facts.level]))


KIND = LetterKind(
    code="check_invitation",
    number="L16",
    title="A letter about your checks",
    facts=CheckInvitation,
    write=write,
    asks=("scheme", "level", "basis", "fee"),
)

"""How a kind of stage is declared whole: its states with words, party and target, its steps, its gaps found at start-up."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from onboarding.engine.grammar import Step, steps_of


@dataclass(frozen=True)
class Target:
    """How long a turn may take: `days` of `unit`, which is `working_days` or `calendar_days`."""

    days: int
    unit: str = "working_days"


@dataclass(frozen=True)
class Words:
    """What the applicant reads: a title that is the answer, and a text. `{…}` names are filled from plain values."""

    title: str
    text: str


@dataclass(frozen=True)
class StateOf:
    """One state of a kind: what staff call it, what the applicant reads, who we wait for, for how long, and the verb.

    `by_party` names other words for a party, or for a turn that a step began (`party.step`);
    `targets` names another target for a party, or for a party in one nation (`party.nation`);
    `verbs` names another verb for a party, or for a turn that a step began (`party.step`); `then` the verb once a step was
    taken in the turn (`began.step`: in one that `began` began); `question` is what a party outside reads on its reply page.
    `under_way` is for a state in which nobody waits for its usual party, since what was waited for is going on: what
    everybody reads instead of “waiting for”. `held_up` is what the applicant reads while another check keeps our next step back.
    `aside`: most people never see this state, so it is not counted in how long the whole takes.
    """

    code: str
    staff: str
    words: Words
    party: str | None = None
    target: Target | None = None
    verb: str = ""
    by_party: Mapping[str, Words] = field(default_factory=dict)
    targets: Mapping[str, Target] = field(default_factory=dict)
    verbs: Mapping[str, str] = field(default_factory=dict)
    then: Mapping[str, str] = field(default_factory=dict)
    question: str = ""
    under_way: str = ""
    held_up: Words | None = None
    aside: bool = False

    def goes_on_with(self, party: str | None) -> bool:
        """Whether time with this party is the thing itself going on (a course, a placement), not a wait for it."""
        return bool(self.under_way) and party == self.party

    def on_now(self, party: str | None) -> str:
        """What is said instead of “waiting for” while the thing itself goes on with this party; else nothing."""
        return self.under_way if self.goes_on_with(party) else ""

    def words_for(self, party: str | None, began_by: str = "") -> Words:
        """What the applicant reads while we wait for this party, in a turn begun by that step."""
        return self.by_party.get(f"{party}.{began_by}") or self.by_party.get(party or "", self.words)

    def target_for(self, party: str | None, nation: str = "") -> Target | None:
        """How long a turn of this party may take, where the nation has a target of its own that one."""
        return self.targets.get(f"{party}.{nation}") or self.targets.get(party or "", self.target)

    def verb_for(self, party: str | None, began_by: str = "", taken: Collection[str] = ()) -> str:
        """The step the worklist offers while we wait for this party, in a turn begun by that step, in which these were taken."""
        after = next(
            (self.then.get(f"{began_by}.{step}", verb) for step, verb in self.then.items() if step in taken), ""
        )
        return after or self.verbs.get(f"{party}.{began_by}") or self.verbs.get(party or "", self.verb)


@dataclass(frozen=True)
class OnOffer:
    """What an offer says of a check that starts when it is accepted: what the person does, and who else looks at what.

    `volunteers` is read by somebody unpaid in place of `yours`.
    """

    yours: Words | None = None
    others: Words | None = None
    volunteers: Words | None = None


@dataclass(frozen=True)
class Kind:
    """A kind of stage (or the lifecycle): code, titles, first and closed states, states in order, the class of its steps.

    `asked_about` is what a party outside reads that it is asked about, where the title for the applicant would sound odd;
    `bodies` is the party whose bodies a step may name; `of_all_nations` is the title where rows of every nation stand together.
    `own_pace`: nobody counts days here, so its states have no targets.
    """

    code: str
    title: str
    public_title: str
    first: str
    closed: str | None
    states: tuple[StateOf, ...]
    holder: type
    restricted: bool = False
    asked_about: str = ""
    bodies: str = ""
    on_offer: OnOffer = OnOffer()
    of_all_nations: str = ""
    own_pace: bool = False

    @property
    def title_in_a_list(self) -> str:
        """The title where checks of every nation are meant."""
        return self.of_all_nations or self.title

    @property
    def title_for_others(self) -> str:
        """The title on a page for somebody outside."""
        return self.asked_about or self.public_title

    @property
    def steps(self) -> dict[str, Step]:
        """The steps of the kind by name."""
        return steps_of(self.holder)

    def state(self, code: str) -> StateOf:
        """One state by its code; an unknown code is a mistake of ours."""
        return next(state for state in self.states if state.code == code)

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes of the states, in order."""
        return tuple(state.code for state in self.states)


def gaps(kind: Kind) -> list[str]:
    """Every sentence about what a kind lacks: words of any state; party, target, exit, verb of an open one; unknown codes."""
    found = [f"{kind.code}.{state.code} has no {what}" for state in kind.states for what in _missing(kind, state)]
    names_body = any(ask.row == "body" for step in kind.steps.values() for ask in step.asks)
    whose = (
        [f"{kind.code} asks for a body, but its KIND does not say of which party"]
        if names_body and not kind.bodies
        else []
    )
    return found + _unknown(kind) + whose


def _missing(kind: Kind, state: StateOf) -> list[str]:
    answered = any(step.reply and state.code in step.source for step in kind.steps.values())
    needs = {
        "words for the applicant": bool(state.words.title and state.words.text),
        "words for staff": bool(state.staff),
        "question for its reply page": bool(state.question) or not answered,
    }
    if kind.closed is not None and state.code not in (kind.first, kind.closed):
        needs |= _open_needs(kind, state)
    return [what for what, there in needs.items() if not there]


def _open_needs(kind: Kind, state: StateOf) -> dict[str, bool]:
    leaves = any(state.code in step.source and step.to(state.code) != state.code for step in kind.steps.values())
    verbs = {state.verb, *state.verbs.values(), *state.then.values()}
    return {
        "party": bool(state.party),
        "target": state.target is not None or kind.own_pace,
        "exit": leaves,
        "worklist verb": bool(state.verb) and verbs <= set(kind.steps),
    }


def _unknown(kind: Kind) -> list[str]:
    known = set(kind.codes)
    return [
        f"{kind.code}.{step.name} speaks of a state that is not declared: {code}"
        for step in kind.steps.values()
        for code in (*step.source, step.target or step.source[0])
        if code not in known
    ]

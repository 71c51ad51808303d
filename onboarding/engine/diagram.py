"""A kind of stage drawn and told from its declaration: a Mermaid diagram, its states, its steps with every rule's sentence."""

from __future__ import annotations

from onboarding.engine.asks import Ask
from onboarding.engine.grammar import DOOR, Rule, Step
from onboarding.engine.kinds import Kind, StateOf, Target


def page(kind: Kind) -> str:
    """The reference page of one kind, in Markdown."""
    steps = "\n".join(_step(step) for step in kind.steps.values())
    parts = (f"# {kind.title} (`{kind.code}`)", diagram(kind), "## States", states(kind), "## Steps", steps)
    return "\n\n".join(parts).rstrip() + "\n"


def diagram(kind: Kind) -> str:
    """The Mermaid state diagram: every edge once, with the steps that take it. Steps that stay are told below it only."""
    edges: dict[tuple[str, str], list[str]] = {}
    for step in kind.steps.values():
        for source, target in step.edges:
            if source != target:
                edges.setdefault((source, target), []).append(step.name)
    lines = [f"  {source} --> {target}: {', '.join(names)}" for (source, target), names in edges.items()]
    return "\n".join(["```mermaid", "stateDiagram-v2", f"  [*] --> {kind.first}", *lines, "```"])


def states(kind: Kind) -> str:
    """The table of states: what staff and the applicant read, who we wait for, for how long, the next thing to do.

    A state has one line more for each party that reads otherwise, has another target or another next step (`hr.refer`:
    where that step made it the party's turn).
    """
    head = (
        "| state | staff read | waiting for | the applicant reads | target | next step |\n|---|---|---|---|---|---|\n"
    )
    return head + "\n".join(_state(state, party) for state in kind.states for party in _parties(state))


def _parties(state: StateOf) -> list[str | None]:
    others = {**state.by_party, **state.targets, **state.verbs}
    return [state.party, *sorted(party for party in others if party != state.party)]


def _state(state: StateOf, party: str | None) -> str:
    who, _dot, began_by = (party or "").partition(".")
    words, verb = state.words_for(who, began_by), state.verb_for(who, began_by)
    told = f"**{words.title}** {words.text}"
    cells = (f"`{state.code}`", state.staff, f"`{party}`" if party else "nobody", told)
    later = f", then `{after}`" if (after := state.verb_for(who, began_by, state.then)) != verb else ""
    return f"| {' | '.join(cells)} | {_target(state.target_for(who, began_by))} | {f'`{verb}`{later}' if verb else ''} |"


def _target(target: Target | None) -> str:
    return f"{target.days} {target.unit.replace('_', ' ')}" if target else ""


def _step(step: Step) -> str:
    lines = [
        f"### {step.label} (`{step.name}`)",
        "",
        f"From {_codes(step.source)} to {_to(step)}. Who may: {_who(step)}.",
        "",
    ]
    lines += [_ask(ask) for ask in step.asks]
    lines += [f"- {_class(rule)}: {rule.sentence}." for rule in step.rules]
    lines += [f"- {words}" for words in _traits(step)]
    return "\n".join([*lines, ""])


def _to(step: Step) -> str:
    return f"`{step.target}`" if step.target else "the same state"


def _codes(codes: tuple[str, ...]) -> str:
    return ", ".join(f"`{code}`" for code in codes)


def _who(step: Step) -> str:
    return (
        "the door itself, when its time has come" if step.permission == DOOR else f"[`{step.permission}`](../roles.md)"
    )


def _ask(ask: Ask) -> str:
    """One question; a choice with its answers below it."""
    traits = [
        words for words, there in ((" (optional)", not ask.required), (" (restricted record)", ask.restricted)) if there
    ]
    answers = [f"\n  - {words}" for _code, words in ask.choices]
    return "".join([f"- Asks: {ask.label}", *traits, *answers])


def _class(rule: Rule) -> str:
    return "Refused, by law" if rule.law else f"Refused, house rule `{rule.house}`" if rule.house else "Refused"


def _letters(step: Step) -> str:
    named = [f"[`{code}`](../letters.md)" for code in step.letters]
    return f"the {'letter' if len(named) == 1 else 'letters'} {' and '.join(named)}"


def _parties_of(step: Step) -> str:
    return ", ".join(f"`{party}`" for party in step.reply.parties) if step.reply else ""


def _traits(step: Step) -> list[str]:
    said = {
        f"Then we wait for `{step.waits_on}`.": step.waits_on,
        f"Then we wait for {' or '.join(f'`{party}`' for party in step.may_wait_on)}.": step.may_wait_on,
        f"Closes the stage as `{step.closes_as}`.": step.closes_as,
        f"Brings {_letters(step)}.": bool(step.letters),
        f"A reply link goes to the {step.link} by itself, where there is an e-mail address.": bool(step.link),
        f"The applicant reads: “{step.told}”": step.told,
        "The person meets people who use the service.": step.contact,
        "Two people may be needed.": step.two_people,
        "Has a page of its own, never a button in a list.": step.grave,
        "Stays inside the restricted record: outside it nothing changes.": step.inner,
        "Holds until the day that is answered.": step.expires,
        "The day that is answered is the new due day, which everybody sees.": step.until,
        f"May be answered by a one-time link: {_parties_of(step)}.": step.reply,
    }
    return [words for words, there in said.items() if there]

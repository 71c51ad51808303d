"""A kind of stage drawn and told from its declaration: a Mermaid diagram, its states, its steps with every rule's sentence."""

from __future__ import annotations

from onboarding.engine.grammar import Rule, Step
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
    """The table of states: what staff and the applicant read, who we wait for, for how long, the next thing to do."""
    head = "| state | staff read | the applicant reads | waiting for | target | next step |\n|---|---|---|---|---|---|\n"
    return head + "\n".join(_state(state) for state in kind.states)


def _state(state: StateOf) -> str:
    cells = (f"`{state.code}`", state.staff, f"**{state.words.title}** {state.words.text}", state.party or "nobody")
    return f"| {' | '.join(cells)} | {_target(state.target)} | {f'`{state.verb}`' if state.verb else ''} |"


def _target(target: Target | None) -> str:
    return f"{target.days} {target.unit.replace('_', ' ')}" if target else ""


def _step(step: Step) -> str:
    lines = [f"### {step.label} (`{step.name}`)", "", f"From {_codes(step.source)} to {_to(step)}. Who may: `{step.permission}`."]
    lines += [f"- Asks: {ask.label}{'' if ask.required else ' (optional)'}" for ask in step.asks]
    lines += [f"- {_class(rule)}: {rule.sentence}." for rule in step.rules]
    lines += [f"- {words}." for words in _traits(step)]
    return "\n".join([*lines, ""])


def _to(step: Step) -> str:
    return f"`{step.target}`" if step.target else "the same state"


def _codes(codes: tuple[str, ...]) -> str:
    return ", ".join(f"`{code}`" for code in codes)


def _class(rule: Rule) -> str:
    return "Refused, by law" if rule.law else f"Refused, house rule `{rule.house}`" if rule.house else "Refused"


def _traits(step: Step) -> list[str]:
    said = {
        f"Then we wait for: `{step.waits_on}`": step.waits_on,
        f"Closes the stage as `{step.closes_as}`": step.closes_as,
        f"Letter: `{step.letter}`": step.letter,
        f"The applicant reads: “{step.told}”": step.told,
        "The person meets people who use the service": step.contact,
        "Two people may be needed": step.two_people,
        "Stays inside the restricted record": step.inner,
    }
    return [words.rstrip(".") for words, there in said.items() if there]

"""The pages of docs/reference that are written from the declarations: stages, roles, pathways, parties, letters."""

from __future__ import annotations

from collections.abc import Callable

from onboarding import access, letters
from onboarding.actions.shipped import PATHWAYS
from onboarding.engine import diagram
from onboarding.engine.kinds import Kind
from onboarding.stages import ALL_KINDS, clearances
from onboarding.stages.names import OUR_OWN, PARTY_WORDS, Party

NOTE = "Written by `python3 manage.py generate_docs` from the code; change it there."


def writers() -> dict[str, Callable[[], str]]:
    """Every page, by its path below the project's folder."""
    stages = {f"stages/{kind.code}.md": _writer(kind) for kind in ALL_KINDS.values()}
    others = {
        "stages/README.md": stages_page,
        "roles.md": roles_page,
        "pathways.md": pathways_page,
        "parties.md": parties_page,
        "letters.md": letters_page,
    }
    return {f"docs/reference/{name}": writer for name, writer in {**stages, **others}.items()}


def _writer(kind: Kind) -> Callable[[], str]:
    return lambda: diagram.page(kind).replace("\n", f"\n\n{NOTE}\n", 1)


def stages_page() -> str:
    """Every kind, in the order of a pathway: its page, and what the applicant reads."""
    rows = [[f"[{kind.title}]({kind.code}.md)", f"`{kind.code}`", kind.public_title] for kind in ALL_KINDS.values()]
    return _page("Stages", table(["stage", "code", "the applicant reads"], rows))


def roles_page() -> str:
    """Which role has which permission: one line a permission, one column a role."""
    head = ["permission", *access.ROLES]
    rows = [
        [f"`{name}`", *("yes" if name in held else "" for held in access.ROLES.values())]
        for name in sorted(access.PERMISSIONS)
    ]
    return _page("Roles", table(head, rows))


def parties_page() -> str:
    """Who we may wait for: what the applicant and staff read, and the states in which it is their turn."""
    turns = [(state.party, f"{kind.code}.{state.code}") for kind in ALL_KINDS.values() for state in kind.states]
    rows = [
        [
            f"`{party}`",
            *PARTY_WORDS[party],
            "yes" if party in OUR_OWN else "",
            ", ".join(f"`{s}`" for p, s in turns if p == party),
        ]
        for party in Party
    ]
    head = ["party", "the applicant reads", "staff read", "one of us", "usual in"]
    return _page("Parties", table(head, rows))


def letters_page() -> str:
    """Every letter kind: its number, its neutral title, what it cannot do without, and the steps that bring it."""
    steps = [
        (letter, f"{kind.code}.{step.name}")
        for kind in ALL_KINDS.values()
        for step in kind.steps.values()
        for letter in step.letters
    ] + [(clearances.ALL_CLEAR, "the last check closing")]
    rows = [
        [
            kind.number,
            f"`{kind.code}`",
            kind.to.replace("_", " "),
            kind.title,
            kind.subject,
            "yes" if kind.bad_news else "",
            f"`{kind.right}`" if kind.right else "",
            ", ".join(f"`{name}`" for name in kind.asks),
            _brought(kind.code, steps),
        ]
        for kind in sorted(letters.kinds().values(), key=lambda kind: kind.number)
    ]
    head = [
        "number", "kind", "to", "title outside the envelope", "subject of the e-mail", "not on a wrong day",
        "staff need, to read it", "cannot do without", "brought by",
    ]  # fmt: skip
    return _page("Letters", table(head, rows))


def _brought(code: str, steps: list[tuple[str, str]]) -> str:
    return ", ".join(f"`{step}`" for letter, step in steps if letter == code) or "a person, from the Letters page"


def table(head: list[str], rows: list[list[str]]) -> str:
    """A table in Markdown."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def _page(title: str, *parts: str) -> str:
    return "\n\n".join([f"# {title}", NOTE, *parts]) + "\n"


def pathways_page() -> str:
    """The pathways a fresh database ships with."""
    parts = []
    for one in PATHWAYS:
        rows = [[f"[{s['kind']}](stages/{s['kind']}.md)", str(s["slots"]), ", ".join(s["opens_after"])] for s in one.stages]
        parts += [f"## {one.name}: {one.title} ({one.engagement})", table(["stage", "how many", "opens after"], rows)]
        parts += [f"Leaves out the house rule `{item['rule']}`: {item['reason']}." for item in one.left_out]
        parts += [f"Peer sign-off: {one.sign_off}."]
    return _page("Pathways", *parts)

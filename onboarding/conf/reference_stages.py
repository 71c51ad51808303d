"""The pages docs/reference/stages/*.md and docs/reference/roles.md, written from the declarations."""

from __future__ import annotations

from collections.abc import Callable

from onboarding import access
from onboarding.actions.basics import PATHWAYS
from onboarding.engine import diagram
from onboarding.engine.kinds import Kind
from onboarding.stages import ALL_KINDS

NOTE = "Written by `python3 manage.py generate_docs` from the code; change it there."


def writers() -> dict[str, Callable[[], str]]:
    """Every page, by its path below the project's folder."""
    stages = {f"docs/reference/stages/{kind.code}.md": _writer(kind) for kind in ALL_KINDS.values()}
    return {**stages, "docs/reference/roles.md": roles_page, "docs/reference/pathways.md": pathways_page}


def _writer(kind: Kind) -> Callable[[], str]:
    return lambda: diagram.page(kind).replace("\n", f"\n\n{NOTE}\n", 1)


def roles_page() -> str:
    """Which role has which permission."""
    rows = [f"| {role} | {', '.join(f'`{name}`' for name in sorted(names))} |" for role, names in access.ROLES.items()]
    return "\n".join(["# Roles", "", NOTE, "", "| role | permissions |", "|---|---|", *rows]) + "\n"


def pathways_page() -> str:
    """The pathways a fresh database ships with."""
    parts = ["# Pathways", "", NOTE]
    for code, title, engagement, stages, left_out in PATHWAYS:
        parts += ["", f"## {code}: {title} ({engagement})", "", "| stage | opens after |", "|---|---|"]
        parts += [f"| [{s['kind']}](stages/{s['kind']}.md) | {', '.join(s['opens_after'])} |" for s in stages]
        parts += ["", *[f"Leaves out the house rule `{item['rule']}`: {item['reason']}." for item in left_out]]
    return "\n".join(parts).rstrip() + "\n"

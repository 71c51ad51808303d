"""Some libraries are known to one room only, so that what they must never do is settled there once."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
# A library and where it may be imported: how the path of a module that may begins.
ROOMS = {
    "django_fsm": ("onboarding/engine/", "onboarding/models/", "onboarding/migrations/"),
    "weasyprint": ("onboarding/lib/pdf",),
    "openpyxl": ("onboarding/lib/",),
    "csv": ("onboarding/lib/",),
    "holidays": ("onboarding/lib/",),
    "storages": (),
    "boto3": (),
}


def modules() -> list[Path]:
    found = (path for folder in ("onboarding", "hr") for path in (ROOT / folder).rglob("*.py"))
    return [path for path in found if "node_modules" not in path.parts]


def imported(source: str) -> set[str]:
    """The libraries a module imports, anywhere in it."""
    names = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names.add(node.module)
    return {name.partition(".")[0] for name in names}


def test_imports_within_functions_are_seen():
    assert imported("def f():\n    from csv import writer\n    import a.b") == {"csv", "a"}


@pytest.mark.parametrize("library", ROOMS)
def test_a_library_stays_in_its_room(library):
    users = [path for path in modules() if library in imported(path.read_text("utf-8"))]
    using = [str(path.relative_to(ROOT)) for path in users]
    assert [path for path in using if not path.startswith(ROOMS[library])] == []

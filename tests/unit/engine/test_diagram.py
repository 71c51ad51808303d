"""A reference page says everything its kind declares."""

import pytest

from onboarding.conf.reference_stages import writers
from onboarding.engine import diagram
from onboarding.stages import ALL_KINDS


@pytest.mark.parametrize("kind", ALL_KINDS.values(), ids=list(ALL_KINDS))
def test_a_page_names_every_state_and_step_and_the_sentence_of_every_rule(kind):
    page = diagram.page(kind)
    assert all(f"`{state.code}`" in page and state.words.title in page for state in kind.states)
    for step in kind.steps.values():
        assert f"### {step.label} (`{step.name}`)" in page
        assert all(rule.sentence in page for rule in step.rules)
        assert all(ask.label in page for ask in step.asks)


def test_the_diagram_has_every_edge_that_changes_the_state():
    drawn = diagram.diagram(ALL_KINDS["crb"])
    assert "  [*] --> not_open" in drawn
    assert "  being_considered --> closed: decide" in drawn
    assert "decide_not" not in drawn


def test_pathways_and_roles_have_their_pages():
    pages = writers()
    assert "occupational_health" in pages["docs/reference/pathways.md"]()
    assert "| auditor | `view_audit`" in pages["docs/reference/roles.md"]()
    assert "Written by" in pages["docs/reference/stages/crb.md"]()

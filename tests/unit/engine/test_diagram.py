"""A reference page says everything its kind declares."""

import pytest

from onboarding import letters
from onboarding.conf.reference_stages import writers
from onboarding.engine import diagram
from onboarding.stages import ALL_KINDS
from onboarding.stages.names import Party


@pytest.mark.parametrize("kind", ALL_KINDS.values(), ids=list(ALL_KINDS))
def test_a_page_names_every_state_and_step_and_the_sentence_of_every_rule(kind):
    page = diagram.page(kind)
    assert all(f"`{state.code}`" in page and state.words.title in page for state in kind.states)
    for step in kind.steps.values():
        assert f"### {step.label} (`{step.name}`)" in page
        assert all(rule.sentence in page for rule in step.rules)
        assert all(
            ask.label in page and words in page for ask in step.asks for _code, words in ask.choices or [("", "")]
        )


def test_the_diagram_has_every_edge_that_changes_the_state():
    drawn = diagram.diagram(ALL_KINDS["crb"])
    assert "  [*] --> not_open" in drawn
    assert "  being_considered --> closed: decide" in drawn
    assert "decide_not" not in drawn


def test_a_state_has_a_line_for_each_party_that_reads_otherwise():
    lines = [line for line in diagram.states(ALL_KINDS["crb"]).splitlines() if line.startswith("| `with_applicant`")]
    assert [line.split(" | ")[2:][0] for line in lines] == [
        "`applicant`",
        "`applicant.certificate_posted`",
        "`applicant.result_ready`",
        "`applicant.send_form`",
        "`hr`",
        "`hr.certificate_came`",
        "`hr.form_returned`",
    ]
    assert lines[4].endswith("| `decide_level`, then `send_form` |")


def test_pathways_roles_parties_and_letters_have_their_pages():
    pages = writers()
    assert "occupational_health" in pages["docs/reference/pathways.md"]()
    assert "Leaves out the house rule" in pages["docs/reference/pathways.md"]()
    roles = pages["docs/reference/roles.md"]().splitlines()
    names = next(line for line in roles if line.startswith("| permission |")).split(" | ")
    held = next(line for line in roles if line.startswith("| `view_disclosure` |")).split(" | ")
    assert [name for name, yes in zip(names, held, strict=True) if yes == "yes"] == ["disclosure_handler", "safeguarding_lead", "manager"]
    assert all(f"`{party}`" in pages["docs/reference/parties.md"]() for party in Party)
    assert all(f"`{kind}`" in pages["docs/reference/letters.md"]() for kind in letters.kinds())
    assert "| `selection.offer` |" in pages["docs/reference/letters.md"]()
    assert "Written by" in pages["docs/reference/stages/crb.md"]()

"""Every component of the pages: what it says, what it escapes, and what is delivered with it."""

import hashlib
import re
from pathlib import Path

import pytest

from tests.pages.component_samples import applicant_page, component, plain, staff_page
from tests.pages.sample_site import STATIC

ROOT = Path(__file__).parents[2]
COMPONENTS = sorted(path.stem for path in (ROOT / "templates" / "components").glob("*.html"))


@pytest.mark.parametrize(
    ("who", "drawing"),
    [("you", "M11.9"), ("us", "<rect"), ("them", "<circle"), ("late", "M9 .6"), ("done", "8.6")],
)
def test_a_chip_says_who_in_words_and_by_its_drawing(who, drawing):
    chip = component("who_chip", who=who, words="Occupational Health")
    assert "Occupational Health" in chip
    assert drawing in chip
    assert f"ob-who--{who}" in chip


def test_words_of_people_are_never_markup():
    for page in (staff_page(), applicant_page()):
        assert "&lt;Ms Okoro&gt;" in page
    assert "&lt;b&gt;bold&lt;/b&gt;" in staff_page()
    assert "<script>" not in component("guard_list", title="<script>", lead="", items=[{"sentence": "<script>"}])


def test_the_current_step_is_marked_for_everyone_and_a_done_one_says_so():
    steps = component("steps", steps=plain()["steps"])
    assert steps.count('aria-current="step"') == 1
    assert "You are here" in steps
    assert "Applying and meeting us<span" in steps
    assert ", done</span>" in steps


def test_a_wait_is_drawn_with_attributes_and_kept_inside_its_bar():
    bar = component("wait_bar", words="3 weeks", percent=140, mark_percent=34.66)
    assert 'width="100.0%"' in bar
    assert 'x="34.7%"' in bar
    assert "style=" not in bar


def test_a_change_is_a_form_with_its_token_and_a_visit_is_a_link():
    post = component("action", label="Pause", url="/pause/", method="post")
    assert '<form method="post" action="/pause/">' in post
    assert "csrfmiddlewaretoken" in post
    visit = component("action", label="Open", url="/open/", method="get")
    assert "<form" not in visit


def test_undo_is_a_post_that_carries_the_version_it_undoes():
    banner = component("notification", words="Saved.", undo=plain()["undo"])
    assert '<input type="hidden" name="version" value="4">' in banner
    assert "csrfmiddlewaretoken" in banner
    assert "Undo" not in component("notification", words="Saved.", undo=None)


def test_a_row_of_the_worklist_names_its_person_in_the_button():
    table = component("work_table", caption="Overdue", hint="", rows=plain()["work"])
    assert 'Send chaser<span class="govuk-visually-hidden"> Dee Harwood</span>' in table
    assert '<span class="ob-late">26 days</span>' in table
    assert '<span class="ob-late">10 days</span>' not in table


def test_every_heading_cell_has_a_scope():
    cells = re.findall(r"<th\b[^>]*>", staff_page())
    assert cells
    assert all("scope=" in cell for cell in cells)


def test_a_form_opens_in_place_under_its_row():
    page = staff_page()
    assert page.index("Form open below") < page.index('id="row_seen_0"') < page.index("Work and health support")


def test_the_built_files_are_the_ones_that_were_built():
    lines = (STATIC / "onboarding" / "SHA256SUMS").read_text(encoding="utf-8").splitlines()
    assert len(lines) == 8
    for line in lines:
        digest, name = line.split("  ")
        assert hashlib.sha256((STATIC / "onboarding" / name).read_bytes()).hexdigest() == digest, name


def test_the_style_sheet_asks_for_our_fonts_only_and_carries_nothing_of_gov_uk():
    css = (STATIC / "onboarding" / "onboarding.css").read_text(encoding="utf-8")
    assert set(re.findall(r"url\(([^)]*)\)", css)) == {
        f'"fonts/ibm-plex-sans-{part}-{weight}.woff2"' for part in ("latin", "latin-ext") for weight in (400, 700)
    }
    assert not re.search(r"crest|crown|GDS Transport|@import", css, re.IGNORECASE)


def test_no_template_switches_escaping_off_or_carries_style_or_script():
    for path in (ROOT / "templates").rglob("*.html"):
        source = path.read_text(encoding="utf-8")
        assert not re.search(r"\|\s*safe\b|autoescape off|\bstyle=\"(?!\{)|\bon\w+=\"|<style", source), path


@pytest.mark.parametrize("name", COMPONENTS)
def test_every_component_tells_its_values_at_its_top(name):
    source = (ROOT / "templates" / "components" / f"{name}.html").read_text(encoding="utf-8")
    assert source.startswith("{% comment %}")
    assert "Values:" in source.split("{% endcomment %}")[0]

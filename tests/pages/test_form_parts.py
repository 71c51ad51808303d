"""How forms are drawn, and how dates are said."""

import datetime as dt

import pytest

from onboarding.templatetags import interface
from tests.pages.component_samples import CertificateForm, applicant_page, staff_page, wrong_form


def test_errors_are_summed_up_once_and_lead_to_their_fields():
    page = staff_page()
    assert page.count("There is a problem") == 1
    for target in ("id_seen_0", "id_seen_on_0", "id_match", "id_level"):
        assert f'<a href="#{target}">' in page
        assert f'id="{target}"' in page


def test_a_date_of_three_boxes_says_which_part_is_missing_and_keeps_what_was_typed():
    html = str(wrong_form()["seen_on"].as_field_group())
    assert "The date must include a month" in html
    assert 'name="seen_on_day" id="id_seen_on_0"' in html
    assert 'value="2026"' in html


@pytest.mark.parametrize(
    ("typed", "outcome"),
    [
        (("20", "11", "2026"), dt.date(2026, 11, 20)),
        (("20", "Nov", "2026"), dt.date(2026, 11, 20)),
        (("31", "2", "2026"), "The date must be a real date, like 23 11 2026"),
        (("", "", "2026"), "The date must include a day and a month"),
        (("1", "2", "26"), "The year must have 4 numbers, like 2026"),
        (("", "", ""), "Enter the date, like 23 11 2026"),
    ],
)
def test_a_typed_date_is_a_day_or_a_sentence_that_helps(typed, outcome):
    form = CertificateForm(dict(zip(("seen_on_day", "seen_on_month", "seen_on_year"), typed, strict=True)))
    assert form.errors.get("seen_on", [form.cleaned_data.get("seen_on")]) == [outcome]


def test_hints_and_errors_are_tied_to_their_field():
    html = str(wrong_form()["line"].as_field_group())
    assert 'aria-describedby="id_line_error id_line-info"' in html
    assert 'id="id_line_error"' in html
    assert 'data-maxlength="200"' in html
    assert "required" not in html
    assert "Answer: one line" in html


@pytest.mark.parametrize(
    ("at", "words"),
    [
        (dt.datetime(2026, 7, 20, 9, 12, tzinfo=dt.UTC), "20 July, 10:12am"),
        (dt.datetime(2026, 12, 4, 14, 0, tzinfo=dt.UTC), "4 December, 2pm"),
        (dt.datetime(2026, 12, 4, 12, 0, tzinfo=dt.UTC), "4 December, midday"),
        (dt.datetime(2026, 6, 30, 23, 30, tzinfo=dt.UTC), "1 July, 12:30am"),
        (dt.date(2026, 11, 30), "Monday 30 November"),
        ("date not known", "date not known"),
    ],
)
def test_moments_read_as_people_say_them_in_the_zone_of_the_organisation(at, words):
    assert interface.uk_moment(at) == words


def test_one_day_is_not_days():
    assert [interface.working_days(1), interface.working_days(12)] == ["1 working day", "12 working days"]
    assert [interface.days(1), interface.days(0)] == ["1 day", "0 days"]


def test_the_title_of_a_page_with_mistakes_says_so_first():
    assert "<title>Error: Every part, for staff" in staff_page()
    assert "<title>1 thing to do" in applicant_page()

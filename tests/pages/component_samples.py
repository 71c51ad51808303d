"""Two pages that hold every component, with invented people: one for staff, one for applicants."""

import datetime as dt
import json
from pathlib import Path
from typing import Any

from django import forms
from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.template import engines
from django.utils.html import format_html

from onboarding.lib.formfields import BoxedDateField, hinted

SAMPLES = Path(__file__).parent / "samples"
LONG = forms.TextInput(attrs={"class": "govuk-js-character-count"})
SEEN = [
    ("today", "I saw the paper original today", ""),
    ("service", "I checked the Update Service", "Maya agreed on 9 October"),
]


class CertificateForm(forms.Form):
    """A form with one of everything."""

    seen = forms.ChoiceField(
        label="How did you see it?",
        widget=forms.RadioSelect(attrs={"class": "govuk-radios--small"}),
        choices=hinted(SEEN),
    )
    seen_on = BoxedDateField(label="Date you saw it", help_text="For example, 20 11 2026")
    match = forms.BooleanField(label="The name and date of birth match")
    number = forms.CharField(label="12-digit certificate number", help_text="Later we show only the last 4.")
    needs = forms.MultipleChoiceField(
        label="What Maya needs",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[("large", "Large print"), ("text", "Text, do not phone")],
    )
    hours = forms.IntegerField(label="Hours a week", min_value=1, max_value=40)
    level = forms.ChoiceField(label="Level", choices=[("", "Choose one"), ("basic", "Basic")])
    words = forms.CharField(label="In their own words", max_length=200, required=False, widget=forms.Textarea)
    line = forms.CharField(label="One line", max_length=200, widget=LONG)
    paper = forms.FileField(label="A photo of the paper", required=False)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        raise forms.ValidationError("Dee saved this person 2 minutes ago. Check the new details, then save again.")


class FilterForm(forms.Form):
    """Short questions above a list."""

    show = forms.ChoiceField(label="Show", required=False, choices=[("mine", "My people (31)"), ("all", "Everyone")])
    waiting = forms.ChoiceField(label="Waiting for", required=False, choices=[("", "Anyone"), ("us", "Us")])
    step = forms.ChoiceField(label="Step", required=False, choices=[("", "Any step"), ("crb", "DBS check")])
    name = forms.CharField(label="Name or reference", required=False)


def wrong_form() -> CertificateForm:
    """The form as it comes back with mistakes."""
    typed = {"seen_on_day": "20", "seen_on_year": "2026", "number": "00174826391", "words": "<b>bold</b>"}
    return CertificateForm(typed | {"version": "3"})


def request() -> HttpRequest:
    """A request that has a token, as every real one has."""
    bare = HttpRequest()
    bare.META["SERVER_NAME"], bare.META["SERVER_PORT"] = "testserver", "80"
    get_token(bare)
    return bare


def draw(source: str, **values: object) -> str:
    """A template given as a string, drawn as a page would draw it."""
    return engines["django"].from_string(source).render(values, request())


def component(name: str, **values: object) -> str:
    """One component, included as pages include it: with its values and nothing else."""
    given = " ".join(f"{value}={value}" for value in values)
    return draw(f"{{% include 'components/{name}.html' with {given} only %}}", **values)


def plain() -> dict[str, Any]:
    """The values of the sample pages that are words and numbers only."""
    values: dict[str, Any] = json.loads((SAMPLES / "people.json").read_text(encoding="utf-8"))
    return values


def events() -> list[dict[str, Any]]:
    """A timeline with an instant, a day, and a date nobody knows."""
    told = format_html("Maya told us. <strong>{}</strong> changed from the DBS to us.", "Waiting for")
    letter = {"label": "Read it", "url": "#letter"}
    return [
        {"at": dt.datetime(2026, 7, 20, 9, 12, tzinfo=dt.UTC), "words": told, "by": ""},
        {"at": dt.date(2026, 11, 19), "words": "Reminder to <Ms Okoro>.", "link": letter, "by": "Priya Shah"},
        {"at": "date not known", "words": "Training ended", "strong": True, "by": "brought in"},
    ]


def bars(width: int) -> str:
    """A chart of one bar, as long as the drawing is wide."""
    return format_html(
        '<svg role="img" viewBox="0 0 {0} 60"><title>{1}</title><rect width="{2}" height="24"/>'
        '<text x="0" y="52" font-size="16">{1}</text></svg>',
        width,
        "38 of every 100 days are for the DBS",
        width // 2,
    )


def staff_page() -> str:
    """Every part that staff meet: a form with mistakes, and a fresh one in a row of the checks."""
    values = plain()
    values["checks"][0]["form_html"] = component("form", form=CertificateForm(auto_id="row_%s"), submit="Save")
    source = (SAMPLES / "staff.html").read_text(encoding="utf-8")
    forms_of_page = {"form": wrong_form(), "filters": FilterForm({})}
    charts = {"svg": bars(900), "narrow": bars(340), "events": events()}
    return draw(source, **values, **forms_of_page, **charts, navigation=values["staff_menu"])


def applicant_page() -> str:
    """Every part that applicants meet."""
    values = plain()
    strong = format_html("<strong>{}</strong>", "Having a mental health problem is not a reason for us to say no.")
    values["now"]["paragraphs"].append(strong)
    source = (SAMPLES / "applicant.html").read_text(encoding="utf-8")
    return draw(source, **values, timeline=component("timeline", events=events()), navigation=values["applicant_menu"])

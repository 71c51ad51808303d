"""Two pages that hold every component, with invented people: one for staff, one for applicants."""

import datetime as dt

from django import forms
from django.utils.html import format_html

from onboarding.lib.formfields import BoxedDateField, hinted

LONDON_NOON = dt.datetime(2026, 11, 20, 10, 12, tzinfo=dt.UTC)
ORGANISATION = {
    "name": "Brightwater Peer Network",
    "footer_line": "Brightwater Peer Network is a registered charity. This service is not part of GOV.UK or the NHS.",
    "phone": "01632 960 123",
    "email": "hello@brightwater.example",
    "service": "Helping Hand",
}
LINKS = [{"label": "Get help", "url": "#help"}, {"label": "Accessibility", "url": "#accessibility"}]
STAFF_MENU = [
    {"label": "Your work", "url": "#work", "current": True},
    {"label": "All people", "url": "#people"},
    {"label": "Letters", "url": "#letters"},
    {"label": "Reports", "url": "#reports"},
    {"label": "Sign out", "url": "/sign-out/", "method": "post"},
]
APPLICANT_MENU = [
    {"label": "Your progress", "url": "#progress", "current": True},
    {"label": "Messages", "url": "#messages"},
    {"label": "Help now", "url": "#help"},
    {"label": "Sign out", "url": "/sign-out/", "method": "post"},
]


class CertificateForm(forms.Form):
    """A form with one of everything."""

    seen = forms.ChoiceField(
        label="How did you see the certificate?",
        widget=forms.RadioSelect,
        choices=hinted(
            [
                ("today", "I saw the paper original today", ""),
                ("service", "I checked the Update Service", "Maya agreed on 9 October"),
            ]
        ),
    )
    seen_on = BoxedDateField(label="Date you saw it", help_text="For example, 20 11 2026")
    match = forms.BooleanField(label="The name and date of birth match")
    number = forms.CharField(
        label="12-digit certificate number",
        help_text="Later we show only the last 4. Do not keep a copy.",
        widget=forms.TextInput(attrs={"class": "govuk-input--width-10", "inputmode": "numeric"}),
    )
    needs = forms.MultipleChoiceField(
        label="What Maya needs",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[("large", "Large print"), ("text", "Text, do not phone")],
    )
    hours = forms.IntegerField(label="Hours a week", min_value=1, max_value=40)
    level = forms.ChoiceField(label="Level", choices=[("", "Choose one"), ("basic", "Basic"), ("enhanced", "Enhanced")])
    words = forms.CharField(label="In Maya’s own words", max_length=200, required=False, widget=forms.Textarea)
    line = forms.CharField(
        label="One line", max_length=200, widget=forms.TextInput(attrs={"class": "govuk-js-character-count"})
    )
    paper = forms.FileField(label="A photo of the paper", required=False)
    secret = forms.CharField(label="Password", required=False, widget=forms.PasswordInput)
    version = forms.IntegerField(widget=forms.HiddenInput, initial=3)

    def clean(self) -> dict[str, object]:
        raise forms.ValidationError("Dee saved this person 2 minutes ago. Check the new details, then save again.")


class FilterForm(forms.Form):
    """Short questions above a list."""

    show = forms.ChoiceField(label="Show", required=False, choices=[("mine", "My people (31)"), ("all", "Everyone")])
    waiting = forms.ChoiceField(label="Waiting for", required=False, choices=[("", "Anyone"), ("us", "Us")])
    step = forms.ChoiceField(label="Step", required=False, choices=[("", "Any step"), ("crb", "DBS check")])
    name = forms.CharField(label="Name or reference", required=False)


def wrong_form() -> CertificateForm:
    """The form as it comes back with mistakes."""
    return CertificateForm({"seen_on_day": "20", "seen_on_year": "2026", "number": "00174826391", "words": "<b>bold</b>"})


def _row(name, reference, words, hint, holder, waited, action, **more):
    who, who_words = holder
    return {
        "name": name, "url": "#person", "reference": reference, "next": words, "next_hint": hint, "who": who,
        "who_words": who_words, "waited": waited, "waited_strong": False, "over": "in target", "open": "step open 31 days",
        "action": {"label": action, "url": "#act"}, **more,
    }  # fmt: skip


WORK = [
    _row("Dee Harwood", "HH-2XRB-9", "Ask Occupational Health for a date", "Last asked 12 November",
         ("late", "Occupational Health"), "26 days", "Send chaser", waited_strong=True, over="11 over target"),
    _row("Tom Baines", "HH-3WQ8-T", "Remind second referee", "1 of 2 in. Reminder 2 of 2",
         ("them", "Referee"), "10 days", "Send reminder"),
    _row("Amir Rahimi", "HH-9D3T-C", "Ring Amir, as asked", "Phone, not text", ("you", "Amir"), "6 days", "Log a contact"),
    _row("Małgorzata Łukasiewicz-Wojciechowska", "HH-T4GC-8", "Offer a place on the 25 January course", "",
         ("us", "Us"), "0 days", "Offer place"),
]  # fmt: skip

TILES = [
    {"count": 3, "label": "Overdue", "url": "#overdue", "hint": "1 with us, 2 with others", "tone": "late"},
    {"count": 4, "label": "Due today", "url": "#today", "hint": "about 40 minutes of work", "tone": ""},
    {"count": 3, "label": "Might need a hand", "url": "#hand", "hint": "in their own time", "tone": "you"},
    {"count": "More than 20", "label": "waits past target", "url": "", "hint": "today", "tone": "done"},
]


def _check(title, state, holder, waited, actions, form_html=""):
    who, who_words = holder
    return {
        "title": title, "state": state, "who": who, "who_words": who_words, "waited": waited, "over": "4 days left",
        "open": "step open 30 days", "last": "Link sent 16 Nov", "actions": actions, "form_html": form_html,
    }  # fmt: skip


def checks(form_html):
    """Rows of the table of checks, the first with its form open."""
    return [
        _check("DBS check", "With Maya", ("us", "Us"), "1 day", [], form_html),
        _check("Work and health support", "With Maya", ("you", "Maya"), "5 days",
               [{"label": "Offer help", "url": "#offer"}]),
        _check("References", "1 of 2 in", ("them", "Ms Okoro"), "10 days",
               [{"label": "Record result", "url": "#record", "primary": True}]),
        _check("Readiness chat", "Closed", ("done", "Done"), "6 days", [{"label": "View", "url": "#view"}]),
        _check("Right to work", "Not open", ("none", "Nobody yet"), "0 days", []),
    ]  # fmt: skip


GUARDS = [
    {"sentence": "The DBS result is not recorded.", "note": "By law.", "link": {"label": "Record it now", "url": "#dbs"},
     "who": "us", "who_words": "Us"},
    {"sentence": "Occupational Health has not told us its answer.", "note": "House rule. The form is with Maya until 4 December.",
     "link": None, "who": "you", "who_words": "Maya"},
]  # fmt: skip
EVENTS = [
    {"at": LONDON_NOON, "words": format_html("Maya told us the certificate came. <strong>{}</strong> changed.", "Waiting for"),
     "strong": False, "link": None, "by": ""},
    {"at": dt.date(2026, 11, 19), "words": "Reminder to Ms Okoro <referee>.", "strong": False,
     "link": {"label": "Read it", "url": "#letter"}, "by": "Priya Shah"},
    {"at": "date not known", "words": "Training ended", "strong": True, "link": None, "by": "brought in"},
]  # fmt: skip

BARS = format_html(
    '<svg role="img" viewBox="0 0 {0} 60"><title>{1}</title><rect width="{2}" height="24" fill="#0f4c4a"/>'
    '<text x="0" y="52" font-size="16">{1}</text></svg>',
    900, "38 of every 100 days wait for the DBS", 340,
)  # fmt: skip
NARROW_BARS = format_html('<svg role="img" viewBox="0 0 340 40"><title>{}</title><rect width="130" height="24"/></svg>', "38 of 100")
CHART = {"head": ["Waiting for", "Days of 100"], "rows": [["the DBS", 38], ["us", 12]]}

STEPS = [
    {"title": "Applying and meeting us", "state": "done", "number": 1, "hint": "Done on 2 October", "checks": []},
    {"title": "Checks", "state": "here", "number": 2, "hint": "These 4 checks happen at the same time. 1 is done.", "checks": [
        {"title": "Work and health support", "who": "you", "words": "Waiting for you",
         "paragraphs": ["You can fill in the form now. It is at the top of this page."], "wait": None, "links": []},
        {"title": "DBS check", "who": "them", "words": "Waiting for the DBS",
         "paragraphs": ["You do not need to do anything. (This used to be called a CRB check.)"],
         "wait": {"words": "Blue: your wait so far. Black line: 8 weeks.", "percent": 34.7, "mark_percent": 89},
         "links": [{"label": "What happens if something shows up on my DBS check?", "url": "#talk"}]},
        {"title": "Decision", "who": "us", "words": "Waiting for us", "paragraphs": [], "wait": None, "links": []},
        {"title": "Readiness chat", "who": "done", "words": "Done", "paragraphs": [], "wait": None, "links": []},
    ]},
    {"title": "Training", "state": "next", "number": 3, "hint": "6 weeks of classes.", "checks": []},
]  # fmt: skip
NOW = {
    "title": "Work and health support",
    "paragraphs": [
        "This opens Occupational Health’s own form. They do not tell us why.",
        format_html("<strong>{}</strong>", "Having a mental health problem is not a reason for us to say no."),
    ],
    "facts": [
        {"icon": "clock", "words": "It takes about 10 minutes"},
        {"icon": "lock", "words": "We never see your answers"},
        {"icon": "calendar", "words": format_html('Please do it by <strong class="ob-nowrap">{}</strong>', "Friday 4 December")},
    ],
    "actions": [
        {"label": "Open their form", "url": "#form", "method": "get", "style": "primary"},
        {"label": "Give me 2 more weeks", "url": "#more", "method": "post", "style": "link"},
        {"label": "I have a question", "url": "#ask", "method": "get", "style": "link"},
        {"label": "No, thank you", "url": "#no", "method": "post", "style": "secondary"},
    ],
}
FACTS = [format_html("{} <strong>{}</strong>", "DBS checks", "run furthest over target."), "Half of people wait 30 days or more."]
PAGES = [{"number": 1, "url": "#1"}, {"number": 2, "url": "#2", "current": True}, {}, {"number": 9, "url": "#9"}]
SUMMARY = [
    {"key": "Name", "value": "Maya Collins", "actions": [{"label": "Change", "url": "#name"}]},
    {"key": "Reference", "value": "HH-7Q4K-M", "actions": []},
]
ICONS = ["you", "us", "them", "done", "late", "none", "lock", "calendar", "place", "money", "phone", "person", "letter",
         "flag", "tick", "other"]  # fmt: skip

STAFF_PAGE = """{% extends 'staff_base.html' %}{% load interface %}
{% block title %}Every part, for staff{% endblock %}
{% block identity %}{% include 'components/identity_bar.html' with name='Maya Collins' line='HH-7Q4K-M. Paid, 16 hours a week.' flags=flags only %}{% endblock %}
{% block before_main %}{% error_summary form %}{% include 'components/notification.html' with words='The result is saved.' undo=undo only %}
{% include 'components/notification.html' with words='Read this first.' tone='info' only %}{% endblock %}
{% block main %}
{% include 'components/tiles.html' with tiles=tiles only %}
{% include 'components/filter_bar.html' with form=filters submit='Update list' clear=clear only %}
{% include 'components/work_table.html' with caption='Overdue (4)' hint='Only we and organisations can be overdue.' rows=work id='overdue' only %}
{% include 'components/work_table.html' with caption='Ready to move on (0)' rows=nothing empty='Nobody is ready yet.' only %}
{% include 'components/now_card.html' with title='Next: see the DBS certificate' paragraphs=lead tone='other' only %}
{% include 'components/checks_table.html' with caption='Checks: 1 of 5 closed' hint='State words are the same for everyone.' rows=checks only %}
{% include 'components/guard_list.html' with title='Why can I not book Maya’s first placement day?' lead='2 things must be true first.' items=guards only %}
<h2 class="govuk-heading-m">What has happened</h2>{% include 'components/timeline.html' with events=events only %}
{% include 'components/lead.html' with paragraphs=lead only %}
{% include 'components/chart_figure.html' with svg=svg title='More than a third of waiting is for the DBS' subtitle='Out of every 100 days.' table=chart number=1 only %}
{% include 'components/chart_figure.html' with svg=svg svg_narrow=narrow title='The same, drawn narrow too' subtitle='Out of every 100 days.' table=chart number=2 only %}
{% include 'components/summary_list.html' with rows=summary only %}
{% include 'components/pagination.html' with previous=clear next=clear pages=pages only %}
<p>{% for icon in icons %}{% include 'components/icon.html' with icon=icon size=24 only %} {% endfor %}</p>
{% endblock %}
{% block side %}
{% include 'components/side_panel.html' with title='Do something' links=side_links only %}
{% include 'components/side_panel.html' with title='Promise to Maya' text='We said Maya would hear from us by Monday 30 November.' tone='you' action=clear only %}
{% endblock %}"""

APPLICANT_PAGE = """{% extends 'applicant_base.html' %}{% load interface %}
{% block title %}1 thing to do: your progress{% endblock %}
{% block main %}<span class="govuk-caption-l">Hello Sam</span><h1 class="govuk-heading-l">You have 1 thing to do</h1>
{% include 'components/now_card.html' with title=now.title paragraphs=now.paragraphs facts=now.facts tone='you' actions=now.actions only %}
<ul class="ob-jump govuk-body"><li><a class="govuk-link" href="#talk">Talk to someone</a></li><li><a class="govuk-link" href="#help">I need help now</a></li></ul>
<h2 class="govuk-heading-m">Where you are</h2>
{% include 'components/steps.html' with steps=steps only %}
{% include 'components/details.html' with summary='See everything that has happened so far' paragraphs=nothing content=timeline only %}
{% endblock %}
{% block people %}<h2 class="govuk-heading-m" id="talk" tabindex="-1">Who you can talk to</h2>
{% include 'components/person_card.html' with name='Priya Shah' line='Looks after your application' phone='01632 960 123' link=clear hours='Monday to Friday, 9am to 5pm.' only %}
{% include 'components/pause_card.html' with paragraphs=lead action=pause only %}
{% include 'components/signposts.html' with entries=signposts reviewed='Jo checked this list on 3 November.' more=clear only %}{% endblock %}"""

COMMON = {
    "organisation": ORGANISATION,
    "footer_links": LINKS,
    "nothing": [],
    "clear": {"label": "Show everyone", "url": "#all"},
    "lead": FACTS,
}
STAFF = {
    **COMMON, "navigation": STAFF_MENU, "flags": ["Large print letters, 20 point", "Text, do not phone"], "tiles": TILES,
    "work": WORK, "guards": GUARDS, "events": EVENTS, "svg": BARS, "narrow": NARROW_BARS, "chart": CHART, "pages": PAGES,
    "summary": SUMMARY, "icons": ICONS, "undo": {"url": "/undo/", "token_fields": [{"name": "version", "value": "4"}]},
    "side_links": [{"label": "Write to Maya", "url": "#write", "hint": "You see it before it goes"},
                   {"label": "Review and send 1 email", "url": "#chase", "strong": "The hospital", "hint": "5 past target"},
                   {"label": "Start telling this person", "url": "/tell/", "method": "post"}],
}  # fmt: skip
APPLICANT = {
    **COMMON, "navigation": APPLICANT_MENU, "now": NOW, "steps": STEPS,
    "pause": {"label": "Pause my application", "url": "/pause/", "method": "post"},
    "signposts": [{"name": "Mill Lane Advice", "what_for": "Free advice on benefits and debt.", "phone": "01632 960 200"},
                  {"name": "Tuesday Table", "what_for": "A peer group with tea.", "place": "Tuesdays, 14 Mill Lane."}],
    "crisis_help": {"title": "If you are struggling right now", "lines": [
        {"before": "Call", "phone": "111", "after": " and choose the mental health option,"},
        {"before": "or call Samaritans on", "phone": "116 123", "after": ". Both are free, day and night."}]},
}  # fmt: skip

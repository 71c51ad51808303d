"""One application: the page, and what the person sees of it."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import NoReverseMatch, path, reverse
from django.views.decorators.http import require_safe

from hr.forms import step_form
from hr.gate import StaffRequest, staff
from hr.links import own_step_url, person_url, step_url
from onboarding import access
from onboarding.door.offered import Offered
from onboarding.lib import clock
from onboarding.queries import restricted, timeline
from onboarding.queries.application_form import has_form, is_open
from onboarding.queries.application_page import ApplicationPage, Gate, StageRow
from onboarding.queries.frame import house
from onboarding.queries.level import level_words
from onboarding.queries.messages import reads_messages
from onboarding.queries.progress import progress
from onboarding.queries.standards import standard_words
from onboarding.queries.step_page import LIFE, StepPage, step_page
from onboarding.queries.supervision import has_support
from onboarding.stages.names import Life, Party

VERB_OF_LAW = "By law."


@staff("view_application")
@require_safe
def application_page(request: StaffRequest, reference: str) -> HttpResponse:
    """Everything about one application; `?do=` opens the form of a step in place."""
    now = clock.now()
    application = access.get_application(request.user, reference)
    page = ApplicationPage(application, by=request.user, at=now)
    row, _dot, step = request.GET.get("do", "").partition(".")
    opened = step_page(application, row, step, by=request.user, at=now) if step else None
    form = _form(request, page, opened) if opened else ""
    values = {
        "page": page, "who": application.applicant, "now_card": _next(page),
        "checks": [_check(page, one, row, form, request) for one in page.rows],
        "caption": _caption(page.rows), "standards": [*level_words(page.held), *standard_words(page.held, page.waits, at=now)],
        "life_form": form if row == LIFE else "",
        "guards": [_gate(page, gate) for gate in page.gates],
        "events": [_event(event, reference) for event in timeline.timeline(page.held, page.around)],
        "things": _things(page), "records": _records(page),
        "confirming": [{"label": f"Confirm: {one.label}", "url": reverse("proposal", args=[reference, one.id]),
                        "hint": f"{one.proposed_by} proposed it"} for one in page.confirming],
    }  # fmt: skip
    return render(request, "hr/application.html", values)


def _caption(rows: list[StageRow]) -> str:
    closed, opened = sum(row.closed and not row.unconfirmed for row in rows), sum(row.open for row in rows)
    together = f", {opened} open at the same time" if opened > 1 else ""
    return f"Checks: {closed} of {len(rows)} closed{together}"


def _form(request: StaffRequest, page: ApplicationPage, opened: StepPage) -> str:
    """The form of a step under its row; a grave one only names its own page."""
    form = step_form(opened.step.asks, opened.rows, version=opened.version)
    reference = page.application.reference
    values = {
        "opened": opened, "form": form, "called": page.called, "title": _titled(page, opened),
        "cancel": {"label": "Cancel", "url": person_url(reference)},
        "action": own_step_url(reference, opened.row, opened.step.name),
    }  # fmt: skip
    return render_to_string("hr/step_in_place.html", values, request)


def _titled(page: ApplicationPage, opened: StepPage) -> str:
    """The step with whose it is and of which check: in place, the head of the page has been scrolled away."""
    about = [opened.title] if opened.row != LIFE else []
    return f"{opened.step.label} ({', '.join([*about, page.application.applicant.full_name])})"


def _next(page: ApplicationPage) -> dict[str, Any]:
    """The box that says what to do first."""
    if page.application.state == Life.PAUSED:
        return _on_a_break(page)
    row = page.first
    if row is None or row.holder is None or row.verb is None:
        return {"title": page.life.staff, "paragraphs": ["Nothing is waiting to be done here."], "actions": []}
    words = f"{row.title}: {row.state}. {row.holder.words} for {row.holder.waited}"
    paragraphs = [f"{words}, {row.holder.over}." if row.holder.over else f"{words}."]
    url = page.application.reference
    if row.party == Party.APPLICANT:
        actions = [{"label": "Log a contact", "url": reverse("log_contact", args=[url])}]
        return {
            "title": f"Next: {page.called} can {_lower(row.verb.label)}",
            "paragraphs": paragraphs,
            "actions": actions,
        }
    if row.asked:
        contact = {"label": "Log a contact", "url": reverse("log_contact", args=[url])}
        again = [{"label": row.next.step.label, "url": _place(page, row.next)}] if row.next else []
        return {"title": f"Next: {row.asked}", "paragraphs": paragraphs, "actions": [contact, *again]}
    if row.next is None:
        paragraphs.append(_ask(page.who_may(row.verb.permission)))
        return {"title": f"Next: {_lower(row.verb.label)}", "paragraphs": paragraphs, "actions": []}
    paragraphs += [f"First: {reason.sentence}." for reason in row.next.reasons]
    actions = [{"label": row.verb.label, "url": _place(page, row.next)}]
    return {"title": f"Next: {_lower(row.verb.label)}", "paragraphs": paragraphs, "actions": actions}


def _on_a_break(page: ApplicationPage) -> dict[str, Any]:
    """While somebody has a break of their own nothing comes next but the end of it, when they wish."""
    words = f"{page.called} asked for this break. Ask nothing of them meanwhile; what others do goes on."
    back = next((one for one in page.life_steps if one.step.name == "resume"), None)
    actions = [{"label": back.step.label, "url": _place(page, back)}] if back else []
    return {"title": page.life.staff, "paragraphs": [words], "actions": actions}


def _ask(names: list[str]) -> str:
    return (
        f"Ask {' or '.join(names[:3])} to record it."
        if names
        else "Nobody has the right to record it yet. Ask an administrator."
    )


def _place(page: ApplicationPage, one: Offered) -> str:
    """Where a step is taken: in place, or on a page of its own when it is grave."""
    row = LIFE if one.row is page.application else one.row.pk
    if one.step.grave:
        return own_step_url(page.application.reference, row, one.step.name)
    return step_url(page.application.reference, row, one.step.name)


def _check(page: ApplicationPage, row: StageRow, opened: str, form: str, request: StaffRequest) -> dict[str, Any]:
    here = opened == str(row.id)
    held = row.holder
    others = [one for one in row.steps if one is not row.next]
    shown = form if here else ""
    if here and not form:
        items = [{"one": one, "url": _place(page, one)} for one in row.steps]
        shown = render_to_string("hr/other_steps.html", {"row": row, "items": items, "page": page}, request)
    actions = [{"label": row.next.step.label, "url": _place(page, row.next)}] if row.next else []
    if row.link:
        actions.append({"label": row.link, "url": reverse("reply_link", args=[page.application.reference, row.id])})
    if others:
        actions.append({"label": "Other steps", "url": f"{person_url(page.application.reference)}?do={row.id}#step"})
    quiet = {"who": "done", "who_words": "Done"} if row.closed else {"who": "none", "who_words": "Nobody yet"}
    quiet = {"who": "us", "who_words": "Us, to confirm"} if row.unconfirmed else quiet
    quiet = {"who": "none", "who_words": "Ran out"} if row.ran_out else quiet
    return {
        "id": row.anchor, "title": row.title, "state": _state(row), "last": f"{row.last.day} {row.last:%b}" if row.last else "",
        "actions": actions, "form_html": shown,
        **({"who": held.who, "who_words": held.who_words, "waited": held.waited, "waited_strong": held.waited_strong,
            "over": held.over, "open": held.open} if held else quiet),
    }  # fmt: skip


def _state(row: StageRow) -> str:
    """The state, with the day a closed check holds until."""
    if row.until is None:
        return row.state
    day = f"{row.until.day} {row.until:%B %Y}"
    return f"Ran out on {day}" if row.ran_out else f"{row.state}, until {day}"


def _gate(page: ApplicationPage, gate: Gate) -> dict[str, Any]:
    count = len(gate.reasons)
    lead = "1 thing must be true first." if count == 1 else f"{count} things must be true first."
    return {
        "title": f"Why can I not {gate.words} for {page.called}?",
        "lead": lead,
        "items": [_reason(page, reason, row) for reason, row in gate.reasons],
    }


def _reason(page: ApplicationPage, reason: Any, row: StageRow | None) -> dict[str, Any]:
    item: dict[str, Any] = {
        "sentence": f"{reason.sentence}.",
        "note": VERB_OF_LAW if reason.law else "House rule." if reason.house else "",
    }
    if row is not None:
        item["link"] = {"label": f"See {row.title}", "url": f"#{row.anchor}"}
        item["who"] = row.holder.who if row.holder else "none"
        item["who_words"] = row.holder.who_words if row.holder else "Nobody yet"
    return item


def _event(event: timeline.Event, reference: str) -> dict[str, Any]:
    link = {"label": "Put right", "url": reverse("move", args=[reference, event.move])} if event.move else None
    if event.letter:
        link = _link("Read it", "letter_pdf", reference, event.letter)
    return {"at": event.at, "words": event.words, "by": event.by, "link": link}


def _link(label: str, name: str, *given: Any) -> dict[str, str] | None:
    """A link to a page that another module of views may bring."""
    try:
        return {"label": label, "url": reverse(name, args=given)}
    except NoReverseMatch:
        return None


def _things(page: ApplicationPage) -> list[dict[str, Any]]:
    """What can be done beside the steps of the stages."""
    reference, called = page.application.reference, page.called
    links = [
        (page.may("select") and has_form(page.application), _link(f"What {called} wrote", "answers", reference), "Without the name"),
        (page.may("view_scores") and has_form(page.application), _link("Scores", "scores", reference), "Of the panel that met them"),
        (page.may("submit") and has_form(page.application) and is_open(page.application, staff=True),
         _link(f"Fill in the form with {called}", "fill_in", reference), "On the phone, in person or from paper"),
        (page.may("send_letter"), _link(f"Write to {called}", "update", reference), "You see it before it goes"),
        (page.may("contact"), _link("Log a contact", "log_contact", reference), f"{called} can read this"),
        (page.may("contact"), _link(f"Change how we reach {called}", "change_details", reference), "Name, e-mail, phone, address, formats"),
        (page.may("complain"), _link("Take down a complaint about data", "data_complaint", reference), f"{called} is told that we have it"),
        (page.may("report_incident"), _wrong(reference), "A wrong letter, a wrong person, something lost"),
        (page.may("make_codes") and not page.application.applicant.email, _link("Codes on paper, to sign in", "paper_codes", reference),
         f"{called} has no e-mail address"),
        (page.may("contact"), _link("Choose who looks after them", "assign_owner", reference), ""),
        (reads_messages(page.by, page.application, at=page.at), _link("Messages", "thread", reference), f"Only you and {called} read them"),
        (page.may("start_telling") and page.may_be_told and not page.application.telling,
         _link(f"Start telling {called}", "start_telling", reference), "Brought in from a spreadsheet: nothing was sent yet"),
        (True, _link(f"See what {called} sees", "as_seen", reference), ""),
        (True, _link(f"I am worried about {called}", "concern", reference), "Who to call now"),
    ]  # fmt: skip
    found = [{**link, "hint": hint} for allowed, link, hint in links if allowed and link]
    return found + [{"label": one.step.label, "url": _place(page, one), "hint": _grave(one)} for one in page.life_steps]


def _wrong(reference: str) -> dict[str, str]:
    return {"label": "Something went wrong with their data", "url": f"{reverse('new_incident')}?about={reference}"}


def _grave(one: Offered) -> str:
    if one.step.two_people is not None:
        return "Own page, a second person"
    return "Own page" if one.step.grave else ""


def _records(page: ApplicationPage) -> list[dict[str, str]]:
    reference = page.application.reference
    read = [
        {
            "label": f"{title}: read the record",
            "url": reverse("restricted", args=[reference, kind]),
            "hint": "Each reading is recorded",
        }
        for kind in restricted.readable(page.application, page.by)
        for title in (next(row.title for row in page.rows if row.kind == kind),)
    ]
    audit = _link("Audit report", "audit_report", reference) if page.may("view_audit") else None
    linked = [{"label": words, "hint": other, "url": person_url(other)} for words, other in page.linked]
    asked = page.may("readiness") and any(row.kind == "readiness" for row in page.rows)
    plan = [{"label": "Readiness plan", "url": reverse("plan", args=[reference])}] if asked else []
    skills = [_link("Skills to sign", "skills", reference)] if page.may("sign_skills") else []
    asked = page.may("committee") and any(row.kind == "committee" for row in page.rows)
    plan += [{"label": "What committees agreed to", "url": reverse("approvals")}] if asked else []
    teams = page.may("place") and any(row.kind == "placement" for row in page.rows)
    plan += [{"label": "Teams that fit", "url": reverse("match", args=[reference])}] if teams else []
    supervised = page.may("see_supervision") and has_support(page.held.stages)
    plan += [{"label": "Supervision and reviews", "url": reverse("supervision", args=[reference])}] if supervised else []
    return [*read, *plan, *filter(None, skills), *linked, *([audit] if audit else [])]


def _lower(words: str) -> str:
    return words if words[1:2].isupper() else words[:1].lower() + words[1:]


@staff("view_application")
@require_safe
def as_seen_page(request: StaffRequest, reference: str) -> HttpResponse:
    """The person's own page as it stands now, with nothing to press."""
    application = access.get_application(request.user, reference)
    values = {"progress": progress(application, at=clock.now()), "read_only": True, "who": application.applicant}
    values["organisation"] = house(application.opportunity.nation)
    return render(request, "hr/as_seen.html", {**values, "back": person_url(reference)})


urls = [
    path("staff/people/<str:reference>/", application_page, name="application"),
    path("staff/people/<str:reference>/as-seen/", as_seen_page, name="as_seen"),
]

"""Reports: where people get stuck, and the audit report of one application; on screen, as PDF, as CSV."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.html import format_html
from django.views.decorators.http import require_safe

from hr.gate import staff
from hr.links import person_url
from onboarding import access
from onboarding.door.chain import record
from onboarding.lib import charts, clock
from onboarding.lib.formfields import offer
from onboarding.lib.pdf import PdfRefused
from onboarding.queries.frame import house
from onboarding.reports import audit_trail, base, bottlenecks, steps

LINE_HEAD = ("No.", "Recorded", "Step taken", "Waiting for", "By", "Digest")
HELD_HEAD = ("Waiting for", "Calendar days, all steps added", "Steps")


class ReportForm(forms.Form):
    """What the report covers, in the address."""

    dates = forms.ChoiceField(label="Dates", required=False, choices=base.PERIODS)
    service = forms.TypedChoiceField(label="Service", required=False, coerce=int, empty_value=None)
    engagement = forms.ChoiceField(label="Paid or volunteer", required=False, choices=[("", "Both"), *base.ENGAGEMENTS])

    def __init__(self, *args: Any, services: list[tuple[int, str]], everywhere: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        every = [("", "All services")] if everywhere else []
        offer(self, "service", [*every, *services])
        self.only = None if everywhere else services[0][0]


def _covers(request: HttpRequest) -> tuple[base.Scope, ReportForm]:
    """The scope asked for, within what the person may ask about; anything else falls back to the widest allowed."""
    services, everywhere = base.services_for(request.user)
    form = ReportForm(request.GET, services=services, everywhere=everywhere)
    form.is_valid()
    given = form.cleaned_data
    period = given.get("dates") or base.PERIODS[0][0]
    service = given.get("service") or form.only
    return base.scope(period, at=clock.now(), service=service, engagement=given.get("engagement") or ""), form


@staff("view_reports")
@require_safe
def stuck_page(request: HttpRequest) -> HttpResponse:
    """“Where people get stuck”."""
    covers, form = _covers(request)
    report = bottlenecks.bottlenecks(covers)
    asked = f"?{request.GET.urlencode()}" if request.GET else ""
    values = {
        "report": report, "form": form, "head": steps.HEAD, "cells": [row.cells for row in report.rows],
        "steps": report.steps_chart("steps", charts.WEB), "steps_narrow": report.steps_chart("steps-narrow", charts.PHONE),
        "shares": report.shares_chart("shares", charts.WEB), "shares_narrow": report.shares_chart("shares-narrow", charts.PHONE),
        "steps_subtitle": "Days people wait in each step. People still waiting are counted too. "
        f"{covers.dates}. Furthest over target first.",
        "shares_subtitle": f"All waiting: out of every 100 days that people’s steps waited, who for. {covers.dates}. "
        "Steps run side by side and each counts.",
        "lead": [format_html("<strong>{}</strong> {}", report.lead[0], " ".join(report.lead[1:]))],
        "small_print": bottlenecks.SMALL_PRINT, "pdf_url": reverse("reports_pdf") + asked, "csv_url": reverse("reports_csv") + asked,
    }  # fmt: skip
    return render(request, "hr/reports/bottlenecks.html", values)


@staff("view_reports")
@require_safe
def stuck_pdf(request: HttpRequest) -> HttpResponse:
    """The same on paper; the address keeps the filters."""
    covers, _form = _covers(request)
    report = bottlenecks.bottlenecks(covers)
    values = {
        "report": report, "organisation": _name(), "head": steps.HEAD, "small_print": bottlenecks.SMALL_PRINT,
        "steps": report.steps_chart("steps", charts.PRINT), "shares": report.shares_chart("shares", charts.PRINT),
    }  # fmt: skip
    foot = f"Where people get stuck. {_name()}. Made {base.moment_words(covers.at)}"
    _witness_export(request, "bottlenecks_pdf", covers)
    return _pdf(
        request, "reports/bottlenecks.html", values, "Where people get stuck", foot, "where-people-get-stuck.pdf"
    )


@staff("view_reports")
@require_safe
def stuck_csv(request: HttpRequest) -> HttpResponse:
    """The table of the steps as CSV."""
    covers, _form = _covers(request)
    content = bottlenecks.bottlenecks(covers).csv()
    _witness_export(request, "bottlenecks_csv", covers)
    return _file(content, "text/csv; charset=utf-8", "where-people-get-stuck.csv")


@staff("view_audit")
@require_safe
def audit_page(request: HttpRequest, reference: str) -> HttpResponse:
    """The audit report of one application."""
    application = access.get_application(request.user, reference, "view_audit")
    report = audit_trail.audit_report(application, by=request.user, at=clock.now())  # type: ignore[arg-type]
    may_open = access.may(request.user, "view_application", application)
    values = {
        "report": report, "head": LINE_HEAD, "held_head": HELD_HEAD, "reads": [_cells(line) for line in report.reads],
        "facts": [{"key": key, "value": value} for key, value in _facts(report)],
        "groups": [{"title": group.title, "rows": [_cells(line) for line in group.lines]} for group in report.groups],
        "person_url": person_url(reference) if may_open else "", "pdf_url": reverse("audit_report_pdf", args=[reference]),
    }  # fmt: skip
    return render(request, "hr/reports/audit.html", values)


@staff("view_audit")
@require_safe
def audit_pdf(request: HttpRequest, reference: str) -> HttpResponse:
    """The same on paper. That it was taken away is witnessed first, and stands in it."""
    application = access.get_application(request.user, reference, "view_audit")
    now = clock.now()
    record(application, "export", by=request.user, at=now, codes={"what": "audit_report"})  # type: ignore[arg-type]
    application = access.get_application(request.user, reference, "view_audit")
    report = audit_trail.audit_report(application, by=request.user, at=now)  # type: ignore[arg-type]
    foot = f"Audit report {reference}. Head of chain {application.chain_head[:16]}"
    title = f"Audit report, application {reference}"
    values = {"report": report, "organisation": _name()}
    return _pdf(request, "reports/audit.html", values, title, foot, f"audit-{reference}.pdf")


def _facts(report: audit_trail.AuditReport) -> list[tuple[str, str]]:
    person = f"{report.person}, {report.reference}"
    return [("Person", person), ("Role", report.role), ("Covers", report.covers), ("Made", report.made)]


def _cells(line: audit_trail.Line) -> tuple[str, ...]:
    recorded = f"{line.recorded}, {line.happened}" if line.happened else line.recorded
    what = f"{line.what} ({line.change})" if line.change else line.what
    return (str(line.number), recorded, what, line.waiting or "no change", line.by, line.digest)


def _name() -> str:
    return house().name


def _witness_export(request: HttpRequest, what: str, covers: base.Scope) -> None:
    codes = {"what": what, "from": covers.start.isoformat(), "to": covers.end.isoformat(), "service": covers.service}
    record(None, "export", by=request.user, at=covers.at, codes=codes)  # type: ignore[arg-type]


def _pdf(
    request: HttpRequest, template: str, values: dict[str, Any], title: str, foot: str, name: str
) -> HttpResponse:
    try:
        return _file(base.pdf(template, values, title=title, foot=foot), "application/pdf", name)
    except PdfRefused as refused:
        return render(request, "hr/reports/no_pdf.html", {"sentence": refused.sentence}, status=503)


def _file(content: bytes, kind: str, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "X-Content-Type-Options": "nosniff"}
    return HttpResponse(content, content_type=kind, headers=headers)


urls = [
    path("staff/reports/", stuck_page, name="reports"),
    path("staff/reports/where-people-get-stuck.pdf", stuck_pdf, name="reports_pdf"),
    path("staff/reports/where-people-get-stuck.csv", stuck_csv, name="reports_csv"),
    path("staff/people/<str:reference>/audit/", audit_page, name="audit_report"),
    path("staff/people/<str:reference>/audit.pdf", audit_pdf, name="audit_report_pdf"),
]

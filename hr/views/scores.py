"""Scoring somebody who was met: each assessor by themselves, then both together; and the page for who decides."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.views.decorators.http import require_http_methods, require_safe

from hr.gate import StaffRequest, staff
from hr.links import person_url
from hr.refused import refuse
from onboarding import access
from onboarding.actions.scores import WHOLE, Mark, agree, read_scores, save_score
from onboarding.door import StepRefused
from onboarding.lib import clock
from onboarding.queries import selection_days as known
from onboarding.queries.scores import Scores, scores
from onboarding.queries.selection_days import SIT
from onboarding.stages.criteria import EVIDENCE, SCALE

CHOICES = [(str(number), f"{number}, {words.lower()}") for number, words in SCALE]
READ = "view_scores"


class ScoreForm(forms.Form):
    """For each criterion a score, and where it was shown. Nothing is filled in that nobody chose."""

    def __init__(self, found: Scores, data: Any = None, *, together: bool = False) -> None:
        super().__init__(data)
        self.found, self.together = found, together
        own = {} if together else found.own
        for one in found.criteria:
            score, shown = own.get(one.pk, (None, []))
            self.fields[f"score_{one.pk}"] = forms.ChoiceField(
                label=one.words, choices=CHOICES, widget=forms.RadioSelect, initial=None if score is None else str(score),
                error_messages={"required": f"{WHOLE}: {one.words}"},
            )  # fmt: skip
            self.fields[f"shown_{one.pk}"] = forms.MultipleChoiceField(
                label="Where did it show?", choices=EVIDENCE, widget=forms.CheckboxSelectMultiple, required=False, initial=shown
            )

    @property
    def marks(self) -> Mapping[int, Mark]:
        """Every answer by its criterion."""
        given = self.cleaned_data
        return {
            one.pk: Mark(int(given[f"score_{one.pk}"]), tuple(given[f"shown_{one.pk}"])) for one in self.found.criteria
        }


@staff(SIT)
@require_http_methods(["GET", "HEAD", "POST"])
def score_page(request: StaffRequest, number: int, reference: str) -> HttpResponse:
    """Score somebody who comes on a day; once both have, what each scored and the form to agree."""
    day = known.get_day(request.user, number)
    application = known.comes_to(request.user, day, reference)
    if not (access.meets(request.user, application) and access.declared_free(request.user, application)):
        raise Http404
    found = scores(application, by=request.user)
    together = found.both
    if together and not found.mine:
        raise Http404
    form = ScoreForm(found, request.POST if request.method == "POST" else None, together=together)
    if form.is_valid():
        try:
            (agree if together else save_score)(application, form.marks, by=request.user, at=clock.now())
        except StepRefused as refused:
            refuse(form, refused)
        else:
            messages.success(request, "Saved.")
            return redirect("selection_day", number)
    back = reverse("selection_day", args=[number])
    values = {**_shown(found), "form": form, "who": application.applicant, "together": together, "back": back}
    response = render(request, "hr/selection/score.html", values)
    response["Cache-Control"] = "no-store"
    return response


def _shown(found: Scores) -> dict[str, Any]:
    head = ["What was looked for", *found.assessors, "Agreed"]
    return {"found": found, "head": head, "rows": [[one.words, *one.scores, one.agreed or "Not yet"] for one in found.lines]}


@staff(READ)
@require_safe
def scores_page(request: StaffRequest, reference: str) -> HttpResponse:
    """The scores of one person for who decides. Witnessed first; whoever stands down does not find it."""
    application = access.get_application(request.user, reference, READ)
    if access.stands_down(request.user, application):
        raise Http404
    read_scores(application, by=request.user, at=clock.now())
    values = {**_shown(scores(application)), "application": application, "who": application.applicant, "back": person_url(reference)}
    response = render(request, "hr/selection/scores.html", values)
    response["Cache-Control"] = "no-store"
    return response


urls = [
    path("staff/selection/<int:number>/person/<str:reference>/score/", score_page, name="score"),
    path("staff/people/<str:reference>/scores/", scores_page, name="scores"),
]

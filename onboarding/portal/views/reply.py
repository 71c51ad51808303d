"""Reply pages by one-time link. Seeing the address changes nothing and shows nothing; everything is asked for with a button.

The secret in the address is what lets somebody in, and no cookie does: so no page of another site can make a browser do
anything here, and the usual token against that (which asks for a cookie, and for the Referer that we keep back) is left out.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from onboarding.actions import reply
from onboarding.actions.reply_links import renew
from onboarding.door import KeyReused, StepRefused
from onboarding.lib import clock
from onboarding.portal.reply_limits import missed, too_many
from onboarding.queries.reply_list import asked
from onboarding.queries.reply_page import reply_page
from onboarding.queries.reply_words import house_for_others

View = Callable[..., HttpResponse]
WHERE = {reply.CHOOSE: "#answer_0", reply.CHOOSE_DAY: "#until_0"}
HEADS = (("reference", "Reference"), ("title", "About"), ("since", "Asked"), ("due", "By"))
THANKS = "Thank you. We have your answer."
FOOTER = [{"label": "Privacy: what happens to your answer", "url": "/reply/privacy/"}]


def _shown(request: HttpRequest, page: str, values: dict[str, Any] | None = None, status: int = 200) -> HttpResponse:
    """A page in the frame for people outside: the short name, no menu, no way to pages of ours."""
    frame = {"organisation": house_for_others(), "navigation": [], "messages": [], "footer_links": FOOTER}
    return render(request, f"reply/{page}.html", {**frame, **(values or {})}, status=status)


def outside(view: View) -> View:
    """The address, which is the key, is handed to no other site and kept by no browser."""

    @wraps(view)
    def guarded(request: HttpRequest, *given: Any, **named: Any) -> HttpResponse:
        response = view(request, *given, **named)
        response.headers["Referrer-Policy"] = "no-referrer"
        response.headers["Cache-Control"] = "no-store"
        return response

    return guarded


@outside
@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """What happens to an answer."""
    return _shown(request, "privacy")


@csrf_exempt
@outside
@require_http_methods(["GET", "HEAD", "POST"])
def show(request: HttpRequest, secret: str) -> HttpResponse:
    """Seen: a button, the same for every address, true or not. Sent: the question, or what was done with it."""
    if request.method != "POST":
        return _shown(request, "gate")
    if too_many(request):
        return _shown(request, "too_many", status=429)
    try:
        link = reply.find(secret, at=clock.now())
        return _done(request, link)
    except reply.LinkOver:
        return _nothing(request, secret)


def _nothing(request: HttpRequest, secret: str) -> HttpResponse:
    """The one page of every link that opens nothing. A click that came twice is thanked."""
    if reply.sent_before(secret, request.POST.get("key", "")):
        return _shown(request, "thanks", {"lines": [THANKS]})
    missed(request)
    return _shown(request, "nothing", status=404)



def _done(request: HttpRequest, link: Any) -> HttpResponse:
    """What the button asks for; a refusal is shown above the question, which stands as it is now."""
    do = _DO.get(request.POST.get("do", ""), _open)
    try:
        return do(request, link)
    except StepRefused as refused:
        return _asked(request, link, [reason.sentence for reason in refused.reasons])
    except KeyReused:
        return _asked(request, link, ["This page was sent before with another answer. Choose once more."])


def _open(request: HttpRequest, link: Any) -> HttpResponse:
    reply.opened(link, at=clock.now())
    return _asked(request, link)


def _asked(request: HttpRequest, link: Any, refused: list[str] | None = None, notice: str = "") -> HttpResponse:
    """The question, or the list of them, as things stand now."""
    where = {} if link.application is None else WHERE
    shared = {
        "refused": [{"words": words, "href": where.get(words, "")} for words in refused or []],
        "notice": notice,
        "key": secrets.token_hex(16),
    }
    status = 422 if refused else 200
    if link.application is None:
        sort = request.POST.get("sort", "due")
        rows = [(row, request.POST.get(f"answer.{row.stage}", "")) for row in asked(link.body, sort=sort, at=clock.now())]
        values = {"rows": rows, "body": link.body, "sort": sort, "heads": HEADS, "link": link}
        return _shown(request, "list", {**shared, **values}, status)
    page = reply_page(link, at=clock.now())
    if page is None:
        raise reply.LinkOver
    chosen = request.POST.get("answer", "") if refused else page.saved
    return _shown(request, "question", {**shared, "page": page, "chosen": chosen}, status)


def _answer(request: HttpRequest, link: Any) -> HttpResponse:
    """The answer of one question, or (a list) every row that was answered."""
    if link.application is None:
        return _answers(request, link)
    code = request.POST.get("pass_on") or request.POST.get("answer", "")
    reply.answer(link, link.stage_id, code, version=_version(request), key=_key(request), at=clock.now())
    if reply.is_live(link, at=clock.now()):
        return _asked(request, reply.reread(link), notice=THANKS)
    return _shown(request, "thanks", {"lines": [THANKS]})


def _answers(request: HttpRequest, link: Any) -> HttpResponse:
    """Each row by itself: one that has moved on does not keep the others back."""
    done, refused = 0, []
    chosen = {
        name.removeprefix("answer."): request.POST[name]
        for name in request.POST
        if name.startswith("answer.") and request.POST[name]
    }
    for stage, code in chosen.items():
        version = request.POST.get(f"version.{stage}", "")
        try:
            reply.answer(
                link, int(stage) if stage.isdecimal() else 0, code, version=int(version) if version.isdecimal() else -1,
                key=f"{_key(request)}.{stage}", at=clock.now(),
            )  # fmt: skip
            done += 1
        except StepRefused as refusal:
            refused += [reason.sentence for reason in refusal.reasons]
    words = f"Thank you. We have {done} {'answer' if done == 1 else 'answers'} from you." if done else ""
    return _asked(request, link, refused or ([] if done else [reply.CHOOSE]), notice=words)


def _until(request: HttpRequest, link: Any) -> HttpResponse:
    reply.need_until(
        link, link.stage_id or 0, request.POST.get("until", ""), version=_version(request), key=_key(request), at=clock.now()
    )
    return _asked(request, reply.reread(link), notice="Thank you. We have the day you chose. You can change it here.")


def _save(request: HttpRequest, link: Any) -> HttpResponse:
    reply.save_for_later(link, request.POST.get("answer", ""), at=clock.now())
    return _asked(request, reply.reread(link), notice="Saved, and not sent yet. Come back with the same link.")


def _renew(request: HttpRequest, link: Any) -> HttpResponse:
    renew(link, at=clock.now())
    words = ["We are sending you a new link by e-mail. It works for 14 days.", "This one has stopped working."]
    return _shown(request, "thanks", {"lines": words})


def _version(request: HttpRequest) -> int:
    given = request.POST.get("version", "")
    return int(given) if given.isdecimal() else -1


def _key(request: HttpRequest) -> str:
    return request.POST.get("key", "")


_DO = {"answer": _answer, "until": _until, "save": _save, "renew": _renew}

"""The two sample pages as files behind a server of their own, with the headers the real site sends."""

import contextlib
import functools
import http.server
import threading
from collections.abc import Iterator
from pathlib import Path

from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.template import engines

from onboarding.conf.middleware import HEADERS
from tests.pages import component_samples as samples

STATIC = Path(samples.__file__).parents[2] / "onboarding" / "static"


def request() -> HttpRequest:
    """A request that has a token, as every real one has."""
    bare = HttpRequest()
    bare.META["SERVER_NAME"], bare.META["SERVER_PORT"] = "testserver", "80"
    get_token(bare)
    return bare


def draw(source: str, **values: object) -> str:
    """A template given as a string, drawn as a page would draw it."""
    return engines["django"].from_string(source).render(values, request())


def staff_page() -> str:
    """Every part that staff meet; the form stands in the first row of the table of checks, and holds mistakes."""
    form = samples.wrong_form()
    row_form = draw(
        '{% load interface %}<form class="ob-form" method="post" novalidate>{% csrf_field %}'
        '{{ form }}<button class="govuk-button">Save result</button></form>',
        form=samples.CertificateForm(auto_id="row_%s"),
    )
    page = samples.STAFF_PAGE.replace("{% include 'components/now_card", "<form novalidate>{{ form }}</form>{% include 'components/now_card")
    values = {**samples.STAFF, "form": form, "filters": samples.FilterForm({}), "checks": samples.checks(row_form)}
    return draw(page, **values)


def applicant_page() -> str:
    """Every part that applicants meet."""
    timeline = draw("{% include 'components/timeline.html' with events=events only %}", events=samples.EVENTS)
    return draw(samples.APPLICANT_PAGE, **samples.APPLICANT, timeline=timeline)


class _Handler(http.server.SimpleHTTPRequestHandler):
    def end_headers(self) -> None:
        for name, value in HEADERS.items():
            self.send_header(name, value)
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing: the tests look at what the browser saw."""


@contextlib.contextmanager
def served(folder: Path) -> Iterator[str]:
    """The address of the two pages, staff.html and applicant.html, while the block lasts."""
    (folder / "staff.html").write_text(staff_page(), encoding="utf-8")
    (folder / "applicant.html").write_text(applicant_page(), encoding="utf-8")
    (folder / "static").symlink_to(STATIC)
    handler = functools.partial(_Handler, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()

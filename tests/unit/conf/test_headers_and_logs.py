"""What every answer carries, and what no log line does."""

import io
import logging

import pytest
from django.http import HttpResponse
from django.test import RequestFactory
from django.urls import ResolverMatch

from onboarding.conf.logs import NoRequestContent, PlainFormatter
from onboarding.conf.middleware import HEADERS, ResponseHeadersMiddleware


def answer(response):
    return ResponseHeadersMiddleware(lambda request: response)(RequestFactory().get("/"))


def test_every_answer_has_the_headers_and_is_kept_nowhere():
    response = answer(HttpResponse("words"))
    assert HEADERS.items() <= response.headers.items()
    assert response.headers["Cache-Control"] == "no-store"


def test_a_page_may_run_and_load_only_what_is_ours():
    policy = dict(part.split(" ", 1) for part in HEADERS["Content-Security-Policy"].split("; "))
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == policy["style-src"] == policy["form-action"] == "'self'"
    assert policy["frame-ancestors"] == policy["base-uri"] == "'none'"


def test_a_view_may_set_a_header_itself():
    response = answer(HttpResponse("words", headers={"Cache-Control": "private, max-age=60"}))
    assert response.headers["Cache-Control"] == "private, max-age=60"


@pytest.fixture
def log():
    """A logger as the settings make it, and what it wrote."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(PlainFormatter())
    handler.addFilter(NoRequestContent())
    logger = logging.Logger("django.request")
    logger.addHandler(handler)
    return logger, stream.getvalue


def test_a_log_line_names_the_route_and_not_the_address(log):
    logger, written = log
    request = RequestFactory().post("/reply/one-time-code-7f3a?name=Jo", {"finding": "words"})
    request.resolver_match = ResolverMatch(print, (), {"code": "7f3a"}, route="reply/<code>")
    logger.warning("Not Found: %s", request.path, extra={"request": request, "status_code": 404})
    assert written().endswith("WARNING django.request POST reply/<code> 404\n")


def test_an_address_without_a_route_is_not_logged_either(log):
    logger, written = log
    request = RequestFactory().get("/reply/7f3a")
    logger.warning("Not Found: %s", request.path, extra={"request": request, "status_code": 404})
    assert written().endswith("GET no route 404\n")


def test_an_error_is_logged_by_its_place_and_class_without_its_words(log):
    logger, written = log
    try:
        raise ValueError("Key (email)=(jo@example.org) already exists")
    except ValueError:
        logger.exception("A step failed")
    assert "test_headers_and_logs.py" in written()
    assert written().endswith("builtins.ValueError\n")
    assert "jo@" not in written()

"""Every page somebody can come to: from where they land, by links alone, one of each kind."""

import html
import re
from collections import Counter, deque
from collections.abc import Iterator
from http import HTTPStatus
from urllib.parse import parse_qs, urlsplit

from django.test import Client
from django.urls import Resolver404, resolve

LINK = re.compile(r"<a [^>]*?href=\"([^\"]+)\"")
FILES = re.compile(r"\.(pdf|csv|ics|zip|xlsx)$|/pdf/$|/copy/$|^/static/|^/media/")
OF_A_KIND, STEPS = 1, 4
SAME = ("after", "whole", "name", "show", "saved", "sort")  # a list narrowed is the same page


def kind(address: str) -> str:
    """The pattern of an address, with what opens in place; steps of a person are many, and each has a form of its own."""
    parts = urlsplit(address)
    known = parse_qs(parts.query)
    opened = known.get("do", [""])[0].rpartition(".")[2]
    names = sorted(set(known) - {*SAME, "do", "next"})
    return f"{resolve(parts.path).route} {opened} {' '.join(names)}".strip()


def most(what: str) -> int:
    """How many pages of a kind are looked at."""
    return STEPS if "/step/" in what or "/do/" in what else OF_A_KIND


def pages(client: Client, *starts: str, broken: list[str]) -> Iterator[tuple[str, str, str]]:
    """Every page reached, as kind, address and HTML; links that lead nowhere are put on the list `broken`."""
    seen, counts, waiting, came = set(starts), Counter[str](), deque(starts), dict.fromkeys(starts, "the start")
    while waiting:
        address = waiting.popleft()
        what = _kind(address)
        if what is None or counts[what] >= most(what):
            continue
        answer = client.get(address, follow=True)
        if answer.status_code != HTTPStatus.OK:
            broken.append(f"{came[address]} leads to {address}: {answer.status_code}")
            continue
        if "text/html" not in answer.headers["Content-Type"] or FILES.search(urlsplit(address).path):
            continue
        counts[what] += 1
        words = answer.content.decode()
        yield what, address, words
        here = answer.redirect_chain[-1][0] if answer.redirect_chain else address
        found = [link for link in _links(words, here) if link not in seen]
        seen.update(found)
        came.update(dict.fromkeys(found, address))
        waiting.extend(found)


def _kind(address: str) -> str | None:
    try:
        return kind(address)
    except Resolver404:
        return None


def _links(words: str, here: str) -> list[str]:
    path = urlsplit(here).path
    found = []
    for link in LINK.findall(words):
        link = html.unescape(link).partition("#")[0]
        if link.startswith("?"):
            link = path + link
        if link.startswith("/") and not FILES.search(urlsplit(link).path) and "logout" not in link:
            found.append(link)
    return list(dict.fromkeys(found))

"""How often one address may try reply links, counted in the cache that all processes share."""

from __future__ import annotations

from allauth.core import ratelimit
from django.http import HttpRequest

TRIES, MISSES = "reply", "reply_missed"


def too_many(request: HttpRequest) -> bool:
    """Whether this address has sent too much, or has missed too often; a link that opens something is no way round it."""
    missed = not ratelimit.consume(request, action=MISSES, dry_run=True)
    return missed or not ratelimit.consume(request, action=TRIES)


def missed(request: HttpRequest) -> None:
    """A link opened nothing."""
    ratelimit.consume(request, action=MISSES)

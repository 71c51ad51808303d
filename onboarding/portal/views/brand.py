"""The colour and the logo of the organisation, for every page: open to everybody, kept by browsers for good."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from onboarding.lib.filing import FileChanged, FilesAway
from onboarding.queries import brand

# A picture that is opened by itself runs nothing, asks for nothing and belongs to no site.
ALONE = "default-src 'none'; style-src 'unsafe-inline'; sandbox"


@require_safe
def file(request: HttpRequest, name: str) -> HttpResponse:
    """The file of that name: it stands for what is in it, so that a new look has a new name."""
    try:
        found = brand.file(name)
    except (FilesAway, FileChanged):
        raise Http404 from None
    if found is None:
        raise Http404
    headers = {"Cache-Control": "private, max-age=31536000, immutable", "Content-Security-Policy": ALONE}
    return HttpResponse(found.content, content_type=found.type, headers=headers)

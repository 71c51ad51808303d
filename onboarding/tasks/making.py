"""A letter made once: facts, words, PDF in a child process, storage, and the row that never changes."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

from onboarding import letters
from onboarding.letters import base
from onboarding.lib import filing
from onboarding.lib.pdf import Pdf, render_pdf
from onboarding.models import Application, Letter, OutboxItem
from onboarding.queries import brand, letter_facts


def letter_of(item: OutboxItem, *, at: dt.datetime) -> Letter:
    """The letter of a message: the one an earlier try has made, else a new one.

    Raises MissingFacts, PdfRefused and FilesAway; then nothing was kept.
    """
    there = Letter.objects.filter(item=item).first()
    return there or _make(item, at)


def preview(kind: str, application: Application, *, at: dt.datetime, move: int | None = None, **said: Any) -> base.Letter:
    """The letter as it would be written now; nothing is kept. `said` are facts that are not written down yet. Raises MissingFacts."""
    return letters.write(kind, replace(letter_facts.gather(kind, application, at=at, move=move), **said))


def _make(item: OutboxItem, at: dt.datetime) -> Letter:
    written = preview(item.kind, item.application, at=at, move=item.move_id)
    file, sha256 = filing.keep(print_of(written), folder=f"letters/{at.year}", ending="pdf")
    return Letter.objects.create(
        application=item.application,
        item=item,
        kind=item.kind,
        title=written.kind.title,
        points=written.facts.points,
        file=file,
        sha256=sha256,
        html=base.screen(written),
        text=written.text,
        created_at=at,
    )


def print_of(written: base.Letter) -> Pdf:
    """The PDF of a written letter, in the size the person asked for. Raises PdfRefused, and FilesAway where the logo is."""
    page, styles, assets = base.html(written)
    picture = brand.logo_asset() if written.facts.organisation.logo else {}
    return render_pdf(page, title=written.document_title, styles=styles, assets=assets | picture)

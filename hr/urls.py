"""Addresses of the staff pages: each module of views lists its own."""

from django.urls import URLPattern, URLResolver

from hr.views import (
    application,
    chases,
    contacts,
    fees,
    groups,
    imports,
    ladders,
    letters,
    letters_by_hand,
    pathways,
    people,
    placements,
    reply_links,
    reports,
    restricted,
    steps,
    together,
    worklist,
)

urlpatterns: list[URLPattern | URLResolver] = [
    *worklist.urls,
    *people.urls,
    *placements.urls,
    *contacts.urls,
    *chases.urls,
    *letters.urls,
    *letters_by_hand.urls,
    *pathways.urls,
    *fees.urls,
    *groups.urls,
    *ladders.urls,
    *reply_links.urls,
    *imports.urls,
    *application.urls,
    *restricted.urls,
    *steps.urls,
    *reports.urls,
    *together.urls,
]

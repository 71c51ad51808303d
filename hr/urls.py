"""Addresses of the staff pages: each module of views lists its own."""

from django.urls import URLPattern, URLResolver

from hr.views import application, letters, people, steps, worklist

urlpatterns: list[URLPattern | URLResolver] = [
    *worklist.urls,
    *people.urls,
    *letters.urls,
    *application.urls,
    *steps.urls,
]

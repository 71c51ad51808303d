"""The staff pages' registration with Django."""

from django.apps import AppConfig


class HrConfig(AppConfig):
    """The app `hr`: staff pages, no models."""

    name = "hr"
    verbose_name = "Staff pages"

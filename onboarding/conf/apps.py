"""The application's registration with Django."""

from django.apps import AppConfig
from django.core.management import call_command
from django.db.models.signals import post_migrate


class OnboardingConfig(AppConfig):
    """The app `onboarding`: models, steps, letters and reports."""

    name = "onboarding"
    label = "onboarding"
    verbose_name = "Onboarding"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Connects what must follow every migrate."""
        post_migrate.connect(make_cache_table, sender=self, dispatch_uid="onboarding.cache_table")


def make_cache_table(using: str, **kwargs: object) -> None:
    """Sign-in limits are counted in a cache table shared by all processes; it belongs to no model."""
    call_command("createcachetable", database=using, verbosity=0)

"""The application's registration with Django, and what goes round every migrate."""

from importlib import import_module

from django.apps import AppConfig
from django.core.management import call_command
from django.db import connections
from django.db.models.signals import post_migrate, pre_migrate


class OnboardingConfig(AppConfig):
    """The app `onboarding`: models, steps, letters and reports."""

    name = "onboarding"
    label = "onboarding"
    verbose_name = "Onboarding"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Connects what must come before and after every migrate."""
        import_module("onboarding.conf.checks")  # they read the models, which load after the app is registered
        pre_migrate.connect(take_triggers_off, sender=self, dispatch_uid="onboarding.triggers_off")
        post_migrate.connect(put_triggers_on, sender=self, dispatch_uid="onboarding.triggers_on")
        post_migrate.connect(make_cache_table, sender=self, dispatch_uid="onboarding.cache_table")
        from onboarding.portal import events  # needs the apps to be there

        events.connect()


def take_triggers_off(using: str, **kwargs: object) -> None:
    """SQLite stumbles over triggers that name a table it rebuilds, and drops those of the table itself."""
    from onboarding.models import triggers  # models load after the app is registered

    triggers.uninstall(connections[using])


def put_triggers_on(using: str, **kwargs: object) -> None:
    """From the declarations, so that a new step is a known edge; nothing to do once all is migrated away."""
    from onboarding.actions import basics
    from onboarding.models import triggers

    connection = connections[using]
    if triggers.EDGE in connection.introspection.table_names():
        triggers.install(connection)
        basics.lay_basics()


def make_cache_table(using: str, **kwargs: object) -> None:
    """Sign-in limits are counted in a cache table shared by all processes; it belongs to no model."""
    call_command("createcachetable", database=using, verbosity=0)

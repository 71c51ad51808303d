"""The peer of the pages: the changelist of Django's own admin over the same rows, in an environment of its own.

`python admin.py DATABASE_URL ROWS_URL ROUNDS` prints one JSON line: milliseconds of each page, a list a page.
"""

import json
import sys
import time

from peers import database

ADMIN = ["admin", "auth", "contenttypes", "sessions", "messages"]


class Router:
    """Our rows are read where they lie; what the admin needs for itself lies elsewhere."""

    def db_for_read(self, model, **hints):
        return "rows" if model._meta.db_table.startswith("onboarding_") else None

    db_for_write = db_for_read

    def allow_migrate(self, db, app_label, **hints):
        return db == "default"

    def allow_relation(self, one, other, **hints):
        return True


def set_up(url, rows):
    import django
    from django.conf import settings

    middleware = ["sessions.middleware.Session", "auth.middleware.Authentication", "messages.middleware.Message"]
    context = ["django.template.context_processors.request"]
    context += ["django.contrib.auth.context_processors.auth", "django.contrib.messages.context_processors.messages"]
    settings.configure(
        DATABASES={"default": database(url), "rows": database(rows)}, DATABASE_ROUTERS=["__main__.Router"], USE_TZ=True,
        INSTALLED_APPS=[f"django.contrib.{app}" for app in ADMIN], DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
        MIDDLEWARE=[f"django.contrib.{name}Middleware" for name in middleware], SECRET_KEY="bench",
        ROOT_URLCONF="__main__", ALLOWED_HOSTS=["*"], STATIC_URL="/static/",
        TEMPLATES=[{"BACKEND": "django.template.backends.django.DjangoTemplates", "APP_DIRS": True,
                    "OPTIONS": {"context_processors": context}}],
    )  # fmt: skip
    django.setup()


def register():
    from django.contrib import admin
    from django.db import models
    from django.urls import path

    class Applicant(models.Model):
        first_name = models.CharField(max_length=120)
        surname = models.CharField(max_length=120)
        sort_name = models.CharField(max_length=240)

        class Meta:
            app_label, db_table, managed = "auth", "onboarding_applicant", False

        def __str__(self):
            return f"{self.first_name} {self.surname}"

    class Application(models.Model):
        reference = models.CharField(max_length=16)
        state = models.CharField(max_length=20, choices=[(s, s) for s in ("draft", "in_progress", "paused", "in_role", "withdrawn")])
        applicant = models.ForeignKey(Applicant, models.DO_NOTHING)
        promise_on = models.DateField(null=True)

        class Meta:
            app_label, db_table, managed = "auth", "onboarding_application", False

    class Applications(admin.ModelAdmin):
        list_display = ("reference", "applicant", "state", "promise_on")
        list_filter, list_per_page, list_select_related = ("state",), 50, True
        search_fields, ordering = ("applicant__first_name", "applicant__surname"), ("applicant__sort_name", "pk")

    admin.site.register(Application, Applications)
    globals()["urlpatterns"] = [path("admin/", admin.site.urls)]


PAGES = {
    "admin changelist": "/admin/auth/application/",
    "admin changelist, a filter": "/admin/auth/application/?state=in_progress",
    "admin changelist, page 50": "/admin/auth/application/?p=50",
    "admin changelist, a name": "/admin/auth/application/?q=okafor",
}


def measured(rounds):
    from django.contrib.auth.models import User
    from django.core.management import call_command
    from django.test import Client

    call_command("migrate", verbosity=0)
    client = Client()
    client.force_login(User.objects.create_superuser("bench"))
    found = {name: [] for name in PAGES}
    for number in range(rounds + 1):
        for name, page in PAGES.items():
            start = time.perf_counter()
            answer = client.get(page)
            assert answer.status_code == 200, page
            if number:
                found[name].append(1000 * (time.perf_counter() - start))
    return found


if __name__ == "__main__":
    set_up(sys.argv[1], sys.argv[2])
    register()
    print(json.dumps(measured(int(sys.argv[3]))))

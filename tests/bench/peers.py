"""The peers of the door, run in an environment of their own: django-fsm-log, viewflow, and raw SQL of the same rows.

`python peers.py DATABASE_URL SECONDS` prints one JSON line: steps a second of each.
"""

import hashlib
import json
import sys
import time
from urllib.parse import unquote, urlsplit


def database(url):
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        pragmas = "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;PRAGMA foreign_keys=ON;"
        options = {"transaction_mode": "IMMEDIATE", "timeout": 20, "init_command": pragmas}
        return {"ENGINE": "django.db.backends.sqlite3", "NAME": parts.path[1:], "OPTIONS": options}
    login = {"USER": parts.username, "PASSWORD": parts.password or "", "HOST": unquote(parts.hostname), "PORT": parts.port}
    return {"ENGINE": "django.db.backends.postgresql", "NAME": parts.path[1:], "CONN_MAX_AGE": 600, **login}


def set_up(url):
    import django
    from django.conf import settings

    apps = ["django.contrib.contenttypes", "django.contrib.auth", "django.contrib.sessions", "django_fsm_log"]
    settings.configure(
        DATABASES={"default": database(url)}, INSTALLED_APPS=[*apps, "viewflow", "viewflow.workflow"],
        USE_TZ=True, DEFAULT_AUTO_FIELD="django.db.models.BigAutoField", SECRET_KEY="bench", ROOT_URLCONF="viewflow.urls",
    )  # fmt: skip
    django.setup()


def fsm_log(seconds):
    from django.db import connection, models, transaction
    from django_fsm import FSMField, transition
    from django_fsm_log.decorators import fsm_log_by

    class Row(models.Model):
        state = FSMField(default="a", protected=True)

        class Meta:
            app_label = "auth"  # a table of no app of its own

        @fsm_log_by
        @transition(field=state, source="a", target="b")
        def there(self, by=None):
            pass

        @fsm_log_by
        @transition(field=state, source="b", target="a")
        def back(self, by=None):
            pass

    from django.contrib.auth.models import User

    with connection.schema_editor() as editor:
        editor.create_model(Row)
    user, row = User.objects.create_user("fsm"), Row.objects.create()

    def one(number):
        with transaction.atomic():
            held = Row.objects.select_for_update().get(pk=row.pk)
            (held.there if number % 2 == 0 else held.back)(by=user)
            held.save()

    return measured(one, seconds)


def viewflow(seconds):
    from django.contrib.auth.models import User
    from django.db import transaction
    from viewflow import this
    from viewflow.workflow import flow
    from viewflow.workflow.models import Process, Task
    from viewflow.workflow.status import STATUS

    class Loop(flow.Flow):
        __module__ = "viewflow.workflow.models"  # viewflow asks which app a flow belongs to
        process_class = Process
        start = flow.StartHandle(this.begin).Next(this.one)
        one = flow.View(lambda request: None).Next(this.two)
        two = flow.View(lambda request: None).Next(this.one)

        def begin(self, activation):
            return activation.process

    user = User.objects.create_user("flow", is_superuser=True)
    sys.modules["viewflow.workflow.models"].Loop = Loop  # where viewflow looks it up again by name
    Loop.start.run()
    process = Process.objects.latest("pk")

    def one(number):
        with transaction.atomic():
            task = Task.objects.filter(process_id=process.pk, status=STATUS.NEW).latest("pk")
            activation = task.flow_task.activation_class(task)
            activation.assign(user)
            activation.start(None)
            activation.execute()

    return measured(one, seconds)


TABLES = (
    "CREATE TABLE raw_case (id integer primary key, version integer, head varchar(64), tally integer)",
    "CREATE TABLE raw_stage (id integer primary key, case_id integer, state varchar(30), version integer)",
    (
        "CREATE TABLE raw_move ({id}, case_id integer, stage_id integer, seq integer, source varchar(30), "
        "target varchar(30), at varchar(40), actor integer)"
    ),
    "CREATE TABLE raw_wait ({id}, stage_id integer, party varchar(30), started_at varchar(40), ended_at varchar(40))",
    "CREATE TABLE raw_event ({id}, case_id integer, seq integer, envelope text, previous varchar(64), hash varchar(64))",
    "CREATE UNIQUE INDEX raw_open ON raw_wait (stage_id) WHERE ended_at IS NULL",
    "INSERT INTO raw_case VALUES (1, 0, '', 0)",
    "INSERT INTO raw_stage VALUES (1, 1, 'a', 0)",
    "INSERT INTO raw_wait (stage_id, party, started_at) VALUES (1, 'hr', '0')",
)


def raw(seconds):
    from django.db import connection, transaction

    sqlite = connection.vendor == "sqlite"
    key = "id integer primary key autoincrement" if sqlite else "id bigserial primary key"
    with connection.cursor() as cursor:
        for statement in TABLES:
            cursor.execute(statement.format(id=key))

    def one(number):
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT head, tally FROM raw_case WHERE id = 1" + ("" if sqlite else " FOR UPDATE"))
            head, tally = cursor.fetchone()
            cursor.execute("SELECT state, version FROM raw_stage WHERE case_id = 1")
            state, version = cursor.fetchone()
            target, at = ("b" if state == "a" else "a"), str(number)
            cursor.execute(
                "INSERT INTO raw_move (case_id, stage_id, seq, source, target, at, actor) VALUES (1, 1, %s, %s, %s, %s, 1)",
                [version + 1, state, target, at],
            )
            cursor.execute("UPDATE raw_stage SET state = %s, version = %s WHERE id = 1", [target, version + 1])
            cursor.execute("UPDATE raw_wait SET ended_at = %s WHERE stage_id = 1 AND ended_at IS NULL", [at])
            cursor.execute("INSERT INTO raw_wait (stage_id, party, started_at) VALUES (1, 'hr', %s)", [at])
            envelope = json.dumps({"move": tally + 1, "from": state, "to": target, "at": at})
            link = hashlib.sha256((head + envelope).encode()).hexdigest()
            cursor.execute(
                "INSERT INTO raw_event (case_id, seq, envelope, previous, hash) VALUES (1, %s, %s, %s, %s)",
                [tally + 1, envelope, head, link],
            )
            cursor.execute("UPDATE raw_case SET head = %s, tally = %s WHERE id = 1", [link, tally + 1])

    return measured(one, seconds)


def measured(one, seconds):
    """Steps a second of one client, after a short warm-up."""
    for number in range(20):
        one(number)
    done, start = 20, time.perf_counter()
    while time.perf_counter() - start < seconds:
        one(done)
        done += 1
    return (done - 20) / (time.perf_counter() - start)


if __name__ == "__main__":
    set_up(sys.argv[1])
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    wanted = {"raw SQL": raw, "django-fsm-log": fsm_log, "viewflow": viewflow}
    print(json.dumps({name: run(float(sys.argv[2])) for name, run in wanted.items()}))

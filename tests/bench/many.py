"""A hundred thousand applications: a small demo, lived through the door, then copied whole by the database itself."""

from typing import Any

from django.apps import apps
from django.db import connection
from django.db.models import ForeignKey, Model

from onboarding.models import FINDINGS, LIFE_FINDINGS, Applicant, Application, Move, Stage, Wait, triggers

# What a page of staff reads of one application. Bodies, teams and staff are the same for all copies.
COPIED: tuple[type[Model], ...] = (Applicant, Application, Stage, Move, Wait, *FINDINGS.values(), *LIFE_FINDINGS.values())
LETTERS = "abcdefghijklmnopqrstuvwxyz"


def multiply(times: int) -> int:
    """Copies every application so often, with names and references of its own; answers how many there are then."""
    bases = {model: _base(model) for model in COPIED}
    triggers.uninstall(connection)
    try:
        with connection.cursor() as cursor:
            for pragma in ("cache_size = -2000000", "synchronous = OFF") if connection.vendor == "sqlite" else ():
                cursor.execute(f"PRAGMA {pragma}")
            cursor.execute("CREATE TABLE bench_copies (k integer PRIMARY KEY, a varchar(3))")
            rows = [(k, _letters(k)) for k in range(1, times)]
            cursor.executemany("INSERT INTO bench_copies VALUES (%s, %s)", rows)
            for model in COPIED:
                cursor.execute(_copy(model, bases))
            cursor.execute("DROP TABLE bench_copies")
            cursor.execute("ANALYZE")
    finally:
        triggers.install(connection)
    connection.close()  # the next one is as in earnest
    return Application.objects.count()


def _base(model: type[Model]) -> int:
    last = model._base_manager.order_by("-pk").values_list("pk", flat=True).first()
    return int(last or 0) + 1


def _letters(k: int) -> str:
    return LETTERS[k // 676 % 26] + LETTERS[k // 26 % 26] + LETTERS[k % 26]


def _copy(model: type[Model], bases: dict[type[Model], int]) -> str:
    table = connection.ops.quote_name(model._meta.db_table)
    values = {field.column: _value(model, field, bases) for field in model._meta.concrete_fields}
    columns = ", ".join(connection.ops.quote_name(str(column)) for column in values)
    copies = f"bench_copies n CROSS JOIN {table} t WHERE t.id < {bases[model]} ORDER BY n.k, t.id"
    return f"INSERT INTO {table} ({columns}) SELECT {', '.join(values.values())} FROM {copies}"


OWN = {
    (Applicant, "user_id"): "NULL",
    (Applicant, "ref"): "substr(t.ref, 1, 24) || CAST(10000000 + n.k AS varchar(8))",
    (Applicant, "surname"): "t.surname || n.a",
    # Behind the first letter, so that copies spread over the whole alphabet as names do.
    (Applicant, "sort_name"): "substr(t.sort_name, 1, 1) || n.a || substr(t.sort_name, 2)",
    (Application, "reference"): "substr(t.reference, 1, 8) || CAST(100000 + n.k AS varchar(6))",
}


def _value(model: type[Model], field: Any, bases: dict[type[Model], int]) -> str:
    column = f"t.{connection.ops.quote_name(field.column)}"
    if (model, field.attname) in OWN:
        return OWN[model, field.attname]
    if field.primary_key:
        return f"{column} + {bases[model]} * n.k"
    target = field.related_model if isinstance(field, ForeignKey) else None
    copied = next((one for one in COPIED if target and one._meta.db_table == apps.get_model(target._meta.label)._meta.db_table), None)
    return f"{column} + {bases[copied]} * n.k" if copied else column

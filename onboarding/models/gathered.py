"""Rows of several tables in one statement: each comes as JSON with its table's name, and is made into values again."""

from __future__ import annotations

import datetime as dt
import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.db.models import CharField, DateTimeField, F, Field, JSONField, QuerySet, Value
from django.db.models.functions import JSONObject
from django.utils.dateparse import parse_datetime

from onboarding.models.statements import Select

Row = dict[str, Any]
Rows = dict[str, list[Row]]


class Part:
    """What is read of one table: the rows of `found`, with these columns, which may lie in a table that is joined."""

    def __init__(self, found: QuerySet[Any, Any], *columns: str) -> None:
        self.found = found.order_by()
        self.fields = {column: _field(found, column) for column in columns}

    def named(self, name: str) -> QuerySet[Any, Any]:
        """The rows as the statement has them: the name, and all columns as one JSON object."""
        row = JSONObject(**{column: F(column) for column in self.fields})
        named = self.found.annotate(part_name=Value(name, CharField()), part_row=row)
        return named.values_list("part_name", "part_row")

    def values(self, row: Row) -> Row:
        """One row, each value of its own type."""
        return {column: _value(field, row[column]) for column, field in self.fields.items()}


def gather(parts: Mapping[str, Part]) -> Rows:
    """The rows of every part by its name, in no order. Columns that are encrypted cannot be gathered."""
    return _by_name(parts, _union(parts)) if parts else defaultdict(list)


class Gathered:
    """The same for one key, with the statement written once for each connection."""

    def __init__(self, build: Callable[[int], Mapping[str, Part]]) -> None:
        self.build = build
        self.select = Select(lambda key: _union(build(key)))
        self.parts: Mapping[str, Part] = {}

    def __call__(self, key: int) -> Rows:
        """The rows of every part by its name, in no order."""
        self.parts = self.parts or self.build(key)
        return _by_name(self.parts, self.select.rows(key))


def _union(parts: Mapping[str, Part]) -> QuerySet[Any, Any]:
    first, *rest = (part.named(name) for name, part in parts.items())
    return first.union(*rest, all=True)


def _by_name(parts: Mapping[str, Part], rows: Iterable[Any]) -> Rows:
    found: Rows = defaultdict(list)
    for name, row in rows:
        found[name].append(parts[name].values(row))
    return found


def _field(found: QuerySet[Any, Any], column: str) -> Field[Any, Any]:
    """The field behind a column: of the table, of a joined one, or of what was worked out."""
    if column in found.query.annotations:
        return found.query.annotations[column].output_field
    model: Any = found.model
    *path, name = column.split("__")
    for step in path:
        model = model._meta.get_field(step).related_model
    return next(field for field in model._meta.concrete_fields if name in (field.name, field.attname))


def _value(field: Field[Any, Any], value: Any) -> Any:
    """What JSON has no type for, as the field has it: SQLite keeps instants without their zone, and JSON as text."""
    if isinstance(field, JSONField):
        return json.loads(value) if isinstance(value, str) else value
    if isinstance(field, DateTimeField) and value is not None:
        moment = parse_datetime(value)
        return moment if moment is None or moment.tzinfo else moment.replace(tzinfo=dt.UTC)
    return value if field.is_relation else field.to_python(value)

"""The statements of the door, written by Django once for each connection and then only filled in.

Writing a statement takes Django ten times as long as the database takes to run it, and every move asks the same dozen.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any
from weakref import WeakKeyDictionary

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import AutoField, Model, QuerySet
from django.db.models.query import get_related_populators
from django.db.models.sql import InsertQuery

KEY = -(2**31) + 7  # stands in a written statement where the key of a call will stand
_written: WeakKeyDictionary[Any, dict[Any, Any]] = WeakKeyDictionary()


def _once(whose: Any, write: Callable[[Any], Any]) -> tuple[Any, Any]:
    """This thread's connection, and what was written for it the first time it was asked."""
    connection = connections[DEFAULT_DB_ALIAS]
    kept = _written.setdefault(connection, {})
    if whose not in kept:
        kept[whose] = write(connection)
    return connection, kept[whose]


@dataclass(frozen=True)
class _Reading:
    """A SELECT with what turns its rows into values, and values into objects."""

    text: str
    params: Sequence[Any]
    converters: Sequence[tuple[int, Sequence[Any], Any]]
    model: type[Model] | None
    names: Sequence[str]
    start: int
    joined: Sequence[Any]


class Select:
    """A query with one key in it (or none): `build` gets the key and gives the query set, once."""

    def __init__(self, build: Callable[[int], QuerySet[Any, Any]]) -> None:
        self.build = build

    def rows(self, key: int = 0) -> list[tuple[Any, ...]]:
        """The values selected, a tuple a row."""
        return self._run(key)[1]

    def objects(self, key: int = 0) -> list[Any]:
        """The rows as objects, with those that the query joins."""
        reading, rows = self._run(key)
        return [_object(reading, row) for row in rows]

    def _run(self, key: int) -> tuple[_Reading, list[tuple[Any, ...]]]:
        connection, reading = _once(self, self._write)
        with connection.cursor() as cursor:
            cursor.execute(reading.text, [key if value == KEY else value for value in reading.params])
            rows = cursor.fetchall()
        return reading, [_converted(reading, row, connection) for row in rows] if reading.converters else rows

    def _write(self, connection: Any) -> _Reading:
        compiler = self.build(KEY).query.get_compiler(connection=connection)
        text, params = compiler.as_sql()
        found = compiler.get_converters([column[0] for column in compiler.select])
        converters = [(place, each, expression) for place, (each, expression) in found.items()]
        about = compiler.klass_info
        if about is None:
            return _Reading(text, params, converters, None, (), 0, ())
        own = about["select_fields"]
        names = [compiler.select[place][0].target.attname for place in own]
        populators: Any = get_related_populators  # the types are those of a later Django
        joined = populators(about, compiler.select, connection.alias)
        return _Reading(text, params, converters, about["model"], names, own[0], joined)


def _converted(reading: _Reading, row: Sequence[Any], connection: Any) -> tuple[Any, ...]:
    values = list(row)
    for place, converters, expression in reading.converters:
        for convert in converters:
            values[place] = convert(values[place], expression, connection)
    return tuple(values)


def _object(reading: _Reading, row: tuple[Any, ...]) -> Any:
    model: Any = reading.model
    made = model.from_db(DEFAULT_DB_ALIAS, reading.names, row[reading.start : reading.start + len(reading.names)])
    for populator in reading.joined:
        populator.populate(row, made)
    return made


class Insert:
    """Inserts one row of a model whose id the database gives."""

    def __init__(self, model: type[Model]) -> None:
        self.model = model
        self.fields = [field for field in model._meta.concrete_fields if not isinstance(field, AutoField)]

    def __call__(self, row: Model) -> None:
        """Write the row as it stands in memory; it has its id afterwards."""
        connection, text = _once(self, self._write)
        with connection.cursor() as cursor:
            cursor.execute(text, _prepared(self.fields, row, connection))
            row.pk = cursor.fetchone()[0]
        row._state.adding, row._state.db = False, connection.alias

    def _write(self, connection: Any) -> str:
        query = InsertQuery(self.model)
        query.insert_values(self.fields, [self.model()])
        compiler = query.get_compiler(connection=connection)
        compiler.returning_fields = self.model._meta.db_returning_fields
        [(text, _params)] = compiler.as_sql()
        return str(text)


class Update:
    """Writes some columns of one row, found by its id, as they stand in memory."""

    def __init__(self, model: type[Model], *columns: str) -> None:
        self.table = model._meta.db_table
        self.fields: list[Any] = [model._meta.get_field(name) for name in columns]
        self.key = model._meta.pk

    def __call__(self, row: Model) -> None:
        """Write the columns of the row."""
        connection, text = _once(self, self._write)
        with connection.cursor() as cursor:
            cursor.execute(text, [*_prepared(self.fields, row, connection), row.pk])

    def _write(self, connection: Any) -> str:
        quote = connection.ops.quote_name
        columns = ", ".join(f"{quote(field.column)} = %s" for field in self.fields)
        return f"UPDATE {quote(self.table)} SET {columns} WHERE {quote(self.key.column)} = %s"


def _prepared(fields: Sequence[Any], row: Model, connection: Any) -> list[Any]:
    return [field.get_db_prep_save(getattr(row, field.attname), connection) for field in fields]

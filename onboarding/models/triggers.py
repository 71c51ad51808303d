"""Witnessed state: triggers that refuse every change of state that leaves no move, on SQLite and PostgreSQL alike."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from onboarding.engine.edges import edges, first_states
from onboarding.stages import ALL_KINDS, STAGE_KINDS

STAGE, LIFE, MOVE, EDGE = "onboarding_stage", "onboarding_application", "onboarding_move", "onboarding_edge"
EVENT, LETTER, INNER = "onboarding_auditevent", "onboarding_letter", "onboarding_innermove"


@dataclass(frozen=True)
class Trigger:
    """Refuse `event` on `table` when `refuse` (SQL over NEW and OLD, valid on both databases) is true."""

    table: str
    event: str
    refuse: str
    words: str
    tag: str = ""

    @property
    def name(self) -> str:
        """The trigger's name in the database."""
        return f"witness_{self.table.removeprefix('onboarding_')}_{self.event.lower()}{self.tag}"


_SAME_ROW = "coalesce({0}.stage_id, -1) = coalesce(NEW.stage_id, -1) AND {0}.application_id = NEW.application_id"
_STAGE_STANDS = f"""EXISTS (SELECT 1 FROM {STAGE} s WHERE s.id = NEW.stage_id AND s.application_id = NEW.application_id
    AND s.kind = NEW.kind AND s.state = NEW.source AND s.version + 1 = NEW.seq)"""
_LIFE_STANDS = f"""(NEW.stage_id IS NULL AND NEW.kind = 'application' AND EXISTS (SELECT 1 FROM {LIFE} a
    WHERE a.id = NEW.application_id AND a.state = NEW.source AND a.version + 1 = NEW.seq))"""
_DECLARED = f"""(NEW.reverses_id IS NULL AND NEW.amends_id IS NULL AND EXISTS (SELECT 1 FROM {EDGE} e
    WHERE e.kind = NEW.kind AND e.step = NEW.step AND e.source = NEW.source AND e.target = NEW.target))"""
_UNDONE = f"EXISTS (SELECT 1 FROM {MOVE} r WHERE r.reverses_id = {{0}}.id)"
_MIRRORS = f"""(NEW.step = 'undo' AND NEW.amends_id IS NULL AND EXISTS (SELECT 1 FROM {MOVE} m WHERE m.id = NEW.reverses_id
    AND m.source = NEW.target AND m.target = NEW.source AND m.step NOT IN ('undo', 'bring_in') AND {_SAME_ROW.format("m")}
    AND NOT {_UNDONE.format("m")}
    AND NOT EXISTS (SELECT 1 FROM {MOVE} n WHERE n.seq > m.seq AND n.step <> 'undo' AND {_SAME_ROW.format("n")}
        AND NOT {_UNDONE.format("n")})))"""
_AMENDS = f"""(NEW.step = 'amend' AND NEW.reverses_id IS NULL AND NEW.source = NEW.target AND EXISTS (SELECT 1 FROM {MOVE} m
    WHERE m.id = NEW.amends_id AND m.step NOT IN ('undo', 'amend') AND {_SAME_ROW.format("m")} AND NOT {_UNDONE.format("m")}))"""


def _known(table: str) -> str:
    return f"EXISTS (SELECT 1 FROM {table} x WHERE x.id = NEW.id)"


def _witnessed(row: str) -> str:
    return f"""NEW.version = OLD.version + 1 AND EXISTS (SELECT 1 FROM {MOVE} m WHERE {row}
        AND m.seq = NEW.version AND m.source = OLD.state AND m.target = NEW.state)"""


_FIRST = " OR ".join(
    f"(NEW.kind = '{kind}' AND NEW.state = '{state}')" for kind, state in first_states(STAGE_KINDS.values())
)
_NO_ERASURE = f"""NOT EXISTS (SELECT 1 FROM {EVENT} e JOIN {STAGE} s ON s.application_id = e.application_id
    WHERE s.id = OLD.stage_id AND e.type = 'erasure' AND e.at >= OLD.recorded_at)"""
_NEVER_CHANGED = (MOVE, EVENT, LETTER, INNER, EDGE)

TRIGGERS: tuple[Trigger, ...] = (
    Trigger(
        MOVE,
        "INSERT",
        f"NOT (({_STAGE_STANDS} OR {_LIFE_STANDS}) AND ({_DECLARED} OR {_MIRRORS} OR {_AMENDS})) OR {_known(MOVE)}",
        "a move must follow a declared edge from where its row stands",
    ),
    Trigger(
        STAGE,
        "INSERT",
        f"NOT (NEW.version = 0 AND ({_FIRST})) OR {_known(STAGE)}",
        "a stage starts in its first state at version 0",
    ),
    Trigger(
        STAGE,
        "UPDATE",
        f"""NEW.id <> OLD.id OR NEW.application_id <> OLD.application_id OR NEW.kind <> OLD.kind OR NEW.slot <> OLD.slot
        OR ((NEW.state <> OLD.state OR NEW.version <> OLD.version) AND NOT ({_witnessed("m.stage_id = NEW.id")}))""",
        "the state of a stage changes only with its move",
    ),
    Trigger(
        LIFE,
        "INSERT",
        f"NEW.state <> 'draft' OR NEW.version <> 0 OR NEW.tally <> 0 OR NEW.chain_seq <> 0 OR {_known(LIFE)}",
        "an application starts as a draft at version 0",
    ),
    Trigger(
        LIFE,
        "UPDATE",
        f"""NEW.id <> OLD.id OR NEW.reference <> OLD.reference OR NEW.tally < OLD.tally
        OR ((NEW.state <> OLD.state OR NEW.version <> OLD.version)
        AND NOT ({_witnessed("m.application_id = NEW.id AND m.stage_id IS NULL")}))""",
        "the state of an application changes only with its move",
    ),
    Trigger(STAGE, "DELETE", "1 = 1", "a stage is never deleted"),
    Trigger(LIFE, "DELETE", "1 = 1", "an application is never deleted"),
    *(Trigger(table, "UPDATE", "1 = 1", f"{table} is never changed") for table in _NEVER_CHANGED if table != LETTER),
    Trigger(
        LETTER,
        "UPDATE",
        "NEW.sha256 <> OLD.sha256 OR NEW.file <> OLD.file OR (NEW.html <> OLD.html AND NEW.html <> '')"
        " OR (NEW.text <> OLD.text AND NEW.text <> '') OR NEW.kind <> OLD.kind OR NEW.application_id <> OLD.application_id",
        "a letter is never changed",
    ),
    *(Trigger(table, "DELETE", "1 = 1", f"{table} is never deleted from") for table in _NEVER_CHANGED if table != INNER),
    Trigger(INNER, "DELETE", _NO_ERASURE, "an inner move goes only after the event that says it was erased"),
    *(Trigger(table, "INSERT", _known(table), f"{table} has this row", "_again") for table in (EVENT, LETTER, INNER)),
    Trigger(EDGE, "INSERT", "1 = 1", "edges come from the declarations"),
)


def _sqlite(trigger: Trigger) -> list[str]:
    return [
        f"""CREATE TRIGGER {trigger.name} BEFORE {trigger.event} ON {trigger.table} FOR EACH ROW
        WHEN ({trigger.refuse}) BEGIN SELECT RAISE(ABORT, '{trigger.words}'); END"""
    ]


def _postgresql(trigger: Trigger) -> list[str]:
    give_back = "OLD" if trigger.event == "DELETE" else "NEW"
    return [
        f"""CREATE OR REPLACE FUNCTION {trigger.name}() RETURNS trigger LANGUAGE plpgsql AS $body$
        BEGIN IF ({trigger.refuse}) THEN
            RAISE EXCEPTION '{trigger.words}' USING ERRCODE = 'integrity_constraint_violation';
        END IF; RETURN {give_back}; END $body$""",
        f"""CREATE TRIGGER {trigger.name} BEFORE {trigger.event} ON {trigger.table}
        FOR EACH ROW EXECUTE FUNCTION {trigger.name}()""",
    ]


def _truncates() -> list[str]:
    refuse = (
        "CREATE OR REPLACE FUNCTION witness_truncate() RETURNS trigger LANGUAGE plpgsql AS $body$ BEGIN "
        "RAISE EXCEPTION 'witnessed tables are never emptied' USING ERRCODE = 'integrity_constraint_violation'; END $body$"
    )
    tables = sorted({trigger.table for trigger in TRIGGERS})
    return [refuse] + [
        f"CREATE TRIGGER witness_{t.removeprefix('onboarding_')}_truncate BEFORE TRUNCATE ON {t} EXECUTE FUNCTION witness_truncate()"
        for t in tables
    ]


def names(vendor: str) -> dict[str, str]:
    """The triggers that must be there, by name, with their table."""
    found = {trigger.name: trigger.table for trigger in TRIGGERS}
    if vendor == "postgresql":
        found |= {f"witness_{t.removeprefix('onboarding_')}_truncate": t for t in set(found.values())}
    return found


def _present(connection: Any) -> dict[str, str]:
    """The witnessing triggers that stand now, with their SQL where the database keeps it (SQLite) or their table."""
    sql = {
        "sqlite": "SELECT name, tbl_name FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'witness_%'",
        "postgresql": "SELECT t.tgname, c.relname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid "
        "JOIN pg_namespace n ON n.oid = c.relnamespace "
        "WHERE t.tgname LIKE 'witness_%' AND t.tgenabled <> 'D' AND n.nspname = current_schema()",
    }[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return dict(cursor.fetchall())


def missing(connection: Any) -> list[str]:
    """The names of triggers, and the edges, that should be there and are not."""
    present = _present(connection)
    absent = [name for name, table in sorted(names(connection.vendor).items()) if present.get(name) != table]
    return absent + _edges_amiss(connection)


def _edges_amiss(connection: Any) -> list[str]:
    wanted = {(e.kind, e.step, e.source, e.target) for e in edges(ALL_KINDS.values())}
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT kind, step, source, target FROM {EDGE}")
        there = {tuple(row) for row in cursor.fetchall()}
    return [f"edge {'.'.join(edge)}" for edge in sorted(wanted ^ there)]


def uninstall(connection: Any) -> None:
    """Take the triggers off: before a migration (SQLite stumbles over triggers that name a rebuilt table) or a test's flush."""
    with connection.cursor() as cursor:
        for name, table in _present(connection).items():
            cursor.execute(
                f"DROP TRIGGER IF EXISTS {name}" + (f" ON {table}" if connection.vendor == "postgresql" else "")
            )


def install(connection: Any) -> None:
    """Write the edges from the declarations and put every trigger on. Doing it again changes nothing."""
    uninstall(connection)
    build = _sqlite if connection.vendor == "sqlite" else _postgresql
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {EDGE}")
        rows = [(e.kind, e.step, e.source, e.target) for e in edges(ALL_KINDS.values())]
        cursor.executemany(f"INSERT INTO {EDGE} (kind, step, source, target) VALUES (%s, %s, %s, %s)", rows)
        for statement in [sql for trigger in TRIGGERS for sql in build(trigger)]:
            cursor.execute(statement)
        for statement in _truncates() if connection.vendor == "postgresql" else []:
            cursor.execute(statement)

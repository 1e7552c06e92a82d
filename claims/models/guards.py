"""What plain constraints cannot say, said as triggers: the one file with vendor SQL, for two databases.

- Evidence and appearances stand in their snapshot: `exact` is the snapshot's text from `start` to `end`.
- A snapshot's bytes, text and hashes, and how they came, are never updated.
- The audit log is never updated and never shortened.

A CHECK constraint may look only at its own row; these rules look at another one, so both SQLite
and PostgreSQL need a trigger. When a migration rebuilds a table, SQLite drops the table's own triggers and
stumbles over those that name it: such a migration begins with `RemoveGuards` and ends with `InstallGuards`,
and `tests/models/test_guards.py` notices when it does not.
"""

from typing import Any

from django.db import migrations

ANCHORED_TABLES = ("claims_evidence", "claims_appearance")
# How the bytes came, the bytes, and the text read from them: all that the proof of a snapshot shows.
FIXED_SNAPSHOT_COLUMNS = (
    "page_id",
    "capture_method",
    "requested_url",
    "final_url",
    "status_code",
    "headers",
    "hops",
    "connected_address",
    "fetched_at",
    "content_type",
    "raw_sha256",
    "raw_size",
    "warc_filename",
    "warc_offset",
    "warc_length",
    "text",
    "text_sha256",
)
ANCHOR_MESSAGE = "the quoted words do not stand there in the snapshot"
SNAPSHOT_MESSAGE = "a snapshot is never changed"
AUDIT_MESSAGE = "the audit log is append-only"


def guard_names() -> set[str]:
    """The triggers that a sound database has."""
    anchored = {f"{table}_anchored_{event}" for table in ANCHORED_TABLES for event in ("insert", "update")}
    return anchored | {"claims_snapshot_fixed", "claims_auditevent_no_update", "claims_auditevent_no_delete"}


def sqlite_guards() -> list[str]:
    """CREATE TRIGGER statements for SQLite; `substr` counts characters there."""
    statements = [
        f"""CREATE TRIGGER {table}_anchored_{event.lower()} BEFORE {event} ON {table}
        WHEN (SELECT substr(text, NEW.start + 1, NEW."end" - NEW.start) FROM claims_snapshot
              WHERE id = NEW.snapshot_id) IS NOT NEW.exact
        BEGIN SELECT RAISE(ABORT, '{ANCHOR_MESSAGE}'); END"""
        for table in ANCHORED_TABLES
        for event in ("INSERT", "UPDATE")
    ]
    changed = " OR ".join(f"OLD.{column} IS NOT NEW.{column}" for column in FIXED_SNAPSHOT_COLUMNS)
    statements.append(
        f"""CREATE TRIGGER claims_snapshot_fixed BEFORE UPDATE ON claims_snapshot WHEN {changed}
        BEGIN SELECT RAISE(ABORT, '{SNAPSHOT_MESSAGE}'); END"""
    )
    statements += [
        f"""CREATE TRIGGER claims_auditevent_no_{event.lower()} BEFORE {event} ON claims_auditevent
        BEGIN SELECT RAISE(ABORT, '{AUDIT_MESSAGE}'); END"""
        for event in ("UPDATE", "DELETE")
    ]
    return statements


def postgresql_guards() -> list[str]:
    """CREATE FUNCTION and CREATE TRIGGER statements for PostgreSQL."""
    statements = [
        f"""CREATE OR REPLACE FUNCTION claims_anchored() RETURNS trigger AS $$ BEGIN
        IF (SELECT substr(text, NEW.start + 1, NEW."end" - NEW.start) FROM claims_snapshot
            WHERE id = NEW.snapshot_id) IS DISTINCT FROM NEW.exact THEN
          RAISE EXCEPTION '{ANCHOR_MESSAGE}' USING ERRCODE = 'check_violation';
        END IF; RETURN NEW; END $$ LANGUAGE plpgsql""",
        _postgresql_refusal("claims_snapshot_is_fixed", SNAPSHOT_MESSAGE),
        _postgresql_refusal("claims_audit_is_fixed", AUDIT_MESSAGE),
    ]
    statements += [
        f"""CREATE TRIGGER {table}_anchored_{event.lower()} BEFORE {event} ON {table}
        FOR EACH ROW EXECUTE FUNCTION claims_anchored()"""
        for table in ANCHORED_TABLES
        for event in ("INSERT", "UPDATE")
    ]
    changed = " OR ".join(f"OLD.{column} IS DISTINCT FROM NEW.{column}" for column in FIXED_SNAPSHOT_COLUMNS)
    statements.append(
        f"""CREATE TRIGGER claims_snapshot_fixed BEFORE UPDATE ON claims_snapshot
        FOR EACH ROW WHEN ({changed}) EXECUTE FUNCTION claims_snapshot_is_fixed()"""
    )
    statements += [
        f"""CREATE TRIGGER claims_auditevent_no_{event.lower()} BEFORE {event} ON claims_auditevent
        FOR EACH ROW EXECUTE FUNCTION claims_audit_is_fixed()"""
        for event in ("UPDATE", "DELETE")
    ]
    return statements


def _postgresql_refusal(name: str, message: str) -> str:
    return f"""CREATE OR REPLACE FUNCTION {name}() RETURNS trigger AS $$ BEGIN
        RAISE EXCEPTION '{message}' USING ERRCODE = 'check_violation'; END $$ LANGUAGE plpgsql"""


def _drop_statements(vendor: str) -> list[str]:
    tables = {name: name.split("_anchored_")[0].split("_fixed")[0].split("_no_")[0] for name in guard_names()}
    if vendor == "sqlite":
        return [f"DROP TRIGGER IF EXISTS {name}" for name in tables]
    return [f"DROP TRIGGER IF EXISTS {name} ON {table}" for name, table in tables.items()]


def install_guards(apps: Any, schema_editor: Any) -> None:
    """Put every trigger in place, replacing what is there."""
    vendor = schema_editor.connection.vendor
    create = sqlite_guards() if vendor == "sqlite" else postgresql_guards()
    with schema_editor.connection.cursor() as cursor:
        for statement in _drop_statements(vendor) + create:
            cursor.execute(statement)


def remove_guards(apps: Any, schema_editor: Any) -> None:
    """Take every trigger away, so that the migration can be undone."""
    with schema_editor.connection.cursor() as cursor:
        for statement in _drop_statements(schema_editor.connection.vendor):
            cursor.execute(statement)


def InstallGuards() -> migrations.RunPython:  # noqa: N802 -- reads as the operation it makes
    """The migration operation that (re)installs the triggers."""
    return migrations.RunPython(install_guards, remove_guards)


def RemoveGuards() -> migrations.RunPython:  # noqa: N802 -- reads as the operation it makes
    """The migration operation that takes the triggers away until `InstallGuards` puts them back."""
    return migrations.RunPython(remove_guards, install_guards)

"""Whether the data can be trusted: every value read, and everything compared that must agree.

DuckDB notices a damaged block only when it reads it (27 of 30 in a trial), so all of them are read.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from data.store import reconcile, schema, verify_records
from data.store.connection import Connection
from data.store.derive import DERIVED, Row
from data.store.errors import StoreUnavailable
from data.store.text import storable
from data.store.verify_records import Finding
from data.store.write import Cursor, fresh

KEYS: dict[str, tuple[str, ...]] = {
    "uploads": ("upload_id",),
    "catalog_entries": ("upload_id", "entry_number"),
    "corrections": ("correction_id",),
    "host_aliases": ("alias_id",),
    "courses": ("course_id",),
    "course_organizations": ("course_id", "organization", "role"),
    "course_people": ("course_id", "person", "role"),
    "course_objectives": ("course_id", "position"),
    "course_topics": ("course_id", "topic"),
    "settings": ("name",),
    "people_written": ("upload_id", "staff_key"),
    "staff": ("staff_key",),
    "learner_courses": ("staff_key", "course_key"),
    "names_written": ("upload_id", "kind", "as_written"),
    "remembered": ("source_key",),
}
"""The columns that name one row of a table."""


@dataclass(frozen=True, slots=True)
class Verification:
    """The findings of a full check; ``ok`` when there is none."""

    findings: tuple[Finding, ...]

    @property
    def ok(self) -> bool:
        """Whether everything agrees."""
        return not self.findings


def verified(connection: Connection) -> Verification:
    """Check the whole store. A damaged file is a finding; a file in use or a full disk is not caught here."""
    try:
        with connection.transaction() as cursor:
            findings = [*_read_all(cursor), *_keys(cursor), *_whole(cursor), *_derived(cursor)]
            findings += [*verify_records.findings(cursor), *_ledger(connection, cursor)]
    except StoreUnavailable as unavailable:
        if unavailable.reason_code != "damaged":
            raise
        findings = [Finding("damaged", unavailable.sentence)]
    return Verification(tuple(findings))


def _read_all(cursor: Cursor) -> Iterator[Finding]:
    for table in schema.TABLES:
        columns = ", ".join(f'"{column.name}"' for column in table.columns)
        cursor.execute(f'SELECT count(*), bit_xor(hash({columns})) FROM "{table.name}"').fetchall()
        empty = " OR ".join(f'"{column.name}" IS NULL' for column in table.columns if not column.nullable)
        found = cursor.execute(f'SELECT count(*) FROM "{table.name}" WHERE {empty}').fetchone()
        if found and found[0]:
            yield Finding("empty_value", f"The table {table.name} has a row without a value it needs.")


def _keys(cursor: Cursor) -> Iterator[Finding]:
    for name, key in KEYS.items():
        columns = ", ".join(f'"{column}"' for column in key)
        if cursor.execute(
            f'SELECT 1 FROM "{name}" GROUP BY {columns} HAVING count(*) > 1 LIMIT 1'
        ).fetchone():
            yield Finding("double_row", f"The table {name} has the same row twice.")


def _whole(cursor: Cursor) -> Iterator[Finding]:
    """An upload is there whole or not at all."""
    for table, count in (("catalog_entries", "entries"), ("problems", "problem_count")):
        counted = cursor.execute(
            f'SELECT u.file_name, u.{count}, count(t.upload_id) FROM uploads AS u LEFT JOIN "{table}" AS t'
            f" USING (upload_id) WHERE u.undone_at IS NULL AND u.kind = 'catalog'"
            f" GROUP BY u.upload_id, u.file_name, u.{count}"
            f" HAVING u.{count} <> count(t.upload_id)"
        ).fetchall()
        for file_name, stated, there in counted:
            yield Finding("half_upload", f"{file_name} has {there} of its {stated} rows in {table}.")
        stray = cursor.execute(
            f'SELECT 1 FROM "{table}" WHERE upload_id NOT IN'
            " (SELECT upload_id FROM uploads WHERE undone_at IS NULL) LIMIT 1"
        ).fetchone()
        if stray:
            yield Finding("stray_row", f"The table {table} has rows of an upload that is not there.")
    twice = cursor.execute(
        "SELECT 1 FROM uploads WHERE undone_at IS NULL GROUP BY sha256 HAVING count(*) > 1 LIMIT 1"
    ).fetchone()
    if twice:
        yield Finding("double_upload", "The same file is stored twice.")


def _derived(cursor: Cursor) -> Iterator[Finding]:
    expected = fresh(cursor)
    for name in DERIVED:
        stored = Counter(cursor.execute(f'SELECT * FROM "{name}"').fetchall())
        if stored != Counter(_as_stored(row) for row in expected[name]):
            yield Finding(
                "not_as_derived", f"The table {name} is not what the uploads and corrections make it."
            )


def _as_stored(row: Row) -> Row:
    return tuple(storable(value) if isinstance(value, str) else value for value in row)


def _ledger(connection: Connection, cursor: Cursor) -> Iterator[Finding]:
    lines = connection.ledger.lines()
    lost = reconcile.missing(lines, cursor)
    for upload in lost.uploads:
        yield Finding("missing_upload", upload.sentence)
    for change in lost.changes:
        yield Finding("missing_change", change.sentence)
    if reconcile.unwritten(lines, cursor):
        yield Finding("not_in_ledger", "The list of stored files beside the database lacks a change.")
    if connection.ledger.unreadable_count():
        yield Finding(
            "ledger_damaged", "The list of stored files beside the database has an unreadable line."
        )

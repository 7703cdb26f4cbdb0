"""Rows into tables: many at once, and the derived tables kept in step with what they are derived from."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import Any

import duckdb

from data.store import schema
from data.store.derive import DERIVED, Grounds, Placed, Row, Rows, rows
from data.store.entries import from_json
from data.store.names import Names
from data.store.text import storable
from data.vocab import tables as vocabulary

Cursor = duckdb.DuckDBPyConnection


def insert(cursor: Cursor, name: str, new_rows: Sequence[Row]) -> None:
    """Insert rows, given in the column order of the schema; unstorable characters are replaced."""
    if not new_rows:
        return
    columns = schema.table(name).columns
    unnested = ", ".join(
        f"unnest(${place}::{column.type}[])" for place, column in enumerate(columns, start=1)
    )
    values = [
        [storable(value) if isinstance(value, str) else value for value in column]
        for column in zip(*new_rows, strict=True)
    ]
    cursor.execute(f'INSERT INTO "{name}" SELECT {unnested}', values)


def rebuild(cursor: Cursor, course_ids: Iterable[str] | None = None) -> None:
    """Derive these courses again, all of them with None, inside the caller's transaction."""
    if course_ids is None:
        derived = fresh(cursor)
        for name in DERIVED:
            cursor.execute(f'DELETE FROM "{name}"')
    else:
        only = sorted(set(course_ids))
        derived = fresh(cursor, only)
        for name in DERIVED:
            cursor.execute(f'DELETE FROM "{name}" WHERE course_id IN (SELECT unnest($1::VARCHAR[]))', [only])
    for name in DERIVED:
        insert(cursor, name, derived[name])


def fresh(cursor: Cursor, course_ids: Sequence[str] | None = None) -> Rows:
    """Derive the rows of the derived tables from what is stored, without writing them."""
    grounds = standing(cursor)
    derived: Rows = {name: [] for name in DERIVED}
    for _, placed in groupby(_placed(cursor, course_ids), key=lambda place: place.entry.course_id):
        for name, new_rows in rows(list(placed), grounds).items():
            derived[name].extend(new_rows)
    return derived


def standing(cursor: Cursor) -> Grounds:
    """Read the corrections and aliases in force, on top of the vocabulary."""
    corrections: dict[str, dict[str, str]] = {}
    for course_id, field, value in cursor.execute(
        "SELECT course_id, field, value FROM corrections WHERE undone_at IS NULL ORDER BY made_at"
    ).fetchall():
        corrections.setdefault(course_id, {})[field] = value  # the newest in force has the last word
    return Grounds(standing_names(cursor), vocabulary.topic_areas(), corrections, _learned(cursor))


def _learned(cursor: Cursor) -> dict[str, str]:
    """Read the titles that confirmed matches have taught, course_id -> title; the latest one counts."""
    return dict(
        cursor.execute(
            "SELECT target, as_written FROM matches"
            " WHERE kind = 'course' AND state = 'confirmed' AND undone_at IS NULL"
            " ORDER BY made_at, match_id"
        ).fetchall()
    )


def standing_names(cursor: Cursor) -> Names:
    """Read the names in force: the vocabulary's and the editors' aliases."""
    aliases: Mapping[str, str] = dict(
        cursor.execute(
            "SELECT spelling, organization FROM host_aliases WHERE undone_at IS NULL ORDER BY made_at"
        ).fetchall()
    )
    return Names(frozenset(known.name for known in vocabulary.organizations()), aliases)


def courses_naming(cursor: Cursor, spellings: Iterable[str]) -> set[str]:
    """Find the courses with an entry that has one of these texts in it; may find a few too many."""
    written = [json.dumps(spelling, ensure_ascii=False) for spelling in spellings]
    found = cursor.execute(
        "SELECT DISTINCT course_id FROM catalog_entries, (SELECT unnest($1::VARCHAR[]) AS name)"
        " WHERE contains(record, name)",
        [written],
    )
    return {course_id for (course_id,) in found.fetchall()}


def _placed(cursor: Cursor, course_ids: Sequence[str] | None) -> list[Placed]:
    chosen = "" if course_ids is None else "WHERE e.course_id IN (SELECT unnest($1::VARCHAR[]))"
    parameters: list[Any] = [] if course_ids is None else [list(course_ids)]
    stored = cursor.execute(
        "SELECT e.upload_id, e.record FROM catalog_entries AS e JOIN uploads AS u USING (upload_id)"
        f" {chosen} ORDER BY e.course_id, u.added_at, e.entry_number",
        parameters,
    ).fetchall()
    return [Placed(upload_id, from_json(record)) for upload_id, record in stored]

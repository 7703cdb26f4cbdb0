"""Catalog uploads in and out of the tables; each function works inside the caller's transaction."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

import duckdb

from data.catalog.records import Problem, Reading
from data.store.change import Change, new_id
from data.store.derive import Row
from data.store.entries import to_json
from data.store.ledger import Line
from data.store.matches import meanings
from data.store.records_out import remove_records
from data.store.schema import table
from data.store.settle import settle
from data.store.text import storable
from data.store.write import insert, rebuild

COUNTS: Final = ("rows_accepted", "rows_rejected", "rows_ignored", "rows_flagged", "records")


@dataclass(frozen=True, slots=True)
class Added:
    """What became of a file: the upload it is, and how much of it was new.

    When ``already`` is true nothing was stored, and the id, name and time (UTC) are those of the live
    upload with the same content.
    """

    upload_id: str
    file_name: str
    added_at: datetime
    entries: int
    new_courses: int
    known_courses: int
    problem_count: int
    already: bool
    kind: str = "catalog"
    rows_accepted: int = 0
    rows_rejected: int = 0
    rows_ignored: int = 0
    rows_flagged: int = 0
    records: int = 0


@dataclass(frozen=True, slots=True)
class Undone:
    """What an undo took away; ``already`` when the upload had been taken back before."""

    upload_id: str
    removed_courses: int
    already: bool
    removed_records: int = 0


def add(change: Change, reading: Reading, *, file_name: str, content: bytes, by: str) -> Added:
    """Store a catalog reading; the content of a live upload is not stored again."""
    sha256 = hashlib.sha256(content).hexdigest()
    first = live_twin(change.cursor, sha256)
    if first:
        return first
    upload_id = new_id()
    course_ids = {entry.course_id for entry in reading.entries}
    new = len(course_ids - _present(change.cursor, course_ids))
    problems = _problem_rows(upload_id, reading)
    upload: dict[str, Any] = {
        "upload_id": upload_id,
        "kind": reading.kind,
        "source_format": reading.source_format,
        "file_name": storable(file_name),
        "sha256": sha256,
        "entries": len(reading.entries),
        "new_courses": new,
        "problem_count": len(problems),
    }
    insert_upload(change, upload, by=by)
    insert(change.cursor, "catalog_entries", _entry_rows(upload_id, reading))
    insert(change.cursor, "problems", problems)
    before = meanings(change.cursor)
    rebuild(change.cursor, course_ids)
    settle(change, before, courses=course_ids)
    change.record("add", upload_id, by, added_line(upload))
    return Added(
        upload_id,
        upload["file_name"],
        change.at,
        len(reading.entries),
        new,
        len(course_ids) - new,
        len(problems),
        already=False,
    )


def undo(change: Change, upload_id: str, *, by: str) -> Undone:
    """Take everything an upload brought out and keep its line; ValueError for an unknown id."""
    cursor = change.cursor
    found = cursor.execute(
        "SELECT undone_at, kind FROM uploads WHERE upload_id = ?", [storable(upload_id)]
    ).fetchone()
    if not found:
        raise ValueError(f"There is no upload {storable(upload_id)[:40]}.")
    if found[0]:
        return Undone(upload_id, 0, already=True)
    cursor.execute(
        "UPDATE uploads SET undone_by = ?, undone_at = ?, original = NULL WHERE upload_id = ?",
        [storable(by), change.at, upload_id],
    )
    change.lets_go_of_originals = True
    change.record("undo", upload_id, by, {"upload_id": upload_id})
    change.has_deleted = True
    if found[1] == "catalog":
        return Undone(upload_id, _remove_catalog(change, upload_id), already=False)
    return Undone(upload_id, 0, already=False, removed_records=remove_records(change, upload_id))


def _remove_catalog(change: Change, upload_id: str) -> int:
    """Take a catalog's entries out; gives how many courses went with them."""
    cursor = change.cursor
    entries = cursor.execute(
        "SELECT DISTINCT course_id FROM catalog_entries WHERE upload_id = ?", [upload_id]
    )
    course_ids = {course_id for (course_id,) in entries.fetchall()}
    for name in ("catalog_entries", "problems"):
        cursor.execute(f'DELETE FROM "{name}" WHERE upload_id = ?', [upload_id])
    before = meanings(cursor)
    rebuild(cursor, course_ids)
    settle(change, before, courses=course_ids)
    return len(course_ids - _present(cursor, course_ids))


def insert_upload(change: Change, upload: Mapping[str, Any], *, by: str) -> None:
    """Write an upload's own row; what does not concern its kind is nothing."""
    plain: dict[str, Any] = {
        "entries": 0,
        "new_courses": 0,
        "added_by": by,
        "added_at": change.at,
        **dict.fromkeys(COUNTS, 0),
        "answers": "{}",
        "is_practice": False,
    }
    values = {**plain, **upload}
    insert(change.cursor, "uploads", [tuple(values.get(column.name) for column in table("uploads").columns)])


def added_line(upload: dict[str, Any]) -> Line:
    """Say in the ledger what an upload was, from its row."""
    told = ["upload_id", "kind", "file_name", "sha256"]
    told += ["entries", "new_courses"] if upload["kind"] == "catalog" else list(COUNTS)
    return {name: upload[name] for name in [*told, "problem_count"]}


def live_twin(cursor: duckdb.DuckDBPyConnection, sha256: str) -> Added | None:
    """Find the live upload with the same content."""
    found = cursor.execute(
        "SELECT upload_id, file_name, added_at, entries, problem_count, kind, rows_accepted, rows_rejected,"
        " rows_ignored, rows_flagged, records FROM uploads WHERE sha256 = ? AND undone_at IS NULL",
        [sha256],
    ).fetchone()
    if not found:
        return None
    upload_id, file_name, added_at, entries, problem_count, kind, *counts = found
    known = cursor.execute(
        "SELECT count(DISTINCT course_id) FROM catalog_entries WHERE upload_id = ?", [upload_id]
    ).fetchone()
    courses = known[0] if known else 0
    return Added(upload_id, file_name, added_at, entries, 0, courses, problem_count, True, kind, *counts)


def _present(cursor: duckdb.DuckDBPyConnection, course_ids: set[str]) -> set[str]:
    found = cursor.execute(
        "SELECT course_id FROM courses WHERE course_id IN (SELECT unnest($1::VARCHAR[]))",
        [sorted(course_ids)],
    )
    return {course_id for (course_id,) in found.fetchall()}


def _entry_rows(upload_id: str, reading: Reading) -> list[Row]:
    return [
        (
            upload_id,
            entry.entry_number,
            entry.course_id,
            entry.first_line,
            entry.last_line,
            entry.source_text,
            to_json(entry),
        )
        for entry in reading.entries
    ]


def _problem_rows(upload_id: str, reading: Reading) -> list[Row]:
    about: list[tuple[str | None, Problem]] = [(None, problem) for problem in reading.problems]
    about += [(entry.course_id, problem) for entry in reading.entries for problem in entry.problems]
    return [
        (upload_id, course_id, found.source_row, found.column, found.value, found.code, found.message)
        for course_id, found in about
    ]

"""Catalog uploads in and out of the tables; each function works inside the caller's transaction."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import duckdb

from data.catalog.records import Problem, Reading
from data.store.change import Change, new_id
from data.store.derive import Row
from data.store.entries import to_json
from data.store.ledger import Line
from data.store.text import storable
from data.store.write import insert, rebuild


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


@dataclass(frozen=True, slots=True)
class Undone:
    """What an undo took away; ``already`` when the upload had been taken back before."""

    upload_id: str
    removed_courses: int
    already: bool


def add(change: Change, reading: Reading, *, file_name: str, content: bytes, by: str) -> Added:
    """Store a catalog reading; the content of a live upload is not stored again."""
    sha256 = hashlib.sha256(content).hexdigest()
    first = _live_twin(change.cursor, sha256)
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
    insert(change.cursor, "uploads", [(*upload.values(), by, change.at, None, None)])
    insert(change.cursor, "catalog_entries", _entry_rows(upload_id, reading))
    insert(change.cursor, "problems", problems)
    rebuild(change.cursor, course_ids)
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
    """Take an upload's entries and problems out and keep its line; ValueError for an unknown id."""
    cursor = change.cursor
    found = cursor.execute(
        "SELECT undone_at FROM uploads WHERE upload_id = ?", [storable(upload_id)]
    ).fetchone()
    if not found:
        raise ValueError(f"There is no upload {storable(upload_id)[:40]}.")
    if found[0]:
        return Undone(upload_id, 0, already=True)
    entries = cursor.execute(
        "SELECT DISTINCT course_id FROM catalog_entries WHERE upload_id = ?", [upload_id]
    )
    course_ids = {course_id for (course_id,) in entries.fetchall()}
    for name in ("catalog_entries", "problems"):
        cursor.execute(f'DELETE FROM "{name}" WHERE upload_id = ?', [upload_id])
    cursor.execute(
        "UPDATE uploads SET undone_by = ?, undone_at = ? WHERE upload_id = ?",
        [storable(by), change.at, upload_id],
    )
    rebuild(cursor, course_ids)
    change.record("undo", upload_id, by, {"upload_id": upload_id})
    return Undone(upload_id, len(course_ids - _present(cursor, course_ids)), already=False)


def added_line(upload: dict[str, Any]) -> Line:
    """Say in the ledger what an upload was, from its row."""
    told = ("upload_id", "kind", "file_name", "sha256", "entries", "new_courses", "problem_count")
    return {name: upload[name] for name in told}


def _live_twin(cursor: duckdb.DuckDBPyConnection, sha256: str) -> Added | None:
    found = cursor.execute(
        "SELECT upload_id, file_name, added_at, entries, problem_count FROM uploads"
        " WHERE sha256 = ? AND undone_at IS NULL",
        [sha256],
    ).fetchone()
    if not found:
        return None
    upload_id, file_name, added_at, entries, problem_count = found
    known = cursor.execute(
        "SELECT count(DISTINCT course_id) FROM catalog_entries WHERE upload_id = ?", [upload_id]
    ).fetchone()
    return Added(upload_id, file_name, added_at, entries, 0, known[0] if known else 0, problem_count, True)


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

"""The records of an upload into the tables, as columns: Arrow in, SQL through, no row touched by Python.

What Python does (keys of people, meanings of names) it does once for each different text, and texts
stay encoded up to the database, which writes them by their codes.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from data.store.matches import Meanings
from data.store.people import people
from data.store.periods import fiscal_year, month
from data.store.staff_key import StaffKey
from data.store.text import UNREADABLE, storable
from data.uploads.encoded import encode
from data.uploads.records import Checked

Cursor = duckdb.DuckDBPyConnection

TABLES: Final = (
    "completions",
    "people_written",
    "people_by_branch",
    "answers",
    "not_answered",
    "comments",
    "row_problems",
    "names_written",
)
"""Where the rows of uploads other than catalogs are."""

_PERSONAL: Final = ("person", "name")
"""Fields whose columns say who somebody is: what stands there is not kept with a problem."""

_ATTEMPTS: Final = """
    INSERT INTO completions BY NAME
    SELECT $1 AS upload_id, source_row, staff_key, branch, branch_as_written, course_as_written, course_id,
        level, status, enrolled_on, completed_on,
        CASE WHEN completed_on >= enrolled_on THEN completed_on - enrolled_on END AS days_to_complete,
        {month} AS month, {fiscal_year} AS fiscal_year,
        date_trunc('month', completed_on)::DATE AS completed_month,
        hours, score, has_outcome, is_prior_learning
    FROM incoming
"""

_PEOPLE: Final = """
    INSERT INTO people_written BY NAME
    SELECT $1 AS upload_id, *, $2 AS from_staff_list FROM incoming
"""

_PLACES: Final = """
    INSERT INTO people_by_branch BY NAME
    SELECT $1 AS upload_id, source_row, staff_key, branch, branch_as_written, role, from_on, to_on,
        1 AS headcount
    FROM incoming
"""

_RATINGS: Final = """
    INSERT INTO {table} BY NAME
    SELECT $1 AS upload_id, * EXCLUDE (responded_on), responded_on,
        {month} AS month, {fiscal_year} AS fiscal_year
    FROM incoming
"""

_SCALES: Final = """
    UPDATE not_answered SET item_kind = s.item_kind, scale_min = s.scale_min, scale_max = s.scale_max
    FROM (SELECT item, min(item_kind) AS item_kind, min(scale_min) AS scale_min, max(scale_max) AS scale_max
        FROM answers WHERE upload_id = $1 GROUP BY item) AS s
    WHERE upload_id = $1 AND not_answered.item = s.item
"""

_PROBLEMS: Final = """
    INSERT INTO row_problems BY NAME
    WITH told AS (
        SELECT * REPLACE (coalesce("column", '') AS "column", coalesce(value, '') AS value),
            "column" IN (SELECT unnest($2::VARCHAR[])) OR code = 'person_matched_by_name_only'
                AS is_personal
        FROM incoming)
    SELECT $1 AS upload_id, source_row, $3 AS outcome, code, "column",
        CASE WHEN is_personal THEN '' ELSE value END AS value,
        CASE WHEN is_personal AND value <> '' THEN replace(message, value, '(not kept)')
            ELSE coalesce(message, '') END AS message
    FROM told
"""


def names_written(upload_id: str, checked: Checked) -> list[tuple[str, str, str, int]]:
    """Count the course and branch names of a file: rows of the table ``names_written``."""
    counts: dict[tuple[str, str], int] = {}
    for records in (checked.records, checked.comments, checked.not_answered):
        for kind in ("course", "branch"):
            if kind in records.column_names:
                for name, count in _counted(records[kind]):
                    counts[kind, name] = counts.get((kind, name), 0) + count
    return [(upload_id, kind, name, count) for (kind, name), count in counts.items()]


def insert(
    cursor: Cursor, upload_id: str, checked: Checked, meant: Meanings, *,
    key: StaffKey | None, start: int, names_on: bool,
) -> pa.Table | None:  # fmt: skip
    """Write an upload's records and row problems; ``start`` is the first month of the fiscal year.

    Gives the attempts as they were written, where it has any.
    """
    attempts = None
    if checked.kind == "satisfaction":
        _insert_answers(cursor, upload_id, checked, meant, start)
    elif key is not None:
        attempts = _insert_people(cursor, upload_id, checked, meant, key, start=start, names_on=names_on)
    personal = [use.column for use in checked.columns if use.field.lower() in _PERSONAL]
    for outcome, problems in _problems(checked):
        _run(cursor, problems, _PROBLEMS, [upload_id, personal, outcome])
    return attempts


def delete(cursor: Cursor, upload_id: str) -> None:
    """Take out every row of an upload."""
    for name in TABLES:
        cursor.execute(f'DELETE FROM "{name}" WHERE upload_id = $1', [upload_id])


def _insert_people(
    cursor: Cursor, upload_id: str, checked: Checked, meant: Meanings, key: StaffKey, *,
    start: int, names_on: bool,
) -> pa.Table | None:  # fmt: skip
    if not checked.records.num_rows:
        return None
    person = encode(checked.records["person"])
    staff_key = person.text(key.of([storable(text) for text in person.texts]))
    records = _storable(checked.records).append_column("staff_key", staff_key)
    records = _named(records, "branch", "branch_as_written", "branch", meant)
    is_list = checked.kind == "staff"
    if is_list:
        _run(cursor, records, _PLACES, [upload_id])
    else:
        records = _named(records, "course", "course_as_written", "course_id", meant)
        in_month = month("coalesce(enrolled_on, completed_on)")
        year = fiscal_year("coalesce(enrolled_on, completed_on)", start)
        _run(cursor, records, _ATTEMPTS.format(month=in_month, fiscal_year=year), [upload_id])
    _run(cursor, people(records, names_on=names_on), _PEOPLE, [upload_id, is_list])
    return None if is_list else records


def _insert_answers(cursor: Cursor, upload_id: str, checked: Checked, meant: Meanings, start: int) -> None:
    periods = {"month": month("responded_on"), "fiscal_year": fiscal_year("responded_on", start)}
    for table, records in (
        ("answers", checked.records),
        ("comments", checked.comments),
        ("not_answered", checked.not_answered),
    ):
        named = _named(records, "branch", "branch_as_written", "branch", meant)
        _run(cursor, named, _RATINGS.format(table=table, **periods), [upload_id])
    cursor.execute(_SCALES, [upload_id])


def _problems(checked: Checked) -> list[tuple[str, pa.Table]]:
    nothing = pa.nulls(checked.ignored.num_rows, pa.string())
    ignored = checked.ignored.rename_columns(["source_row", "code"])
    for name in ("column", "value", "message"):
        ignored = ignored.append_column(name, nothing)
    return [
        ("rejected", checked.rejected.rename_columns({"reason": "code"})),
        ("ignored", ignored),
        ("flagged", checked.flagged.rename_columns({"flag": "code"})),
    ]


def _run(cursor: Cursor, records: pa.Table, statement: str, parameters: Sequence[Any]) -> None:
    if not records.num_rows:
        return
    cursor.register("incoming", _storable(records))
    try:
        cursor.execute(statement, list(parameters))
    finally:
        cursor.unregister("incoming")


def _named(records: pa.Table, kind: str, written: str, target: str, meant: Meanings) -> pa.Table:
    """Keep a name as written beside what it means."""
    at = records.column_names.index(kind)
    names = encode(records[kind])
    as_written = [storable(name) for name in names.texts]
    records = records.set_column(at, written, names.text([name or None for name in as_written]))
    return records.append_column(target, names.text([meant.get((kind, name)) for name in as_written]))


def _counted(column: pa.ChunkedArray) -> list[tuple[str, int]]:
    names = encode(column)
    found: dict[str, int] = {}
    for text, count in zip(names.texts, np.bincount(names.index, minlength=len(names.texts)), strict=True):
        if text and count:
            name = storable(text)
            found[name] = found.get(name, 0) + int(count)
    return list(found.items())


def _storable(records: pa.Table) -> pa.Table:
    """Replace NULs, as ``storable`` does; Arrow's text has no lone surrogates."""
    for at, field in enumerate(records.schema):
        column = records.column(at)
        if _has_nul(column):
            plain = pc.replace_substring(column.cast(pa.string()), "\0", UNREADABLE)
            records = records.set_column(at, field, plain.cast(field.type))
    return records


def _has_nul(column: pa.ChunkedArray) -> bool:
    chunks = column.chunks
    if pa.types.is_dictionary(column.type):
        chunks = [chunk.dictionary for chunk in chunks]
    elif not pa.types.is_string(column.type):
        return False
    return any(
        chunk.buffers()[2] is not None and b"\0" in chunk.buffers()[2].to_pybytes() for chunk in chunks
    )

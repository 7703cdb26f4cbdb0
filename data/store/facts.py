"""The records of an upload into the tables, as columns: Arrow in, SQL through, no row touched by Python.

What Python does (keys of people, meanings of names) it does once for each different text.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Final

import duckdb
import pyarrow as pa
import pyarrow.compute as pc

from data.store.matches import Meanings
from data.store.periods import fiscal_year, month
from data.store.staff_key import StaffKey
from data.store.text import UNREADABLE, storable
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
    WITH seen AS (SELECT *, {seen_on} AS seen_on FROM incoming)
    SELECT $1 AS upload_id, staff_key, {name} AS name,
        max((coalesce(seen_on, DATE '0001-01-01'), branch_as_written))
            FILTER (branch_as_written IS NOT NULL)[2] AS branch_as_written,
        max((coalesce(seen_on, DATE '0001-01-01'), role)) FILTER (role IS NOT NULL)[2] AS role,
        max(seen_on) AS seen_on, $2 AS from_staff_list
    FROM seen GROUP BY staff_key
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
) -> None:  # fmt: skip
    """Write an upload's records and row problems; ``start`` is the first month of the fiscal year."""
    if checked.kind == "satisfaction":
        _insert_answers(cursor, upload_id, checked, meant, start)
    elif key is not None:
        _insert_people(cursor, upload_id, checked, meant, key, start=start, names_on=names_on)
    personal = [use.column for use in checked.columns if use.field.lower() in _PERSONAL]
    for outcome, problems in _problems(checked):
        _run(cursor, problems, _PROBLEMS, [upload_id, personal, outcome])


def delete(cursor: Cursor, upload_id: str) -> None:
    """Take out every row of an upload."""
    for name in TABLES:
        cursor.execute(f'DELETE FROM "{name}" WHERE upload_id = $1', [upload_id])


def _insert_people(
    cursor: Cursor, upload_id: str, checked: Checked, meant: Meanings, key: StaffKey, *,
    start: int, names_on: bool,
) -> None:  # fmt: skip
    records = _coded(checked.records, "person", "staff_key", key.of)
    records = _named(records, "branch", "branch_as_written", "branch", meant)
    in_month = month("coalesce(enrolled_on, completed_on)")
    is_list = checked.kind == "staff"
    if is_list:
        _run(cursor, records, _PLACES, [upload_id])
    else:
        records = _named(records, "course", "course_as_written", "course_id", meant)
        year = fiscal_year("coalesce(enrolled_on, completed_on)", start)
        _run(cursor, records, _ATTEMPTS.format(month=in_month, fiscal_year=year), [upload_id])
    seen_on = "coalesce(to_on, from_on)" if is_list else "coalesce(completed_on, enrolled_on)"
    name = "coalesce(min(name), min(person))" if names_on else "NULL"
    _run(cursor, records, _PEOPLE.format(seen_on=seen_on, name=name), [upload_id, is_list])


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


def _coded(
    records: pa.Table, name: str, called: str, code: Callable[[Sequence[str]], Sequence[str | None]]
) -> pa.Table:
    """Add a column made of another by a function of its different texts."""
    encoded = pc.dictionary_encode(records[name].combine_chunks())
    texts = pa.array(code([storable(text) for text in encoded.dictionary.to_pylist()]), pa.string())
    return records.append_column(called, texts.take(encoded.indices))


def _named(records: pa.Table, kind: str, written: str, target: str, meant: Meanings) -> pa.Table:
    """Keep a name as written beside what it means."""
    at = records.column_names.index(kind)
    as_written = _blank_to_null(records[kind])
    records = records.set_column(at, written, as_written)
    return _coded(records, written, target, lambda names: [meant.get((kind, name)) for name in names])


def _counted(column: pa.ChunkedArray) -> list[tuple[str, int]]:
    counts = pc.value_counts(_blank_to_null(column).combine_chunks())
    found: dict[str, int] = {}
    for count in counts.to_pylist():
        if count["values"] is not None:
            name = storable(count["values"])
            found[name] = found.get(name, 0) + count["counts"]
    return list(found.items())


def _blank_to_null(column: pa.ChunkedArray) -> pa.ChunkedArray:
    if not pc.any(pc.equal(column, "")).as_py():
        return column
    return pc.if_else(pc.equal(column, ""), pa.scalar(None, pa.string()), column)


def _storable(records: pa.Table) -> pa.Table:
    """Replace NULs, as ``storable`` does; Arrow's text has no lone surrogates."""
    for at, field in enumerate(records.schema):
        column = records.column(at)
        if pa.types.is_string(field.type) and _has_nul(column):
            records = records.set_column(at, field, pc.replace_substring(column, "\0", UNREADABLE))
    return records


def _has_nul(column: pa.ChunkedArray) -> bool:
    return any(
        chunk.buffers()[2] is not None and b"\0" in chunk.buffers()[2].to_pybytes() for chunk in column.chunks
    )

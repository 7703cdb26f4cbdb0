"""Whether uploads other than catalogs are there whole, and all that is derived from them agrees with them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import duckdb

from data.store import derive_surveys, derive_training, facts, schema
from data.store.periods import fiscal_year
from data.store.preferences import read

Cursor = duckdb.DuckDBPyConnection

_RECORDS: Final = {"completions": "completions", "satisfaction": "answers", "staff": "people_by_branch"}
_REJECTED: Final = "count(*) FILTER (outcome = 'rejected')"
_IGNORED: Final = "count(*) FILTER (outcome = 'ignored')"
# A row may have several flags, and rows of several sheets the same number.
_LEAST_FLAGGED: Final = "count(DISTINCT source_row) FILTER (outcome = 'flagged')"
_MOST_FLAGGED: Final = "count(*) FILTER (outcome = 'flagged')"
_OUTCOMES: Final = {
    "rows_rejected": (_REJECTED, _REJECTED),
    "rows_ignored": (_IGNORED, _IGNORED),
    "rows_flagged": (_LEAST_FLAGGED, _MOST_FLAGGED),
}


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that does not agree; ``code`` for programs, ``sentence`` for people."""

    code: str
    sentence: str


def findings(cursor: Cursor) -> Iterator[Finding]:
    """Compare records with what their uploads state, with what names mean, and with what is derived."""
    yield from _whole(cursor)
    yield from _meant(cursor)
    yield from _derived(cursor)


def _whole(cursor: Cursor) -> Iterator[Finding]:
    whole = ("count(*)", "count(*)")
    stated = [(f"kind = '{kind}'", "records", table, whole) for kind, table in _RECORDS.items()]
    stated += [("kind <> 'catalog'", name, "row_problems", counts) for name, counts in _OUTCOMES.items()]
    for which, name, table, (least, most) in stated:
        for (file_name,) in cursor.execute(
            "SELECT u.file_name FROM uploads AS u LEFT JOIN"
            f" (SELECT upload_id, {least} AS least, {most} AS most FROM {table}"
            f" GROUP BY upload_id) AS t USING (upload_id) WHERE u.undone_at IS NULL AND {which}"
            f" AND u.{name} NOT BETWEEN coalesce(least, 0) AND coalesce(most, 0)"
        ).fetchall():
            yield Finding("half_upload", f"{file_name} has not all of its rows in {table}.")
    for table in facts.TABLES:
        if _any(
            cursor,
            f"SELECT 1 FROM {table} WHERE upload_id NOT IN"
            " (SELECT upload_id FROM uploads WHERE undone_at IS NULL) LIMIT 1",
        ):
            yield Finding("stray_row", f"The table {table} has rows of an upload that is not there.")


def _meant(cursor: Cursor) -> Iterator[Finding]:
    """Every record has the course, the branch and the fiscal year that its name and day mean now."""
    meant = "(SELECT as_written, target FROM matches WHERE kind = 'branch' AND undone_at IS NULL)"
    for table in ("completions", "people_by_branch", "answers", "not_answered", "comments"):
        if _any(
            cursor,
            f"SELECT 1 FROM {table} AS t LEFT JOIN {meant} AS m ON m.as_written = t.branch_as_written"
            " WHERE t.branch IS DISTINCT FROM m.target LIMIT 1",
        ):
            yield Finding("not_as_matched", f"The table {table} has a branch under another name.")
    courses = (
        "(SELECT m.as_written, c.course_id FROM matches AS m JOIN courses AS c ON c.course_id = m.target"
        " WHERE m.kind = 'course' AND m.state <> 'open' AND m.undone_at IS NULL)"
    )
    if _any(
        cursor,
        f"SELECT 1 FROM completions AS t LEFT JOIN {courses} AS m ON m.as_written = t.course_as_written"
        " WHERE t.course_id IS DISTINCT FROM m.course_id LIMIT 1",
    ):
        yield Finding("not_as_matched", "The table completions has a course under another name.")
    year = fiscal_year("month", read(cursor).fiscal_start)
    for table in ("completions", "answers", "not_answered", "comments"):
        if _any(cursor, f"SELECT 1 FROM {table} WHERE fiscal_year IS DISTINCT FROM {year} LIMIT 1"):
            yield Finding("not_as_derived", f"The table {table} has a row in another fiscal year.")


def _derived(cursor: Cursor) -> Iterator[Finding]:
    start = read(cursor).fiscal_start
    for name, query in (
        ("learner_courses", derive_training.learner_courses(start, plain=True)),
        ("training_by_month", derive_training.training_by_month()),
        ("staff", derive_training.staff()),
        ("answers_by_month", derive_surveys.answers_by_month()),
    ):
        if _sum(cursor, name, name) != _sum(cursor, name, f"({query})"):
            yield Finding(
                "not_as_derived", f"The table {name} is not what the uploads and corrections make it."
            )


def _sum(cursor: Cursor, name: str, rows: str) -> object:
    # Rows are compared by a sum over all of them: sets of a million rows take ten times as long.
    columns = ", ".join(f'"{column.name}"::{column.type}' for column in schema.table(name).columns)
    return cursor.execute(f"SELECT count(*), sum(hash({columns})::HUGEINT) FROM {rows}").fetchone()


def _any(cursor: Cursor, query: str) -> bool:
    return cursor.execute(query).fetchone() is not None

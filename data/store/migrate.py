"""The steps that bring a database of an earlier version up to date, inside the caller's transaction."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

import duckdb

from data.store import schema

Migration = Callable[[duckdb.DuckDBPyConnection], None]


def _keep_uploads_of_every_kind(cursor: duckdb.DuckDBPyConnection) -> None:
    # A column that may not be empty cannot be added to a table, so the table is written anew.
    made = schema.table("uploads")
    cursor.execute('ALTER TABLE uploads RENAME TO "uploads_1"')
    cursor.execute(f"CREATE TABLE uploads ({made.definition})")
    cursor.execute(
        "INSERT INTO uploads BY NAME SELECT *, 0 AS rows_accepted, 0 AS rows_rejected, 0 AS rows_ignored,"
        " 0 AS rows_flagged, 0 AS records, '{}' AS answers, false AS is_practice FROM uploads_1"
    )
    cursor.execute("DROP TABLE uploads_1")
    for name in _NEW_IN_2:
        cursor.execute(f'CREATE TABLE "{name}" ({schema.table(name).definition})')


_NEW_IN_2: Final = (
    "completions",
    "people_written",
    "people_by_branch",
    "staff",
    "learner_courses",
    "training_by_month",
    "answers",
    "not_answered",
    "comments",
    "answers_by_month",
    "row_problems",
    "names_written",
    "matches",
    "remembered",
    "saved",
)

MIGRATIONS: Final[Mapping[int, Migration]] = {1: _keep_uploads_of_every_kind}
"""Version -> the step that brings its tables to the next version. Version 1 is the first."""

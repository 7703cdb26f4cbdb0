"""Made-up checked files, as short as a test can have them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import pyarrow as pa

from data.store import Added, Store
from data.uploads.records import (
    ANSWERS,
    COMMENTS,
    COMPLETIONS,
    FLAGGED,
    IGNORED,
    NOT_ANSWERED,
    REJECTED,
    STAFF,
    Checked,
)

ATTEMPT: Mapping[str, Any] = {
    "person": "ann@lib.example",
    "branch": "Main Library",
    "course": "Calm Desks",
    "level": "course",
    "status": "completed",
    "completed": True,
    "enrolled_on": date(2025, 6, 20),
    "completed_on": date(2025, 7, 2),
    "has_outcome": True,
    "is_prior_learning": False,
}
RATING: Mapping[str, Any] = {
    "response_id": "r1",
    "responded_on": date(2025, 7, 3),
    "branch": "Main Library",
    "channel": "paper",
    "item": "Overall",
    "item_kind": "satisfaction",
    "value": 4.0,
    "scale_min": 1.0,
    "scale_max": 5.0,
    "raw": "4",
}


def table(schema: pa.Schema, rows: Sequence[Mapping[str, Any]]) -> pa.Table:
    """Rows with their place as source row where they name none."""
    return pa.Table.from_pylist(
        [{"source_row": number, **row} for number, row in enumerate(rows, start=2)], schema=schema
    )


def completions(*rows: Mapping[str, Any], **facts: Any) -> Checked:
    """A file of attempts; each row says in what it is unlike ``ATTEMPT``."""
    records = table(COMPLETIONS, [{**ATTEMPT, **row} for row in rows])
    return Checked(
        "completions", "hand-kept spreadsheet", "", records=records, rows_accepted=len(rows), **facts
    )


def survey(
    *rows: Mapping[str, Any],
    unanswered: Sequence[Mapping[str, Any]] = (),
    comments: Sequence[Mapping[str, Any]] = (),
    **facts: Any,
) -> Checked:
    """A file of ratings; each row says in what it is unlike ``RATING``."""
    plain = {name: RATING[name] for name in ("responded_on", "branch", "channel", "item")}
    return Checked(
        "satisfaction",
        "survey table",
        "",
        records=table(ANSWERS, [{**RATING, **row} for row in rows]),
        not_answered=table(NOT_ANSWERED, [{**plain, "raw": "N/A", **row} for row in unanswered]),
        comments=table(COMMENTS, [{**plain, "response_id": "r1", **row} for row in comments]),
        rows_accepted=len(rows),
        **facts,
    )


def staff_list(*rows: Mapping[str, Any], **facts: Any) -> Checked:
    """A staff list; each row says in what it is unlike Ann, a clerk at the Main Library."""
    plain = {"person": "ann@lib.example", "name": "Ann Example", "branch": "Main Library", "role": "clerk"}
    records = table(STAFF, [{**plain, **row} for row in rows])
    return Checked("staff", "staff list", "", records=records, rows_accepted=len(rows), **facts)


def with_problems(checked: Checked) -> Checked:
    """The file with one rejected, one ignored and two flagged rows."""
    checked.rejected = table(
        REJECTED,
        [
            {
                "source_row": 7,
                "column": "Staff",
                "value": "Bo Secret",
                "reason": "duplicate_row",
                "message": 'Row 7, column "Staff": "Bo Secret" stands there twice.',
            }
        ],
    )
    checked.ignored = table(IGNORED, [{"source_row": 8, "reason": "blank_row"}])
    flag = {"flag": "undated_completion", "column": "Done", "value": "", "message": "No date."}
    checked.flagged = table(FLAGGED, [{**flag, "source_row": 2}, {**flag, "source_row": 2, "flag": "other"}])
    return checked


def add(store: Store, checked: Checked, name: str = "a.csv", **facts: Any) -> Added:
    """Add one file; its content is its name."""
    checked.file_name = name
    return store.add_uploads([checked], [name.encode()], answers={}, by="Ann", **facts)[0]


RECORD_TABLES = (
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
)


def everything(store: Store) -> dict[str, list[dict[str, Any]]]:
    """Every row that came with files or follows from them; ids that are random are left out or named."""
    names = dict(store.uploads()[["upload_id", "file_name"]].itertuples(index=False))
    tables = {}
    for name in RECORD_TABLES:
        frame = store.frame(name).drop(columns=["match_id", "made_at"], errors="ignore")
        if "undone_at" in frame:
            frame["undone_at"] = frame["undone_at"].notna()
        if "upload_id" in frame:
            frame["upload_id"] = frame["upload_id"].map(names)
        rows = frame.astype(object).where(frame.notna(), None).to_dict("records")
        tables[name] = sorted(rows, key=repr)
    return tables


NOTHING_ADDED: dict[str, list[dict[str, Any]]] = {name: [] for name in RECORD_TABLES}

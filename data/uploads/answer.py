"""A checked upload as the JSON that ``check --json`` prints."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

import pyarrow as pa

from data.uploads.records import Checked, Question

Json = dict[str, Any]

RECORD_FIELDS: Final = {
    "completions": (
        *("person", "name", "branch", "course", "status", "completed", "completed_on", "hours", "score"),
        *("level", "source_row"),
    ),
    "satisfaction": (
        *("response_id", "responded_on", "branch", "item", "value", "scale_min", "scale_max", "raw"),
        "source_row",
    ),
    "staff": ("person", "name", "branch", "role", "from_on", "to_on", "source_row"),
}
"""What a record shows; LibQUAL's ``minimum`` and ``desired`` stand beside it where there are any."""

BESIDE: Final = ("minimum", "desired")


def to_json(checked: Checked) -> Json:
    """Give the answer of ``check --json``: counts, the rows not taken, the first and the last record."""
    records = checked.records
    return {
        "kind": checked.kind,
        "source_format": checked.source_format,
        "reason": checked.reason,
        "file_reason": checked.file_reason,
        "message": checked.message,
        "rows_total": checked.rows_total,
        "rows_accepted": checked.rows_accepted,
        "rows_rejected": checked.rejected.to_pylist(),
        "rows_ignored": checked.ignored.to_pylist(),
        "rows_flagged": checked.flagged.to_pylist(),
        "records_total": records.num_rows,
        "comments_total": checked.comments.num_rows,
        "not_answered_total": checked.not_answered.num_rows,
        "first_record": record(checked, 0) if records.num_rows else None,
        "last_record": record(checked, records.num_rows - 1) if records.num_rows else None,
        "questions": [_question(question) for question in checked.questions],
        "columns": [
            {"field": use.field, "column": use.column, "read_as": use.read_as} for use in checked.columns
        ],
        "notes": list(checked.notes),
    }


def record(checked: Checked, position: int) -> Json:
    """Give one record as JSON values: dates ISO, unknown null."""
    row = _row(checked.records, position)
    told = {name: row[name] for name in RECORD_FIELDS[checked.kind]}
    return told | {name: row[name] for name in BESIDE if row.get(name) is not None}


def _row(table: pa.Table, position: int) -> Json:
    (row,) = table.slice(position, 1).to_pylist()
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in row.items()}


def _question(question: Question) -> Json:
    return {
        "id": question.id,
        "ask": question.ask,
        "default": question.default,
        "options": [
            {"value": option.value, "label": option.label, "consequence": option.consequence}
            for option in question.options
        ],
    }

"""A checked survey as lines of text, so that a test can write down the whole result."""

from __future__ import annotations

from datetime import date
from typing import Any

from data.uploads.open import open_document
from data.uploads.recognized import Recognized, Settings
from data.uploads.records import Checked
from data.uploads.satisfaction import check, recognize

TODAY = date(2026, 11, 24)


def recognized(content: bytes, answers: dict[str, Any] | None = None) -> Recognized | None:
    return recognize(open_document(content), "survey.csv", answers or {})


def checked(content: bytes, answers: dict[str, Any] | None = None) -> Checked:
    document = open_document(content)
    found = recognize(document, "survey.csv", answers or {})
    assert found is not None
    return check(
        document, found, file_name="survey.csv", answers=answers or {}, today=TODAY, setting=Settings()
    )


def _rating(row: dict[str, Any]) -> str:
    levels = f" (minimum {row['minimum']:g}, desired {row['desired']:g})" if row["minimum"] else ""
    return (
        f"{_where(row)} | {row['item']} | {row['item_kind']} | "
        f"{row['value']:g} of {row['scale_min']:g}-{row['scale_max']:g}{levels} | {row['raw']}"
    )


def _where(row: dict[str, Any]) -> str:
    told = [row["source_row"], row.get("response_id"), row["responded_on"], row["branch"], row["channel"]]
    return " ".join("-" if each is None else str(each) for each in told)


def as_lines(found: Checked) -> list[str]:
    """Every rating, N/A, comment, problem and question of a file, and the count of its rows."""
    return [
        f"{found.source_format}: {found.rows_accepted} of {found.rows_total} rows",
        *map(_rating, found.records.to_pylist()),
        *(f"N/A {_where(row)} | {row['item']} | {row['raw']}" for row in found.not_answered.to_pylist()),
        *(f"comment {_where(row)} | {row['item']} | {row['text']}" for row in found.comments.to_pylist()),
        *(
            f"rejected {row['source_row']} {row['reason']} | {row['column']} | {row['value']}"
            for row in found.rejected.to_pylist()
        ),
        *(f"ignored {row['source_row']} {row['reason']}" for row in found.ignored.to_pylist()),
        *(
            f"flagged {row['source_row']} {row['flag']} | {row['column']} | {row['value']}"
            for row in found.flagged.to_pylist()
        ),
        *(f"asked {question.id}: {question.default}" for question in found.questions),
    ]

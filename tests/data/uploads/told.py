"""A checked upload told in short lines, so that a test can compare the whole of it."""

from __future__ import annotations

from datetime import date
from typing import Any

from data.uploads import completions, staff
from data.uploads.open import open_document
from data.uploads.recognized import Settings
from data.uploads.records import Answers, Checked

TODAY = date(2026, 11, 24)


def checked(
    content: bytes, file_name: str, answers: Answers | None = None, module: Any = completions
) -> Checked:
    """Open, recognize and check a file as training completions, or as another kind."""
    document = open_document(content, file_name)
    found = module.recognize(document, file_name, answers or {})
    assert found is not None
    return module.check(
        document, found, file_name=file_name, answers=answers or {}, today=TODAY, setting=Settings()
    )


def staff_list(content: bytes, file_name: str = "staff.csv", answers: Answers | None = None) -> Checked:
    """Open, recognize and check a staff list."""
    return checked(content, file_name, answers, staff)


def records(found: Checked) -> list[str]:
    """One line a record: the source row, then what is known of it.

    The course level is not said, nor a name that is the person. Whether the file states outcomes is the
    same for all of its records, and stands in the first line.
    """
    told = found.records.to_pylist()
    states = {record.pop("has_outcome") for record in told if "has_outcome" in record}
    assert len(states) < 2
    return [*(f"states outcomes: {one}" for one in states), *map(_line, told)]


_SAID = {"enrolled_on": "since", "from_on": "since", "to_on": "until"}


def _line(record: dict[str, Any]) -> str:
    assert record.pop("completed", False) == (record.get("status") == "completed")
    name = record.pop("name")
    record["person"] += f" ({name})" if name and name != record["person"] else ""
    words = [str(record.pop("source_row"))]
    for column, value in record.items():
        if isinstance(value, bool):
            words += [column] if value else []
        elif column == "completed_on":
            words += [f"on {value}"] if value else []
        elif isinstance(value, date | float):
            words.append(f"{_SAID.get(column, column)} {value}")
        elif value is not None and (column, value) != ("level", "course"):
            words.append(value)
    return ", ".join(words)


def rows(found: Checked) -> dict[str, Any]:
    """What became of the rows: how many were accepted, and each of the others with its code."""
    assert found.rows_total == found.rows_accepted + found.rejected.num_rows + found.ignored.num_rows
    return {
        "accepted": found.rows_accepted,
        "rejected": [f"{row['source_row']} {row['reason']}" for row in found.rejected.to_pylist()],
        "ignored": [f"{row['source_row']} {row['reason']}" for row in found.ignored.to_pylist()],
        "flagged": [f"{row['source_row']} {row['flag']}" for row in found.flagged.to_pylist()],
    }


def questions(found: Checked) -> list[tuple[str, str | None]]:
    """Each question's id and default."""
    return [(question.id, question.default) for question in found.questions]

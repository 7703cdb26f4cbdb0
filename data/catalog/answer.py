"""A reading as JSON: the public answer of ``check --json``, and the whole record for another process."""

from __future__ import annotations

from dataclasses import fields
from datetime import date
from typing import Any

from data.catalog.records import Entry, Problem, Reading, TopicMatch

Json = dict[str, Any]
_ENTRY_FIELDS = tuple(field.name for field in fields(Entry))


def to_json(reading: Reading) -> Json:
    """Give the answer of ``check --json``: of a catalog page, or of a file that was refused.

    Each problem is an object with code, message, source_row, column and value.
    """
    if reading.kind == "reject":
        return {
            "kind": "reject",
            "source_format": reading.source_format,
            "file_reason": reading.file_reason,
            "message": reading.message,
            "rows_accepted": 0,
            "rows_rejected": [],
            "rows_ignored": [],
            "rows_flagged": [],
            "records_total": 0,
            "first_record": None,
            "last_record": None,
            "questions": [],
            "entries": [],
            "problems": [_problem(each) for each in reading.problems],
        }
    return {
        "kind": "catalog",
        "source_format": reading.source_format,
        "message": reading.message,
        "entries": [_entry(entry) for entry in reading.entries],
        "problems": [_problem(each) for each in reading.problems],
    }


def _problem(problem: Problem) -> Json:
    return {
        "code": problem.code,
        "message": problem.message,
        "source_row": problem.source_row,
        "column": problem.column,
        "value": problem.value,
    }


def _entry(entry: Entry) -> Json:
    return {
        "format": entry.format,
        "date": entry.dated_on.isoformat() if entry.dated_on else None,
        "year": entry.year,
        "hosts": list(entry.hosts),
        "developers": list(entry.developers),
        "funders": list(entry.funders),
        "minutes": entry.minutes,
        "label": entry.label,
        "presenters": list(entry.presenters),
        "moderators": list(entry.moderators),
        "objectives": list(entry.objectives),
        "topics": [topic.label for topic in entry.topics],
        "description": entry.description,
        "problems": [_problem(each) for each in entry.problems],
    }


def pack(reading: Reading) -> Json:
    """Give everything a reading holds as JSON values; ``unpack`` makes it whole again."""
    return {
        "kind": reading.kind,
        "source_format": reading.source_format,
        "message": reading.message,
        "entries": [pack_entry(entry) for entry in reading.entries],
        "problems": [_problem(each) for each in reading.problems],
        "file_reason": reading.file_reason,
    }


def pack_entry(entry: Entry) -> Json:
    """Give one whole entry as JSON values."""
    # dataclasses.asdict copies every value deeply, which took longer than reading the page.
    packed: Json = {name: getattr(entry, name) for name in _ENTRY_FIELDS}
    packed["dated_on"] = entry.dated_on.isoformat() if entry.dated_on else None
    packed["topics"] = [
        {"label": topic.label, "rank": topic.rank, "phrases": topic.phrases} for topic in entry.topics
    ]
    packed["problems"] = [_problem(each) for each in entry.problems]
    return packed


def unpack(packed: Json) -> Reading:
    """Make a reading from what ``pack`` gave, after a trip through JSON."""
    return Reading(
        kind=packed["kind"],
        source_format=packed["source_format"],
        message=packed["message"],
        entries=[unpack_entry(entry) for entry in packed["entries"]],
        problems=[Problem(**each) for each in packed["problems"]],
        file_reason=packed["file_reason"],
    )


def unpack_entry(packed: Json) -> Entry:
    """Make one entry from its JSON values."""
    made: Json = {
        name: tuple(value) if isinstance(value, list | tuple) else value for name, value in packed.items()
    }
    made["dated_on"] = date.fromisoformat(packed["dated_on"]) if packed["dated_on"] else None
    made["topics"] = tuple(
        TopicMatch(topic["label"], topic["rank"], tuple(topic["phrases"])) for topic in packed["topics"]
    )
    made["problems"] = tuple(Problem(**each) for each in packed["problems"])
    return Entry(**made)

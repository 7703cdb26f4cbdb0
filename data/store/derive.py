"""The derived tables' rows of one course, from its merged entry, its corrections and the names.

Each function gives rows in the column order of ``data.store.schema``. Uniqueness is made here:
DuckDB's keys refuse a row that is deleted and inserted again in one transaction.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from data.catalog.records import Entry
from data.store.merge import merged, topics_from_page
from data.store.names import Names

Row = tuple[Any, ...]
Rows = dict[str, list[Row]]

LEARNED = "learned from uploads"
DERIVED = ("courses", "course_organizations", "course_people", "course_objectives", "course_topics")


@dataclass(frozen=True, slots=True)
class Placed:
    """One live entry and the upload it came with."""

    upload_id: str
    entry: Entry


@dataclass(frozen=True, slots=True)
class Grounds:
    """What the courses are derived with besides their entries.

    ``areas``: topic label -> area. ``corrections``: course_id -> field -> value in force. ``learned``:
    course_id -> the title that a confirmed match has taught it.
    """

    names: Names
    areas: Mapping[str, str]
    corrections: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    learned: Mapping[str, str] = field(default_factory=dict)


def rows(placed: Sequence[Placed], grounds: Grounds) -> Rows:
    """Derive all tables' rows of one course from its live entries, earliest first."""
    base = placed[0]
    course_id = base.entry.course_id
    entry = merged([place.entry for place in placed])
    corrected = grounds.corrections.get(course_id, {})
    organizations = list(_organizations(entry, grounds.names))
    people = list(_people(entry))
    topics = _topics(entry, corrected.get("topics"), grounds.areas)
    label, label_from = _label(entry, corrected.get("label"), grounds.learned.get(course_id))
    said = [label, entry.description, *entry.objectives]
    said += [row[1] for row in (*organizations, *people, *topics)]
    return {
        "courses": [
            (
                course_id,
                label,
                label_from,
                entry.format,
                entry.dated_on,
                entry.date_precision,
                entry.year,
                entry.minutes,
                entry.summary,
                entry.description,
                topics[0][1] if topics else None,
                len(topics),
                len({row[1] for row in organizations if row[5]}),
                len(entry.objectives),
                "\n".join(said).lower(),
                base.upload_id,
                base.entry.entry_number,
                base.entry.first_line,
                base.entry.last_line,
            )
        ],
        "course_organizations": organizations,
        "course_people": people,
        "course_objectives": [
            (course_id, position, text) for position, text in enumerate(entry.objectives, start=1)
        ],
        "course_topics": topics,
    }


def _label(entry: Entry, corrected: str | None, learned: str | None) -> tuple[str, str]:
    # A title that the page states is the course's own; how some system spells it teaches nothing more.
    if corrected is not None:
        return corrected, "editor"
    if learned is not None and entry.label_from != "page":
        return learned, LEARNED
    return entry.label, str(entry.label_from)


def _organizations(entry: Entry, names: Names) -> Iterator[Row]:
    # A course that names no host counts for those who developed it.
    counting = "host" if entry.hosts else "developer"
    by_role = {
        "host": entry.hosts,
        "developer": entry.developers,
        "funder": entry.funders,
        "designer": entry.designers,
    }
    for role, spellings in by_role.items():
        called = dict.fromkeys(names.organization(spelling) for spelling in spellings)
        for position, name in enumerate(called, start=1):
            yield entry.course_id, name, role, position, names.is_known(name), role == counting


def _people(entry: Entry) -> Iterator[Row]:
    by_role = {
        "presenter": entry.presenters,
        "moderator": entry.moderators,
        "subject expert": entry.experts,
        "lead developer": entry.lead_developers,
    }
    for role, people in by_role.items():
        for position, person in enumerate(dict.fromkeys(people), start=1):
            yield entry.course_id, person, role, position


def _topics(entry: Entry, corrected: str | None, areas: Mapping[str, str]) -> list[Row]:
    phrases: dict[str, tuple[str, ...]] = {}
    for match in sorted(entry.topics, key=lambda match: match.rank):
        phrases.setdefault(match.label, match.phrases)
    read_by = "page" if topics_from_page(entry) else "vocabulary"
    labels: list[str] = list(phrases) if corrected is None else json.loads(corrected)
    return [
        (
            entry.course_id,
            label,
            areas.get(label, ""),
            rank,
            json.dumps(phrases.get(label, ()), ensure_ascii=False),
            read_by if corrected is None else "editor",
        )
        for rank, label in enumerate(labels, start=1)
    ]

"""The store's names and courses, handed to the matching that knows no store."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import duckdb

Found = tuple[str | None, float | None, str]
"""A target, its score and a state of ``matches``."""


def canonical_branches(names: Sequence[str], known: Mapping[str, str | None]) -> dict[str, str]:
    """Give each branch name the name it is shown under: the first that is the same but for case and spaces.

    ``known`` are decisions, name as written -> branch; their names come before all others.
    """
    first: dict[str, str] = {}
    for name, target in known.items():
        first.setdefault(_folded(target or name), target or name)
    for name, target in known.items():
        first.setdefault(_folded(name), target or name)
    return {name: first.setdefault(_folded(name), " ".join(name.split())) for name in names}


def matched_courses(
    cursor: duckdb.DuckDBPyConnection, names: Sequence[str], taught: Mapping[str, str | None]
) -> dict[str, Found]:
    """Match course names as written to the courses of the catalog; one answer for each name."""
    if not names:
        return {}
    labels: dict[str, list[str]] = {}
    for course_id, label in cursor.execute("SELECT course_id, label FROM courses").fetchall():
        labels.setdefault(_folded(label), []).append(course_id)
    for name, course_id in taught.items():
        if course_id is not None:
            labels.setdefault(_folded(name), [course_id])
    return {name: _exact(labels.get(_folded(name), [])) for name in names}


def _exact(course_ids: Sequence[str]) -> Found:
    return (course_ids[0], 100.0, "automatic") if len(course_ids) == 1 else (None, None, "open")


def _folded(name: str) -> str:
    return " ".join(name.casefold().split())

"""What editors set right: labels and topics of courses, and whom a spelling stands for.

Each function works inside the caller's transaction. Corrections belong to the course, not to an
upload: they outlive an undo and apply again when the course comes back.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Final

from data.store.change import Change, new_id
from data.store.matches import meanings
from data.store.names import Names
from data.store.settle import settle
from data.store.text import storable
from data.store.write import courses_naming, insert, rebuild, standing_names
from data.vocab.tables import topic_areas

LONGEST_LABEL: Final = 80
LONGEST_NAME: Final = 200
MOST_TOPICS: Final = 3


def correct(change: Change, course_id: str, field: str, value: str | Sequence[str], *, by: str) -> str:
    """Set the ``label`` or the ``topics`` of a course; gives the correction's id.

    Topics are labels, main one first, as a sequence or as a JSON list. ValueError, with a sentence for
    the editor, when the value or the course is not one.
    """
    cleaned = _label(value) if field == "label" else _topics(value) if field == "topics" else None
    if cleaned is None:
        raise ValueError("Only the label and the topics of a course can be corrected.")
    known = change.cursor.execute(
        "SELECT 1 FROM courses WHERE course_id = ?", [storable(course_id)]
    ).fetchone()
    if not known:
        raise ValueError("There is no such course in the catalog any more.")
    correction_id = new_id()
    insert(change.cursor, "corrections", [(correction_id, course_id, field, cleaned, by, change.at, None)])
    _rebuild(change, course_id)
    line = {"correction_id": correction_id, "course_id": course_id, "field": field, "value": cleaned}
    change.record("correct", correction_id, by, line)
    return correction_id


def undo_correction(change: Change, correction_id: str, *, by: str) -> bool:
    """Take a correction back; gives False when it was taken back before; ValueError when unknown."""
    found = change.cursor.execute(
        "SELECT course_id, undone_at FROM corrections WHERE correction_id = ?", [storable(correction_id)]
    ).fetchone()
    if not found:
        raise ValueError("There is no such correction.")
    course_id, undone_at = found
    if undone_at:
        return False
    change.cursor.execute(
        "UPDATE corrections SET undone_at = ? WHERE correction_id = ?", [change.at, correction_id]
    )
    _rebuild(change, course_id)
    change.record("undo correction", correction_id, by, {"correction_id": correction_id})
    return True


def add_alias(change: Change, spelling: str, organization: str, *, by: str) -> str:
    """Let a spelling stand for an organization in every course; gives the alias's id.

    A spelling that stands for itself is thereby known. ValueError for an empty or overlong name.
    """
    spelling, organization = _name(spelling), " ".join(_name(organization).split())
    before = standing_names(change.cursor)
    alias_id = new_id()
    insert(change.cursor, "host_aliases", [(alias_id, spelling, organization, by, change.at, None)])
    _apply_names(change, before)
    line = {"alias_id": alias_id, "spelling": spelling, "organization": organization}
    change.record("alias", alias_id, by, line)
    return alias_id


def undo_alias(change: Change, alias_id: str, *, by: str) -> bool:
    """Take an alias back; gives False when it was taken back before; ValueError when unknown."""
    found = change.cursor.execute(
        "SELECT undone_at FROM host_aliases WHERE alias_id = ?", [storable(alias_id)]
    ).fetchone()
    if not found:
        raise ValueError("There is no such mapped name.")
    if found[0]:
        return False
    before = standing_names(change.cursor)
    change.cursor.execute("UPDATE host_aliases SET undone_at = ? WHERE alias_id = ?", [change.at, alias_id])
    _apply_names(change, before)
    change.record("undo alias", alias_id, by, {"alias_id": alias_id})
    return True


def _rebuild(change: Change, course_id: str) -> None:
    before = meanings(change.cursor)
    rebuild(change.cursor, [course_id])
    settle(change, before, courses=[course_id])


def _apply_names(change: Change, before: Names) -> None:
    changed = before.changed(standing_names(change.cursor))
    rebuild(change.cursor, courses_naming(change.cursor, changed))


def _label(value: str | Sequence[str]) -> str:
    label = " ".join(storable(value).split()) if isinstance(value, str) else ""
    if not label:
        raise ValueError("Write a label: it is what the course is called in lists and charts.")
    if len(label) > LONGEST_LABEL:
        raise ValueError(f"The label has {len(label)} characters. Write at most {LONGEST_LABEL}.")
    return label


def _topics(value: str | Sequence[str]) -> str:
    labels = _listed(value) if isinstance(value, str) else list(value)
    if len(set(labels)) != len(labels) or len(labels) > MOST_TOPICS:
        raise ValueError(f"Choose at most {MOST_TOPICS} different topics, the main one first.")
    for label in labels:
        if label not in topic_areas():
            raise ValueError(f'"{storable(label)}" is not on the list of topics. Choose one that is.')
    return json.dumps(labels, ensure_ascii=False)


def _listed(value: str) -> list[str]:
    try:
        labels = json.loads(value)
    except json.JSONDecodeError:
        labels = None
    if not isinstance(labels, list) or not all(isinstance(label, str) for label in labels):
        raise ValueError("Give the topics as a list of labels, the main one first.")
    return labels


def _name(value: str) -> str:
    name = storable(value)
    if not name.strip():
        raise ValueError("Write the name of an organization.")
    if len(name) > LONGEST_NAME:
        raise ValueError(f"The name has {len(name)} characters. Write at most {LONGEST_NAME}.")
    return name

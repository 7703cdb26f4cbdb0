"""What people save: by kind and name, as JSON, with a line in the audit for each saving and forgetting.

Only what a library decided about credit (``COUNTED``) changes an answer: saving it makes answers older.
Nothing here owes the ledger a line.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

import duckdb

from data.store import settings
from data.store.change import Change, new_id
from data.store.text import storable
from data.store.write import insert

LONGEST_NAME: Final = 120
LARGEST: Final = 8_000_000
"""Characters of JSON; a picture for the cover is the largest thing in it."""

CREDIT_RULE: Final = "credit rule"
CREDIT_ROLES: Final = "credit roles"
CREDIT_KINDS: Final = "credit kinds"
CREDIT_START: Final = "credit start"
"""Of a person, whose staff key is its name: it is deleted with them."""
COUNTED: Final = (CREDIT_RULE, CREDIT_ROLES, CREDIT_KINDS, CREDIT_START)
"""Kinds that findings about credit are counted with."""


@dataclass(frozen=True, slots=True)
class Saved:
    """Something that was saved: what it is, what it is called, what is in it, by whom and when (UTC)."""

    saved_id: str
    kind: str
    name: str
    value: Any
    made_by: str
    made_at: datetime


def save(
    change: Change, kind: str, name: str, value: Mapping[str, Any], *, by: str, keep_earlier: bool = False
) -> str:
    """Save a value under a name; gives its id. One of the same kind and name is replaced.

    ``keep_earlier`` keeps the earlier ones too, for what is compared over time. ValueError, with a sentence
    for the user, for a name or a value that cannot be kept.
    """
    called = " ".join(storable(name).split())
    if not called or len(called) > LONGEST_NAME:
        raise ValueError(f"Write a name of 1 to {LONGEST_NAME} characters.")
    written = storable(json.dumps(value, ensure_ascii=False))
    if len(written) > LARGEST:
        raise ValueError("This is too large to be saved. Use a smaller picture.")
    if not keep_earlier:
        change.cursor.execute(
            "UPDATE saved SET undone_at = ? WHERE kind = ? AND name = ? AND undone_at IS NULL",
            [change.at, kind, called],
        )
    saved_id = new_id()
    insert(change.cursor, "saved", [(saved_id, kind, called, written, by, change.at, None)])
    _note(change, f"save {kind}", saved_id, by)
    _make_older(change, kind)
    return saved_id


def forget(change: Change, saved_id: str, *, by: str) -> bool:
    """Forget what was saved; gives False when it was forgotten before; ValueError when unknown."""
    found = change.cursor.execute(
        "SELECT kind, undone_at FROM saved WHERE saved_id = ?", [storable(saved_id)]
    ).fetchone()
    if not found:
        raise ValueError("There is nothing saved under this id.")
    if found[1]:
        return False
    change.cursor.execute("UPDATE saved SET undone_at = ? WHERE saved_id = ?", [change.at, saved_id])
    _note(change, f"forget {found[0]}", saved_id, by)
    _make_older(change, found[0])
    return True


def listed(cursor: duckdb.DuckDBPyConnection, kind: str) -> list[Saved]:
    """List what is saved of a kind, newest first."""
    rows = cursor.execute(
        "SELECT saved_id, kind, name, value, made_by, made_at FROM saved"
        " WHERE kind = ? AND undone_at IS NULL ORDER BY made_at DESC",
        [kind],
    ).fetchall()
    return [
        Saved(saved_id, kind, name, json.loads(value), by, at) for saved_id, kind, name, value, by, at in rows
    ]


def delete_person(cursor: duckdb.DuckDBPyConnection, staff_key: str) -> None:
    """Delete what was saved about a person, what was forgotten or replaced too."""
    cursor.execute("DELETE FROM saved WHERE kind = ? AND name = ?", [CREDIT_START, staff_key])


def _make_older(change: Change, kind: str) -> None:
    if kind in COUNTED:
        settings.renew_data_version(change.cursor)


def _note(change: Change, action: str, subject: str, by: str) -> None:
    change.cursor.execute("INSERT INTO audit VALUES (?, ?, ?, ?)", [change.at, storable(by), action, subject])

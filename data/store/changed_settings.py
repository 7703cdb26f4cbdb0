"""Settings changed, with everything that follows from them in the same transaction."""

from __future__ import annotations

from typing import Any

from data.store import originals, preferences, settings
from data.store.change import Change
from data.store.matches import meanings
from data.store.periods import fiscal_year
from data.store.settle import rebuild_all, settle
from data.store.write import insert


def change_setting(change: Change, name: str, value: object, *, by: str) -> bool:
    """Set one setting; gives False when it was so already; ValueError, with a sentence, for a bad value."""
    kept = preferences.checked(name, value)
    if getattr(preferences.read(change.cursor), name) == kept:
        return False
    settings.put(change.cursor, name, kept)
    _follow(change, name, kept)
    change.record("setting", name, by, {"name": name, "value": kept})
    return True


def _follow(change: Change, name: str, value: Any) -> None:
    cursor = change.cursor
    if name == "fiscal_start":
        for table in ("completions", "answers", "not_answered", "comments"):
            cursor.execute(f"UPDATE {table} SET fiscal_year = {fiscal_year('month', value)}")
        rebuild_all(change)
    elif name == "names_on" and not value:
        cursor.execute("UPDATE people_written SET name = NULL")
        cursor.execute("UPDATE staff SET name = NULL")
        change.has_deleted = True
    elif name == "retention_days":
        change.lets_go_of_originals = originals.forget_old(cursor, change.at.date())
    elif name == "headcounts":
        _count_heads(change, value)


def _count_heads(change: Change, counts: dict[str, int]) -> None:
    cursor = change.cursor
    before = meanings(cursor)
    cursor.execute("DELETE FROM people_by_branch WHERE upload_id IS NULL")
    rows = [(None, None, None, None, None, None, None, people, name) for name, people in counts.items()]
    insert(cursor, "people_by_branch", rows)
    settle(change, before)
    cursor.execute(
        "UPDATE people_by_branch SET branch = m.target FROM matches AS m WHERE upload_id IS NULL"
        " AND m.kind = 'branch' AND m.undone_at IS NULL AND m.as_written = branch_as_written"
    )

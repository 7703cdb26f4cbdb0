"""What courses and branches as written mean: what people decided, and the program's own matching.

A decision outlives every undo, as a correction does. The program's own rows of ``matches`` (without a
``made_by``) are derived: they are there for each name of a live upload that nobody has decided.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import duckdb

from data.store.change import Change, new_id
from data.store.matching import canonical_branches, matched_courses
from data.store.text import storable
from data.store.write import insert

Cursor = duckdb.DuckDBPyConnection
Name = tuple[str, str]
"""A kind (course or branch) and a name as written."""
Meanings = Mapping[Name, str | None]

NOT_IN_CATALOG: Final = "not in the catalog"
_BRANCH_TABLES: Final = ("completions", "answers", "not_answered", "comments", "people_by_branch")


def meanings(cursor: Cursor) -> dict[Name, str | None]:
    """Read what every name means now; a course that left the catalog means nothing until it is back."""
    found = cursor.execute(
        "SELECT m.kind, m.as_written, CASE WHEN m.kind = 'branch' THEN m.target ELSE c.course_id END"
        " FROM matches AS m LEFT JOIN courses AS c ON c.course_id = m.target AND m.state <> 'open'"
        " WHERE m.undone_at IS NULL"
    ).fetchall()
    return {(kind, as_written): target for kind, as_written, target in found}


def decided(cursor: Cursor, kind: str) -> dict[str, str | None]:
    """Read the decisions in force, name -> target, earliest first."""
    return dict(
        cursor.execute(
            "SELECT as_written, target FROM matches WHERE kind = $1 AND made_by <> '' AND undone_at IS NULL"
            " ORDER BY made_at, match_id",
            [kind],
        ).fetchall()
    )


def decide(change: Change, kind: str, as_written: str, target: str | None, *, by: str) -> str:
    """Write a decision, in place of an earlier one; gives the match's id. ValueError when it is none."""
    as_written, target = storable(as_written), _checked(change.cursor, kind, target)
    for (earlier,) in change.cursor.execute(
        "SELECT match_id FROM matches"
        " WHERE kind = $1 AND as_written = $2 AND made_by <> '' AND undone_at IS NULL",
        [kind, as_written],
    ).fetchall():
        undo(change, earlier, by=by)
    _forget_own(change.cursor, [(kind, as_written)])
    match_id = new_id()
    state = "confirmed" if target is not None else NOT_IN_CATALOG
    insert(change.cursor, "matches", [(match_id, kind, as_written, target, None, state, by, change.at, None)])
    line = {"match_id": match_id, "kind": kind, "as_written": as_written, "target": target}
    change.record("match", match_id, by, line)
    return match_id


def undo(change: Change, match_id: str, *, by: str) -> bool:
    """Take a decision back; gives False when it was taken back before; ValueError when unknown."""
    found = change.cursor.execute(
        "SELECT undone_at FROM matches WHERE match_id = ? AND made_by <> ''", [storable(match_id)]
    ).fetchone()
    if not found:
        raise ValueError("There is no such match.")
    if found[0]:
        return False
    change.cursor.execute("UPDATE matches SET undone_at = ? WHERE match_id = ?", [change.at, match_id])
    change.record("undo match", match_id, by, {"match_id": match_id})
    return True


def renew(change: Change, *, courses: bool) -> None:
    """Match anew: branches always, because they are few; courses only the new ones, or all on asking."""
    own = _own(change.cursor)
    wanted = {**_branches(change.cursor), **_courses(change.cursor, own, every=courses)}
    gone = [name for name in own if own[name] != wanted.get(name)]
    _forget_own(change.cursor, gone)
    new = [name for name in wanted if own.get(name) != wanted[name]]
    insert(
        change.cursor,
        "matches",
        [(new_id(), *name, *wanted[name].row, "", change.at, None) for name in new],
    )


def apply(cursor: Cursor, changed: Meanings) -> None:
    """Give the facts of these names their new meaning."""
    courses = {name: target for (kind, name), target in changed.items() if kind == "course"}
    branches = {name: target for (kind, name), target in changed.items() if kind == "branch"}
    _update(cursor, "completions", "course_id", "course_as_written", courses)
    for table in _BRANCH_TABLES:
        _update(cursor, table, "branch", "branch_as_written", branches)


@dataclass(frozen=True, slots=True)
class _Own:
    """What the program found for a name."""

    target: str | None
    score: float | None
    state: str

    @property
    def row(self) -> tuple[Any, ...]:
        return self.target, self.score, self.state


def _own(cursor: Cursor) -> dict[Name, _Own]:
    found = cursor.execute(
        "SELECT kind, as_written, target, score, state FROM matches WHERE made_by = ''"
    ).fetchall()
    return {(kind, name): _Own(target, score, state) for kind, name, target, score, state in found}


def _written(cursor: Cursor, kind: str) -> list[dict[str, int]]:
    """Give the names of each live upload, earliest first, and how many records have each."""
    by_upload: dict[str, dict[str, int]] = {}
    for upload_id, name, records in cursor.execute(
        "SELECT upload_id, n.as_written, n.records"
        " FROM names_written AS n JOIN uploads AS u USING (upload_id)"
        " WHERE n.kind = $1 ORDER BY u.added_at, n.records DESC, n.as_written",
        [kind],
    ).fetchall():
        by_upload.setdefault(upload_id, {})[name] = records
    return list(by_upload.values())


def _branches(cursor: Cursor) -> dict[Name, _Own]:
    headcounts = cursor.execute(
        "SELECT branch_as_written FROM people_by_branch WHERE upload_id IS NULL ORDER BY ALL"
    ).fetchall()
    names = [*_written(cursor, "branch"), {name: 1 for (name,) in headcounts}]
    targets = canonical_branches(names, decided(cursor, "branch"))
    return {("branch", name): _Own(target, None, "automatic") for name, target in targets.items()}


def _courses(cursor: Cursor, own: Mapping[Name, _Own], *, every: bool) -> dict[Name, _Own]:
    taught = decided(cursor, "course")
    written = [name for names in _written(cursor, "course") for name in names]
    names = [name for name in dict.fromkeys(written) if name not in taught]
    kept = {} if every else {name: own["course", name] for name in names if ("course", name) in own}
    found = matched_courses(cursor, [name for name in names if name not in kept], taught)
    new = {("course", name): _Own(*found[name]) for name in found}
    return {**new, **{("course", name): match for name, match in kept.items()}}


def _forget_own(cursor: Cursor, names: Sequence[Name]) -> None:
    if names:
        cursor.execute(
            "DELETE FROM matches WHERE made_by = '' AND (kind, as_written) IN"
            " (SELECT unnest($1::VARCHAR[]), unnest($2::VARCHAR[]))",
            [[kind for kind, _ in names], [name for _, name in names]],
        )


def _update(cursor: Cursor, table: str, column: str, written: str, new: Mapping[str, str | None]) -> None:
    if new:
        cursor.execute(
            f'UPDATE "{table}" SET {column} = new.target FROM (SELECT unnest($1::VARCHAR[]) AS name,'
            f" unnest($2::VARCHAR[]) AS target) AS new WHERE {written} = new.name",
            [list(new), list(new.values())],
        )


def _checked(cursor: Cursor, kind: str, target: str | None) -> str | None:
    if kind not in ("course", "branch"):
        raise ValueError("Only courses and branches are matched.")
    if kind == "branch":
        name = " ".join(storable(target or "").split())
        if not name:
            raise ValueError("Write the name of the branch.")
        return name
    if target is None:
        return None
    known = cursor.execute("SELECT 1 FROM courses WHERE course_id = ?", [storable(target)]).fetchone()
    if not known:
        raise ValueError("There is no such course in the catalog any more.")
    return target

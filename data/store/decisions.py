"""Decisions about names as written, with everything that follows from them."""

from __future__ import annotations

from data.store import matches
from data.store.change import Change
from data.store.settle import settle
from data.store.write import rebuild


def confirm(change: Change, kind: str, as_written: str, target: str | None, *, by: str) -> str:
    """Decide what a name means: a confirmed course learns its title; gives the match's id."""
    before = matches.meanings(change.cursor)
    earlier = matches.decided(change.cursor, kind).get(as_written)
    match_id = matches.decide(change, kind, as_written, target, by=by)
    _follow(change, before, kind, {earlier, target})
    return match_id


def undo(change: Change, match_id: str, *, by: str) -> bool:
    """Take a decision back; gives False when it was taken back before; ValueError when unknown."""
    before = matches.meanings(change.cursor)
    found = change.cursor.execute(
        "SELECT kind, target FROM matches WHERE match_id = ?", [match_id]
    ).fetchone()
    if not matches.undo(change, match_id, by=by):
        return False
    if found:
        _follow(change, before, found[0], {found[1]})
    return True


def _follow(change: Change, before: matches.Meanings, kind: str, targets: set[str | None]) -> None:
    course_ids = {target for target in targets if target is not None} if kind == "course" else set()
    if course_ids:
        rebuild(change.cursor, course_ids)
    settle(change, before, courses=course_ids, rematch=kind == "course")

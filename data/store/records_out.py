"""Records of an upload taken out again: the store becomes what it would be without them."""

from __future__ import annotations

from data.store import derive_surveys, derive_training, facts, settle
from data.store.change import Change
from data.store.matches import meanings
from data.store.preferences import read


def remove_records(change: Change, upload_id: str) -> int:
    """Take out an upload's rows and bring all that is derived up to date; gives how many records it had."""
    cursor = change.cursor
    before = meanings(cursor)
    found = cursor.execute("SELECT records FROM uploads WHERE upload_id = $1", [upload_id]).fetchone()
    clear(change, upload_id)
    derive_training.rebuild_touched(cursor, read(cursor).fiscal_start)
    settle.settle(change, before)
    return int(found[0]) if found else 0


def clear(change: Change, upload_id: str) -> None:
    """Delete an upload's rows; counted out by month, and its learner-courses noted as touched."""
    derive_training.touch(change.cursor, upload_id)
    derive_surveys.count_upload(change.cursor, upload_id, sign=-1)
    facts.delete(change.cursor, upload_id)

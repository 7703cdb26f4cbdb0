"""A member of staff deleted: every record of theirs, and every file that may still name them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from data.store import derive_training, saved
from data.store.backup import Backup
from data.store.change import Change, new_id
from data.store.preferences import read
from data.store.records_in import library_key
from data.store.staff_key import normalized
from data.store.text import storable

_RECORDS = {"completions": "completions", "people_by_branch": "staff"}
"""Tables with a person's records -> the kind of upload whose records they are."""


@dataclass(frozen=True, slots=True)
class Deleted:
    """What was deleted.

    ``is_erased``: no byte of it is left in the database. What was copied before keeps what it has:
    ``backups``, and ``kept_aside``, the folders into which restores have put earlier files.
    """

    records: int
    uploads: int
    is_erased: bool = False
    backups: tuple[Backup, ...] = ()
    kept_aside: tuple[str, ...] = ()

    @property
    def sentences(self) -> tuple[str, ...]:
        """Say what was deleted, and where it may still be."""
        records = "1 record" if self.records == 1 else f"{self.records:,} records"
        files = "1 file" if self.uploads == 1 else f"{self.uploads:,} files"
        said = [f"Deleted: {records} of {files}, with the originals of those files."]
        if not self.is_erased:
            said.append("What is left of it on the disk is erased at the next start.")
        said += [
            f"The backup {each.file_name} of {each.made_at[:10]} may still hold it: delete it there."
            for each in self.backups
        ]
        said += [
            f"The folder {name} beside the data may still hold it; delete it." for name in self.kept_aside
        ]
        return tuple(said)


def delete_person(change: Change, person: str, key_path: Path, *, by: str) -> Deleted:
    """Delete a person's rows and count anew what is derived; ValueError when there is nothing to delete."""
    cursor = change.cursor
    key = _key(change, person, key_path)
    uploads = _uploads_with(change, key, person)
    if not uploads:
        raise ValueError("Nothing is kept of such a person.")
    cursor.execute(
        f"CREATE OR REPLACE TEMP TABLE touched AS SELECT DISTINCT staff_key, {derive_training.COURSE_KEY}"
        " AS course_key FROM completions WHERE staff_key = $1 AND level = 'course'",
        [key],
    )
    _quiet_problems(change, key, person)
    records = sum(_delete(change, table, kind, key) for table, kind in _RECORDS.items())
    cursor.execute("DELETE FROM people_written WHERE staff_key = $1", [key])
    saved.delete_person(cursor, key)
    cursor.execute(
        "UPDATE uploads SET original = NULL WHERE upload_id IN (SELECT unnest($1::VARCHAR[]))", [uploads]
    )
    change.lets_go_of_originals = True
    derive_training.rebuild_touched(cursor, read(cursor).fiscal_start)
    change.has_deleted = True
    deletion_id = new_id()
    change.record("delete person", deletion_id, by, {"deletion_id": deletion_id})
    return Deleted(records, len(uploads))


def _key(change: Change, person: str, key_path: Path) -> str:
    known = change.cursor.execute(
        "SELECT 1 FROM people_written WHERE staff_key = $1 LIMIT 1", [storable(person)]
    ).fetchone()
    return person if known else library_key(change, key_path).of([person])[0]


def _uploads_with(change: Change, key: str, person: str) -> list[str]:
    """Find the uploads with records of the person, or with a problem that quotes them."""
    found = change.cursor.execute(
        "SELECT upload_id FROM people_written WHERE staff_key = $1 UNION"
        " SELECT upload_id FROM row_problems WHERE contains(lower(value || ' ' || message), $2)",
        [key, normalized(storable(person))],
    ).fetchall()
    return sorted(upload_id for (upload_id,) in found)


def _quiet_problems(change: Change, key: str, person: str) -> None:
    """Keep that a row has a problem, but not what stood there."""
    change.cursor.execute(
        "UPDATE row_problems SET value = '', message = '' WHERE contains(lower(value || ' ' || message), $2)"
        " OR (upload_id, source_row) IN (SELECT upload_id, source_row FROM completions WHERE staff_key = $1"
        " UNION SELECT upload_id, source_row FROM people_by_branch WHERE staff_key = $1)",
        [key, normalized(storable(person))],
    )


def _delete(change: Change, table: str, kind: str, key: str) -> int:
    """Delete a person's records of one kind; the uploads state how many they have left."""
    cursor = change.cursor
    found = cursor.execute(f"DELETE FROM {table} WHERE staff_key = $1 RETURNING upload_id", [key]).fetchall()
    for upload_id in {upload_id for (upload_id,) in found}:
        cursor.execute(
            f"UPDATE uploads SET records = (SELECT count(*) FROM {table} WHERE upload_id = $1)"
            " WHERE upload_id = $1 AND kind = $2",
            [upload_id, kind],
        )
    return len(found)

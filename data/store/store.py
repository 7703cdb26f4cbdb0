"""The store: one database file, opened once per process, and everything that may be done with it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from data.catalog.records import Reading
from data.store import (
    base,
    changed_settings,
    corrections,
    decisions,
    deletion,
    records_in,
    rereading,
    restore,
    saved,
    uploads,
)
from data.store.deletion import Deleted
from data.store.errors import StoreUnavailable
from data.store.lists import Lists, Tables
from data.store.uploads import Added, Undone
from data.uploads.records import Answers, Checked

__all__ = ["Store", "Tables"]


class Store(Lists):
    """Front Desk's data. Any number of threads may share one; each call has a cursor of its own.

    Every method raises ``StoreUnavailable`` when the file cannot be read or written now. Times are UTC.
    """

    def add_catalog(self, reading: Reading, *, file_name: str, content: bytes, by: str) -> Added:
        """Store a catalog reading whole, and return when the ledger has it on disk.

        The same content as a live upload's adds nothing and names that upload. ValueError for a reading
        that was refused: there is nothing to store in it.
        """
        if reading.kind != "catalog" or not reading.entries:
            raise ValueError(reading.message or "The file has no entries to store.")
        self._check_room(len(content))
        with self._changing() as change:
            return uploads.add(change, reading, file_name=file_name, content=content, by=by)

    def add_uploads(
        self, checked: Sequence[Checked], contents: Sequence[bytes], *,
        answers: Answers | Sequence[Answers], by: str, is_practice: bool = False,
    ) -> list[Added]:  # fmt: skip
        """Store checked files, all of them or none, and return when the ledger has them on disk.

        ``contents`` are the files' bytes, in the same order; ``answers`` what was answered, once for all
        or for each. The same content as a live upload's adds nothing and names that upload. ValueError
        for a file that was refused: there is nothing to store in it.
        """
        for each in checked:
            records_in.refuse_unstorable(each)
        self._check_room(sum(map(len, contents)))
        with self._changing() as change:
            return [
                records_in.add(
                    change, each, content, self._beside, answers=given, by=by, is_practice=is_practice
                )
                for each, content, given in zip(
                    checked, contents, records_in.answers_for(answers, len(checked)), strict=True
                )
            ]

    def undo(self, upload_id: str, *, by: str) -> Undone:
        """Take an upload back: the courses become what they would be without it; its line stays.

        Undoing twice changes nothing. ValueError for an id that no upload has.
        """
        with self._changing() as change:
            return uploads.undo(change, upload_id, by=by)

    def remove_practice(self, by: str) -> list[Undone]:
        """Take back every upload of the practice library, all in one transaction."""
        with self._changing() as change:
            practice = change.cursor.execute(
                "SELECT upload_id FROM uploads WHERE is_practice AND undone_at IS NULL ORDER BY added_at"
            ).fetchall()
            return [uploads.undo(change, upload_id, by=by) for (upload_id,) in practice]

    def reread(self, upload_id: str, checked: Checked, answers: Answers, by: str) -> Added:
        """Put a new reading of an upload's original in the place of its rows, in one transaction.

        The answers are remembered for files like it. ValueError for an upload that is not there.
        """
        records_in.refuse_unstorable(checked)
        with self._changing() as change:
            return rereading.reread(change, upload_id, checked, self._beside.key, answers=answers, by=by)

    def change_setting(self, name: str, value: object, by: str) -> bool:
        """Set one setting of ``preferences``; gives False when it was so already.

        What follows happens at once: fiscal years are counted anew, names are deleted, originals that
        are too old are let go. ValueError, with a sentence for the user, for a value that cannot be.
        """
        with self._changing() as change:
            return changed_settings.change_setting(change, name, value, by=by)

    def delete_person(self, person: str, by: str) -> Deleted:
        """Delete all that is kept of a member of staff, named as files name them or by their staff key.

        What is derived is counted anew without them; the originals of files they stand in go too, and the
        database is written anew, so that no byte of it stays. Copies made before keep what they have: the
        answer names them. ValueError when nothing is kept of such a person.
        """
        with self._changing() as change:
            deleted = deletion.delete_person(change, person, self._beside.key, by=by)
        try:
            is_erased = self.erase_deleted() and not change.has_left_originals
        except StoreUnavailable:
            is_erased = False
        backups, aside = tuple(self.backups()), restore.kept_aside(self._connection.path)
        return replace(deleted, is_erased=is_erased, backups=backups, kept_aside=aside)

    def erase_deleted(self) -> bool:
        """Write the database anew, so that no byte of deleted rows stays; False while somebody keeps reading.

        The next start does it too, unless the database is very large.
        """
        return base.erase_deleted(self._connection)

    def correct(self, course_id: str, field: str, value: str | Sequence[str], *, by: str) -> str:
        """Set the ``label`` or the ``topics`` of a course; see ``data.store.corrections.correct``."""
        with self._changing() as change:
            return corrections.correct(change, course_id, field, value, by=by)

    def undo_correction(self, correction_id: str, *, by: str) -> bool:
        """Take a correction back; see ``data.store.corrections.undo_correction``."""
        with self._changing() as change:
            return corrections.undo_correction(change, correction_id, by=by)

    def add_alias(self, spelling: str, organization: str, *, by: str) -> str:
        """Let a spelling stand for an organization; see ``data.store.corrections.add_alias``."""
        with self._changing() as change:
            return corrections.add_alias(change, spelling, organization, by=by)

    def undo_alias(self, alias_id: str, *, by: str) -> bool:
        """Take a mapped name back; see ``data.store.corrections.undo_alias``."""
        with self._changing() as change:
            return corrections.undo_alias(change, alias_id, by=by)

    def confirm_match(self, kind: str, as_written: str, target: str | None, by: str) -> str:
        """Decide what a course or branch as written means; gives the match's id.

        ``kind`` is "course" or "branch"; ``target`` the course_id, the branch's name, or None for "not
        in the catalog". ValueError, with a sentence for the user, when that cannot be.
        """
        with self._changing() as change:
            return decisions.confirm(change, kind, as_written, target, by=by)

    def undo_match(self, match_id: str, by: str) -> bool:
        """Take a decision back; gives False when it was taken back before; ValueError when unknown."""
        with self._changing() as change:
            return decisions.undo(change, match_id, by=by)

    def dismiss_missing(self, *, by: str) -> int:
        """Stop naming what is missing: somebody has seen all of it. Gives how much that was."""
        subjects = {lost.upload_id for lost in self.missing_uploads()}
        subjects |= {lost.subject for lost in self.missing_changes()}
        if subjects:
            with self._changing() as change:
                for subject in sorted(subjects):
                    change.record("dismiss", subject, by, {"upload_id": subject})
        return len(subjects)

    def save(
        self, kind: str, name: str, value: Mapping[str, Any], *, by: str, keep_earlier: bool = False
    ) -> str:
        """Save something under a name; gives its id; see ``data.store.saved.save``."""
        with self._changing() as change:
            return saved.save(change, kind, name, value, by=by, keep_earlier=keep_earlier)

    def forget(self, saved_id: str, *, by: str) -> bool:
        """Forget what was saved; see ``data.store.saved.forget``."""
        with self._changing() as change:
            return saved.forget(change, saved_id, by=by)

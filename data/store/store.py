"""The store: one database file, opened once per process, and everything that may be done with it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Self

import narwhals as nw
import pandas as pd

from data.catalog.records import Reading
from data.store import (
    corrections,
    create,
    decisions,
    reconcile,
    records_in,
    schema,
    settings,
    staff_key,
    uploads,
    verify,
)
from data.store.change import Change, moment
from data.store.connection import Connection, acquire, opening, release
from data.store.errors import StoreUnavailable
from data.store.ledger import Line
from data.store.uploads import Added, Undone
from data.uploads.records import Answers, Checked

DEFAULT_PATH: Final = Path(__file__).parents[2] / "var" / "frontdesk.duckdb"
ROOM_PER_BYTE: Final = 3
"""Free bytes asked for each byte of a file: its rows, the log they pass through, and what is derived."""

Tables = dict[str, nw.LazyFrame[Any]]


class Store:
    """Front Desk's data. Any number of threads may share one; each call has a cursor of its own.

    Every method raises ``StoreUnavailable`` when the file cannot be read or written now. Times are UTC.
    """

    def __init__(self, connection: Connection, *, read_only: bool) -> None:
        self._connection = connection
        self._read_only = read_only

    @classmethod
    def open(cls, path: Path | str | None = None, *, read_only: bool = False) -> Self:
        """Open the database, making it on the first run.

        Without ``path`` it is the file that FRONTDESK_DATABASE names, else ``var/frontdesk.duckdb``.
        What a kill kept out of the ledger is written into it now.
        """
        chosen = Path(path or os.environ.get("FRONTDESK_DATABASE") or DEFAULT_PATH).expanduser().resolve()
        with opening():
            _make_folder(chosen, read_only=read_only)
            connection, is_fresh = acquire(chosen, read_only=read_only)
            try:
                if is_fresh:
                    _prepare(connection)
            except BaseException:
                release(connection)
                raise
        return cls(connection, read_only=read_only)

    def close(self) -> None:
        """Give the database back; the file is closed with the last store of this process that uses it."""
        release(self._connection)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    # Reading

    @contextmanager
    def reading(self) -> Iterator[Tables]:
        """Give every table of the schema, lazily, as of one moment and from one cursor."""
        with self._connection.transaction() as cursor:
            yield {table.name: nw.from_native(cursor.table(table.name)) for table in schema.TABLES}

    def frame(self, name: str) -> pd.DataFrame:
        """Give a whole table, ordered by its columns; whole numbers stay whole where some are missing."""
        with self._connection.transaction() as cursor:
            frame = cursor.execute(f'SELECT * FROM "{schema.table(name).name}" ORDER BY ALL').df()
        whole = {column.name: "Int64" for column in schema.table(name).columns if column.type == "INTEGER"}
        return frame.astype(whole)

    @property
    def data_version(self) -> str:
        """A text that is another after every change, whoever made it."""
        with self._connection.transaction() as cursor:
            return str(settings.get(cursor, settings.DATA_VERSION))

    def uploads(self) -> pd.DataFrame:
        """List the uploads in the order they were added, those taken back too: columns of ``uploads``."""
        return self.frame("uploads").sort_values("added_at", ignore_index=True)

    def problems(self, upload_id: str | None = None) -> pd.DataFrame:
        """List the problems of one live upload, or of all: columns of ``problems``, by row."""
        found = self.frame("problems")
        if upload_id is not None:
            found = found[found["upload_id"] == upload_id]
        return found.sort_values(["upload_id", "source_row"], ignore_index=True, kind="stable")

    def corrections(self, course_id: str | None = None) -> pd.DataFrame:
        """List the corrections in force, oldest first: columns of ``corrections``."""
        found = self._in_force("corrections")
        return found if course_id is None else found[found["course_id"] == course_id].reset_index(drop=True)

    def aliases(self) -> pd.DataFrame:
        """List the mapped names in force, oldest first: columns of ``host_aliases``."""
        return self._in_force("host_aliases")

    def _in_force(self, name: str) -> pd.DataFrame:
        found = self.frame(name)
        return found[found["undone_at"].isna()].sort_values("made_at", ignore_index=True)

    # Changing

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
                    change, each, content, self._key_path, answers=given, by=by, is_practice=is_practice
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

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Keep every other thread of this process from changing anything meanwhile."""
        with self._connection.writing:
            yield

    # Trusting

    def missing_uploads(self) -> tuple[reconcile.MissingUpload, ...]:
        """Name the uploads that were acknowledged and are no longer there, because a log was cut, say."""
        return self._missing().uploads

    def missing_changes(self) -> tuple[reconcile.MissingChange, ...]:
        """Name the undos, corrections and mapped names that were acknowledged and are no longer there."""
        return self._missing().changes

    def dismiss_missing(self, upload_id: str, *, by: str) -> None:
        """Stop naming a missing upload: somebody has seen it and the file will not be added again."""
        with self._changing() as change:
            change.record("dismiss", upload_id, by, {"upload_id": upload_id})

    def verify(self) -> verify.Verification:
        """Read every value and compare everything that must agree; see ``data.store.verify``."""
        with self._connection.writing:
            return verify.verified(self._connection)

    @property
    def _key_path(self) -> Path:
        return staff_key.path_beside(self._connection.path)

    def _missing(self) -> reconcile.Missing:
        # Asked at every visit, and the answer is another only when the data is.
        version, known = self.data_version, self._connection.missing
        if known and known[0] == version:
            return known[1]
        with self._connection.transaction() as cursor:
            found = reconcile.missing(self._connection.ledger.lines(), cursor)
        self._connection.missing = version, found
        return found

    @contextmanager
    def _changing(self) -> Iterator[Change]:
        connection = self._connection
        if self._read_only:
            raise StoreUnavailable("not_writable")
        with connection.writing:
            if connection.ledger_behind:
                _catch_up(connection)
            with connection.transaction() as cursor:
                change = Change(cursor, moment(cursor))
                yield change
                if change.lines:
                    settings.renew_data_version(cursor)
                    connection.ledger_behind = True
            if change.lines:
                _acknowledge(connection, change.lines)

    def _check_room(self, size: int) -> None:
        free = shutil.disk_usage(self._connection.path.parent).free
        if free < ROOM_PER_BYTE * size:
            raise StoreUnavailable("disk_full")


def _prepare(connection: Connection) -> None:
    if connection.read_only:
        with connection.transaction() as cursor:
            create.check_version(cursor)
        return
    with connection.transaction() as cursor:
        create.prepare(cursor)
    _catch_up(connection)


def _catch_up(connection: Connection) -> None:
    """Write into the ledger what was committed without it."""
    with connection.transaction() as cursor:
        owed = reconcile.unwritten(connection.ledger.lines(), cursor)
    _acknowledge(connection, owed)


def _acknowledge(connection: Connection, lines: list[Line]) -> None:
    try:
        connection.ledger.mend()
        if lines:
            connection.ledger.append(lines)
    except OSError as error:
        raise StoreUnavailable("ledger_unwritable") from error
    connection.ledger_behind = False


def _make_folder(path: Path, *, read_only: bool) -> None:
    if read_only and not path.exists():
        raise StoreUnavailable("no_data")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreUnavailable("not_writable") from error

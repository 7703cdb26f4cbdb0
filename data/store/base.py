"""A store opened and closed, and the one way in which anything in it is changed."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from data.store import create, originals, preferences, reconcile, recovery, restore, settings, staff_key
from data.store.change import Change, moment
from data.store.connection import Connection, acquire, opening, release
from data.store.errors import StoreUnavailable
from data.store.ledger import Line
from data.store.originals import Originals
from data.store.records_in import Beside
from data.store.rewrite import rewrite

DEFAULT_PATH: Final = Path(__file__).parents[2] / "var" / "frontdesk.duckdb"
ROOM_PER_BYTE: Final = 4
"""Free bytes asked for each byte of a file: its rows, their log, what is derived, and the original."""

MOST_REWRITTEN_AT_START: Final = 200_000_000
"""Bytes of a database that is still written anew at start: a second or two."""


class Base:
    """What reading and changing a store have in common."""

    def __init__(self, connection: Connection, *, read_only: bool) -> None:
        self._connection = connection
        self._read_only = read_only

    @classmethod
    def open(cls, path: Path | str | None = None, *, read_only: bool = False) -> Self:
        """Open the database, making it on the first run.

        Without ``path`` it is the file that FRONTDESK_DATABASE names, else ``var/frontdesk.duckdb``.
        What a kill kept out of the ledger is written into it now, a restore that was cut off is finished,
        and originals that are too old are deleted. For a damaged file the StoreUnavailable has a
        ``recovery``.
        """
        chosen = database_path(path)
        with opening():
            _make_folder(chosen, read_only=read_only)
            try:
                connection = _acquired(chosen, read_only=read_only)
            except StoreUnavailable as unavailable:
                if unavailable.reason_code == "damaged":
                    unavailable.recovery = recovery.report(chosen)
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

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Keep every other thread of this process from changing anything meanwhile."""
        with self._connection.writing:
            yield

    @property
    def _beside(self) -> Beside:
        path = self._connection.path
        return Beside(staff_key.path_beside(path), Originals(originals.folder_beside(path)))

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
                if change.has_deleted:
                    _deleted_note(connection).touch()
                if change.lines:
                    settings.renew_data_version(cursor)
                    connection.ledger_behind = True
            if change.lines:
                _acknowledge(connection, change.lines)
            if change.lets_go_of_originals:
                # The change is on disk: what fails now is not the change, and the next start does it.
                try:
                    _tidy(connection)
                except (StoreUnavailable, OSError):
                    change.has_left_originals = True

    def _check_room(self, size: int) -> None:
        free = shutil.disk_usage(self._connection.path.parent).free
        if free < ROOM_PER_BYTE * size:
            raise StoreUnavailable("disk_full")


def database_path(path: Path | str | None = None) -> Path:
    """Name the database: the path given, else what FRONTDESK_DATABASE names, else the default."""
    return Path(path or os.environ.get("FRONTDESK_DATABASE") or DEFAULT_PATH).expanduser().resolve()


def _acquired(path: Path, *, read_only: bool) -> Connection:
    if not read_only:
        restore.finish(path)
    connection, is_fresh = acquire(path, read_only=read_only)
    try:
        if is_fresh:
            _prepare(connection)
            _forget_deleted(connection)
    except BaseException:
        release(connection)
        raise
    return connection


def _prepare(connection: Connection) -> None:
    if connection.read_only:
        with connection.transaction() as cursor:
            create.check_version(cursor)
        return
    with connection.transaction() as cursor:
        create.prepare(cursor)
        originals.forget_old(cursor, datetime.now(UTC).date())
    _catch_up(connection)
    _tidy(connection)


def _forget_deleted(connection: Connection) -> None:
    """Write the file anew where rows were deleted since it was last; a large one only when asked to."""
    if connection.read_only or connection.path.stat().st_size > MOST_REWRITTEN_AT_START:
        return
    if _deleted_note(connection).exists():
        erase_deleted(connection)


def _deleted_note(connection: Connection) -> Path:
    # Beside the database, not in it: a restored backup is the same to the last row.
    return connection.path.with_name(connection.path.name + ".deleted")


def erase_deleted(connection: Connection) -> bool:
    """Write the file anew, so that no deleted row stays in it; gives False when somebody kept reading."""
    with connection.writing:
        if not rewrite(connection):
            return False
        _deleted_note(connection).unlink(missing_ok=True)
        return True


def _catch_up(connection: Connection) -> None:
    """Write into the ledger what was committed without it."""
    with connection.transaction() as cursor:
        owed = reconcile.unwritten(connection.ledger.lines(), cursor)
    _acknowledge(connection, owed)


def _tidy(connection: Connection) -> None:
    """Delete originals that nobody needs: of uploads that were taken back, are too old, or failed."""
    folder = Originals(originals.folder_beside(connection.path))
    if not folder.names():
        return
    with connection.transaction() as cursor:
        names = originals.named(cursor)
        oldest = datetime.now(UTC).date() - timedelta(days=preferences.read(cursor).retention_days)
        lost = reconcile.missing(connection.ledger.lines(), cursor).uploads
    # A lost upload is added again from its original: that stays as long as it would have.
    names |= {upload.sha256 for upload in lost if upload.at[:10] > oldest.isoformat()}
    folder.keep_only(names)


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

"""A store opened and closed, and the one way in which anything in it is changed."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from data.store import create, originals, reconcile, settings, staff_key
from data.store.change import Change, moment
from data.store.connection import Connection, acquire, opening, release
from data.store.errors import StoreUnavailable
from data.store.ledger import Line
from data.store.originals import Originals
from data.store.records_in import Beside

DEFAULT_PATH: Final = Path(__file__).parents[2] / "var" / "frontdesk.duckdb"
ROOM_PER_BYTE: Final = 4
"""Free bytes asked for each byte of a file: its rows, their log, what is derived, and the original."""


class Base:
    """What reading and changing a store have in common."""

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
                if change.lines:
                    settings.renew_data_version(cursor)
                    connection.ledger_behind = True
            if change.lines:
                _acknowledge(connection, change.lines)
            if change.lets_go_of_originals:
                _tidy(connection)

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
        originals.forget_old(cursor, datetime.now(UTC).date())
    _catch_up(connection)
    _tidy(connection)


def _catch_up(connection: Connection) -> None:
    """Write into the ledger what was committed without it."""
    with connection.transaction() as cursor:
        owed = reconcile.unwritten(connection.ledger.lines(), cursor)
    _acknowledge(connection, owed)


def _tidy(connection: Connection) -> None:
    """Delete the originals that no live upload names: taken back, too old, or of an upload that failed."""
    with connection.transaction() as cursor:
        names = originals.named(cursor)
    Originals(originals.folder_beside(connection.path)).keep_only(names)


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

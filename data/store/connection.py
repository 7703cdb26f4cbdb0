"""The one DuckDB connection of a process to a database file, and the cursors made from it."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from data.store.errors import StoreUnavailable, explained
from data.store.ledger import Ledger
from data.store.reconcile import Missing

MEMORY_LIMIT = "600MB"
"""A million rows stored stay under 1 GB with what Python holds of them; more goes through the disk."""

LONGEST_WAIT = 5
"""Seconds that somebody who wants the database alone waits for those who read."""


class Connection:
    """A database file held open, shared by every ``Store`` of this process that names it.

    Threads never share a cursor: one connection used by several threads fails, a cursor each does not.
    ``writing`` is the lock of everything that changes rows. ``ledger_behind`` is true from just before a
    commit until its ledger line is on disk. ``missing`` is what was found missing at a data version.
    """

    def __init__(self, path: Path, *, read_only: bool) -> None:
        self.path = path
        self.read_only = read_only
        self.ledger = Ledger(path.with_name(path.name + ".ledger.jsonl"))
        self.ledger_behind = False
        self.missing: tuple[str, Missing] | None = None
        self.writing = threading.RLock()
        self.users = 0
        self._guard = threading.Lock()
        self._quiet = threading.Condition()
        self._busy = 0
        self._is_alone = False
        self._database: duckdb.DuckDBPyConnection | None = None
        self.cursor().close()

    def cursor(self) -> duckdb.DuckDBPyConnection:
        """Give a new cursor; opens the file again when an earlier error has closed it."""
        with self._guard:
            if self._database is None:
                self._database = _opened(self.path, read_only=self.read_only)
            return self._database.cursor()

    @contextmanager
    def transaction(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """Run one transaction on one cursor: committed at the end, rolled back on any error.

        Errors of the storage become ``StoreUnavailable``; errors of the code stay what they are.
        """
        with self._quiet:
            self._quiet.wait_for(lambda: not self._is_alone)
            self._busy += 1
        try:
            with self.cursor() as cursor:  # closing it rolls back what was not committed
                cursor.begin()
                yield cursor
                cursor.commit()
        except Exception as error:
            self._drop_if_invalid(error)
            refusal = explained(error)
            if refusal:
                raise refusal from error
            raise
        finally:
            with self._quiet:
                self._busy -= 1
                self._quiet.notify_all()

    @contextmanager
    def alone(self) -> Iterator[bool]:
        """Keep every transaction from beginning, once the running ones are over; False when they go on."""
        with self._quiet:
            self._is_alone = True
            is_alone = self._quiet.wait_for(lambda: not self._busy, timeout=LONGEST_WAIT)
        try:
            yield is_alone
        finally:
            with self._quiet:
                self._is_alone = False
                self._quiet.notify_all()

    def close(self) -> None:
        with self._guard:
            if self._database is not None:
                self._database.close()
                self._database = None

    def _drop_if_invalid(self, error: Exception) -> None:
        # After a full disk DuckDB calls its whole database invalid until the file is opened again.
        fatal = isinstance(error, duckdb.FatalException | duckdb.InternalException)
        if fatal or "has been invalidated" in str(error):
            self.close()


def _opened(path: Path, *, read_only: bool) -> duckdb.DuckDBPyConnection:
    try:
        return _connected(path, read_only=read_only)
    except duckdb.Error as error:
        if not read_only and _never_begun(path):
            path.unlink()
            return _connected(path, read_only=read_only)
        raise explained(error) or error from error


def _connected(path: Path, *, read_only: bool) -> duckdb.DuckDBPyConnection:
    database = duckdb.connect(
        str(path),
        read_only=read_only,
        config={
            "memory_limit": MEMORY_LIMIT,
            "temp_directory": str(path.with_name(path.name + ".tmp")),
            "autoload_known_extensions": "false",
            "autoinstall_known_extensions": "false",
        },
    )
    # Only now: with external access off the temporary folder could no longer be named.
    database.execute("SET enable_external_access = false")
    database.execute("SET lock_configuration = true")
    return database


def _never_begun(path: Path) -> bool:
    # A kill while DuckDB creates a file can leave it with no bytes at all (1 of 30 in a trial).
    return path.is_file() and path.stat().st_size == 0 and not path.with_name(path.name + ".wal").exists()


_open: dict[Path, Connection] = {}
_opening = threading.RLock()


@contextmanager
def opening() -> Iterator[None]:
    """Hold off every other opening and closing of a database in this process."""
    with _opening:
        yield


def is_open(path: Path) -> bool:
    """Whether this process has the database open."""
    with _opening:
        return path in _open


def acquire(path: Path, *, read_only: bool) -> tuple[Connection, bool]:
    """Give the process's connection to this file, and whether it was made just now.

    A read-only reader shares a connection that writes; the other way round is refused.
    """
    with _opening:
        connection = _open.get(path)
        fresh = connection is None
        if connection is None:
            connection = _open[path] = Connection(path, read_only=read_only)
        elif connection.read_only and not read_only:
            raise StoreUnavailable("locked")
        connection.users += 1
        return connection, fresh


def release(connection: Connection) -> None:
    """Give a connection back; the file is closed when nobody uses it any more."""
    with _opening:
        connection.users -= 1
        if connection.users <= 0 and _open.get(connection.path) is connection:
            del _open[connection.path]
            connection.close()

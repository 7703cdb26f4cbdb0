"""The uploaded files themselves, kept in a folder beside the database as long as the library says.

A file is named by its hash, never by the name it came under. What no live upload names is deleted.
"""

from __future__ import annotations

import os
from collections.abc import Collection
from datetime import date, timedelta
from pathlib import Path

import duckdb

from data.store.errors import StoreUnavailable, written_refusal
from data.store.preferences import read


class Originals:
    """The folder of one database."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def keep(self, name: str, content: bytes) -> None:
        """Write a file, and return when it is on disk; StoreUnavailable when it cannot be written."""
        path, partial = self.folder / name, self.folder / f"{name}.partial"
        try:
            self.folder.mkdir(mode=0o700, exist_ok=True)
            descriptor = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            with os.fdopen(descriptor, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            partial.replace(path)
        except OSError as error:
            partial.unlink(missing_ok=True)
            raise StoreUnavailable(written_refusal(error)) from error

    def read(self, name: str) -> bytes | None:
        """Give a file; None when it is not there any more."""
        path = self.folder / name
        return path.read_bytes() if path.is_file() else None

    def names(self) -> set[str]:
        """List the files in the folder."""
        return {path.name for path in self.folder.iterdir()} if self.folder.is_dir() else set()

    def keep_only(self, names: Collection[str]) -> None:
        """Delete every other file."""
        for name in self.names() - set(names):
            (self.folder / name).unlink(missing_ok=True)


def folder_beside(database: Path) -> Path:
    """Name the folder of a database's originals."""
    return database.with_name(database.name + ".originals")


def named(cursor: duckdb.DuckDBPyConnection) -> set[str]:
    """Read the names that live uploads still have."""
    found = cursor.execute("SELECT original FROM uploads WHERE original IS NOT NULL AND undone_at IS NULL")
    return {name for (name,) in found.fetchall()}


def forget_old(cursor: duckdb.DuckDBPyConnection, today: date) -> bool:
    """Let go of the originals older than the library keeps them; gives whether there were any."""
    oldest = today - timedelta(days=read(cursor).retention_days)
    forgotten = cursor.execute(
        "UPDATE uploads SET original = NULL WHERE original IS NOT NULL AND added_at::DATE <= $1"
        " RETURNING upload_id",
        [oldest],
    ).fetchall()
    return bool(forgotten)

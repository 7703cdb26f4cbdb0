"""A database written anew, so that nothing that was deleted stays in it.

DuckDB leaves the bytes of deleted rows in the file until it needs the room. Whoever deletes personal
data has to know that they are gone, so the file is copied, compared, and put in the place of the old one.
"""

from __future__ import annotations

import os
from pathlib import Path

import duckdb

from data.store import schema
from data.store.connection import Connection
from data.store.errors import explained


def rewrite(connection: Connection) -> bool:
    """Write the database anew while nobody reads or changes it; gives False when somebody kept reading.

    A kill leaves the old file or the new one, both whole.
    """
    with connection.writing, connection.alone() as is_alone:
        if not is_alone:
            return False
        with connection.cursor() as cursor:
            cursor.execute("CHECKPOINT")
        connection.close()
        path = connection.path
        fresh = path.with_name(path.name + ".rewriting")
        fresh.unlink(missing_ok=True)
        try:
            if path.with_name(path.name + ".wal").exists() or not _copied(path, fresh):
                return False
            fresh.replace(path)
        except duckdb.Error as error:
            raise explained(error) or error from error
        finally:
            fresh.unlink(missing_ok=True)
    return True


def _copied(path: Path, fresh: Path) -> bool:
    """Copy every table and compare; gives False when the copy is another."""
    with duckdb.connect(config={"autoload_known_extensions": "false"}) as database:
        database.execute(f"ATTACH {_quoted(path)} AS before (READ_ONLY)")
        database.execute(f"ATTACH {_quoted(fresh)} AS after")
        database.execute("COPY FROM DATABASE before TO after")
        is_equal = all(_sum(database, "before", name) == _sum(database, "after", name) for name in _names())
        database.execute("CHECKPOINT after")
        database.execute("DETACH after")
    with fresh.open("rb") as file:
        os.fsync(file.fileno())
    return is_equal and not fresh.with_name(fresh.name + ".wal").exists()


def _names() -> list[str]:
    return [table.name for table in schema.TABLES]


def _sum(database: duckdb.DuckDBPyConnection, where: str, name: str) -> object:
    columns = ", ".join(f'"{column.name}"' for column in schema.table(name).columns)
    return database.execute(
        f'SELECT count(*), sum(hash({columns})::HUGEINT) FROM {where}."{name}"'
    ).fetchone()


def _quoted(path: Path) -> str:
    return "'" + str(path).replace("'", "''") + "'"

"""A database made new, and one of an earlier version brought up to date."""

from __future__ import annotations

import duckdb

from data.store import schema, settings
from data.store.errors import StoreUnavailable
from data.store.migrate import MIGRATIONS
from data.store.write import rebuild


def prepare(cursor: duckdb.DuckDBPyConnection) -> None:
    """Make the tables, or bring them up to date, inside the caller's transaction.

    StoreUnavailable for a database that a newer version wrote or that is not Front Desk's.
    """
    found = {name for (name,) in cursor.execute("SELECT table_name FROM duckdb_tables()").fetchall()}
    if not found:
        _create(cursor)
    elif "settings" not in found or not isinstance(settings.get(cursor, settings.SCHEMA_VERSION), int):
        raise StoreUnavailable("not_ours")
    _migrate(cursor)
    if settings.get(cursor, settings.NAMES_VERSION) != settings.names_version():
        _take_new_names(cursor)


def check_version(cursor: duckdb.DuckDBPyConnection) -> None:
    """Refuse what cannot be read as it is: for a reader that must not change anything."""
    found = {name for (name,) in cursor.execute("SELECT table_name FROM duckdb_tables()").fetchall()}
    if not found:
        raise StoreUnavailable("no_data")
    version = settings.get(cursor, settings.SCHEMA_VERSION) if "settings" in found else None
    if not isinstance(version, int):
        raise StoreUnavailable("not_ours")
    if version > schema.VERSION:
        raise StoreUnavailable("newer_version")
    if version < schema.VERSION:
        raise StoreUnavailable("older_version")


def _create(cursor: duckdb.DuckDBPyConnection) -> None:
    for table in schema.TABLES:
        cursor.execute(f'CREATE TABLE "{table.name}" ({table.definition})')
    settings.put(cursor, settings.SCHEMA_VERSION, schema.VERSION)
    settings.put(cursor, settings.NAMES_VERSION, settings.names_version())
    settings.renew_data_version(cursor)


def _migrate(cursor: duckdb.DuckDBPyConnection) -> None:
    version = settings.get(cursor, settings.SCHEMA_VERSION)
    if not isinstance(version, int) or version > schema.VERSION:
        raise StoreUnavailable("newer_version")
    for step in range(version, schema.VERSION):
        MIGRATIONS[step](cursor)
        settings.put(cursor, settings.SCHEMA_VERSION, step + 1)


def _take_new_names(cursor: duckdb.DuckDBPyConnection) -> None:
    # A new vocabulary may know an organization, or put a topic in another area.
    rebuild(cursor)
    settings.put(cursor, settings.NAMES_VERSION, settings.names_version())
    settings.renew_data_version(cursor)

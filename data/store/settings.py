"""The store's own settings: the version of its tables, of its data and of its names."""

from __future__ import annotations

import hashlib
import json
import secrets

import duckdb

from data.vocab import tables as vocabulary

DATA_VERSION = "data_version"
SCHEMA_VERSION = "schema_version"
NAMES_VERSION = "names_version"
KEY_FINGERPRINT = "key_fingerprint"

Value = str | int | bool | dict[str, int] | None


def get(cursor: duckdb.DuckDBPyConnection, name: str) -> Value:
    """Read a setting; None when it was never set."""
    found = cursor.execute("SELECT value FROM settings WHERE name = ?", [name]).fetchall()
    value: Value = json.loads(found[0][0]) if found else None
    return value


def put(cursor: duckdb.DuckDBPyConnection, name: str, value: Value) -> None:
    """Write a setting inside the caller's transaction."""
    cursor.execute("DELETE FROM settings WHERE name = ?", [name])
    cursor.execute("INSERT INTO settings VALUES (?, ?)", [name, json.dumps(value)])


def renew_data_version(cursor: duckdb.DuckDBPyConnection) -> None:
    """Mark the data as changed. Random, because a counter repeats itself after a restored backup."""
    put(cursor, DATA_VERSION, secrets.token_hex(8))


def names_version() -> str:
    """Fingerprint what the derived tables take from the vocabulary, to notice when a new one is shipped."""
    known = [organization.name for organization in vocabulary.organizations()]
    areas = sorted(vocabulary.topic_areas().items())
    return hashlib.sha256(json.dumps([known, areas]).encode()).hexdigest()[:16]

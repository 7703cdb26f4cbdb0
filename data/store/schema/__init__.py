"""Every table of the store: its grain, its columns and what they mean.

The store creates its tables from here, and the documentation and the tests read them from here.
Tables marked *derived* are made from the rows of live uploads, the corrections, host aliases, decided
matches and settings, in the same transaction that changes any of these; nothing else writes them.
"""

from __future__ import annotations

from data.store.schema import catalog, own, saved, surveys, training
from data.store.schema.shape import Column, Table

__all__ = ["TABLES", "VERSION", "Column", "Table", "table"]

VERSION = 2

TABLES: tuple[Table, ...] = (*catalog.TABLES, *training.TABLES, *surveys.TABLES, *own.TABLES, *saved.TABLES)


def table(name: str) -> Table:
    """Give the table of that name; KeyError for a name that is not in the schema."""
    for candidate in TABLES:
        if candidate.name == name:
            return candidate
    raise KeyError(name)

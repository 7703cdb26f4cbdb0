"""Every table as of one moment, each made when somebody asks for it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

import duckdb
import narwhals as nw

from data.store import schema, settings

_NAMES: Final = tuple(table.name for table in schema.TABLES)


class Snapshot(Mapping[str, "nw.LazyFrame[Any]"]):
    """The tables of the schema, lazily, from the cursor of one transaction.

    ``data_version`` is read first of all: with it the transaction's moment is decided, and the tables
    are of that version. A click reads one to three of thirty tables, so none is made before its turn.
    """

    def __init__(self, cursor: duckdb.DuckDBPyConnection) -> None:
        self._cursor = cursor
        self._made: dict[str, nw.LazyFrame[Any]] = {}
        self.data_version = str(settings.get(cursor, settings.DATA_VERSION))

    def __getitem__(self, name: str) -> nw.LazyFrame[Any]:
        """Give a table; KeyError for a name that is not in the schema."""
        if name not in self._made:
            self._made[name] = nw.from_native(self._cursor.table(schema.table(name).name))
        return self._made[name]

    def __iter__(self) -> Iterator[str]:
        return iter(_NAMES)

    def __len__(self) -> int:
        return len(_NAMES)

"""Every record of a file in exactly one place: accepted, rejected with a reason, or ignored."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any, cast

import numpy as np
import pyarrow as pa

from data.uploads.records import FLAGGED, IGNORED, REJECTED
from data.uploads.satisfaction.body import Body, Flags, Numbers
from data.vocab.problems import shortened
from data.vocab.upload_problems import sentence

Words = dict[str, object]


class Ledger:
    """Keeps what became of each record; the first thing that is wrong with a row is the one that counts."""

    def __init__(self, body: Body) -> None:
        self._rows: Numbers = body.source_rows
        self.open: Flags = np.ones(body.height, dtype=bool)
        self._ignored: list[tuple[int, str]] = []
        self._rejected: list[tuple[int, str, str, str, str]] = []
        self._flagged: list[tuple[int, str, str, str, str]] = []

    def ignore(self, rows: Flags, code: str) -> None:
        """Take the rows out as no data, those that are still open."""
        taken = np.flatnonzero(rows & self.open)
        self._ignored.extend((int(row), code) for row in self._rows[taken])
        self.open[taken] = False

    def ignore_above(self, source_rows: Sequence[int], code: str) -> None:
        """Ignore records above the header, which are no part of the body."""
        self._ignored.extend((row, code) for row in source_rows)

    def reject(
        self,
        rows: Flags,
        code: str,
        column: str = "",
        values: Sequence[str] = (),
        words: Sequence[Words] = (),
    ) -> None:
        """Reject the rows that are still open; ``values`` and ``words`` have an entry for each of ``rows``.

        ``words`` fill the blanks of the code's sentence; one entry serves all rows.
        """
        for number, at in enumerate(np.flatnonzero(rows)):
            if self.open[at]:
                value = shortened(values[number]) if values else ""
                blanks = words[number if len(words) > 1 else 0] if words else {}
                row = int(self._rows[at])
                message = _where(row, column) + _said(code, value, tuple(sorted(blanks.items())))
                self._rejected.append((row, column, value, code, message))
        self.open &= ~rows

    def flag(
        self,
        rows: Flags,
        code: str,
        column: str = "",
        values: Sequence[str] = (),
        words: Sequence[Words] = (),
    ) -> None:
        """Flag those of the rows that are open; to be called when no row will be rejected any more."""
        for number, at in enumerate(np.flatnonzero(rows)):
            if self.open[at]:
                value = shortened(values[number]) if values else ""
                blanks = words[number if len(words) > 1 else 0] if words else {}
                row = int(self._rows[at])
                message = _where(row, column) + _said(code, value, tuple(sorted(blanks.items())))
                self._flagged.append((row, code, column, value, message))

    @property
    def accepted(self) -> int:
        """How many rows are accepted."""
        return int(self.open.sum())

    def rejected(self) -> pa.Table:
        """One row a rejected row, in the order of the file."""
        return _table(REJECTED, self._rejected)

    def ignored(self) -> pa.Table:
        """One row an ignored row, in the order of the file."""
        return _table(IGNORED, self._ignored)

    def flagged(self) -> pa.Table:
        """One row a flag, in the order of the file."""
        return _table(FLAGGED, self._flagged)


def _table(schema: pa.Schema, rows: Sequence[tuple[Any, ...]]) -> pa.Table:
    ordered = sorted(rows, key=lambda row: row[0])
    columns = list(zip(*ordered, strict=True)) or [()] * len(schema)
    return pa.table(
        [pa.array(cells, kind) for cells, kind in zip(columns, schema.types, strict=True)], schema
    )


def _where(row: int, column: str) -> str:
    return f'Row {row}, column "{shortened(column)}": ' if column else f"Row {row}: "


@cache
def _said(code: str, value: str, words: tuple[tuple[str, object], ...]) -> str:
    return sentence(code, value=value, **cast(dict[str, Any], dict(words)))

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
Placed = tuple[tuple[int, int], tuple[Any, ...]]
"""A sheet's number and a source row, which give the order, and what is told of the row."""


class Ledger:
    """Keeps what became of each record; the first thing that is wrong with a row is the one that counts."""

    def __init__(self, body: Body) -> None:
        self._rows: Numbers = body.source_rows
        self._sheets = body.sheets
        self.open: Flags = np.ones(body.height, dtype=bool)
        self._ignored: list[Placed] = []
        self._rejected: list[Placed] = []
        self._flagged: list[Placed] = []

    def ignore(self, rows: Flags, code: str) -> None:
        """Take the rows out as no data, those that are still open."""
        taken = np.flatnonzero(rows & self.open)
        self._ignored.extend((self._order(at), (int(self._rows[at]), code)) for at in taken.tolist())
        self.open[taken] = False

    def ignore_above(self, source_rows: Sequence[int], code: str, sheet: str = "") -> None:
        """Ignore records above the header (in ``sheet``, where there are several): no part of the body."""
        which = self._sheets.words().index(sheet) if self._sheets and sheet else 0
        self._ignored.extend(((which, row), (row, code)) for row in source_rows)

    def reject(
        self,
        rows: Flags,
        code: str,
        column: str = "",
        values: Sequence[str] = (),
        words: Sequence[Words] = (),
        said: str = "",
    ) -> None:
        """Reject the rows that are still open; ``values`` and ``words`` have an entry for each of ``rows``.

        ``words`` fill the blanks of the code's sentence; one entry serves all rows. ``said`` is a code whose
        sentence says more than that of ``code``.
        """
        for number, at in enumerate(np.flatnonzero(rows).tolist()):
            if self.open[at]:
                value = shortened(values[number]) if values else ""
                blanks = words[number if len(words) > 1 else 0] if words else {}
                message = self._where(at, column) + _said(said or code, value, tuple(sorted(blanks.items())))
                told = (int(self._rows[at]), column, value, code, message)
                self._rejected.append((self._order(at), told))
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
        for number, at in enumerate(np.flatnonzero(rows).tolist()):
            if self.open[at]:
                value = shortened(values[number]) if values else ""
                blanks = words[number if len(words) > 1 else 0] if words else {}
                message = self._where(at, column) + _said(code, value, tuple(sorted(blanks.items())))
                told = (int(self._rows[at]), code, column, value, message)
                self._flagged.append((self._order(at), told))

    def place(self, at: int, beside: int) -> str:
        """Say where a record is: by its row, and by its sheet where ``beside`` stands in another one."""
        row = str(int(self._rows[at]))
        if self._sheets is None or self._sheets.codes[at] == self._sheets.codes[beside]:
            return row
        return f'{row} of the sheet "{self._sheet(at)}"'

    def _order(self, at: int) -> tuple[int, int]:
        return (0 if self._sheets is None else int(self._sheets.codes[at])), int(self._rows[at])

    def _sheet(self, at: int) -> str:
        return "" if self._sheets is None else self._sheets.words()[int(self._sheets.codes[at])]

    def _where(self, at: int, column: str) -> str:
        row, sheet = int(self._rows[at]), self._sheet(at)
        where = f'Sheet "{sheet}", row {row}' if sheet else f"Row {row}"
        return f'{where}, column "{shortened(column)}": ' if column else f"{where}: "

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


def _table(schema: pa.Schema, rows: Sequence[Placed]) -> pa.Table:
    ordered = [told for _, told in sorted(rows, key=lambda row: row[0])]
    columns = list(zip(*ordered, strict=True)) or [()] * len(schema)
    return pa.table(
        [pa.array(cells, kind) for cells, kind in zip(columns, schema.types, strict=True)], schema
    )


@cache
def _said(code: str, value: str, words: tuple[tuple[str, object], ...]) -> str:
    return sentence(code, value=value, **cast(dict[str, Any], dict(words)))

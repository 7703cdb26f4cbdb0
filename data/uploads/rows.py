"""Every row of a table accounted for: the first thing that decides a row decides it for good."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from data.uploads.dates import DateColumn, instead
from data.uploads.encoded import Encoded, Mask, Numbers, encode
from data.uploads.records import FLAGGED, IGNORED, REJECTED
from data.vocab.upload_problems import sentence

Words = Mapping[str, Any]
WordsOf = Callable[[str], Words]


@dataclass(slots=True)
class Rows:
    """The rows under a header and what became of each: ``open`` are those still good.

    ``source_rows`` are the numbers the user sees. ``sheet`` is named in problems where several sheets of
    the file hold data, and is "" otherwise.
    """

    source_rows: Numbers
    sheet: str = ""
    open: Mask = field(init=False)
    _rejected: list[pa.Table] = field(init=False, default_factory=list)
    _ignored: list[pa.Table] = field(init=False, default_factory=list)
    _flagged: list[tuple[Mask | Numbers, pa.Table]] = field(init=False, default_factory=list)

    def __post_init__(self) -> None:
        self.open = np.ones(len(self.source_rows), bool)

    def ignore(self, mask: Mask, code: str) -> None:
        """Leave out the rows that are no data."""
        mask = mask & self.open
        if mask.any():
            codes = pa.array([code] * int(mask.sum()), pa.string())
            self._ignored.append(pa.table([pa.array(self.source_rows[mask]), codes], schema=IGNORED))
            self.open &= ~mask

    def reject(
        self,
        mask: Mask,
        code: str,
        column: str = "",
        cells: Encoded | None = None,
        words: WordsOf | None = None,
        more: str = "",
    ) -> None:
        """Reject rows: ``cells`` has the values read, ``words`` fill the sentence for a value.

        ``more`` is said after the sentence.
        """
        mask = mask & self.open
        if mask.any():
            self._rejected.append(self._problems(mask, code, column, cells, words, REJECTED, more))
            self.open &= ~mask

    def reject_each(
        self,
        positions: Numbers,
        code: str,
        words: Sequence[Words],
        column: str = "",
        values: Sequence[str] = (),
    ) -> None:
        """Reject single rows that are still open, each with words, and a value, of its own."""
        self._rejected.append(self._each(positions, code, words, REJECTED, column, values))
        self.open[positions] = False

    def flag_each(
        self,
        positions: Numbers,
        code: str,
        words: Sequence[Words],
        column: str = "",
        values: Sequence[str] = (),
    ) -> None:
        """Flag single open rows, in any order and more than once, each with words and a value of its own."""
        self._flagged.append((positions, self._each(positions, code, words, FLAGGED, column, values)))

    def _each(
        self,
        positions: Numbers,
        code: str,
        words: Sequence[Words],
        schema: pa.Schema,
        column: str = "",
        values: Sequence[str] = (),
    ) -> pa.Table:
        before, after = self.place(column)
        numbers = self.source_rows[positions]
        values = values or [""] * len(numbers)
        messages = [
            f"{before}{row}{after}{sentence(code, value=value, **one)}"
            for row, value, one in zip(numbers.tolist(), values, words, strict=True)
        ]
        codes = [code] * len(numbers)
        filled = {"source_row": numbers, "column": [column] * len(numbers), "value": values}
        filled |= {"message": messages, "reason": codes, "flag": codes}
        return pa.table({name: filled[name] for name in schema.names}, schema=schema)

    def flag(
        self,
        mask: Mask,
        code: str,
        column: str = "",
        cells: Encoded | None = None,
        words: WordsOf | None = None,
    ) -> None:
        """Flag rows. Flags of rows that are rejected later are dropped with them."""
        mask = mask & self.open
        if mask.any():
            self._flagged.append((mask, self._problems(mask, code, column, cells, words, FLAGGED)))

    def _problems(
        self,
        mask: Mask,
        code: str,
        column: str,
        cells: Encoded | None,
        words: WordsOf | None,
        schema: pa.Schema,
        more: str = "",
    ) -> pa.Table:
        numbers = self.source_rows[mask]
        texts = cells.texts if cells else [""]
        which = cells.index[mask] if cells else np.zeros(len(numbers), np.int64)
        before, after = self.place(column)
        said: list[str | None] = [None] * len(texts)
        for one in np.unique(which).tolist():
            blanks = words(texts[one]) if words else {}
            said[one] = after + sentence(code, value=texts[one], **blanks) + more
        at = pa.array(which)
        after_row = pa.array(said, pa.string()).take(at) if len(texts) > 1 else pa.scalar(said[0])
        messages = pc.binary_join_element_wise(before, pa.array(numbers).cast(pa.string()), after_row, "")
        values = pa.array(texts, pa.string()).take(at)
        codes, columns = (pa.repeat(pa.scalar(text), len(numbers)) for text in (code, column))
        filled = {"source_row": numbers, "column": columns, "value": values, "message": messages}
        filled |= {"reason": codes, "flag": codes}
        return pa.table({name: filled[name] for name in schema.names}, schema=schema)

    def place(self, column: str) -> tuple[str, str]:
        """Give what stands before and after the row's number where a problem says its place."""
        before = f'Sheet "{self.sheet}", row ' if self.sheet else "Row "
        return before, f', column "{column}": ' if column else ": "

    @property
    def rejected(self) -> pa.Table:
        """The rejected rows in the order of the file."""
        return _in_order(self._rejected, REJECTED)

    @property
    def ignored(self) -> pa.Table:
        """The ignored rows in the order of the file."""
        return _in_order(self._ignored, IGNORED)

    @property
    def flagged(self) -> pa.Table:
        """The flags of the rows that are still good, in the order of the file."""
        kept = [table.filter(pa.array(self.open[rows])) for rows, table in self._flagged]
        return _in_order(kept, FLAGGED)


def _in_order(tables: list[pa.Table], schema: pa.Schema) -> pa.Table:
    if not tables:
        return schema.empty_table()
    joined = pa.concat_tables(tables)
    numbers: np.ndarray[Any, Any] = joined.column("source_row").to_numpy()
    if (numbers[1:] >= numbers[:-1]).all():  # as a million flags of one kind are: nothing to copy
        return joined
    return joined.take(pa.array(np.argsort(numbers, kind="stable")))


def reject_days(rows: Rows, days: DateColumn, column: str, cells: Encoded | None) -> None:
    """Reject the rows whose date has a fault; ``cells`` has the texts that were read as ``days``."""
    if days.faults.null_count == len(days.faults):
        return
    faults = encode(days.faults)
    for code in filter(None, faults.texts):
        mask = faults.where(lambda fault, code=code: fault == code)  # type: ignore[misc]
        rows.reject(mask, code, column, cells, _how_to_write(code, days))


def _how_to_write(code: str, days: DateColumn) -> WordsOf:
    return lambda text: {"instead": instead(code, text, days.order)}

"""Every row of a table accounted for: the first thing that decides a row decides it for good."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from data.uploads.dates import DateColumn, instead
from data.uploads.encoded import Encoded, Mask, Numbers, encode
from data.uploads.records import FLAGGED, IGNORED, REJECTED, TEXT
from data.vocab.upload_problems import sentence

Words = Mapping[str, Any]
WordsOf = Callable[[str], Words]

_AT_ONCE: Final = 100_000
"""Problems whose messages are written at a time: what that takes besides is needed once."""


class _Told(NamedTuple):
    """Problems of one code and column: where they are, what was read, what is said after the row's number."""

    positions: Numbers
    code: str
    column: str
    values: pa.Array
    after: pa.Array


@dataclass(slots=True)
class Rows:
    """The rows under a header and what became of each: ``open`` are those still good.

    ``source_rows`` are the numbers the user sees. ``sheet`` is named in problems where several sheets of
    the file hold data, and is "" otherwise.
    """

    source_rows: Numbers
    sheet: str = ""
    open: Mask = field(init=False)
    _rejected: list[_Told] = field(init=False, default_factory=list)
    _ignored: list[pa.Table] = field(init=False, default_factory=list)
    _flagged: list[_Told] = field(init=False, default_factory=list)

    def __post_init__(self) -> None:
        self.open = np.ones(len(self.source_rows), bool)

    def ignore(self, mask: Mask, code: str) -> None:
        """Leave out the rows that are no data."""
        mask = mask & self.open
        if mask.any():
            numbers = self.source_rows[mask]
            self._ignored.append(pa.table([pa.array(numbers), _same(code, len(numbers))], schema=IGNORED))
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
            self._rejected.append(_of_cells(mask, code, column, cells, words, more))
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
        self._rejected.append(_of_each(positions, code, words, column, values))
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
        self._flagged.append(_of_each(positions, code, words, column, values))

    def reject_again(self, positions: Numbers, code: str, firsts: pa.Array) -> None:
        """Reject single open rows for an earlier one; ``firsts`` say where each of those is."""
        self._rejected.append(_of_again(positions, code, firsts))
        self.open[positions] = False

    def flag_again(self, positions: Numbers, code: str, firsts: pa.Array) -> None:
        """Flag single open rows for an earlier one; ``firsts`` say where each of those is."""
        self._flagged.append(_of_again(positions, code, firsts))

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
            self._flagged.append(_of_cells(mask, code, column, cells, words))

    @property
    def rejected(self) -> pa.Table:
        """The rejected rows in the order of the file."""
        return self._table(self._rejected, REJECTED)

    @property
    def ignored(self) -> pa.Table:
        """The ignored rows in the order of the file."""
        joined = pa.concat_tables([IGNORED.empty_table(), *self._ignored]).unify_dictionaries()
        return joined.take(pa.array(np.argsort(joined.column("source_row").to_numpy(), kind="stable")))

    @property
    def flagged(self) -> pa.Table:
        """The flags of the rows that are still good, in the order of the file."""
        return self._table([_kept(told, self.open) for told in self._flagged], FLAGGED)

    def _table(self, problems: list[_Told], schema: pa.Schema) -> pa.Table:
        """Put problems in order while all they say is encoded, and write their messages only then."""
        if not problems:
            return schema.empty_table()
        joined = pa.concat_tables(
            pa.table(
                {
                    "source_row": pa.array(self.source_rows[told.positions]),
                    "code": _same(told.code, len(told.positions)),
                    "column": _same(told.column, len(told.positions)),
                    "value": told.values,
                    "after": told.after,
                }
            )
            for told in problems
        ).unify_dictionaries()
        numbers: np.ndarray[Any, Any] = joined.column("source_row").to_numpy()
        if (numbers[1:] < numbers[:-1]).any():
            joined = joined.take(pa.array(np.argsort(numbers, kind="stable")))
        before = f'Sheet "{self.sheet}", row ' if self.sheet else "Row "
        messages = [
            pc.binary_join_element_wise(
                before,
                batch.column("source_row").cast(pa.string()),
                batch.column("after").cast(pa.string()),
                "",
            )
            for batch in joined.to_batches(max_chunksize=_AT_ONCE)
        ]
        filled = {name: joined.column(name) for name in ("source_row", "column", "value")}
        filled |= {"reason": joined.column("code"), "flag": joined.column("code")}
        filled["message"] = pa.chunked_array(messages, pa.string())
        return pa.table({name: filled[name] for name in schema.names}, schema=schema)


def _same(text: str, count: int) -> pa.Array:
    return pa.repeat(pa.scalar(text, TEXT), count)


def _kept(told: _Told, is_open: Mask) -> _Told:
    keep = is_open[told.positions]
    if keep.all():
        return told
    which = pa.array(keep)
    return told._replace(
        positions=told.positions[keep], values=told.values.filter(which), after=told.after.filter(which)
    )


def _place(column: str) -> str:
    """Give what stands between a row's number and what is said of it."""
    return f', column "{column}": ' if column else ": "


def _of_cells(
    mask: Mask, code: str, column: str, cells: Encoded | None, words: WordsOf | None, more: str = ""
) -> _Told:
    """Tell a problem of rows, with one sentence for each different cell."""
    positions = np.flatnonzero(mask)
    texts = cells.texts if cells else [""]
    which = Encoded(texts, cells.index[mask] if cells else np.zeros(len(positions), np.int64))
    said: list[str | None] = [None] * len(texts)
    for one in np.unique(which.index).tolist():
        blanks = words(texts[one]) if words else {}
        said[one] = _place(column) + sentence(code, value=texts[one], **blanks) + more
    return _Told(positions, code, column, which.text(texts), which.text(said))


def _of_each(
    positions: Numbers, code: str, words: Sequence[Words], column: str, values: Sequence[str]
) -> _Told:
    """Tell a problem of rows that has other words in each."""
    values = values or [""] * len(positions)
    said = [
        _place(column) + sentence(code, value=value, **one) for value, one in zip(values, words, strict=True)
    ]
    return _Told(positions, code, column, pa.array(values, TEXT), pa.array(said, TEXT))


def _of_again(positions: Numbers, code: str, firsts: pa.Array) -> _Told:
    """Tell a problem of rows whose only word is where an earlier row is."""
    head, tail = (_place("") + sentence(code, first="\0")).split("\0")
    said = pc.binary_join_element_wise(head, firsts, tail, "")
    return _Told(positions, code, "", _same("", len(positions)), said.dictionary_encode())


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

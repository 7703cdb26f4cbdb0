"""Counts held in memory: what adds up, by everything a filter chooses by, so that a click is a few sums.

A query of a rollup costs the engine milliseconds to plan and microseconds to answer. Here the whole
rollup is read once, as whole numbers that stand for its texts; to narrow it is a mask, to count it by a
column is one pass over what is left.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final, TypeAlias

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa

from analysis.counting import Rows

Codes: TypeAlias = npt.NDArray[np.integer[Any]]
Flags: TypeAlias = npt.NDArray[np.bool_]
Numbers: TypeAlias = npt.NDArray[Any]

_FEW: Final = 4
"""Numbers of values that may be missing between those there are, times the rows, before they are sorted."""


@dataclass(frozen=True, slots=True)
class Key:
    """What tells cells apart: one column or several that belong together, such as a question's.

    ``values`` are the different values in order, missing ones last, and ``places`` the same as tuples
    with None for what is missing; a cell has a value's place in it.
    """

    columns: tuple[str, ...]
    values: pd.DataFrame
    places: list[tuple[Any, ...]]
    codes: Codes


@dataclass(frozen=True, slots=True)
class Sums:
    """Cells, each with its place in every key and with counts that add up.

    Made by ``read``. ``counts`` are whole numbers, or floats such as hours.
    """

    keys: Mapping[str, Key]
    counts: Mapping[str, Numbers]

    @classmethod
    def read(
        cls,
        rows: Rows,
        keys: Mapping[str, Sequence[str]],
        counts: Sequence[str] = (),
        who: Sequence[str] = (),
    ) -> Sums:
        """Read a lazy table of cells; a key's name -> its columns.

        ``who`` are columns that say who somebody is: they make a key of that name, which tells them
        apart and does not hold who they are.
        """
        table: pa.Table = rows.collect("pyarrow").to_native()
        found = {name: _key(table, tuple(columns)) for name, columns in keys.items()}
        if who:
            found["who"] = Key(tuple(who), pd.DataFrame(), [], _codes(table, who)[1])
        return cls(found, {name: _smallest(table[name].to_numpy()) for name in counts})

    def __len__(self) -> int:
        return len(next(iter(self.keys.values())).codes)

    def different(self) -> int:
        """Count the different people (or whoever ``who`` tells apart) of all cells."""
        codes = self.keys["who"].codes
        there = np.zeros(int(codes.max(initial=0)) + 1, dtype=bool)
        there[codes] = True
        return int(there.sum())

    @property
    def size(self) -> int:
        """The bytes of memory that the cells take."""
        return sum(
            each.nbytes for each in (*self.counts.values(), *(key.codes for key in self.keys.values()))
        )

    def where(self, wanted: Mapping[str, Flags]) -> Sums:
        """Keep the cells that have a wanted value in every key named: a flag for each of its values."""
        if not wanted:
            return self
        flags = [keep[self.keys[name].codes] for name, keep in wanted.items()]
        left = np.flatnonzero(np.logical_and.reduce(flags))
        keys = {name: replace(key, codes=key.codes.take(left)) for name, key in self.keys.items()}
        return Sums(keys, {name: each.take(left) for name, each in self.counts.items()})

    def total(self, name: str, lacking: str | None = None) -> Any:
        """Add up one count over all cells, or over those that lack a column."""
        numbers = self.counts[name]
        if lacking is not None:
            key = next(each for each in self.keys.values() if lacking in each.columns)
            numbers = numbers[key.values[lacking].isna().to_numpy(bool)[key.codes]]
        return numbers.sum(dtype=_wide(numbers)).item()

    def known(self, *names: str) -> Sums:
        """Leave out the cells where something of these keys is missing."""
        missing = {name: self.keys[name].values.isna().any(axis=1).to_numpy(bool) for name in names}
        return self.where({name: ~flags for name, flags in missing.items() if flags.any()})

    def by(self, *names: str, counts: Sequence[str] | None = None) -> pd.DataFrame:
        """Count by keys: their columns and the counts, a row a group that has any cell, in order."""
        keys = [self.keys[name] for name in names]
        shape = [max(len(key.values), 1) for key in keys]
        code = np.zeros(len(self), dtype=np.intp)
        for key, length in zip(keys, shape, strict=True):
            code = code * length + key.codes
        there = np.flatnonzero(np.bincount(code, minlength=1))
        told: dict[str, Any] = {}
        for key, at in zip(keys, np.unravel_index(there, shape), strict=True):
            told |= {column: key.values[column].array.take(at) for column in key.columns}
        for name in self.counts if counts is None else counts:
            summed = np.bincount(code, self.counts[name], minlength=1)[there]
            told[name] = summed.astype(_wide(self.counts[name]))
        return pd.DataFrame(told)


def among(wanted: Iterable[Any], values: Iterable[Any]) -> Flags:
    """Say of each value whether it is one of those wanted."""
    chosen = frozenset(wanted)
    return np.array([each in chosen for each in values], dtype=bool)


def _wide(numbers: Numbers) -> type[np.int64] | type[np.float64]:
    return np.float64 if numbers.dtype.kind == "f" else np.int64


def _smallest(numbers: Numbers) -> Numbers:
    """Hold whole numbers in as few bytes as they need."""
    if numbers.dtype.kind == "f" or not len(numbers):
        return numbers
    return numbers.astype(
        np.result_type(np.min_scalar_type(numbers.min()), np.min_scalar_type(numbers.max()))
    )


def _codes(table: pa.Table, columns: Sequence[str]) -> tuple[npt.NDArray[np.int64], Codes]:
    """Number the different rows of some columns; gives the first row of each, and everyone's number."""
    code = np.zeros(table.num_rows, dtype=np.int64)
    room = 1
    for name in columns:
        part = table[name].combine_chunks().dictionary_encode()
        missing = len(part.dictionary)
        code = code * (missing + 1) + part.indices.fill_null(missing).to_numpy(zero_copy_only=False)
        room *= missing + 1
    if room > _FEW * len(code) + 1_000:
        code, room = np.unique(code, return_inverse=True)[1], len(code)
    first = np.full(room, -1)
    first[code[::-1]] = np.arange(len(code))[::-1]
    there = np.flatnonzero(first >= 0)
    number = np.zeros(room, dtype=np.min_scalar_type(max(len(there) - 1, 0)))
    number[there] = np.arange(len(there))
    return first[there], number[code]


def _key(table: pa.Table, columns: tuple[str, ...]) -> Key:
    """Number the different values of some columns in their order, missing ones last."""
    first, codes = _codes(table, columns)
    values = table.select(list(columns)).take(pa.array(first)).to_pandas()
    values = values.assign(
        **{name: _as_read(values[name], table.schema.field(name).type) for name in columns}
    )
    ordered = values.sort_values(list(columns), na_position="last", kind="stable")
    rank = np.empty(len(ordered), dtype=codes.dtype)
    rank[ordered.index.to_numpy()] = np.arange(len(ordered), dtype=codes.dtype)
    places = [
        tuple(None if pd.isna(each) else each for each in row)
        for row in ordered.itertuples(index=False, name=None)
    ]
    return Key(columns, ordered.reset_index(drop=True), places, rank[codes])


def _as_read(column: pd.Series[Any], kind: pa.DataType) -> pd.Series[Any]:
    """Give a column the type that a query of the engine gives it: days are moments, texts are texts."""
    if pa.types.is_date(kind):
        return pd.to_datetime(column).astype("datetime64[us]")
    return column.astype("str") if pa.types.is_string(kind) or pa.types.is_large_string(kind) else column

"""The records under a header, column by column, each distinct text met once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from data.uploads.records import Sheet

Flags = np.ndarray[Any, np.dtype[np.bool_]]
Codes = np.ndarray[Any, np.dtype[np.int32]]
Numbers = np.ndarray[Any, np.dtype[np.int64]]


class Coded(NamedTuple):
    """A column as places in a list of its distinct texts."""

    codes: Codes
    texts: pa.Array

    def words(self) -> list[str]:
        """The distinct texts, as Python has them."""
        return [str(text) for text in self.texts.to_pylist()]

    def blank(self) -> Flags:
        """Say of each distinct text whether it is empty."""
        return np.asarray(
            pc.equal(pc.binary_length(self.texts), 0).to_numpy(zero_copy_only=False), dtype=bool
        )

    def counts(self, among: Flags | None = None) -> Numbers:
        """Count the rows (``among`` those) in which each distinct text stands."""
        codes = self.codes if among is None else self.codes[among]
        return np.bincount(codes, minlength=len(self.texts)).astype(np.int64)

    def cells(self) -> pa.Array:
        """Give the column back, a text for each row."""
        return self.texts.take(pa.array(self.codes))


class Body:
    """The records of a sheet from ``first`` on; columns are encoded when they are first asked for.

    ``sheets`` say which sheet each record came from, None where all came from one.
    """

    def __init__(self, sheet: Sheet, first: int, most: int | None = None) -> None:
        stop = sheet.height if most is None else min(sheet.height, first + most)
        self._sheet, self._first = sheet, first
        self.height = max(stop - first, 0)
        self.source_rows: Numbers = sheet.source_rows[first:stop]
        self.widths: Numbers = sheet.widths[first:stop]
        self.sheets = _sheet_names(sheet, first, stop)
        self._coded: dict[int, Coded] = {}

    def text(self, position: int) -> pa.Array:
        """Give the texts of one column; all are empty where the file has no such column."""
        if position >= len(self._sheet.columns):
            return pa.array([""] * self.height, pa.string())
        return self._sheet.columns[position].slice(self._first, self.height)

    def coded(self, position: int) -> Coded:
        """Give one column encoded."""
        if position not in self._coded:
            self._coded[position] = encode(self.text(position))
        return self._coded[position]

    def values(self, position: int, rows: Flags) -> list[str]:
        """Give the texts of one column in some rows."""
        coded = self.coded(position)
        return [str(text) for text in coded.texts.take(pa.array(coded.codes[rows])).to_pylist()]

    def row(self, at: int) -> list[str]:
        """Give one record's cells."""
        return self._sheet.row(self._first + at)

    @property
    def columns(self) -> range:
        """The positions of all columns."""
        return range(len(self._sheet.columns))


def _sheet_names(sheet: Sheet, first: int, stop: int) -> Coded | None:
    """Say which sheet each record came from, where several were put under each other."""
    if not sheet.parts:
        return None
    which = np.repeat(np.arange(len(sheet.parts)), [part.height for part in sheet.parts])
    names = pa.array([part.sheet for part in sheet.parts], pa.string())
    return Coded(which[first:stop].astype(np.int32), names)


def encode(column: pa.Array) -> Coded:
    """Encode a column of text."""
    found = column.dictionary_encode()
    if isinstance(found, pa.ChunkedArray):
        found = found.combine_chunks()
    codes = found.indices.to_numpy(zero_copy_only=False).astype(np.int32, copy=False)
    return Coded(codes, found.dictionary)


def where(texts: Sequence[bool] | Flags, coded: Coded) -> Flags:
    """Spread a yes or no for each distinct text over the rows."""
    yes = np.asarray(texts, dtype=bool)
    if not yes.any():
        return np.zeros(len(coded.codes), dtype=bool)
    return np.asarray(yes[coded.codes], dtype=bool)

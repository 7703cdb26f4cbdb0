"""A column as its distinct texts and where they stand, so that Python reads each text once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from data.vocab.upload_words import missing_words

Mask = np.ndarray[Any, np.dtype[np.bool_]]
Numbers = np.ndarray[Any, np.dtype[np.int64]]

_MOST_PLACES: Final = 16
"""Kinds for each row, up to which every kind has a place of its own in the memory."""


def numbered(keys: Numbers) -> Numbers:
    """Number different keys by the order in which they come first, as a column of codes."""
    codes = pa.array(keys).dictionary_encode().indices.to_numpy(zero_copy_only=False)
    return np.asarray(codes, np.int64)


def is_again(codes: Numbers) -> Mask:
    """Say for each of the codes that ``numbered`` gives whether it stood before."""
    before = np.maximum.accumulate(np.concatenate([np.array([-1], np.int64), codes[:-1]]))
    return np.asarray(codes <= before[: len(codes)], bool)


def stands_again(codes: Numbers, kinds: int) -> Mask:
    """Say for each code, of 0 to ``kinds``, whether another row has it too."""
    if kinds > _MOST_PLACES * len(codes):
        codes = numbered(codes)
        kinds = len(codes)
    rows = np.arange(len(codes), dtype=np.int32)
    last = np.empty(kinds, np.int32)
    last[codes] = rows
    is_several = np.zeros(kinds, bool)
    is_several[codes[last[codes] != rows]] = True
    return np.asarray(is_several[codes], bool)


@dataclass(slots=True)
class Encoded:
    """``texts`` are the distinct cells, ``index`` says for each row which one it has."""

    texts: list[str]
    index: Numbers
    _known: list[bool] | None = field(default=None, repr=False)

    def __len__(self) -> int:
        return len(self.index)

    def where(self, holds: Callable[[str], bool]) -> Mask:
        """Say for each row whether its text satisfies ``holds``."""
        return self.spread(np.fromiter(map(holds, self.texts), bool, len(self.texts)))

    def spread(self, each: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
        """Give each row the value of its text; ``each`` has one entry a distinct text."""
        return each[self.index] if len(each) else np.zeros(len(self.index), each.dtype)

    def _lower(self) -> pa.Array:
        """Give the texts in lower case, without spaces around them."""
        return pc.utf8_lower(pc.utf8_trim_whitespace(pa.array(self.texts, pa.string())))

    def where_equal(self, text: str) -> Mask:
        """Say for each row whether it has a certain text, whatever the case."""
        found = pc.equal(self._lower(), " ".join(text.lower().split()))
        return self.spread(np.asarray(found.to_numpy(zero_copy_only=False), bool))

    def where_matches(self, pattern: str) -> Mask:
        """Say for each row whether a regular expression (RE2) is found in its text."""
        found = pc.match_substring_regex(pa.array(self.texts, pa.string()), pattern)
        return self.spread(np.asarray(found.to_numpy(zero_copy_only=False), bool))

    @property
    def known(self) -> list[bool]:
        """Say for each text whether it says something, and not "N/A"."""
        if self._known is None:
            says_nothing = pc.is_in(self._lower(), value_set=pa.array(sorted(missing_words()), pa.string()))
            self._known = pc.invert(says_nothing).to_pylist()
        return self._known

    def is_known(self) -> Mask:
        """Say for each row whether its cell says something."""
        return self.spread(np.array(self.known, bool))

    def dictionary(self, texts: Sequence[str]) -> pa.DictionaryArray:
        """Give the column with other texts in the place of its own, without writing out every row."""
        return pa.DictionaryArray.from_arrays(pa.array(self.index, pa.int64()), pa.array(texts, pa.string()))

    def text(self, texts: Sequence[str | None]) -> pa.DictionaryArray:
        """Make a column of text: each row has the one that stands for its own, None where it has none."""
        found = pa.array(texts, pa.string())
        index = self.index.astype(np.int32)
        if not found.null_count:
            return pa.DictionaryArray.from_arrays(pa.array(index), found)
        there = np.asarray(found.is_valid().to_numpy(zero_copy_only=False), bool)
        place = (np.cumsum(there) - 1).astype(np.int32)
        known = self.spread(there)
        return pa.DictionaryArray.from_arrays(pa.array(self.spread(place), mask=~known), found.drop_null())

    def column(self, values: Sequence[object], kind: pa.DataType) -> pa.Array:
        """Make a column: each row has the value of its text."""
        each = pa.array(values, kind)
        if each.null_count == len(each):
            return pa.nulls(len(self.index), kind)
        return each.take(pa.array(self.index))

    def at(self, row: int) -> str:
        """Give the text of one row."""
        return self.texts[int(self.index[row])]


def encode(cells: pa.Array) -> Encoded:
    """Find the distinct texts of a column, an absent cell being ""."""
    if isinstance(cells, pa.ChunkedArray):
        cells = cells.combine_chunks()
    if isinstance(cells, pa.DictionaryArray):
        return _again(cells)
    found = pc.fill_null(cells.cast(pa.string()), "").dictionary_encode()
    index = found.indices.to_numpy(zero_copy_only=False).astype(np.int64)
    return Encoded(found.dictionary.to_pylist(), index)


def _again(cells: pa.DictionaryArray) -> Encoded:
    """Take a column that is encoded already; two of its texts may be the same, and some in no row."""
    texts = [cells.dictionary, pa.array([""])] if cells.null_count else [cells.dictionary]
    found = pa.concat_arrays(texts).dictionary_encode()
    place = found.indices.to_numpy(zero_copy_only=False).astype(np.int64)
    which = pc.fill_null(cells.indices, len(cells.dictionary)).to_numpy(zero_copy_only=False)
    return Encoded(found.dictionary.to_pylist(), place[which])


def first_known(columns: Sequence[pa.Array]) -> pa.Array:
    """Give each row the first text that it has in one of the columns."""
    if len(columns) == 1 or not columns[0].null_count:
        return columns[0]
    return pc.coalesce(*(column.cast(pa.string()) for column in columns)).dictionary_encode()


def is_null(column: pa.Array) -> Mask:
    """Say where a column has nothing."""
    return np.asarray(column.is_null().to_numpy(zero_copy_only=False), dtype=bool)

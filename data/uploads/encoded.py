"""A column as its distinct texts and where they stand, so that Python reads each text once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from data.vocab.upload_words import missing_words

Mask = np.ndarray[Any, np.dtype[np.bool_]]
Numbers = np.ndarray[Any, np.dtype[np.int64]]


def numbered(keys: Numbers) -> Numbers:
    """Number different keys by the order in which they come first, as a column of codes."""
    codes = pa.array(keys).dictionary_encode().indices.to_numpy(zero_copy_only=False)
    return np.asarray(codes, np.int64)


def is_again(codes: Numbers) -> Mask:
    """Say for each of the codes that ``numbered`` gives whether it stood before."""
    before = np.maximum.accumulate(np.concatenate([np.array([-1], np.int64), codes[:-1]]))
    return np.asarray(codes <= before[: len(codes)], bool)


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
    found = pc.fill_null(cells.cast(pa.string()), "").dictionary_encode()
    index = found.indices.to_numpy(zero_copy_only=False).astype(np.int64)
    return Encoded(found.dictionary.to_pylist(), index)


def is_null(column: pa.Array) -> Mask:
    """Say where a column has nothing."""
    return np.asarray(column.is_null().to_numpy(zero_copy_only=False), dtype=bool)

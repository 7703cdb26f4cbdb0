"""Columns of text made into a sheet: the same white space, widths and limits for every kind of file."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest
from typing import Any, Final, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from data.uploads.records import Sheet
from data.uploads.refused import RefusedError

# A table begins with names and short values; whatever looks for a header reads these cells whole.
_HEAD: Final = 50
_LONGEST_IN_HEAD: Final = 100_000
MOST_COLUMNS: Final = 5_000
# What padding ragged records to one width may come to: each empty cell costs four bytes.
MOST_CELLS: Final = 250_000_000

_NEARLY_ALL: Final = 0.9

ASCII_SPACE: Final = " \t\r\n\x0b\x0c"
SPACE: Final = ASCII_SPACE + (
    "\x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    "\u2028\u2029\u202f\u205f\u3000\ufeff"
)
"""What is taken off both ends of a cell; named letter by letter, so that Python and Arrow agree."""

Numbers = np.ndarray[Any, np.dtype[np.int64]]


class Block(NamedTuple):
    """Records as columns, before they are a sheet: cells as written, and how many each record has."""

    columns: list[pa.Array]
    widths: Numbers
    source_rows: Numbers


def sheet_of_rows(
    name: str, rows: Sequence[Sequence[str]], numbers: Sequence[int], *, is_hidden: bool = False
) -> Sheet:
    """Make a sheet of rows of cells; ``numbers`` are their source rows."""
    return sheet_of(name, block_of_rows(rows, numbers), is_hidden=is_hidden)


def block_of_rows(rows: Sequence[Sequence[str]], numbers: Sequence[int] | Numbers) -> Block:
    """Turn rows of cells into columns, "" where a row has no such cell."""
    widths = np.fromiter(map(len, rows), np.int64, len(rows))
    check_size(len(rows), int(widths.max(initial=0)))
    columns = [pa.array(cells, pa.string()) for cells in zip_longest(*rows, fillvalue="")]
    return Block(columns, widths, np.asarray(numbers, np.int64))


def sheet_of(name: str, block: Block, *, is_hidden: bool = False, is_ascii: bool = False) -> Sheet:
    """Trim the cells, drop surplus empty ones, and say how many each record has (none: it is blank)."""
    columns = block.columns
    _check_head(columns)
    for position, column in enumerate(columns):  # one after the other, so that only one is there twice
        columns[position] = (
            pc.ascii_trim(column, characters=ASCII_SPACE)
            if is_ascii
            else pc.utf8_trim(column, characters=SPACE)
        )
    widths = _without_surplus(columns, block.widths)
    widths[_blank(columns, len(widths))] = 0
    return Sheet(name, columns[: int(widths.max(initial=0))], block.source_rows, widths, is_hidden)


def check_size(height: int, width: int) -> None:
    """RefusedError for a table that is wider than any, or so ragged that its columns fill the memory."""
    if width > MOST_COLUMNS or height * width > MOST_CELLS:
        raise RefusedError("too_complex")


def _check_head(columns: Sequence[pa.Array]) -> None:
    """RefusedError for what begins with a cell as long as a book."""
    for column in columns:
        if (pc.max(pc.binary_length(column.slice(0, _HEAD))).as_py() or 0) > _LONGEST_IN_HEAD:
            raise RefusedError("not_a_table")


def usual_width(sheet: Sheet) -> int:
    """Give the number of cells that most records have, blank ones aside."""
    filled = sheet.widths[sheet.widths > 0]
    return int(np.bincount(filled).argmax()) if len(filled) else 0


def empty(column: pa.Array) -> np.ndarray[Any, np.dtype[np.bool_]]:
    """Say which cells are empty."""
    return np.asarray(pc.equal(pc.binary_length(column), 0).to_numpy(zero_copy_only=False), dtype=bool)


def _blank(columns: Sequence[pa.Array], height: int) -> np.ndarray[Any, np.dtype[np.bool_]]:
    blank = np.ones(height, dtype=bool)
    for column in columns:
        blank &= empty(column)
        if not blank.any():
            break
    return blank


def _without_surplus(columns: Sequence[pa.Array], widths: Numbers) -> Numbers:
    """Count a record's cells without the empty ones that stand beyond the table's own width.

    The table's width is the least one beyond which nine of ten longer records have nothing, the first of
    them among these: so the header decides where every row ends in one separator too many, and title
    rows above a header do not, because it is longer and full to its end.
    """
    if not len(widths) or widths.min() == widths.max():
        return widths.copy()
    filled = _last_filled(columns, widths)
    common = np.argsort(-np.bincount(widths[filled > 0], minlength=1), kind="stable")[:8]
    for width in sorted({int(each) for each in [*common, *widths[:8]]} - {0, 1}):
        longer = filled[(widths > width) & (filled > 0)]
        if len(longer) and longer[0] <= width and (longer <= width).mean() >= _NEARLY_ALL:
            return np.where(widths > width, np.maximum(filled, width), widths)
    return widths.copy()


def _last_filled(columns: Sequence[pa.Array], widths: Numbers) -> Numbers:
    """Give for each record the position of its last cell that is not empty."""
    filled = np.zeros(len(widths), np.int64)
    for position, column in enumerate(columns, 1):
        filled[~empty(column)] = position
    return filled

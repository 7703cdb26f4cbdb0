"""Several sheets of one survey, a branch or a year each, put under one header."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
import pyarrow as pa

from data.uploads.records import Part, Sheet
from data.uploads.satisfaction.layout import Layout
from data.uploads.understood import left_out, several
from data.vocab.upload_words import plain

_HIGHEST: Final = 15


def take_in_alike(found: Layout, others: Sequence[Sheet]) -> None:
    """Put the rows of every sheet with the same header under those of ``found``, and name the rest.

    What stands above the header in the other sheets is counted as titles, the header itself as nothing.
    """
    header = [_plain(found.sheet, at) for at in range(found.header_at, found.first)]
    alike = [(sheet, at) for sheet in others if (at := _place(sheet, header)) is not None]
    read = {id(sheet) for sheet, _ in alike}
    found.notes += [left_out(sheet, "has other columns") for sheet in others if id(sheet) not in read]
    if not alike:
        return
    found.above = [(sheet.name, *_titles(sheet, at)) for sheet, at in alike]
    found.notes.append(several([found.sheet.name, *(sheet.name for sheet, _ in alike)]))
    found.sheet = _stacked(found.sheet, [(sheet, at + len(header)) for sheet, at in alike])


def _place(sheet: Sheet, header: Sequence[list[str]]) -> int | None:
    """Find where the same header stands in another sheet."""
    for at in range(min(_HIGHEST, sheet.height - len(header) + 1)):
        if all(_plain(sheet, at + step) == row for step, row in enumerate(header)):
            return at
    return None


def _plain(sheet: Sheet, at: int) -> list[str]:
    cells = [plain(cell) for cell in sheet.row(at)]
    while cells and not cells[-1]:
        cells.pop()
    return cells


def _titles(sheet: Sheet, at: int) -> tuple[list[int], list[int]]:
    """Give the source rows above a header: those with something in them, and the blank ones."""
    rows = [(int(sheet.source_rows[row]), bool(sheet.widths[row])) for row in range(at)]
    return [row for row, is_filled in rows if is_filled], [row for row, is_filled in rows if not is_filled]


def _stacked(first: Sheet, more: Sequence[tuple[Sheet, int]]) -> Sheet:
    """Put the records of sheets under those of the first, each from its place on."""
    width = max(len(sheet.columns) for sheet in (first, *(sheet for sheet, _ in more)))
    pieces = [(first, 0), *more]
    columns = [
        pa.concat_arrays([_column(sheet, at, start) for sheet, start in pieces]) for at in range(width)
    ]
    return Sheet(
        first.name,
        columns,
        np.concatenate([sheet.source_rows[start:] for sheet, start in pieces]),
        np.concatenate([sheet.widths[start:] for sheet, start in pieces]),
        first.is_hidden,
        parts=tuple(Part(sheet.name, sheet.height - start) for sheet, start in pieces),
    )


def _column(sheet: Sheet, at: int, start: int) -> pa.Array:
    if at >= len(sheet.columns):
        return pa.array([""] * (sheet.height - start), pa.string())
    column = sheet.columns[at].slice(start)
    return column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column

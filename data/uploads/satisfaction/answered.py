"""The ratings of one item over all rows, before they become records."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa

from data.uploads.satisfaction.body import Body, Coded, Flags
from data.uploads.satisfaction.cells import Cell, positions_of, read_cell
from data.uploads.satisfaction.layout import QUALTRICS, Column, Layout
from data.uploads.satisfaction.scales import Scale

Values = np.ndarray[Any, np.dtype[np.float64]]


@dataclass(slots=True)
class Answered:
    """One item: ``values`` has a rating or NaN for each row, ``outside`` marks answers left out.

    ``does_not_apply`` marks N/A; ``coded`` is the column the value was written in.
    """

    column: Column
    kind: str
    scale: Scale
    coded: Coded
    values: Values
    outside: Flags
    does_not_apply: Flags
    minimum: Values | None = None
    desired: Values | None = None


def cells_of(body: Body, position: int, found: Layout) -> list[Cell]:
    """Read a column's distinct texts; in Qualtrics a negative number means that nothing was answered."""
    cells = [read_cell(text) for text in body.coded(position).words()]
    if found.source_format != QUALTRICS:
        return cells
    return [Cell("does not apply") if cell.number is not None and cell.number < 0 else cell for cell in cells]


def read_column(coded: Coded, cells: Sequence[Cell], scale: Scale) -> tuple[Values, Flags, Flags]:
    """Give a column's values on its scale, which answers lie outside, and where N/A stands."""
    values = np.array(positions_of(cells, scale.positions, scale.low), dtype=np.float64)
    answers = np.array([cell.kind in ("answer", "other") for cell in cells], dtype=bool)
    with np.errstate(invalid="ignore"):
        inside = (values >= scale.low) & (values <= scale.high)
    values[~inside] = np.nan
    outside = answers & ~inside
    absent = np.array([cell.kind == "does not apply" for cell in cells], dtype=bool)
    return values[coded.codes], outside[coded.codes], absent[coded.codes]


def texts_of(columns: Sequence[Coded]) -> tuple[pa.Array, list[int]]:
    """Join the distinct texts of several columns; each column's codes begin at its own place there."""
    starts = np.cumsum([0, *(len(each.texts) for each in columns)])
    joined = pa.concat_arrays([each.texts for each in columns]) if columns else pa.array([], pa.string())
    return joined, [int(start) for start in starts[:-1]]

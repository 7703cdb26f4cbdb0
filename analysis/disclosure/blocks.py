"""Blocks of a two-way table: what several rows and several columns hide together.

Each hidden cell may be safe on its own while a few of them together follow from the sums, as where
the totals of two rows less the total of a column leave two small cells. Whoever may choose several
branches and several periods can make such a block the difference of two answers.
"""

from __future__ import annotations

from itertools import combinations
from typing import Final

import numpy as np
import numpy.typing as npt

_EVERY: Final = 8
"""Rows (or columns) up to which every choice of them is tried; of more, all but and up to two."""


def choices(count: int) -> npt.NDArray[np.bool_]:
    """List choices of some of ``count`` rows, one a line."""
    sizes = range(1, count + 1) if count <= _EVERY else (1, 2, count - 2, count - 1, count)
    picked = [list(some) for size in sizes for some in combinations(range(count), size)]
    chosen = np.zeros((len(picked), count), dtype=bool)
    for line, some in enumerate(picked):
        chosen[line, some] = True
    return chosen


def small_choices(
    hidden_numbers: npt.NDArray[np.float64], move: npt.NDArray[np.float64], minimum: int
) -> tuple[npt.NDArray[np.bool_], npt.NDArray[np.bool_]]:
    """Find the choices of rows and columns that hide less than the minimum, and can be worked out.

    Both tables are by row and column: ``hidden_numbers`` what is hidden (0 where nothing is), ``move``
    how the hidden numbers change when all of them move at random without changing any sum. What a
    choice hides follows from the sums if it does not move. Gives the rows and the columns of each
    choice, one a line.
    """
    rows, columns = choices(hidden_numbers.shape[0]), choices(hidden_numbers.shape[1])
    together = rows.astype(float) @ hidden_numbers @ columns.T.astype(float)
    moved = rows.astype(float) @ move @ columns.T.astype(float)
    line, other = np.nonzero((together > 0) & (together < minimum) & (np.abs(moved) < 1e-9))
    return rows[line], columns[other]

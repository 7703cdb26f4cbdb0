"""A result with its small groups hidden, its extreme rates coded, and every hidden row marked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product
from typing import Final

import numpy as np
import pandas as pd

from analysis import wording
from analysis.disclosure.cells import Array, Flags, Place, hide, plainly, with_totals
from analysis.disclosure.lattice import Lattice

LEAST: Final = 5
"""No minimum may be set below this."""

STAFF_MINIMUM: Final = 5
PATRON_MINIMUM: Final = 10

CODED_LOW: Final = "under 5%"
CODED_HIGH: Final = "over 95%"
_EDGE: Final = 0.05
_FEW: Final = 4
"""A rate is coded in groups smaller than this many times the minimum: 20 staff, 40 answers."""

WHY: Final = (
    "Small groups are not shown, nor the next smallest where a small one could be worked out from it."
)
"""The reason that stands beside hidden cells. It never says which of the two a cell is."""


@dataclass(frozen=True, slots=True)
class Protected:
    """A result that may be shown.

    ``frame`` has the rows of the result, values missing where hidden, and two more columns:
    ``hidden`` (whether the row is) and ``coded`` ("under 5%", "over 95%" or ""). ``hidden`` counts
    hidden rows. ``total_hidden`` says that the total over all rows must not be shown either.
    """

    frame: pd.DataFrame
    hidden: int
    total_hidden: bool

    def note(self) -> str:
        """Say how many groups are hidden, and why; empty where none is."""
        if not self.hidden:
            return ""
        verb = "is" if self.hidden == 1 else "are"
        return f"{wording.count(self.hidden, 'group')} {verb} hidden. {WHY}"


def allowed_minimum(wished: int | None, default: int) -> int:
    """Give the minimum to use: the library's own, never below ``LEAST``."""
    return max(wished if wished is not None else default, LEAST)


def protect(
    frame: pd.DataFrame,
    *,
    size: str,
    minimum: int,
    groups: Sequence[str],
    values: Sequence[str],
    adds: str | None = None,
    totals: bool = True,
    share: str | None = None,
    telling: Sequence[str] = (),
    lattice: Lattice | None = None,
) -> Protected:
    """Hide small groups, and the next smallest where subtraction would tell.

    Parameters
    ----------
    frame
        One row a group; without ``groups`` one row, a total; with two, a table with both totals.
    size
        The column with the number of people (staff) or answers (patrons) behind a row.
    minimum
        Groups of fewer are hidden; never below ``LEAST``.
    values
        The columns to empty in hidden rows; ``size`` and ``adds`` always are.
    adds
        What adds up to shown totals (learner-courses), where one person can be in several groups.
    totals
        Whether totals over the groups are shown anywhere on the page.
    share
        A rate to be coded in groups of fewer than four minimums: words in ``coded`` then, and the
        number is emptied, as are the ``telling`` columns that it could be worked out from.
    lattice
        Where a filter is set: what the filter makes unsafe, for each group (``Lattice.unsafe``).

    Returns
    -------
    Protected
        Rows in their order. Rows of nobody are shown, unless that would help to work out a small
        one; a group without a row gets one at the end then.
    """
    floor = max(minimum, LEAST)
    behind = adds or size
    told = _every_group(frame, groups, lattice)
    weights = pd.to_numeric(told[behind]).fillna(0).to_numpy("float64")
    sizes = pd.to_numeric(told[size]).fillna(0).to_numpy("float64")
    # Somebody who adds nothing (in progress, no hours) still is somebody: never a weight of 0.
    table = told.loc[:, list(groups)].assign(_size=sizes, _adds=np.where(weights > 0, weights, sizes > 0))
    hidden, total_hidden = _pattern(
        table, groups, floor, "_adds" if behind == size else "_size", totals=totals
    )
    if lattice is not None:
        hidden |= lattice.unsafe(told, groups)
    told["coded"] = _coded(told, share, sizes, floor).where(~hidden, "") if share else ""
    emptied = [name for name in dict.fromkeys([*values, size, behind]) if name in told]
    told = _emptied(told, emptied, hidden)
    told = _emptied(told, [share, *telling] if share else [], (told["coded"] != "").to_numpy())
    was_there = np.arange(len(told)) < len(frame)
    told = told.assign(hidden=hidden).loc[hidden | was_there].reset_index(drop=True)
    return Protected(told, int(hidden.sum()), total_hidden)


def _every_group(frame: pd.DataFrame, groups: Sequence[str], lattice: Lattice | None) -> pd.DataFrame:
    """Add the groups that have no row, at the end: where a cell is empty may have to be hidden, too."""
    rows = list(zip(*(plainly(frame[name]) for name in groups), strict=True))
    known = [*rows, *(lattice.groups(groups) if lattice is not None and lattice.has(groups) else ())]
    values = [dict.fromkeys(each) for each in zip(*known, strict=True)]
    there = set(rows)
    missing = [each for each in product(*values) if each not in there] if values else []
    if not missing:
        return frame.reset_index(drop=True)
    added = pd.DataFrame(missing, columns=list(groups))
    texts = {name: frame[name].dtype for name in groups if isinstance(frame[name].dtype, pd.StringDtype)}
    return pd.concat([frame, added.astype(texts)], ignore_index=True)


def _pattern(
    table: pd.DataFrame, groups: Sequence[str], minimum: int, behind: str, *, totals: bool
) -> tuple[Flags, bool]:
    """Decide for each row, and for the total over all of them, whether it is hidden."""
    cells = with_totals(table, [[group] for group in groups], "_adds", behind, totals=totals)
    decided: dict[Place, bool] = {}
    for number, group in enumerate(groups if totals and len(groups) > 1 else ()):
        # The totals of rows and columns stand in lists of their own, protected as such.
        listed = with_totals(table, [[group]], "_adds", behind)
        for (value,), flag in zip(listed.places, hide(listed, minimum), strict=True):
            decided[tuple(value if n == number else () for n in range(len(groups)))] = bool(flag)
    flags = dict(zip(cells.places, hide(cells, minimum, decided), strict=True))
    places = zip(*([(value,) for value in plainly(table[group])] for group in groups), strict=True)
    hidden = np.array([flags[place] for place in places] if groups else [flags[()]] * len(table), dtype=bool)
    return hidden, bool(totals and len(table) and flags[tuple(() for _ in groups)])


def _coded(frame: pd.DataFrame, share: str, sizes: Array, minimum: int) -> pd.Series[str]:
    rate = pd.to_numeric(frame[share])
    few = sizes < _FEW * minimum
    words = np.select([few & (rate < _EDGE), few & (rate > 1 - _EDGE)], [CODED_LOW, CODED_HIGH], default="")
    return pd.Series(words, frame.index, dtype="str")


def _emptied(frame: pd.DataFrame, columns: Sequence[str], rows: Flags) -> pd.DataFrame:
    """Empty some columns in some rows; whole numbers stay whole in the others."""
    if not columns:
        return frame
    emptied = {}
    for name in columns:
        column = frame[name]
        if pd.api.types.is_integer_dtype(column.dtype):
            column = column.astype("Int64")
        emptied[name] = column.mask(rows) if rows.any() else column
    return frame.assign(**emptied)

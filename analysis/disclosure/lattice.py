"""Which filters may be answered, so that two answers held against each other tell nothing small.

Somebody who may choose filters can subtract: all branches less all but one is the one. So what may
be shown is decided once, on the unfiltered data, for every branch, every period and every group of
a table, with all their totals (``cells.hide``). An answer to a filter is a sum of these numbers. It
is shown only if each of them is: then every difference of two answers is a sum of shown numbers, or
what a shown total hides, and neither is a small group.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass, field
from itertools import product
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from analysis.disclosure.cells import Cells, Place, completed, hide, plainly, with_totals

Parts = tuple[tuple[Any, ...], ...]


@dataclass(frozen=True, slots=True)
class Lattice:
    """What is hidden of a table by branch, period and group; and the filter that is set.

    Made by ``of``; ``choosing`` sets the filter. It depends on the data alone, so keep it by data
    version, minimum and table.
    """

    dimensions: tuple[tuple[str, ...], ...]
    cells: Cells
    hidden: frozenset[Place]
    chosen: tuple[Parts | None, ...] = field(default=())

    @classmethod
    def of(
        cls,
        frame: pd.DataFrame,
        dimensions: Sequence[Sequence[str]],
        *,
        size: str,
        minimum: int,
        adds: str | None = None,
        base: Lattice | None = None,
    ) -> Lattice:
        """Decide what is hidden.

        Parameters
        ----------
        frame
            The unfiltered table: one row for each finest cell of the dimensions.
        dimensions
            What filters choose by, then the table's own groups, each coarse before fine:
            ``[["branch"], ["fiscal_year", "month"], ["topic"]]``.
        size, minimum, adds
            As for ``protect``.
        base
            The lattice of the first dimensions alone. Its numbers are the totals of this one, and
            what it shows is known to whoever looks at both.
        """
        numbers = frame.assign(
            _size=pd.to_numeric(frame[size]).fillna(0), _adds=pd.to_numeric(frame[adds or size]).fillna(0)
        )
        numbers["_adds"] = numbers["_adds"].where(
            numbers["_adds"] > 0, (numbers["_size"] > 0).astype("float64")
        )
        behind = "_adds" if adds in (None, size) else "_size"
        numbers = completed(numbers, dimensions, ["_adds", "_size"])
        cells = with_totals(numbers, dimensions, "_adds", behind)
        flags = hide(cells, minimum, _decided_by(base, len(dimensions)) if base else None)
        hidden = frozenset(place for place, flag in zip(cells.places, flags, strict=True) if flag)
        return cls(tuple(tuple(levels) for levels in dimensions), cells, hidden)

    def choosing(self, *chosen: Sequence[tuple[Hashable, ...]] | None) -> Lattice:
        """Set the filter, one entry a dimension: None for all, else the places chosen.

        A place has as many values as it is deep: ``[("Main",), ("North",)]`` for branches,
        ``[(2026,)]`` for a whole fiscal year, ``[(2026, month)]`` for a month of it; a year chosen
        month by month is the same as the year. Dimensions left out at the end are not filtered.
        """
        sets = tuple(None if each is None else self._whole(n, each) for n, each in enumerate(chosen))
        return Lattice(self.dimensions, self.cells, self.hidden, sets)

    def _whole(self, dimension: int, chosen: Sequence[tuple[Hashable, ...]]) -> Parts:
        """Put the parts of something together where all that have data are chosen."""
        places = {place[dimension] for place in self.cells.places}
        parts = {part for part in chosen if not any(part[:depth] in chosen for depth in range(1, len(part)))}
        for above in {part[:-1] for part in parts if len(part) > 1}:
            beside = {place for place in places if len(place) == len(above) + 1 and place[:-1] == above}
            if beside <= parts:
                parts = {part for part in parts if part[:-1] != above} | {above}
        return tuple(sorted(parts, key=str))

    def is_safe(self, *groups: tuple[Any, ...]) -> bool:
        """Whether the filter's answer for one group may be shown; without groups, its total."""
        sets: list[Parts] = [((),) if each is None else each for each in self.chosen]
        sets += [((),)] * (len(self.dimensions) - len(sets) - len(groups))
        sets += [(group,) for group in groups]
        return not any(place in self.hidden for place in product(*sets))

    def unsafe(self, frame: pd.DataFrame, groups: Sequence[str]) -> npt.NDArray[np.bool_]:
        """Say for each row of a filtered result whether the filter makes it unsafe to show.

        ``groups`` are the last dimensions of the lattice, each of one level, or the dimensions that
        are filtered: a row then stands for its own part.
        """
        named = {levels[-1]: number for number, levels in enumerate(self.dimensions)}
        rows = zip(*(plainly(frame[group]) for group in groups), strict=True)
        return np.array(
            [self._row_is_unsafe(dict(zip(groups, row, strict=True)), named) for row in rows], bool
        )

    def has(self, groups: Sequence[str]) -> bool:
        """Whether the groups are dimensions of the lattice that no filter chooses by."""
        free = [d for n, d in enumerate(self.dimensions) if n >= len(self.chosen) or self.chosen[n] is None]
        return all(any(levels == (group,) for levels in free) for group in groups)

    def groups(self, groups: Sequence[str]) -> list[tuple[Any, ...]]:
        """List every group there is."""
        named = [
            next(n for n, levels in enumerate(self.dimensions) if levels == (group,)) for group in groups
        ]
        finest = {
            tuple(place[n][0] for n in named) for place in self.cells.places if all(place[n] for n in named)
        }
        return sorted(finest, key=str)

    def _row_is_unsafe(self, row: dict[str, Any], named: dict[str, int]) -> bool:
        sets: list[Parts] = [((),)] * len(self.dimensions)
        for number, each in enumerate(self.chosen):
            sets[number] = ((),) if each is None else each
        for column, value in row.items():
            if column in named:
                sets[named[column]] = self._places_of(named[column], value)
        return any(place in self.hidden for place in product(*sets))

    def _places_of(self, dimension: int, value: Any) -> Parts:
        """Find the place of a finest value of a dimension: a month alone names its year, too."""
        depth = len(self.dimensions[dimension])
        if depth == 1:
            return ((value,),)
        found = {
            p[dimension]
            for p in self.cells.places
            if len(p[dimension]) == depth and p[dimension][-1] == value
        }
        return tuple(sorted(found, key=str))


def _decided_by(base: Lattice, depth: int) -> dict[Place, bool]:
    """Say which totals of a finer lattice the base hides, and which it shows."""
    over_the_rest = ((),) * (depth - len(base.dimensions))
    return {(*place, *over_the_rest): place in base.hidden for place in base.cells.places}

"""An attacker: sees what a page shows, knows how it is made, and tries to work out the rest.

Numbers that are not shown are unknowns of at least 0. Whatever is shown, an empty cell too, is an
equation. Linear programming (HiGHS) gives the least and the most that each unknown can
be: where the two meet, the number is known.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import combinations, product
from typing import Any

import numpy as np
import pandas as pd
from scipy.optimize import linprog

from analysis.disclosure import protect

Key = tuple[Any, ...]


@dataclass
class Attack:
    """Everything seen: for each shown number the atoms it adds up."""

    atoms: Sequence[Key]
    """Every finest cell, empty or not."""
    seen: list[tuple[list[int], float]] = field(default_factory=list)
    _matrix: np.ndarray[Any, Any] | None = None

    def see(self, covers: Sequence[bool], number: float) -> None:
        self.seen.append(([n for n, covered in enumerate(covers) if covered], number))

    def bounds(self, covers: Sequence[bool]) -> tuple[float, float]:
        """The least and the most that the sum over some atoms can be."""
        return self._end(covers, 1), self._end(covers, -1)

    def knows(self, covers: Sequence[bool], truth: float) -> bool:
        """Whether the sum over some atoms can only be the truth; it must be possible at least."""
        most = self._end(covers, -1)
        assert most >= truth - 1e-6
        if most > truth + 1e-6:
            return False
        return self._end(covers, 1) > truth - 1e-6

    def _end(self, covers: Sequence[bool], sign: int) -> float:
        if self._matrix is None or self._matrix.shape[0] != len(self.seen):
            self._matrix = np.zeros((len(self.seen), len(self.atoms)))
            for row, (members, _) in enumerate(self.seen):
                self._matrix[row, members] = 1
        found = linprog(
            sign * np.array(covers, dtype=float), A_eq=self._matrix if self.seen else None,
            b_eq=[number for _, number in self.seen] or None, bounds=(0, None), method="highs",
        )  # fmt: skip
        return float(sign * found.fun) if found.status == 0 else np.inf


def cube(random: np.random.Generator, shape: Sequence[int]) -> pd.DataFrame:
    """A random table: many small cells, some empty ones, some large."""
    kinds = random.choice(4, size=shape, p=[0.2, 0.35, 0.3, 0.15])
    numbers = np.choose(
        kinds,
        [np.zeros(shape, int), random.integers(1, 10, shape), random.integers(10, 30, shape),
         random.integers(30, 300, shape)],
    )  # fmt: skip
    names = "abcd"[: len(shape)]
    rows = [(*place, int(numbers[place])) for place in product(*map(range, shape))]
    return pd.DataFrame(rows, columns=[*names, "n"])


def attacked(frame: pd.DataFrame, groups: Sequence[str], minimum: int = 10) -> tuple[int, int]:
    """See a table and its lists of totals; count the small numbers that are known then, and all of them."""
    attack = Attack([tuple(row) for row in frame[list(groups)].to_numpy()])
    small = []
    for columns in [list(part) for size in (0, 1, 2) for part in combinations(groups, size)]:
        listed = (
            frame.groupby(columns, as_index=False)["n"].sum() if columns else frame[["n"]].sum().to_frame().T
        )
        told = protect(listed, size="n", minimum=minimum, groups=columns, values=[]).frame
        for row, n, is_hidden in zip(listed.index, listed["n"], told["hidden"], strict=True):
            covers = (frame[columns] == listed.loc[row, columns]).all(axis=1).to_numpy()
            if not is_hidden:
                attack.see(covers, n)
            elif 0 < n < minimum:
                small.append((covers, n))
    return sum(attack.knows(covers, n) for covers, n in small), len(small)

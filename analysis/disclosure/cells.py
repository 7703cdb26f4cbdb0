"""Which cells to hide, so that no small one can be worked out from the others and the totals.

A table with its totals is a list of numbers and of sums that hold between them. A number is hidden
where its group is small, and further ones until (1) no sum has one hidden number alone, (2) what a
shown total hides is no small group itself, and (3) no small number follows from all sums taken
together, which is a question of linear algebra, or from the bounds that numbers have, which is one
of linear programming.

The hidden numbers all look alike: that one was hidden for the sake of another is not told, because
it would say that the number is not small.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, product
from typing import Any, Final, TypeAlias

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy.optimize import linprog
from scipy.sparse import csr_array

from analysis.disclosure.blocks import small_choices

Flags: TypeAlias = npt.NDArray[np.bool_]
Array: TypeAlias = npt.NDArray[np.float64]
Place: TypeAlias = tuple[tuple[Any, ...], ...]
"""Where a number stands: for each dimension the values of its levels; () is the total over it."""

_ALGEBRA: Final = 1_500
"""Hidden numbers up to which all sums are solved together; more are hidden by whole sums."""

_PROGRAMS: Final = 400
"""Hidden numbers up to which the bounds are tried as well."""

_BLOCKS: Final = 600
"""Hidden numbers up to which a table of three dimensions or more is taken apart into two-way slices."""


@dataclass(frozen=True, slots=True)
class Sum:
    """One total and the parts it is made of, by their index."""

    total: int
    parts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Cells:
    """The numbers of a table with all its totals, and the sums between them.

    ``adds`` is what adds up (answers, learner-courses), ``sizes`` how many people or answers are
    behind it; the two differ where one person is in several groups. ``sums`` are of the next finer
    parts, ``far_sums`` of still finer ones: they follow from the others, but what they hide counts too.
    """

    places: tuple[Place, ...]
    adds: Array
    sizes: Array
    sums: tuple[Sum, ...]
    far_sums: tuple[Sum, ...]

    @property
    def index(self) -> Mapping[Place, int]:
        """Where each number stands in the list."""
        return {place: number for number, place in enumerate(self.places)}


def with_totals(
    frame: pd.DataFrame, dimensions: Sequence[Sequence[str]], adds: str, size: str, *, totals: bool = True
) -> Cells:
    """List the numbers of a table and of its totals along each dimension.

    Parameters
    ----------
    frame
        One row a cell, with nothing missing in ``adds`` and ``size``; cells of nobody (0) are rows,
        too (``completed`` adds them), because that a cell is empty is something to know.
    dimensions
        The columns of each dimension, coarse before fine: ``[["branch"], ["fiscal_year", "month"]]``.
    adds, size
        What adds up, and how many are behind it. Where they are one column, totals have the sum of
        sizes; otherwise people overlap, and a total is known to have at least its largest part's.
    totals
        Without totals there are no sums, and nothing to subtract from.
    """
    depths = [range(len(levels) + 1) if totals else (len(levels),) for levels in dimensions]
    join = sum if adds == size else max
    rows = _rows(frame, dimensions)
    weights, sizes = frame[adds].tolist(), frame[size].tolist()
    numbers: dict[Place, tuple[float, float]] = {}
    for depth in product(*depths):
        members: dict[Place, list[int]] = {} if any(depth) else {tuple(() for _ in depth): []}
        for number, row in enumerate(rows):
            place = tuple(values[:level] for values, level in zip(row, depth, strict=True))
            members.setdefault(place, []).append(number)
        for place in sorted(members, key=_in_order):
            of = members[place]
            numbers[place] = float(sum(weights[n] for n in of)), float(join([0, *(sizes[n] for n in of)]))
    places = tuple(numbers)
    values = np.array(list(numbers.values()), dtype="float64").reshape(-1, 2)
    return Cells(places, values[:, 0], values[:, 1], *_sums(places))


def _rows(frame: pd.DataFrame, dimensions: Sequence[Sequence[str]]) -> list[Place]:
    """Give the finest place of each row."""
    if not dimensions:
        return [()] * len(frame)
    whole = [list(zip(*(plainly(frame[name]) for name in levels), strict=True)) for levels in dimensions]
    return list(zip(*whole, strict=True))


def _in_order(place: Place) -> tuple[tuple[bool, Any], ...]:
    """Sort places by their values, missing ones last."""
    return tuple((value is None, value) for values in place for value in values)


def completed(
    frame: pd.DataFrame, dimensions: Sequence[Sequence[str]], numbers: Sequence[str]
) -> pd.DataFrame:
    """Add a row of 0 for every combination of the dimensions' places that the frame lacks."""
    columns = [name for levels in dimensions for name in levels]
    whole = pd.DataFrame({"_": [0]})
    for levels in dimensions:
        whole = whole.merge(frame.loc[:, list(levels)].drop_duplicates(), how="cross")
    filled = whole.drop(columns="_").merge(frame, on=columns, how="left")
    return filled.assign(**{name: filled[name].fillna(0) for name in numbers})


def plainly(column: pd.Series[Any]) -> list[Any]:
    """Give the values of a column as they are compared in places."""
    missing = column.isna()
    values: list[Any] = column.tolist()
    if not missing.any():
        return values
    return [None if is_missing else value for value, is_missing in zip(values, missing, strict=True)]


def _sums(places: Sequence[Place]) -> tuple[tuple[Sum, ...], tuple[Sum, ...]]:
    """Find the parts of every total: those one level down in one dimension, and all finer ones."""
    index = {place: number for number, place in enumerate(places)}
    near: dict[tuple[int, tuple[int, ...]], list[int]] = {}
    far: dict[tuple[int, tuple[int, ...]], list[int]] = {}
    for place, number in index.items():
        depth = tuple(len(values) for values in place)
        for above in product(*(range(each + 1) for each in depth)):
            total = index.get(tuple(values[:d] for values, d in zip(place, above, strict=True)))
            if total is not None and above != depth:
                kind = near if sum(depth) - sum(above) == 1 else far
                kind.setdefault((total, depth), []).append(number)
    near_sums, far_sums = (
        tuple(Sum(total, tuple(parts)) for (total, _), parts in kind.items()) for kind in (near, far)
    )
    return near_sums, far_sums


def hide(cells: Cells, minimum: int, decided: Mapping[Place, bool] | None = None) -> Flags:
    """Say for each number whether it is hidden.

    ``decided`` says of numbers that stand in other tables, too, whether they are hidden there: then
    so are they here, and what is shown there cannot be hidden here, so that others are in its place.
    """
    known_to_be = decided or {}
    under = (cells.sizes > 0) & (cells.sizes < minimum)
    hidden: Flags = under | np.array([known_to_be.get(place, False) for place in cells.places], dtype=bool)
    free = np.array([place not in known_to_be for place in cells.places], dtype=bool)
    overlap = not np.array_equal(cells.adds, cells.sizes)
    more = True
    while more:
        _by_single_sums(cells, hidden, free, minimum, overlap=overlap)
        # The cheapest question first; the next only once it finds nothing.
        known = _worked_out(cells, hidden)
        more = bool((known & under).any()) and _hide_more(cells, hidden, free, known)
        more = more or _hide_more(cells, hidden, free, small_blocks(cells, hidden, minimum))
        more = more or _hide_more(cells, hidden, free, _pinned(cells, hidden, under))
    return hidden


def _by_single_sums(cells: Cells, hidden: Flags, free: Flags, minimum: int, *, overlap: bool) -> None:
    """Hide the next smallest part wherever one sum alone would tell."""
    changed = True
    while changed:
        changed = False
        for each in (*cells.sums, *cells.far_sums):
            while _tells(cells, each, hidden, minimum, overlap=overlap):
                may_hide = [n for n in each.parts if free[n] and not hidden[n]]
                may_hide = may_hide or [n for n in (each.total,) if free[n] and not hidden[n]]
                if not may_hide:
                    break
                hidden[_smallest(cells, may_hide)] = True
                changed = True


def _tells(cells: Cells, each: Sum, hidden: Flags, minimum: int, *, overlap: bool) -> bool:
    """Whether a sum gives away a hidden number, or a small group of them."""
    parts = np.array(each.parts)
    within = parts[hidden[parts]]
    if hidden[each.total]:
        return len(within) == 0
    if len(within) == 0:
        return False
    together = cells.sizes[within].max() if overlap else cells.sizes[within].sum()
    return len(within) == 1 or bool(0 < together < minimum)


def _smallest(cells: Cells, numbers: Sequence[int]) -> int:
    """Choose the smallest number, an empty one last."""
    return min(numbers, key=lambda number: (cells.adds[number] == 0, cells.adds[number], number))


def _equations(cells: Cells, hidden: Flags) -> tuple[csr_array, Array, npt.NDArray[np.int64]]:
    """Write the sums as equations for the hidden numbers: matrix, right-hand side, their indices."""
    unknown = np.flatnonzero(hidden)
    column = {int(number): place for place, number in enumerate(unknown)}
    rows: list[int] = []
    columns: list[int] = []
    signs: list[float] = []
    right: list[float] = []
    for each in cells.sums:
        members = [(each.total, 1.0), *((part, -1.0) for part in each.parts)]
        if not any(hidden[number] for number, _ in members):
            continue
        right.append(-sum(sign * cells.adds[number] for number, sign in members if not hidden[number]))
        for number, sign in members:
            if hidden[number]:
                rows.append(len(right) - 1)
                columns.append(column[number])
                signs.append(sign)
    shape = (len(right), len(unknown))
    return csr_array((signs, (rows, columns)), shape=shape), np.array(right), unknown


def _worked_out(cells: Cells, hidden: Flags) -> Flags:
    """Find the hidden numbers that follow from all sums together."""
    known = np.zeros(len(hidden), dtype=bool)
    matrix, right, unknown = _equations(cells, hidden)
    if not len(right):
        return known
    if len(unknown) > _ALGEBRA:
        # Too many to solve together: only a table whose sums are hidden whole is surely safe.
        torn = [part for each in cells.sums for part in each.parts if _is_torn(each, hidden)]
        known[[part for part in torn if hidden[part]]] = True
        return known
    free = np.abs(_freedom(matrix)).max(axis=1, initial=0.0) > 1e-7
    known[unknown[~free]] = True
    return known


def _pinned(cells: Cells, hidden: Flags, small: Flags) -> Flags:
    """Find the small numbers that have one value only, because none can be below 0."""
    known = np.zeros(len(hidden), dtype=bool)
    matrix, right, unknown = _equations(cells, hidden)
    if len(right) and len(unknown) <= _PROGRAMS:
        known[unknown[bounded(matrix, right, np.flatnonzero(small[unknown]))]] = True
    return known


def small_blocks(cells: Cells, hidden: Flags, minimum: int) -> Flags:
    """Find cells that together are a small group, and follow from the sums, in every two-way slice."""
    known = np.zeros(len(hidden), dtype=bool)
    matrix, right, unknown = _equations(cells, hidden)
    if not len(right) or len(unknown) > (_ALGEBRA if len(cells.places[0]) < 3 else _BLOCKS):
        return known
    freedom = _freedom(matrix)
    move = np.zeros(len(hidden))
    move[unknown] = freedom @ np.random.default_rng(0).normal(size=freedom.shape[1])
    for row_places, column_places, members in _slices(cells.places):
        numbers, moves = np.zeros((2, max(row_places) + 1, max(column_places) + 1))
        numbers[row_places, column_places] = np.where(hidden[members], cells.adds[members], 0)
        moves[row_places, column_places] = move[members]
        for rows, columns in zip(*small_choices(numbers, moves, minimum), strict=True):
            known[np.array(members)[rows[row_places] & columns[column_places]]] = True
    return known & hidden


def _slices(places: Sequence[Place]) -> Iterator[tuple[list[int], list[int], list[int]]]:
    """Take a table apart into two-way tables of finest cells: row and column of each cell, and its index."""
    sides = range(len(places[0]) if places else 0)
    deepest = [max(len(place[side]) for place in places) for side in sides]
    for one, other in combinations(sides, 2):
        members: dict[Place, list[int]] = {}
        for number, place in enumerate(places):
            if len(place[one]) == deepest[one] and len(place[other]) == deepest[other]:
                rest = tuple(each for side, each in enumerate(place) if side not in (one, other))
                members.setdefault(rest, []).append(number)
        for numbers in members.values():
            rows, columns = (_ranked([places[n][side] for n in numbers]) for side in (one, other))
            yield rows, columns, numbers


def _ranked(values: Sequence[tuple[Any, ...]]) -> list[int]:
    """Number equal values alike, from 0."""
    rank = {value: number for number, value in enumerate(dict.fromkeys(values))}
    return [rank[value] for value in values]


def _freedom(matrix: csr_array) -> Array:
    """Give the directions the unknowns can move in without changing any sum, one a column."""
    values, vectors = np.linalg.eigh((matrix.T @ matrix).toarray())
    return np.asarray(vectors[:, values < 1e-9], dtype="float64")


def _is_torn(each: Sum, hidden: Flags) -> bool:
    parts = hidden[np.array(each.parts)]
    return bool(parts.any() and not parts.all())


def bounded(matrix: csr_array, right: Array, wanted: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """Find which of the wanted unknowns bounds pin to one value, each being 0 at least.

    Two linear programs an unknown, fewer where a solution already shows two values for it.
    """
    count = matrix.shape[1]
    low, high = np.full(count, np.inf), np.full(count, -np.inf)
    for number in wanted:
        for sign in (1.0, -1.0):
            if high[number] - low[number] > 1e-6:
                break
            cost = np.zeros(count)
            cost[number] = sign
            found = linprog(cost, A_eq=matrix, b_eq=right, bounds=(0, None), method="highs")
            if found.x is None:  # without an end upward: not pinned
                high[number] = np.inf
                continue
            low, high = np.minimum(low, found.x), np.maximum(high, found.x)
    return wanted[(high - low)[wanted] <= 1e-6]


def _hide_more(cells: Cells, hidden: Flags, free: Flags, known: Flags) -> bool:
    """Hide the next smallest number beside each that could be worked out; whether any was left.

    Empty cells are hidden for this, too, where nothing else is left: seen as empty, they tell.
    """
    more: set[int] = set()
    for number in np.flatnonzero(known):
        around = [each for each in cells.sums if number in (each.total, *each.parts)]
        beside = {n for each in around for n in each.parts if free[n] and not hidden[n]}
        above = {each.total for each in around if free[each.total] and not hidden[each.total]}
        if beside or above:
            more.add(_smallest(cells, sorted(beside or above)))
    hidden[list(more)] = True
    return bool(more)

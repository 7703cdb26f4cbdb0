"""Inference by rearranging the training months among the branches.

With few branches, formulas for large samples find effects that are not there: so p is the share of
arrangements that give an effect at least as large, and the interval holds every effect that this test
would not rule out if it were taken out of the values first (Fisher's exact test, inverted).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations
from math import ceil, comb, prod
from typing import Final

import numpy as np
import numpy.typing as npt

from analysis.together.records import ALPHA, POWER
from analysis.together.weights import Floats, Starts

ALL_UP_TO: Final = 5_000
"""Arrangements that are all compared; of more, a random sample is."""

DRAWS: Final = 1_999
"""Arrangements drawn where not all are compared."""

TRIALS: Final = 200
AGAINST: Final = 1_000
"""For the smallest detectable effect: made-up trainings, and arrangements each is compared with."""

ROUNDING: Final = 1e-9
"""Points that two effects may differ by and still be the same."""

Places = npt.NDArray[np.int8]


@dataclass(frozen=True, slots=True)
class Arrangements:
    """Ways to hand out the training months: rows of group numbers, one a branch, the true one first.

    ``number`` is how many there are in all, ``is_every`` whether all of them are here.
    """

    groups: npt.NDArray[np.int64]
    places: Places
    number: int
    is_every: bool

    def by_group(self, weights: Floats) -> Floats:
        """Take the one row of weights that all branches of a group share."""
        first = [int(np.flatnonzero(self.places[0] == group)[0]) for group in range(len(self.groups))]
        return np.asarray(weights[first])

    def sums(self, weights: Floats, values: Floats) -> Floats:
        """Compute the weighted sum of branches x months for every arrangement."""
        table = self.by_group(weights) @ values.T
        branches = np.arange(values.shape[0])
        return np.asarray(table[self.places, branches].sum(axis=1))


def arrangements(starts: Starts, seed: int) -> Arrangements:
    """List all arrangements of the training months where they are few, else draw 1,999 at random."""
    groups, own, sizes = np.unique(starts, return_inverse=True, return_counts=True)
    number = _number(tuple(sizes.tolist()))
    own = own.astype(np.int8)
    if number <= ALL_UP_TO:
        every = _every(tuple(sizes.tolist()))
        others = every[(every != own).any(axis=1)]
        return Arrangements(groups, np.vstack([own[None], others]), number, is_every=True)
    rng = np.random.default_rng(seed)
    drawn = rng.permuted(np.tile(own, (DRAWS, 1)), axis=1)
    return Arrangements(groups, np.vstack([own[None], drawn]), number, is_every=False)


def _number(sizes: tuple[int, ...]) -> int:
    return prod(comb(sum(sizes[at:]), sizes[at]) for at in range(len(sizes)))


@lru_cache(maxsize=64)
def _every(sizes: tuple[int, ...]) -> Places:
    """List every way to give ``sizes[k]`` branches the group k."""
    found = np.full((1, sum(sizes)), -1, dtype=np.int8)
    for group, size in enumerate(sizes):
        chosen = np.array(list(combinations(range(int((found[0] < 0).sum())), size)), dtype=np.int64)
        free = np.nonzero(found < 0)[1].reshape(len(found), -1)
        rows = np.repeat(found, len(chosen), axis=0)
        columns = free[:, chosen].reshape(len(rows), size)
        np.put_along_axis(rows, columns, np.int8(group), axis=1)
        found = rows
    return found


def share_as_large(sums: Floats) -> float:
    """Compute p: the share of arrangements whose sum is as large as the true one's, up or down."""
    return float((np.abs(sums) >= abs(sums[0]) - ROUNDING).mean())


def smallest_p(ways: Arrangements, weights: Floats) -> float:
    """Compute the smallest p there can be: 1 of all, or 2 where turning everything around is one of them."""
    rows = ways.by_group(weights)
    sizes = np.bincount(ways.places[0], minlength=len(rows))
    mirrored = all(
        any(size == other and np.allclose(row, -partner) for partner, other in zip(rows, sizes, strict=True))
        for row, size in zip(rows, sizes, strict=True)
    )
    least = (2 if mirrored else 1) / len(ways.places)
    return min(least, 1.0)


def interval(sums: Floats, overlaps: Floats) -> tuple[float, float]:
    """Invert the test: the lowest and highest effect that it does not rule out at 5%.

    Parameters
    ----------
    sums
        The effect under every arrangement, the true one first.
    overlaps
        The same of a made-up effect of 1 where and when branches really were trained, so that an
        effect x taken out of the values leaves ``sums - x * overlaps``; the true one is 1.
    """
    lows, highs = _crossings(sums[:1], sums, overlaps)
    within = ceil(ALPHA * len(sums) - ROUNDING)
    return float(np.sort(lows)[within - 1]), float(np.sort(highs)[::-1][within - 1])


def _crossings(effect: Floats, sums: Floats, overlaps: Floats) -> tuple[Floats, Floats]:
    """Find between which effects each arrangement is as large as the true one.

    It is where ``|sum - x * overlap| >= |effect - x|``. Overlaps lie between -1 and 1, so that this
    holds between the two points where both sides are equal, and beyond one of them, without end, where
    the overlap is 1 or -1.
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        one = (effect - sums) / (1 - overlaps)
        other = (effect + sums) / (1 + overlaps)
    whole, turned = overlaps > 1 - ROUNDING, overlaps < -1 + ROUNDING
    one = np.where(whole, _beyond(sums - effect), one)
    other = np.where(turned, _beyond(-sums - effect), other)
    lows, highs = np.minimum(one, other), np.maximum(one, other)
    always = (whole & (np.abs(sums - effect) <= ROUNDING)) | (turned & (np.abs(sums + effect) <= ROUNDING))
    return np.where(always, -np.inf, lows), np.where(always, np.inf, highs)


def _beyond(further: Floats) -> Floats:
    """Give the end without limit: below where the arrangement's sum is higher, else above."""
    return np.where(further > 0, -np.inf, np.inf)


def smallest_detectable(
    ways: Arrangements, weights: Floats, trained: Floats, noise: Floats, seed: int
) -> float:
    """Compute the effect that would be found 8 times of 10, up or down, whichever is harder.

    Training is handed out at random to the values with their own effect taken out (``noise``). An effect
    of x then moves the interval by x, so it is found as soon as the interval's end is past zero: no
    effect has to be tried.
    """
    rng = np.random.default_rng(seed + 1)
    some = rng.permutation(len(ways.places))[:AGAINST]
    sums, places = ways.sums(weights, noise)[some], ways.places[some]
    tried = np.arange(min(TRIALS, len(some)))
    shared = ways.by_group(weights) @ ways.by_group(trained).T
    lows, highs = _crossings(sums[tried], sums[:, None], _overlaps(places, tried, shared))
    within = ceil(ALPHA * len(sums) - ROUNDING) - 1
    up = -np.partition(lows, within, axis=0)[within]
    down = -np.partition(-highs, within, axis=0)[within]
    return max(found_in_most(np.maximum(up, 0.0)), found_in_most(np.maximum(down, 0.0)))


def _overlaps(places: Places, tried: npt.NDArray[np.int64], shared: Floats) -> Floats:
    """Compute the overlap of every arrangement with each tried one, as one product of matrices."""
    groups = np.arange(len(shared))
    is_group = (places[:, :, None] == groups).reshape(len(places), -1).astype(np.float64)
    columns = shared[:, places[tried]].transpose(2, 0, 1).reshape(is_group.shape[1], len(tried))
    return np.asarray(is_group @ columns)


def found_in_most(needed: Floats) -> float:
    """Take the effect that is enough in 8 of 10 trials, from what each trial needs."""
    return float(np.sort(needed)[ceil(POWER * len(needed) - ROUNDING) - 1])

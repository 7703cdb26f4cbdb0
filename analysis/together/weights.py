"""Every estimate as one weighted sum over branches and months.

Callaway and Sant'Anna's effect of a group trained in month g, in month t, is the change from g - 1 to t
of that group less the same change of all branches not yet trained in t ("Difference-in-differences with
multiple time periods", Journal of Econometrics 2021, equation 2.8 without covariates). The average over
groups and months is linear in the values, and a branch's weights depend on its training month alone: so
an arrangement of the months among the branches is a rearrangement of rows, and thousands cost nothing.
"""

from __future__ import annotations

from typing import Final

import numpy as np
import numpy.typing as npt

from analysis.together.balance import NEVER

Floats = npt.NDArray[np.float64]
Starts = npt.NDArray[np.int64]
Months = npt.NDArray[np.int64]

LONGEST_BEFORE: Final = 12
"""Months before training that the trend is looked at in, and that placebo dates go back."""

FEWEST_BEFORE: Final = 3
"""Months before training that a trend needs."""


class _Comparisons:
    """Adds up weighted comparisons of a group of branches with those not yet trained, group by group."""

    def __init__(self, starts: Starts, months: int) -> None:
        self.groups, self.own, self.sizes = np.unique(starts, return_inverse=True, return_counts=True)
        self.weights = np.zeros((months, len(self.groups)))

    def trained(self) -> list[tuple[int, int, int]]:
        """List place, month of training and size of the groups that were trained and have a before."""
        rows = zip(self.groups.tolist(), self.sizes.tolist(), strict=True)
        return [(at, group, size) for at, (group, size) in enumerate(rows) if group > 0]

    def add(self, at: int, months: Months, by: Floats, after: Months) -> int:
        """Add, ``by`` times, the group's mean in each month less that of branches not trained by ``after``.

        Gives the number of months that have such branches; the others are passed over.
        """
        later = (self.groups == NEVER) | (self.groups > after[:, None])
        later[:, at] = False
        others = later @ self.sizes
        shares = later / np.maximum(others, 1)[:, None]
        own = np.zeros(len(self.groups))
        own[at] = 1 / self.sizes[at]
        has_others = others > 0
        np.add.at(self.weights, months, (own - shares) * (by * has_others)[:, None])
        return int(has_others.sum())

    def by_branch(self, total: float) -> Floats | None:
        """Give branches x months, divided by the total; None where nothing was compared."""
        return np.asarray(self.weights.T[self.own] / total) if total else None


def effect(starts: Starts, months: int) -> Floats | None:
    """Weigh branches x months so that the weighted sum of values is the effect; None: nothing to compare."""
    found, total = _Comparisons(starts, months), 0
    for at, group, size in found.trained():
        since = np.arange(group, months)
        total += size * _changes(found, at, since, group - 1, size)
    return found.by_branch(total)


def placebo(starts: Starts, months: int, earlier: int) -> Floats | None:
    """Weigh for the effect that training would have had some months before it was, seen until it was.

    Real effects cannot enter: only months before a group's training count, and comparison branches
    that are not trained then.
    """
    found, total = _Comparisons(starts, months), 0
    for at, group, size in found.trained():
        base = group - earlier - 1
        if base >= 0:
            total += size * _changes(found, at, np.arange(base + 1, group), base, size)
    return found.by_branch(total)


def _changes(found: _Comparisons, at: int, since: Months, base: int, size: int) -> int:
    """Add the group's changes from a base month, and count the months that can be compared."""
    by = np.full(len(since), float(size))
    found.add(at, since, by, since)
    return found.add(at, np.full(len(since), base), -by, since)


def trend(starts: Starts, months: int) -> Floats | None:
    """Weigh for the slope, in points a month, of trained branches against the others before training."""
    found, total = _Comparisons(starts, months), 0
    for at, group, size in found.trained():
        span = np.arange(max(group - LONGEST_BEFORE, 0), group)
        if len(span) >= FEWEST_BEFORE:
            middle = span - span.mean()
            slope = middle / (middle**2).sum()
            total += size * bool(found.add(at, span, size * slope, np.full(len(span), group)))
    return found.by_branch(total)


def is_trained(starts: Starts, months: int) -> Floats:
    """Give branches x months: 1 from the month of training, else 0."""
    after = np.arange(months)[None, :] >= starts[:, None]
    return np.asarray(after & (starts != NEVER)[:, None], dtype=np.float64)

"""Whether "moved together" is said too often, and how often a real effect is found.

Run with ``python -m benchmarks.together_size``. Made-up libraries have branches at different levels,
months that resemble the month before, and a season all share; half of the branches are trained, in
different months. Under no effect, the share told "moved together" or "moved apart" has to have a 95%
lower limit (Wilson) of at most 5%, and intervals have to cover the effect at least 93% of the time.
"""

from __future__ import annotations

import argparse
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from math import sqrt

import numpy as np
import pandas as pd

from analysis.together import Estimate, estimate

BRANCHES = (4, 6, 8, 12, 40)
EFFECTS = (2.0, 5.0, 8.0, 12.0)
MONTHS = 24
ALIKE = 0.5
"""Correlation of a branch's month with the month before."""

SPREAD = 2.5
"""Standard deviation, in points, of a branch's months around its level and the season."""

MOST = 0.05
LEAST_COVERED = 0.93


def main() -> None:
    """Print a row for each number of branches, and fail where a limit is broken."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=1_000, help="libraries without an effect, each size")
    parser.add_argument("--power-runs", type=int, default=200, help="libraries with each effect, each size")
    parser.add_argument("--workers", type=int, default=1)
    asked = parser.parse_args()
    powers = "  ".join(f"{effect:>3.0f} points" for effect in EFFECTS)
    print(f"branches  moved  lower limit  p<0.05  covered  detectable (median)  moved with {powers}")
    is_fine = True
    with ProcessPoolExecutor(asked.workers) as pool:
        for branches in BRANCHES:
            none = _all(pool, branches, 0.0, asked.runs)
            found = [_moved(_all(pool, branches, effect, asked.power_runs)) for effect in EFFECTS]
            is_fine &= _print(branches, none, found)
    raise SystemExit(0 if is_fine else 1)


def _all(pool: ProcessPoolExecutor, branches: int, effect: float, runs: int) -> list[Estimate]:
    return list(pool.map(partial(one, branches, effect), range(runs), chunksize=25))


def one(branches: int, effect: float, seed: int) -> Estimate:
    """Make one library and judge it."""
    return estimate(library(branches, effect, seed), seed=seed)


def library(branches: int, effect: float, seed: int) -> pd.DataFrame:
    """Make a panel of branches and months with an effect from the month of training on."""
    rng = np.random.default_rng([seed, branches])
    months = pd.date_range("2024-07-01", periods=MONTHS, freq="MS")
    shocks = rng.normal(0, SPREAD, (branches, MONTHS))
    noise = shocks.copy()
    for month in range(1, MONTHS):
        noise[:, month] = ALIKE * noise[:, month - 1] + sqrt(1 - ALIKE**2) * shocks[:, month]
    season = 3 * np.sin(np.arange(MONTHS) / 12 * 2 * np.pi + rng.uniform(0, 6))
    values = 65 + rng.normal(0, 4, (branches, 1)) + season + noise
    start = np.full(branches, MONTHS)
    start[rng.permutation(branches)[: branches // 2]] = rng.integers(8, 17, branches // 2)
    values += effect * (np.arange(MONTHS) >= start[:, None])
    rows = [
        (f"Branch {row + 1}", month, float(np.clip(values[row, at], 0, 100)), 60, _when(months, start[row]))
        for row in range(branches)
        for at, month in enumerate(months)
    ]
    return pd.DataFrame(rows, columns=["branch", "month", "value", "n", "trained_from"])


def _when(months: pd.DatetimeIndex, at: int) -> pd.Timestamp | None:
    return months[at] if at < len(months) else None


def _moved(found: list[Estimate]) -> float:
    return sum(each.verdict.startswith("moved") for each in found) / len(found)


def lower_limit(share: float, runs: int) -> float:
    """Compute the lower end of Wilson's 95% interval."""
    z = 1.96
    middle = share + z**2 / (2 * runs)
    return (middle - z * sqrt(share * (1 - share) / runs + z**2 / (4 * runs**2))) / (1 + z**2 / runs)


def _print(branches: int, none: list[Estimate], found: list[float]) -> bool:
    moved, significant = _moved(none), sum(each.p < MOST for each in none) / len(none)
    covered = sum(each.low <= 0 <= each.high for each in none) / len(none)
    low = lower_limit(moved, len(none))
    detectable = float(np.median([each.smallest_detectable for each in none]))
    powers = "  ".join(f"{share:>10.0%}" for share in found)
    print(
        f"{branches:8}  {moved:5.1%}  {low:11.1%}  {significant:6.1%}  {covered:7.1%}  "
        f"{detectable:19.1f}             {powers}",
        flush=True,
    )
    return low <= MOST and covered >= LEAST_COVERED


if __name__ == "__main__":
    main()

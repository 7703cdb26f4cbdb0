"""How often the intervals hold the truth, by simulation.

``python -m benchmarks.interval_coverage`` draws samples (seeded) of 10, 30, 100 and 1,000 answers for
shares from 0.05 to 0.95 and prints, for each n, the mean and the lowest coverage over the shares of the
95% intervals: Wilson for one share, Newcombe for the difference of two, and of the net promoter score,
whose interval is a little too narrow below 100 answers. Aim: a mean of 93 to 97% for shares. Below it
stands Wald's interval, to show what is avoided.
"""

from __future__ import annotations

import argparse
import sys

import numpy as np

from analysis import intervals

SIZES = (10, 30, 100, 1_000)
SHARES = np.round(np.arange(0.05, 0.951, 0.05), 2)
LOWEST, HIGHEST = 0.93, 0.97


def held(bounds: intervals.Bounds, truth: float) -> float:
    """Give the share of the intervals that hold the truth."""
    low, high = bounds
    return float(np.mean((low <= truth + 1e-12) & (high >= truth - 1e-12)))


def of_shares(n: int, draws: int, random: np.random.Generator) -> list[float]:
    """Coverage of Wilson's interval for each share."""
    return [held(intervals.wilson(random.binomial(n, share, draws), n), share) for share in SHARES]


def of_differences(n: int, draws: int, random: np.random.Generator) -> list[float]:
    """Coverage of Newcombe's interval for each share against every other."""
    found = []
    for share in SHARES:
        for other in SHARES:
            counts = random.binomial(n, share, draws), random.binomial(n, other, draws)
            found.append(held(intervals.newcombe(counts[0], n, counts[1], n), share - other))
    return found


def of_scores(n: int, draws: int, random: np.random.Generator) -> list[float]:
    """Coverage of the interval of the net promoter score, for each share of promoters."""
    found = []
    for share in SHARES:
        detractors = (1 - share) / 2
        answers = random.multinomial(n, [share, detractors, 1 - share - detractors], draws)
        found.append(held(intervals.nps(answers[:, 0], answers[:, 1], n), 100 * (share - detractors)))
    return found


def of_wald(n: int, draws: int, random: np.random.Generator) -> list[float]:
    """Coverage of Wald's interval, which the program does not use."""
    found = []
    for share in SHARES:
        rate = random.binomial(n, share, draws) / n
        half = intervals.z() * np.sqrt(rate * (1 - rate) / n)
        found.append(held((rate - half, rate + half), share))
    return found


def main() -> int:
    """Print the table; the exit code is 1 where a mean for shares is out of bounds."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    arguments.add_argument("--draws", type=int, default=4_000)
    arguments.add_argument("--seed", type=int, default=1)
    chosen = arguments.parse_args()
    random = np.random.default_rng(chosen.seed)
    print("                          " + "".join(f"{f'n = {n:,}':>20}" for n in SIZES))
    is_met = True
    for name, simulate in {
        "one share (Wilson)": of_shares,
        "difference (Newcombe)": of_differences,
        "net promoter score": of_scores,
        "Wald, not used": of_wald,
    }.items():
        cells = []
        for n in SIZES:
            draws = chosen.draws if simulate is not of_differences else chosen.draws // 4
            found = simulate(n, draws, random)
            cells.append(f"{np.mean(found):.1%}, least {min(found):.1%}")
            if simulate in (of_shares, of_differences):
                is_met &= LOWEST <= float(np.mean(found)) <= HIGHEST
        print(f"{name:<26}" + "".join(f"{cell:>20}" for cell in cells))
    print(f"aim, a mean of {LOWEST:.0%} to {HIGHEST:.0%} for shares: {'met' if is_met else 'missed'}")
    return 0 if is_met else 1


if __name__ == "__main__":
    sys.exit(main())

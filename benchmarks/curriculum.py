"""How long the best plan takes, and that it is the best.

Run with ``python -m benchmarks.curriculum``. Random small catalogs are compared with brute force;
catalogs of 1,000 and 10,000 courses are timed, with the gap where the time limit came first.
"""

from __future__ import annotations

import argparse
import time

import numpy as np
import pandas as pd

from analysis import curriculum
from tests.analysis.curriculum.made_courses import Case, brute_force

TOPICS = tuple(f"topic {each}" for each in range(1, 37))
LENGTHS = (15, 20, 30, 45, 50, 55, 60, 60, 60, 65, 75, 90, 120, 180)
LIMITS = {1_000: 2.0, 10_000: 20.0}
"""Courses, and the seconds a plan of them may take."""


def main() -> None:
    """Compare with brute force, then time the large catalogs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=1_000)
    parser.add_argument("--catalogs", type=int, default=3, help="random catalogs of each size")
    asked = parser.parse_args()
    print(f"{asked.cases:,} small catalogs: {_unequal(asked.cases)} differ from brute force")
    for count, limit in LIMITS.items():
        taken = [
            _time(count, seed, hours, is_limited)
            for seed in range(asked.catalogs)
            for hours in (2.0, 6.0, 12.0)
            for is_limited in (False, True)
        ]
        seconds, gaps = [each[0] for each in taken], [each[1] for each in taken]
        print(
            f"{count:6,} courses, {len(taken)} plans: median {np.median(seconds):.2f} s, slowest "
            f"{max(seconds):.2f} s (aim: {limit:.0f} s), {sum(gap == 0 for gap in gaps)} proven best, "
            f"largest gap {max(gaps):.2%}"
        )


def _unequal(cases: int) -> int:
    differing = 0
    for seed in range(cases):
        case = Case(seed)
        best = brute_force(case)
        found = curriculum.plan(case.courses, case.needs, **case.wishes)
        differing += (best is None) != (found.status == "impossible")
        differing += best is not None and abs(found.value - best) > 1e-9
    return differing


def catalog(count: int, seed: int) -> tuple[pd.DataFrame, dict[str, float]]:
    """Make a catalog whose topics are unevenly frequent, and needs as uneven."""
    rng = np.random.default_rng(seed)
    often = rng.dirichlet(np.full(len(TOPICS), 2.0))
    courses = pd.DataFrame(
        {
            "course_id": [f"c{each}" for each in range(count)],
            "minutes": rng.choice(LENGTHS, count),
            "topics": [
                list(rng.choice(TOPICS, rng.integers(1, 5), replace=False, p=often)) for _ in range(count)
            ],
            "format": rng.choice(["webinar", "self-paced", "instructor-led"], count),
        }
    )
    return courses, dict(zip(TOPICS, rng.gamma(1.5, 1.0, len(TOPICS)).tolist(), strict=True))


def _time(count: int, seed: int, hours: float, is_limited: bool) -> tuple[float, float]:
    courses, needs = catalog(count, seed)
    begun = time.perf_counter()
    found = curriculum.plan(
        courses, needs, hours=hours, format_hours={"webinar": hours / 3} if is_limited else None
    )
    return time.perf_counter() - begun, found.gap


if __name__ == "__main__":
    main()

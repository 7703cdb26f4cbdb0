"""Whether an attacker can work out a small group from what a page shows.

``python -m benchmarks.attack_tables`` makes random tables (seeded) with many small cells, protects them, and
shows the attacker every number that a page would show, totals and empty cells too; linear programming
(HiGHS) then finds the least and the most that each hidden small cell can be. Aim: none known of 1,000.
Then random lattices of branch x period: every pair of filters, one within the other, is subtracted;
aim: no difference is a small group.
"""

from __future__ import annotations

import argparse
import sys
import time
from itertools import chain, combinations

import numpy as np
import pandas as pd

from analysis.disclosure import Lattice
from tests.analysis.disclosure.attack import attacked, cube

MINIMUM = 10


def tables(count: int, random: np.random.Generator) -> tuple[int, int]:
    """Attack lists and two-way tables in turn; give small cells known, and small cells in all."""
    known = small = 0
    for number in range(count):
        if number % 2:
            groups, shape = ["a"], [int(random.integers(2, 15))]
        else:
            groups, shape = ["a", "b"], random.integers(2, 7, 2).tolist()
        found, some = attacked(cube(random, shape), groups, MINIMUM)
        known, small = known + found, small + some
    return known, small


def subsets(size: int) -> list[tuple[int, ...]]:
    """List every choice of some of the places."""
    return list(chain.from_iterable(combinations(range(size), n) for n in range(1, size + 1)))


def filters(count: int, random: np.random.Generator) -> tuple[int, int]:
    """Subtract every pair of filters of random lattices; give pairs that tell, and pairs in all."""
    telling = pairs = 0
    for _ in range(count):
        branches, periods = (int(each) for each in random.integers(2, 6, 2))
        frame = cube(random, (branches, periods))
        lattice = Lattice.of(frame, [["a"], ["b"]], size="n", minimum=MINIMUM)
        places = zip(frame["a"], frame["b"], strict=True)
        seen_empty = frame["n"].eq(0) & pd.Series([((a,), (b,)) not in lattice.hidden for a, b in places])
        answers = []
        for a in subsets(branches):
            for b in subsets(periods):
                every_a, every_b = len(a) == branches, len(b) == periods
                chosen = lattice.choosing(
                    None if every_a else [(each,) for each in a], None if every_b else [(each,) for each in b]
                )
                if chosen.is_safe():
                    rows = frame[frame["a"].isin(a) & frame["b"].isin(b) & ~seen_empty]
                    answers.append(frozenset(rows.index))
        sizes = frame["n"].to_dict()
        for one, other in combinations(set(answers), 2):
            if one < other or other < one:
                pairs += 1
                telling += 0 < sum(sizes[row] for row in one ^ other) < MINIMUM
    return telling, pairs


def main() -> int:
    """Print what was found; the exit code is 1 where anything could be worked out."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    arguments.add_argument("--tables", type=int, default=1_000)
    arguments.add_argument("--lattices", type=int, default=60)
    arguments.add_argument("--seed", type=int, default=4)
    chosen = arguments.parse_args()
    random = np.random.default_rng(chosen.seed)
    start = time.process_time()
    known, small = tables(chosen.tables, random)
    print(f"{chosen.tables:,} tables: {known} of {small:,} small cells worked out (aim: 0)")
    telling, pairs = filters(chosen.lattices, random)
    print(f"{chosen.lattices} lattices: {telling} of {pairs:,} pairs of filters tell a small group (aim: 0)")
    print(f"{time.process_time() - start:.0f} s of processor time")
    return int(known + telling > 0)


if __name__ == "__main__":
    sys.exit(main())

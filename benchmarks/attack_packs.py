"""Whether somebody who keeps last month's pack and subtracts it from this month's learns of a small group.

``python -m benchmarks.attack_packs`` makes random libraries (seeded), the pack of one month, adds what came
in since (little, much, late), makes the pack of the next, and lets an attacker solve for what came to each
group, to each two of them, and to all that did not move. Aim: none of it known where it is under the minimum,
and no shown change with too few people behind it. ``--live`` leaves out what a pack remembers.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

from data.store import Store
from report.pack import steady
from tests.report.pack.two_packs import Found, attacked, library, packs


def main() -> int:
    """Print what was found; the exit code is 1 where anything could be worked out."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--libraries", type=int, default=1_000)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--live", action="store_true", help="as if no pack remembered anything")
    asked = parser.parse_args()
    if asked.live:
        live: Callable[..., Any] = lambda store, memory, chosen, said: said  # noqa: E731
        steady.held = live
    found, start = Found(0, 0, 0), time.process_time()
    for seed in range(asked.seed, asked.seed + asked.libraries):
        told = library(Random(seed))
        with tempfile.TemporaryDirectory() as folder, Store.open(Path(folder) / "frontdesk.duckdb") as store:
            found += attacked(told, *packs(store, told))
    print(
        f"{asked.libraries:,} pairs of packs: {found.known} of {found.small:,} small changes worked out, "
        f"{found.few_behind} shown with too few people behind them (aim: 0 and 0)"
    )
    print(f"{time.process_time() - start:.0f} s of processor time")
    return int(found.known + found.few_behind > 0)


if __name__ == "__main__":
    sys.exit(main())

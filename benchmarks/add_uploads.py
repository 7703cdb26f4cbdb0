"""A million rows from a file to the store by the command line: ``python -m benchmarks.add_uploads``.

The comparison is DuckDB's own typed ``read_csv`` of the same file into a table of a database file, in the
same run and in a process of its own, with what starting Python and loading DuckDB takes. Adding is
everything: reading, checking each row, keys of people, matched names, facts, what is derived, the ledger
and the original, in the two processes it takes. Processor time is printed too, because the clock tells
nothing while other work runs: adding then waits for two processors, where the comparison uses one.
"""

from __future__ import annotations

import argparse
import os
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[1]
AIM = 2.5
STATUSES = ("Completed",) * 7 + ("In progress", "Not started", "Failed")
DUCKDB = """
import duckdb, sys
types = {"id": "VARCHAR", "name": "VARCHAR", "course": "VARCHAR", "branch": "VARCHAR", "status": "VARCHAR",
         "enrolled": "DATE", "completed": "DATE", "hours": "DOUBLE"}
with duckdb.connect(sys.argv[2]) as database:
    read = "SELECT * FROM read_csv(?, header=true, columns=?)"
    database.execute(f"CREATE TABLE rows AS {read}", [sys.argv[1], types])
"""


def made_up(path: Path, rows: int) -> None:
    """Write an export of a learning system: the same every time."""
    chosen = random.Random(1)
    with path.open("w", encoding="utf-8") as file:
        file.write("Employee ID,Name,Course,Branch,Status,Enrolled,Completed,Hours\n")
        for _ in range(rows):
            person, status = chosen.randrange(20_000), chosen.choice(STATUSES)
            year, month, day = (
                chosen.choice((2023, 2024, 2025)),
                chosen.randrange(1, 13),
                chosen.randrange(1, 29),
            )
            done = f"{year}-{month:02d}-{day:02d}" if status == "Completed" else ""
            hours = chosen.choice(("1", "1.5", "2", "")) if done else ""
            course, branch = (
                f"Course number {chosen.randrange(300)} about the desk",
                f"Branch {chosen.randrange(40)}",
            )
            begun = f"{year}-{month:02d}-01"
            file.write(f"e{person:05d},Person {person},{course},{branch},{status},{begun},{done},{hours}\n")


class Taken(NamedTuple):
    """What a command took: seconds by the clock, and of all processors for it and what it started."""

    clock: float
    processor: float


def timed(command: list[str], environment: dict[str, str]) -> Taken:
    """Run a command to its end and give the seconds it took."""
    begun, used = time.perf_counter(), _processor()
    subprocess.run(command, cwd=ROOT, env=environment, check=True, stdout=subprocess.DEVNULL)
    return Taken(time.perf_counter() - begun, _processor() - used)


def _processor() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def ratio(ours: list[Taken], theirs: list[Taken], which: int) -> float:
    """Give the median of the ratios of the pairs."""
    return statistics.median(one[which] / other[which] for one, other in zip(ours, theirs, strict=True))


def main() -> None:
    """Time both in turn, and print the medians, their ratio and the peak of memory."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--runs", type=int, default=5)
    asked = parser.parse_args()
    ours: list[Taken] = []
    theirs: list[Taken] = []
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "training.csv"
        made_up(file, asked.rows)
        for run in range(asked.runs):
            place = Path(folder) / str(run)
            place.mkdir()
            environment = {**os.environ, "FRONTDESK_DATABASE": str(place / "frontdesk.duckdb")}
            theirs.append(
                timed([sys.executable, "-c", DUCKDB, str(file), str(place / "plain.duckdb")], environment)
            )
            ours.append(timed([sys.executable, "-m", "data", "add", str(file)], environment))
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    for which, name in enumerate(("by the clock", "of processor time")):
        own, other = (statistics.median(each[which] for each in taken) for taken in (ours, theirs))
        print(
            f"{name}: {asked.rows:,} rows added {own:.2f} s, DuckDB's typed read_csv {other:.2f} s,"
            f" {ratio(ours, theirs, which):.2f} times, median of {asked.runs} pairs"
        )
    print(f"largest process {peak:,.0f} MB (aim: at most {AIM} times by the clock, 1,024 MB)")


if __name__ == "__main__":
    main()

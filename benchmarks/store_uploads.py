"""How long a million completions take to store: ``python -m benchmarks.store_uploads``.

The comparison is DuckDB's own typed ``read_csv`` into a table of a file with the same rows, in the same
run: nine narrow columns, where the store writes three tables with 47. Storing is everything after
reading and checking: keys of people, names matched, facts, what is derived, the ledger and the
original. Each has a process of its own, for its own peak of memory.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import duckdb
import numpy as np
import pyarrow as pa

from data.store import Store
from data.uploads.records import COMPLETIONS, Checked

ROOT = Path(__file__).parents[1]
PEOPLE, BRANCHES, COURSES = 20_000, 30, 400
STATUSES = ("completed", "in_progress", "not_started", "failed")
AIM = 1.0
MEGABYTES = 1024
TYPES = {
    "person": "VARCHAR", "branch": "VARCHAR", "course": "VARCHAR", "level": "VARCHAR", "status": "VARCHAR",
    "enrolled_on": "DATE", "completed_on": "DATE", "hours": "DOUBLE", "score": "DOUBLE",
}  # fmt: skip


def made_up(rows: int) -> pa.Table:
    """Attempts of a large system over four years; the same every time."""
    choose = np.random.default_rng(7)

    def one_of(pattern: str, count: int) -> pa.Array:
        names = pa.array([pattern.format(number) for number in range(count)])
        return names.take(pa.array(choose.integers(0, count, rows)))

    status = choose.integers(0, len(STATUSES), rows)
    enrolled = np.datetime64("2021-07-01") + choose.integers(0, 1400, rows)
    finished = np.where(status == 0, enrolled + choose.integers(0, 60, rows), np.datetime64("NaT"))
    columns = {
        "source_row": pa.array(np.arange(2, rows + 2)),
        "person": one_of("person{0}@library.example", PEOPLE),
        "name": one_of("Person Number {0}", PEOPLE),
        "branch": one_of("Branch Number {0}", BRANCHES),
        "role": pa.nulls(rows, pa.string()),
        "course": one_of("Course Number {0}: How to Serve Patrons", COURSES),
        "level": pa.array(["course"]).take(pa.array(np.zeros(rows, np.int64))),
        "status": pa.array(STATUSES).take(pa.array(status)),
        "completed": pa.array(status == 0),
        "enrolled_on": pa.array(enrolled.astype("datetime64[D]")),
        "completed_on": pa.array(finished.astype("datetime64[D]")),
        "hours": pa.array(choose.integers(1, 16, rows) / 2),
        "score": pa.array(choose.integers(0, 101, rows).astype(float)),
        "has_outcome": pa.array(np.ones(rows, bool)),
        "is_prior_learning": pa.array(np.zeros(rows, bool)),
    }
    return pa.table(columns).cast(COMPLETIONS)


def write_csv(path: Path, rows: int) -> None:
    """Write the same rows as a file, the columns that a typed reading takes."""
    records = made_up(rows).select(list(TYPES))
    with duckdb.connect() as database:
        database.register("records", records)
        database.execute(f"COPY records TO '{path}' (HEADER)")


def read_typed(path: Path, folder: Path) -> float:
    """Time DuckDB's own reading into a table of a database file."""
    begun = time.perf_counter()
    with duckdb.connect(str(folder / "typed.duckdb"), config={"memory_limit": "1GB"}) as database:
        database.execute(
            f"CREATE TABLE t AS SELECT * FROM read_csv('{path}', header = true, columns = {TYPES})"
        )
    return time.perf_counter() - begun


def store(path: Path, rows: int, folder: Path) -> float:
    """Time adding the rows to a store that has been opened before."""
    records = made_up(rows)
    content = path.read_bytes()
    checked = Checked(
        "completions", "made up", "", file_name="million.csv", records=records, rows_accepted=rows
    )
    with Store.open(folder / "frontdesk.duckdb") as opened:
        begun = time.perf_counter()
        opened.add_uploads([checked], [content], answers={}, by="benchmark")
        return time.perf_counter() - begun


def in_a_process(step: str, path: Path, rows: int, folder: Path) -> tuple[float, float]:
    """Run one step by itself; gives its seconds and its peak of memory in MB."""
    command = [sys.executable, "-m", "benchmarks.store_uploads", "--step", step, "--rows", str(rows)]
    said = subprocess.run(
        [*command, "--file", str(path), "--folder", str(folder)],
        cwd=ROOT, check=True, capture_output=True, text=True,
    )  # fmt: skip
    seconds, megabytes = said.stdout.split()
    return float(seconds), float(megabytes)


def main() -> int:
    """Compare both, each in the better of some runs; fails when memory is over its limit."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.store_uploads", description=__doc__)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--step", choices=["read", "store"], help=argparse.SUPPRESS)
    parser.add_argument("--file", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.step:
        step = read_typed(asked.file, asked.folder) if asked.step == "read" else None
        seconds = step if step is not None else store(asked.file, asked.rows, asked.folder)
        print(seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
        return 0
    best: dict[str, tuple[float, float]] = {}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "million.csv"
        write_csv(path, asked.rows)
        for run in range(asked.runs):
            for step in ("read", "store"):
                own = Path(folder) / f"{step}-{run}"
                own.mkdir()
                best[step] = min(best.get(step, (1e9, 0.0)), in_a_process(step, path, asked.rows, own))
    (reading, _), (storing, megabytes) = best["read"], best["store"]
    print(f"typed read_csv of {asked.rows:,} rows  {reading:6.2f} s")
    print(f"stored                        {storing:6.2f} s   {storing / reading:.2f} times (aim: {AIM})")
    print(f"peak memory while storing     {megabytes:6.0f} MB (at most {MEGABYTES}; made-up rows included)")
    return 0 if megabytes <= MEGABYTES else 1


if __name__ == "__main__":
    sys.exit(main())

"""What opening an upload costs, against what reads the same file elsewhere.

``python -m benchmarks.read_uploads`` makes its own files (seeded): a CSV of 1,000,000 rows, opened as
columns of text with their line numbers, against DuckDB's typed ``read_csv`` of the same file into a
table; and a workbook of 100,000 rows against python-calamine's ``to_python`` alone. Each is opened in
turn several times in the same run; printed are the fastest of each (the least disturbed one), the ratio,
and the peak memory of a process that does nothing else; last the peak of reading and checking a CSV that
has a problem in every one of its rows. DuckDB uses every core, opening uses one.
"""

from __future__ import annotations

import argparse
import gc
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import duckdb
import python_calamine
import xlsxwriter

from data.uploads.open import open_document

ROWS, SHEET_ROWS, RUNS = 1_000_000, 100_000, 5
CSV_AIM, XLSX_AIM = 1.5, 1.5
PEAK_AIM = 1000
_HEADER = ("Username", "Full name", "Branch", "Course", "Status", "Enrolled", "Completed", "Hours")
_STATUS = ("Completed", "Completed", "In progress", "Not started")
_PEAK = """
import re, sys
from pathlib import Path
from data.uploads.open import open_document
from data.uploads.take import take
content = Path(sys.argv[1]).read_bytes()
found = take(content, most_bytes=2**30) if sys.argv[2:] else open_document(content)
status = Path("/proc/self/status").read_text()
print(int(re.search(r"VmHWM:\\s+(\\d+)", status)[1]) // 1024)
"""


def row(number: int, chance: random.Random) -> tuple[str, str, str, str, str, date, date, float]:
    """Make one completion, about as long as real ones."""
    enrolled = date(2025, 1, 1) + timedelta(days=chance.randrange(500))
    return (
        f"staff{chance.randrange(5_000)}",
        f"Doe, Jane {number % 5_000}",
        f"Branch {chance.randrange(20)}",
        f"Course number {chance.randrange(300)}",
        chance.choice(_STATUS),
        enrolled,
        enrolled + timedelta(days=chance.randrange(60)),
        chance.randrange(1, 40) / 4,
    )


def make_csv(path: Path, rows: int, *, names_only: bool = False) -> None:
    """Write a long export, names in quotes because of their comma; or one that knows people by name only."""
    chance = random.Random(3)
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.write(",".join(_HEADER[names_only:]) + "\n")
        for number in range(rows):
            user, name, *rest = row(number, chance)
            first = "" if names_only else f"{user},"
            file.write(f'{first}"{name}",{",".join(map(str, rest))}\n')


def make_xlsx(path: Path, rows: int) -> None:
    """Write the same as a workbook with real dates."""
    chance = random.Random(3)
    book = xlsxwriter.Workbook(path, {"default_date_format": "yyyy-mm-dd"})
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, _HEADER)
    for number in range(rows):
        sheet.write_row(number + 1, 0, row(number, chance))
    book.close()


def by_duckdb(path: Path) -> object:
    """Read a CSV with types into a table in memory."""
    connection = duckdb.connect()
    return connection.execute("CREATE TABLE t AS SELECT * FROM read_csv(?)", [str(path)])


def by_calamine(path: Path) -> object:
    """Read every cell of a workbook's first sheet as Python values."""
    return python_calamine.CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()


def by_us(path: Path) -> object:
    """Open a file as an upload is opened."""
    return open_document(path.read_bytes())


def seconds(work: Callable[[Path], object], path: Path) -> float:
    """Time one call; collecting garbage is left out, as in the process that reads uploads."""
    gc.collect()
    gc.disable()
    start = time.perf_counter()
    work(path)
    taken = time.perf_counter() - start
    gc.enable()
    return taken


def peak_of(path: Path, *asked: str) -> str:
    """Give the megabytes that a process of its own takes to open a file, or with "all" to read it whole."""
    if not Path("/proc/self/status").exists():
        return "-"
    command = [sys.executable, "-c", _PEAK, str(path), *asked]
    environment = {**os.environ, "ARROW_DEFAULT_MEMORY_POOL": "system"}  # as the reading process has it
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    return done.stdout.strip()


def compare(name: str, path: Path, other: Callable[[Path], object], runs: int) -> float:
    """Print one line of the table; gives the ratio."""
    theirs: list[float] = []
    ours: list[float] = []
    for _ in range(runs):  # interleaved, so that both meet the same moods of the machine
        theirs.append(seconds(other, path))
        ours.append(seconds(by_us, path))
    peak = peak_of(path)
    ratio = min(ours) / min(theirs)
    size = path.stat().st_size / 1e6
    print(f"{name:<22}{size:>7.1f}{min(theirs):>9.2f}{min(ours):>9.2f}{ratio:>8.2f}{peak:>9}")
    return ratio


def main() -> int:
    """Print the table; the exit code is 1 where an aim is missed."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    arguments.add_argument("--rows", type=int, default=ROWS)
    arguments.add_argument("--sheet-rows", type=int, default=SHEET_ROWS)
    arguments.add_argument("--runs", type=int, default=RUNS)
    chosen = arguments.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        table, book = Path(folder, "table.csv"), Path(folder, "book.xlsx")
        make_csv(table, chosen.rows)
        make_xlsx(book, chosen.sheet_rows)
        print(f"{'file':<22}{'MB':>7}{'other s':>9}{'ours s':>9}{'ratio':>8}{'peak MB':>9}")
        csv_ratio = compare(f"CSV {chosen.rows:,} rows", table, by_duckdb, chosen.runs)
        xlsx_ratio = compare(f"XLSX {chosen.sheet_rows:,} rows", book, by_calamine, chosen.runs)
        make_csv(table, chosen.rows, names_only=True)
        peak = peak_of(table, "all")
        print(f"a CSV with a problem in every row, read and checked: peak {peak} MB (aim: {PEAK_AIM})")
    met = csv_ratio <= CSV_AIM and xlsx_ratio <= XLSX_AIM
    print(f"aims, CSV {CSV_AIM} times DuckDB, XLSX {XLSX_AIM} times calamine: {'met' if met else 'missed'}")
    return 0 if met else 1


if __name__ == "__main__":
    sys.exit(main())

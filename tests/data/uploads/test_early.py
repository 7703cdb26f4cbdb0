"""What the processes load that add one file: nothing that takes its time for nothing."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from data.uploads.early import ROOT

FILE = b"Employee ID,Course,Status,Completed\ne1,A,Completed,2026-03-04\ne2,A,Completed,2026-03-05\n"


def loaded(command: list[str], given: bytes, database: Path) -> tuple[bytes, set[str]]:
    """Run a module; gives what it wrote and the packages of which it loaded modules."""
    ran = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", *command],
        cwd=ROOT,
        input=given,
        env={**os.environ, "FRONTDESK_DATABASE": str(database)},
        capture_output=True,
        check=True,
    )
    lines = [line.rsplit("|", 1) for line in ran.stderr.decode().splitlines() if line.count("|") == 2]
    # A package that was looked for and not found is listed too, without a module inside.
    return ran.stdout, {name.strip().split(".")[0] for _, name in lines if "." in name}


def test_adding_a_file_to_a_library_without_a_catalog_loads_no_frames(tmp_path: Path) -> None:
    file = tmp_path / "training.csv"
    file.write_bytes(FILE)
    said, packages = loaded(
        ["data", "add", str(file), "--today", "2026-11-24"], b"", tmp_path / "store.duckdb"
    )

    assert b"2 records" in said
    assert {"duckdb", "pyarrow"} <= packages
    assert not packages & {"pandas", "narwhals", "plotly", "streamlit"}


@pytest.mark.parametrize("arguments", [[], ["--early"]])
def test_the_reading_process_loads_no_frames_and_no_database(tmp_path: Path, arguments: list[str]) -> None:
    order = {"function": "data.uploads.take:take", "file_name": "a.csv", "kind": None, "answers": {}}
    order |= {"setting": {}, "today": "2026-11-24", "most_bytes": 1_000, "size": len(FILE)}
    order |= {"memory": 2**31, "seconds": 20}
    said, packages = loaded(
        ["data.uploads.child", *arguments], json.dumps(order).encode() + b"\n" + FILE, tmp_path / "none"
    )

    assert b"2 rows can be added" in said
    assert "pyarrow" in packages
    assert not packages & {"duckdb", "pandas", "narwhals", "plotly", "streamlit"}

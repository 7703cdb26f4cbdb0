"""Databases of earlier versions, kept as they were written then, open with everything that was in them."""

from __future__ import annotations

import gzip
import shutil
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from data.store import Store, schema
from data.store.migrate import MIGRATIONS
from tests.data.store.checked_files import add, completions

FIXTURES = Path(__file__).parent / "fixtures"
ROOT = Path(__file__).parents[3]


@pytest.fixture
def version_1(database: Path) -> Path:
    """A database of version 1: two pages, one taken back, a correction and a mapped name."""
    database.write_bytes(gzip.decompress((FIXTURES / "version_1.duckdb.gz").read_bytes()))
    shutil.copy(FIXTURES / "version_1.ledger.jsonl", database.with_name(database.name + ".ledger.jsonl"))
    return database


def test_every_version_that_was_ever_written_has_a_step() -> None:
    assert sorted(MIGRATIONS) == list(range(1, schema.VERSION))


def test_version_1_opens_with_all_that_was_in_it(version_1: Path) -> None:
    with Store.open(version_1) as store:
        uploads = store.uploads()
        assert uploads[["file_name", "kind", "entries", "records", "is_practice"]].to_dict("records") == [
            {"file_name": "page.txt", "kind": "catalog", "entries": 2, "records": 0, "is_practice": False},
            {"file_name": "second.txt", "kind": "catalog", "entries": 1, "records": 0, "is_practice": False},
        ]
        assert uploads["undone_by"].isna().tolist() == [True, False]
        assert store.frame("courses")["label"].tolist() == ["Calm desks", "Course b"]
        assert store.missing_uploads() == ()
        assert store.verify().findings == ()
        add(store, completions({}))
        assert store.verify().findings == ()


def test_a_migrated_database_has_the_tables_of_a_new_one(version_1: Path, tmp_path: Path) -> None:
    Store.open(version_1).close()
    Store.open(tmp_path / "new.duckdb").close()

    def columns(path: Path) -> list[tuple[str, ...]]:
        with duckdb.connect(str(path)) as opened:
            return opened.execute(
                "SELECT table_name, column_name, data_type, is_nullable FROM duckdb_columns() ORDER BY ALL"
            ).fetchall()

    assert columns(version_1) == columns(tmp_path / "new.duckdb")


KILLED = """
import os, signal, sys
from data.store import Store, create
def die(*_): os.kill(os.getpid(), signal.SIGKILL)
if sys.argv[2] == "first":
    create.MIGRATIONS = {1: die}
else:
    step = create.MIGRATIONS[1]
    create.MIGRATIONS = {1: lambda cursor: (step(cursor), die())}
Store.open(sys.argv[1])
"""


@pytest.mark.skipif(sys.platform == "win32", reason="needs SIGKILL")
@pytest.mark.parametrize("moment", ["first", "last"])
def test_a_kill_in_the_middle_leaves_the_old_version_whole(version_1: Path, moment: str) -> None:
    killed = subprocess.run(
        [sys.executable, "-c", KILLED, str(version_1), moment], cwd=ROOT, capture_output=True, check=False
    )
    assert killed.returncode == -9
    with duckdb.connect(str(version_1)) as opened:
        tables = {name for (name,) in opened.execute("SELECT table_name FROM duckdb_tables()").fetchall()}
        assert "completions" not in tables
        assert opened.execute("SELECT count(*) FROM uploads").fetchall() == [(2,)]
    with Store.open(version_1) as store:
        assert store.verify().findings == ()

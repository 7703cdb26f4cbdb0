"""What every page becomes when the data cannot be opened: why, what is missing, and the way back."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from data.store import Store, ensure_built_in, restore_backup
from tests.data.store.checked_files import add, completions
from tests.pages.test_every_page import ROOT, said

HOLDING = """
import sys
from data.store import Store

store = Store.open(sys.argv[1])
print("open", flush=True)
input()
"""


@pytest.fixture
def filled(database: Path) -> Path:
    """A library with an upload that a backup has, and one that it has not."""
    with Store.open(database) as store:
        ensure_built_in(store)
        add(store, completions({}), "before.csv")
        store.backup(database.parent / "monday.backup", by="Ann")
        add(store, completions({"course": "Calm Phones"}), "after.csv")
    return database


def opened() -> AppTest:
    import streamlit as st

    st.cache_resource.clear()
    st.cache_data.clear()
    return AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=60).run()


def test_a_damaged_database_names_the_backup_and_what_came_after_it(filled: Path) -> None:
    content = bytearray(filled.read_bytes())
    content[:8192] = bytes(8192)
    filled.write_bytes(content)
    app = opened()
    text = " ".join(said(app).split())
    assert [title.value for title in app.title] == ["The library's data cannot be opened"]
    assert "The data file is damaged, so nothing is shown rather than a wrong number." in text
    assert "monday.backup, made" in text
    assert "with 2 uploads." in text
    assert "1 upload since that backup after.csv, added" in text
    assert "by Ann (its original is kept)" in text
    assert "before.csv" not in text
    assert "Nothing was deleted. Kept as they are: frontdesk.duckdb," in text
    assert str(filled.parent) not in text
    assert filled.read_bytes() == bytes(content)


def test_a_second_program_on_the_same_data_is_told_so_on_the_page(filled: Path) -> None:
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLDING, str(filled)],
        cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert holder.stdout is not None
    assert holder.stdout.readline() == "open\n"
    text = said(opened())
    holder.communicate("\n")
    assert "Another program is using the data, most likely Front Desk running in another window." in text
    assert "backup" not in text
    assert str(filled) not in text
    assert "The library's data cannot be opened" not in [title.value for title in opened().title]


def test_what_came_after_a_restored_backup_is_named_on_every_page_until_somebody_has_seen_it(
    filled: Path,
) -> None:
    restore_backup(filled.parent / "monday.backup", filled, by="Ann")
    app = opened()
    assert "after.csv, added" in said(app)
    assert "is no longer there. Add the file again." in said(app)
    app.button(key="missing_seen").click().run()
    assert "after.csv" not in said(app)
    assert "after.csv" not in said(opened())

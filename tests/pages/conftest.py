"""The practice library behind the front door, loaded once for all tests of pages."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from data.practice.loading import load
from data.store import Store

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def practice(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the practice library; tests work on copies."""
    folder = tmp_path_factory.mktemp("practice")
    with Store.open(folder / "frontdesk.duckdb") as store:
        load(store, "test")
    return folder


@pytest.fixture
def with_practice(practice: Path, database: Path) -> AppTest:
    """The front door over a copy of the practice library."""
    import streamlit as st

    st.cache_resource.clear()
    st.cache_data.clear()
    shutil.copytree(practice, database.parent, dirs_exist_ok=True)
    return AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=60).run()

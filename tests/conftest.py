"""What every test shares: a database of its own, and how hard the property tests try."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests import effort

effort.register()


@pytest.fixture(scope="session", autouse=True)
def _never_the_real_database(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Keep a test that forgets to ask for a database away from the one of whoever runs the tests."""
    os.environ["FRONTDESK_DATABASE"] = str(tmp_path_factory.mktemp("shared") / "frontdesk.duckdb")


@pytest.fixture
def database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The place of a database that does not exist yet, named by FRONTDESK_DATABASE for this test."""
    path = tmp_path / "frontdesk.duckdb"
    monkeypatch.setenv("FRONTDESK_DATABASE", str(path))
    return path

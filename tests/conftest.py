"""What every test shares: a database of its own, and how hard the property tests try."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# The same examples every time, so that a red test is red for everyone; `make soak` looks for new ones.
settings.register_profile("dev", derandomize=True, deadline=None)
settings.register_profile("ci", settings.get_profile("dev"), print_blob=True)
settings.register_profile(
    "soak", deadline=None, max_examples=20_000, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE") or ("ci" if os.environ.get("CI") else "dev"))


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

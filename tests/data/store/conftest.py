"""A store of its own for every test."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from data.store import Store


@pytest.fixture
def store(database: Path) -> Iterator[Store]:
    """An empty store."""
    with Store.open(database) as opened:
        yield opened

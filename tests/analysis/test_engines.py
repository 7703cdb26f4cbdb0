"""The tables that measures are tried on have the columns and types of the store."""

from __future__ import annotations

import pytest

from data.store import schema
from tests.analysis.conftest import COLUMNS


@pytest.mark.parametrize("name", COLUMNS)
def test_the_columns_are_those_of_the_store(name: str) -> None:
    held = {column.name: column.type for column in schema.table(name).columns}
    assert {column: held.get(column) for column in COLUMNS[name]} == COLUMNS[name]

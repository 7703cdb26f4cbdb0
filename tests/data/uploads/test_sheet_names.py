"""What the names of sheets say."""

from __future__ import annotations

import pytest

from data.uploads.sheet_names import names_a_branch


@pytest.mark.parametrize("name", ["Main", "Northside", "Branch 2", "Mayfield", "March Street", "Bookmobile"])
def test_a_name_can_be_a_branch(name: str) -> None:
    assert names_a_branch(name)


@pytest.mark.parametrize(
    "name",
    [
        *("2025", "FY2026", "FY 26", "2025-26", "January", "Jan 2026", "2026 Feb", "Sept.", "Mar '26", "Q1"),
        *("Q3 2026", "Quarter 2", "1st quarter", "Sheet1", "Data (2)", "Training log", "enero 2026", "Août"),
    ],
)
def test_a_time_or_a_word_such_as_data_is_no_branch(name: str) -> None:
    assert not names_a_branch(name)

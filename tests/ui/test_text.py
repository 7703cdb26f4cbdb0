"""Tables on a page: what stands to the right, and that text stays text."""

from __future__ import annotations

import re

import pandas as pd
import pytest

from charts.theme import LIGHT
from ui import text


@pytest.mark.parametrize(
    ("values", "side"),
    [
        ([1, 2], "right"),
        (["1,234", "hidden", None], "right"),
        (["74%", "under 5%", "over 99%"], "right"),
        (["\N{MINUS SIGN}2.5", "+3"], "right"),
        (["hidden", None], "left"),
        (["1984", "Desk basics"], "left"),
        (["2026-05-06"], "left"),
        (["1 h 30 min"], "left"),
    ],
)
def test_numbers_stand_to_the_right_and_words_to_the_left(values: list[object], side: str) -> None:
    told = text.table(pd.DataFrame({"One": pd.Series(values)}), LIGHT)
    assert set(re.findall(r"text-align: (\w+)", told)) == {side}


def test_text_of_a_table_is_escaped_and_the_unknown_a_dash() -> None:
    told = text.table(pd.DataFrame({"<b>": ["<script>", None]}), LIGHT)
    assert "<script>" not in told
    assert ">&lt;script&gt;<" in told
    assert ">&lt;b&gt;<" in told
    assert ">–<" in told

"""The chosen part beside the whole, and the rows that fit."""

from __future__ import annotations

import pandas as pd

from charts import rows
from charts.rows import Rest
from charts.theme import LIGHT


def _hosts(counts: dict[str, int]) -> pd.DataFrame:
    return pd.DataFrame({"host": pd.Series(list(counts), dtype="str"), "course_count": list(counts.values())})


def test_the_chosen_count_stands_beside_the_whole_in_the_order_of_the_whole() -> None:
    both = rows.beside(_hosts({"South": 1}), _hosts({"North": 3, "South": 2}), ["host"])
    assert both.to_dict("list") == {"host": ["North", "South"], "chosen": [0, 1], "whole": [3, 2]}


def test_courses_without_a_date_are_one_group_on_both_sides() -> None:
    def years(counts: dict[int | None, int]) -> pd.DataFrame:
        year = pd.array(list(counts), dtype="Int64")
        return pd.DataFrame({"year": year, "course_count": list(counts.values())})

    both = rows.beside(years({None: 1}), years({2012: 3, None: 2}), ["year"])
    assert both["year"].isna().tolist() == [False, True]
    assert both[["chosen", "whole"]].to_numpy().tolist() == [[0, 3], [1, 2]]


def test_a_chosen_row_that_the_whole_lacks_is_kept() -> None:
    both = rows.beside(_hosts({"West": 2}), _hosts({"North": 3}), ["host"])
    assert both.to_numpy().tolist() == [["North", 0, 3], ["West", 2, 2]]


def test_all_rows_are_drawn_when_they_fit_most_first() -> None:
    both = rows.beside(_hosts({}), _hosts({"A": 1, "B": 5, "C": 1}), ["host"])
    assert rows.longest(both, "host", 3) == (["B", "A", "C"], None)


def test_the_rows_that_do_not_fit_are_summed_up() -> None:
    counts = _hosts({"A": 1, "B": 5, "C": 2, "D": 4})
    both = rows.beside(counts, counts, ["host"])
    assert rows.longest(both, "host", 2) == (["B", "D"], Rest(rows=2, chosen=3, whole=3, largest=2))


def test_a_filter_brings_up_the_rows_that_it_leaves() -> None:
    both = rows.beside(_hosts({"D": 1}), _hosts({"A": 9, "B": 5, "C": 2, "D": 1}), ["host"])
    assert rows.longest(both, "host", 2) == (["A", "D"], Rest(rows=2, chosen=0, whole=7, largest=0))


def test_a_part_names_its_whole_and_all_of_it_does_not() -> None:
    assert rows.part(LIGHT, 1200, 1200) == "1,200"
    assert rows.part(LIGHT, 9, 12) == '<b>9</b><span style="color:#55615D"> of 12</span>'


def test_the_hover_text_has_the_whole_name_escaped() -> None:
    name = "The <i>very</i> long name of a library system & its friends in the north"
    assert rows.hover(name, 1, 2) == (
        "<b>The &lt;i&gt;very&lt;/i&gt; long name of a library system &amp; its friends in the north</b>"
        "<br>1 of 2 courses"
    )
    assert rows.hover("No date", 1, 1) == "<b>No date</b><br>1 course"

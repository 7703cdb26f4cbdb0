"""Small groups are hidden, and what would give them away; an attacker finds nothing."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest

from analysis.disclosure import WHY, allowed_minimum, protect
from tests.analysis.disclosure.attack import Attack, attacked, cube


def shown(sizes: dict[str, int], minimum: int = 5, **more: Any) -> tuple[list[str], bool]:
    """The groups a list shows, and whether its total may be shown."""
    frame = pd.DataFrame({"branch": list(sizes), "n": list(sizes.values())})
    told = protect(frame, size="n", minimum=minimum, groups=["branch"], values=[], **more)
    assert told.frame["n"].isna().tolist() == told.frame["hidden"].tolist()
    assert told.hidden == told.frame["hidden"].sum()
    return told.frame.loc[~told.frame["hidden"], "branch"].tolist(), told.total_hidden


@pytest.mark.parametrize(
    ("sizes", "left"),
    [
        ({"A": 20, "B": 5, "C": 9}, ["A", "B", "C"]),
        ({"A": 20, "B": 4, "C": 9}, ["A"]),
        ({"A": 20, "B": 4, "C": 3, "D": 9}, ["A", "D"]),
        ({"A": 20, "B": 2, "C": 2, "D": 9}, ["A"]),
        ({"A": 20, "B": 4, "C": 0, "D": 9}, ["A", "C"]),
        ({"A": 20, "B": 4}, []),
        ({"A": 20}, ["A"]),
        ({}, []),
    ],
)
def test_a_small_group_takes_the_next_smallest_with_it(sizes: dict[str, int], left: list[str]) -> None:
    assert shown(sizes) == (left, False)


def test_a_total_of_a_small_group_is_hidden_too() -> None:
    assert shown({"A": 3}) == ([], True)
    assert shown({"A": 1, "B": 2}) == ([], True)


def test_where_no_total_is_shown_only_the_small_are_hidden() -> None:
    assert shown({"A": 20, "B": 4, "C": 9}, totals=False) == (["A", "C"], False)


def test_no_minimum_goes_below_five() -> None:
    assert shown({"A": 20, "B": 4, "C": 9}, minimum=1)[0] == ["A"]
    assert [allowed_minimum(wished, 10) for wished in (None, 1, 5, 25)] == [10, 5, 5, 25]


def test_hidden_rows_lose_their_values_and_say_why() -> None:
    frame = pd.DataFrame(
        {"branch": ["A", "B", None, "D"], "n": [30, 4, 8, None], "share": [0.5, 0.25, 0.75, np.nan],
         "word": ["x", "y", "z", ""]}
    )  # fmt: skip
    told = protect(frame, size="n", minimum=5, groups=["branch"], values=["share", "word"])
    assert told.frame["hidden"].tolist() == [False, True, True, False]
    assert told.frame.loc[1:2, ["n", "share", "word"]].isna().all(axis=None)
    assert told.frame.loc[0, ["n", "share", "word"]].tolist() == [30, 0.5, "x"]
    assert told.note() == f"2 groups are hidden. {WHY}"
    assert protect(frame.iloc[:1], size="n", minimum=5, groups=["branch"], values=[]).note() == ""
    assert frame["share"].notna().sum() == 3


def test_people_who_overlap_are_hidden_by_their_number_and_subtracted_by_what_adds_up() -> None:
    frame = pd.DataFrame({"topic": list("ABCD"), "people": [12, 4, 4, 6], "done": [90, 40, 41, 7]})
    told = protect(frame, size="people", adds="done", minimum=5, groups=["topic"], values=[])
    # B and C may be the same four people, so D must hide with them.
    assert told.frame["hidden"].tolist() == [False, True, True, True]
    assert told.frame["done"].isna().tolist() == told.frame["hidden"].tolist()


def test_extreme_rates_of_small_groups_become_words() -> None:
    frame = pd.DataFrame(
        {"branch": list("ABCDE"), "n": [19, 19, 20, 19, 4], "done": [0, 19, 20, 10, 4],
         "rate": [0, 1, 1, 10 / 19, 1.0]}
    )  # fmt: skip
    told = protect(
        frame, size="n", minimum=5, groups=["branch"], values=["rate", "done"], share="rate",
        telling=["done"], totals=False,
    ).frame  # fmt: skip
    assert told["coded"].tolist() == ["under 5%", "over 95%", "", "", ""]
    assert told["rate"].isna().tolist() == [True, True, False, False, True]
    assert told["done"].isna().tolist() == [True, True, False, False, True]
    assert told["hidden"].tolist() == [False] * 4 + [True]


def test_an_attacker_works_out_no_small_cell_of_fifty_tables() -> None:
    random = np.random.default_rng(11)
    small = 0
    for _ in range(25):
        known, some = attacked(cube(random, [int(random.integers(2, 12))]), ["a"])
        assert known == 0
        small += some
        known, some = attacked(cube(random, random.integers(2, 5, 2).tolist()), ["a", "b"])
        assert known == 0
        small += some
    assert small > 100


def test_the_attacker_would_find_what_is_hidden_carelessly() -> None:
    frame = pd.DataFrame({"a": [0, 1, 2], "n": [40, 3, 12]})
    attack = Attack([(0,), (1,), (2,)])
    attack.see([True, True, True], 55)
    attack.see([True, False, False], 40)
    assert attack.bounds([False, True, False])[1] > 3
    attack.see([False, False, True], 12)
    assert attack.bounds([False, True, False]) == (3, 3)
    assert attacked(frame, ["a"]) == (0, 1)

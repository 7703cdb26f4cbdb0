"""Numbers that are shown twice: what came in between is a group like any other."""

from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.disclosure.steady import Counted, key_of, steady

BRANCH = Counted(("branch",), "n", "done")


def frame(*rows: tuple[str, int | None, int | None]) -> pd.DataFrame:
    """Branches with how many there are and how many are done; None where hidden."""
    told = pd.DataFrame(rows, columns=["branch", "n", "done"]).astype({"n": "Int64", "done": "Int64"})
    return told.assign(hidden=told["n"].isna(), coded="")


def shown(then: pd.DataFrame, now: pd.DataFrame, **how: Any) -> list[tuple[str, int | None, int | None]]:
    earlier = {key_of(row, BRANCH.key): row for row in then.to_dict("records")}
    told = steady(now, earlier, BRANCH, 5, **how)
    assert list(told.columns) == list(now.columns)
    numbers = told[["branch", "n", "done"]].astype("object").where(told.notna(), None)
    return list(numbers.itertuples(index=False, name=None))


def test_a_small_change_waits_and_a_large_one_is_shown() -> None:
    then = frame(("Bay", 28, 23), ("Elm", 40, 30), ("Hill", 20, 9))
    now = frame(("Bay", 29, 23), ("Elm", 52, 38), ("Hill", 24, 11))
    assert shown(then, now) == [("Bay", 28, 23), ("Elm", 52, 38), ("Hill", 20, 9)]


def test_the_next_smallest_waits_too_where_the_total_would_tell() -> None:
    then = frame(("Bay", 28, 23), ("Elm", 40, 30), ("Hill", 20, 9))
    now = frame(("Bay", 29, 23), ("Elm", 52, 38), ("Hill", 26, 11))
    assert shown(then, now) == [("Bay", 28, 23), ("Elm", 52, 38), ("Hill", 20, 9)]


def test_one_who_completes_is_a_change_of_two_counts_and_waits() -> None:
    then, now = frame(("Bay", 28, 23), ("Elm", 40, 30)), frame(("Bay", 28, 24), ("Elm", 40, 30))
    assert shown(then, now) == [("Bay", 28, 23), ("Elm", 40, 30)]


def test_five_courses_of_two_people_are_two_people() -> None:
    then, now = frame(("Bay", 28, 23), ("Elm", 40, 30)), frame(("Bay", 33, 28), ("Elm", 60, 45))
    behind = {("Bay",): 2, ("Elm",): 14}
    assert shown(then, now, behind=behind)[0] == ("Bay", 28, 23)
    assert shown(then, now, behind={**behind, ("Bay",): 5})[0] == ("Bay", 33, 28)


@pytest.mark.parametrize(("n", "told"), [(9, None), (10, 10)])
def test_what_was_hidden_is_shown_from_twice_the_minimum_on(n: int, told: int | None) -> None:
    then, now = frame(("Bay", None, None), ("Elm", 40, 30)), frame(("Bay", n, 4), ("Elm", 60, 45))
    assert shown(then, now)[0][1] == told


def test_a_new_group_is_shown_as_it_is() -> None:
    then, now = frame(("Elm", 40, 30)), frame(("Bay", 7, 3), ("Elm", 60, 45))
    assert shown(then, now) == [("Bay", 7, 3), ("Elm", 60, 45)]


def test_beside_a_hidden_row_whose_change_nobody_knows_the_smallest_change_waits() -> None:
    then = frame(("Bay", 20, 10), ("Elm", 40, 30), ("Hill", None, None))
    now = frame(("Bay", 27, 13), ("Elm", 60, 45), ("Hill", None, None))
    assert shown(then, now) == [("Bay", 20, 10), ("Elm", 60, 45), ("Hill", None, None)]


def test_dates_name_a_row_as_they_are_kept() -> None:
    kept = key_of({"month": "2026-10-01"}, ["month"])
    assert key_of({"month": pd.Timestamp(2026, 10, 1)}, ["month"]) == kept
    assert key_of({"month": date(2026, 10, 1)}, ["month"]) == kept
    assert key_of({"year": 2026.0}, ["year"]) == key_of({"year": 2026}, ["year"])


COUNTS = st.lists(st.tuples(st.integers(5, 40), st.integers(0, 30)), min_size=1, max_size=7)


@given(COUNTS)
def test_every_change_that_is_shown_is_large_and_so_is_what_did_not_move(
    counts: list[tuple[int, int]],
) -> None:
    names = [f"b{place}" for place in range(len(counts))]
    then = frame(*((name, n, 0) for name, (n, _) in zip(names, counts, strict=True)))
    now = frame(*((name, n + more, 0) for name, (n, more) in zip(names, counts, strict=True)))
    told = [n for _, n, _ in shown(then, now)]
    moved = [(n or 0) - before for n, (before, _) in zip(told, counts, strict=True)]
    assert all(each == 0 or each >= 5 for each in moved)
    waiting = sum(more for _, more in counts) - sum(moved)
    assert waiting == 0 or waiting >= 5 or not any(moved)

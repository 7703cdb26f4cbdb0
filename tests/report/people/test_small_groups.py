"""Somebody who subtracts: the answers to all pairs of filters by branch and year, held against each other."""

from __future__ import annotations

from itertools import combinations
from typing import Any

from tests.report.people import made_up
from tests.report.people.conftest import Ask

YEARS = ((), (2026,), (2027,), (2026, 2027))
SETS = [frozenset(chosen) for count in (1, 2, 3) for chosen in combinations(made_up.STAFF, count)]


def _told(ask: Ask, finding: str, role: str, column: str, years: tuple[int, ...]) -> dict[Any, int]:
    """Give the totals that are shown, by the branches chosen; all of them is also no filter at all."""
    told = {}
    for branches in SETS:
        names = () if len(branches) == len(made_up.STAFF) else tuple(sorted(branches))
        said = ask(finding, role, branches=names, fiscal_years=years)
        if said.n:
            told[branches] = int(said.frames.rows[column].iloc[0])
    return told


def _differences(told: dict[Any, int]) -> list[tuple[frozenset[str], int]]:
    return [(more - less, told[more] - told[less]) for more in told for less in told if less < more] + [
        *told.items()
    ]


def test_no_difference_of_two_answers_to_the_board_is_a_small_group_of_staff(ask: Ask) -> None:
    for years in YEARS:
        told = _told(ask, "training.totals", "board", "staff", years)
        assert frozenset(made_up.STAFF) in told
        for branches, staff in _differences(told):
            assert staff >= 5, (branches, years)
            assert sum(made_up.STAFF[branch] for branch in branches) >= 5


def test_no_difference_of_two_answers_to_anybody_is_a_small_group_of_patrons(ask: Ask) -> None:
    for years in YEARS:
        told = _told(ask, "satisfaction.responses", "director", "responses", years)
        assert frozenset(made_up.STAFF) in told
        for branches, people in _differences(told):
            assert people >= 10, (branches, years)


def test_the_director_sees_staff_as_they_are(ask: Ask) -> None:
    told = _told(ask, "training.totals", "director", "staff", ())
    assert told[frozenset({"Tiny"})] == 2

"""Two filters held against each other tell nothing small."""

from __future__ import annotations

from itertools import chain, combinations
from typing import Any

import numpy as np
import pandas as pd

from analysis.disclosure import Lattice, protect
from analysis.disclosure.cells import hide
from tests.analysis.disclosure.attack import Attack, cube

DIMENSIONS = [["branch"], ["fiscal_year", "month"]]
SMALL = pd.DataFrame(
    [("Main", 2025, 1, 30), ("Main", 2025, 2, 40), ("Main", 2026, 13, 50),
     ("North", 2025, 1, 20), ("North", 2025, 2, 4), ("North", 2026, 13, 30),
     ("South", 2025, 1, 0), ("South", 2025, 2, 25), ("South", 2026, 13, 3)],
    columns=["branch", "fiscal_year", "month", "n"],
)  # fmt: skip


def lattice(frame: pd.DataFrame = SMALL) -> Lattice:
    return Lattice.of(frame, DIMENSIONS, size="n", minimum=10)


def test_everything_together_may_be_shown() -> None:
    assert lattice().choosing(None, None).is_safe()
    assert lattice().is_safe()


def test_a_small_cell_and_its_partner_may_not_be_chosen_alone_or_with_others() -> None:
    whole = lattice()
    assert not whole.choosing([("South",)], [(2026,)]).is_safe()
    assert not whole.choosing([("North",)], [(2025, 2)]).is_safe()
    assert not whole.choosing([("North",), ("South",)], [(2026,)]).is_safe()
    assert whole.choosing([("Main",)], None).is_safe()
    assert whole.choosing(None, [(2026,)]).is_safe()


def test_a_year_chosen_month_by_month_is_the_year() -> None:
    by_month = lattice().choosing(None, [(2025, 1), (2025, 2)])
    assert by_month.chosen[1] == ((2025,),)
    assert by_month.is_safe() == lattice().choosing(None, [(2025,)]).is_safe()
    assert lattice().choosing(None, [(2025,), (2025, 1)]).chosen[1] == ((2025,),)


def test_a_filtered_table_hides_the_rows_that_the_filter_makes_unsafe() -> None:
    rows = pd.DataFrame({"branch": ["Main", "North", "South"], "n": [50, 30, 3]})
    told = protect(
        rows, size="n", minimum=10, groups=["branch"], values=[], lattice=lattice().choosing(None, [(2026,)])
    )
    assert told.frame["hidden"].tolist() == [False, True, True]
    months = pd.DataFrame({"month": [1, 2, 13], "n": [20, 4, 30]})
    told = protect(
        months, size="n", minimum=10, groups=["month"], values=[], lattice=lattice().choosing([("North",)])
    )
    assert told.frame.loc[1, "hidden"]


def test_what_the_base_shows_stays_shown_in_a_finer_lattice() -> None:
    random = np.random.default_rng(2)
    frame = cube(random, (4, 3, 3))
    base = Lattice.of(frame, [["a"], ["b"]], size="n", minimum=10)
    finer = Lattice.of(frame, [["a"], ["b"], ["c"]], size="n", minimum=10, base=base)
    shown = {(*place, ()) for place in base.cells.places if place not in base.hidden}
    assert shown
    assert not shown & finer.hidden


def subsets(items: list[Any]) -> list[tuple[Any, ...]]:
    return list(chain.from_iterable(combinations(items, size) for size in range(1, len(items) + 1)))


def test_no_pair_of_filters_differs_by_a_small_group() -> None:
    random = np.random.default_rng(5)
    pairs = 0
    for _ in range(8):
        frame = cube(random, (4, 3))
        whole = Lattice.of(frame, [["a"], ["b"]], size="n", minimum=10)
        places = zip(frame["a"], frame["b"], strict=True)
        seen_empty = frame["n"].eq(0) & pd.Series([((a,), (b,)) not in whole.hidden for a, b in places])
        answers = {}
        for a in subsets([0, 1, 2, 3]):
            for b in subsets([0, 1, 2]):
                chosen = whole.choosing(
                    None if len(a) == 4 else [(each,) for each in a],
                    None if len(b) == 3 else [(e,) for e in b],
                )
                if chosen.is_safe():
                    rows = frame[frame["a"].isin(a) & frame["b"].isin(b)]
                    answers[(a, b)] = frozenset(rows.index[~seen_empty[rows.index]])
        for one, other in combinations(answers.values(), 2):
            if one < other or other < one:
                rest = frame.loc[sorted(one ^ other), "n"].sum()
                assert rest == 0 or rest >= 10
                pairs += 1
    assert pairs > 500


def test_all_answers_together_give_no_small_cell_away() -> None:
    random = np.random.default_rng(9)
    for shape in [(3, 3, 2), (2, 4, 3), (3, 2, 3)] * 2:
        frame = cube(random, shape)
        whole = Lattice.of(frame, [["a"], ["b"], ["c"]], size="n", minimum=10)
        atoms = frame
        attack = Attack([tuple(row) for row in atoms[["a", "b", "c"]].to_numpy()])
        covers = {
            place: np.logical_and.reduce(
                [np.ones(len(atoms), bool)]
                + [atoms[name].to_numpy() == each[0] for name, each in zip("abc", place, strict=True) if each]
            )
            for place in whole.cells.places
        }
        for place, n in zip(whole.cells.places, whole.cells.adds, strict=True):
            if place not in whole.hidden:
                attack.see(covers[place], n)
        for place, n in zip(whole.cells.places, whole.cells.adds, strict=True):
            if 0 < n < 10:
                assert not attack.knows(covers[place], n)


def test_hiding_needs_no_more_than_the_small_where_nothing_adds_up() -> None:
    cells = lattice().cells
    assert (cells.sizes < 10)[hide(cells, 10)].any()
    assert set(lattice().hidden) >= {p for p, n in zip(cells.places, cells.sizes, strict=True) if 0 < n < 10}

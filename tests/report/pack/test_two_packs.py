"""Two packs a month apart, subtracted: no small group follows, and the numbers of each pack agree."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

import pytest

from data.store import Store
from report.pack import steady
from tests.report.pack.two_packs import RECIPE, Found, attacked, library, packs

SEEDS = (3, 98)


def subtracted(path: Path, seed: int) -> Found:
    told = library(Random(seed))
    with Store.open(path / f"{seed}.duckdb") as store:
        return attacked(told, *packs(store, told))


@pytest.mark.parametrize("seed", SEEDS)
def test_no_small_group_follows_from_two_packs(tmp_path: Path, seed: int) -> None:
    found = subtracted(tmp_path, seed)
    assert found.small > 0
    assert (found.known, found.few_behind) == (0, 0)


def test_without_a_memory_the_attacker_finds_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    live: Callable[..., Any] = lambda store, memory, chosen, said: said  # noqa: E731
    monkeypatch.setattr(steady, "held", live)
    assert subtracted(tmp_path, SEEDS[0]).known > 0


def test_sentence_n_and_foot_are_of_the_rows_as_they_are_held(tmp_path: Path) -> None:
    told = library(Random(SEEDS[0]))
    with Store.open(tmp_path / "a.duckdb") as store:
        first, second = packs(store, told)
    seen = {item.answer.finding.id: item.answer for item in second.outline.items}
    assert set(seen) <= {wanted.finding for wanted in RECIPE.wanted}
    for item in first.outline.items:
        said = seen.get(item.answer.finding.id)
        if said is None:
            continue
        where = (
            "where fewer than 5 people"
            if said.finding.id.startswith("training.")
            else "fewer than 10 answers"
        )
        assert where in said.foot
        whole = next(name for name in steady.WHOLES if name in said.frames.rows)
        assert said.n == int(said.frames.rows[whole].sum())
        assert f"{said.n:,} " in said.foot

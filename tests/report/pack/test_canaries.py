"""No person is in any byte of any form of a pack: 200 random names in the data, every ready recipe."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from random import Random

import pytest

from data.store import Store
from report.pack.make import make
from report.pack.outline import Item
from report.pack.ready import READY
from report.pack.recipe import Cover
from tests.report.pack.canaries import everything, fill, seen

TODAY = date(2026, 11, 24)


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Store, list[str]]]:
    with Store.open(tmp_path_factory.mktemp("canaries") / "frontdesk.duckdb") as store:
        yield store, fill(store, Random(200), 200)


@pytest.mark.parametrize("name", READY)
def test_no_name_no_id_and_no_comment_is_in_any_byte(name: str, library: tuple[Store, list[str]]) -> None:
    store, names = library
    outline = make(store, READY[name], Cover("Cedar"), today=TODAY, branch="North").outline
    assert len(outline.items) >= 3
    found = everything(outline)
    assert len(found) > 100_000
    assert seen(names, found) == []


def test_the_search_finds_a_name_wherever_it_is_put(library: tuple[Store, list[str]]) -> None:
    store, names = library
    outline = make(store, READY["grant evidence"], Cover("Cedar"), today=TODAY).outline
    leaky = replace(outline, items=[Item(outline.items[0].answer, notes=f"Ask {names[0]}.")])
    assert seen(names, everything(leaky)) == sorted([*names[0].lower().split(" "), names[0].lower()])


def test_a_small_branch_is_in_no_form_with_a_number(library: tuple[Store, list[str]]) -> None:
    store, _ = library
    outline = make(store, READY["annual report to the state"], Cover("Cedar"), today=TODAY).outline
    for item in outline.items:
        rows = item.answer.frames.rows
        if "branch" in rows and "hidden" in rows:
            small = rows[rows["branch"] == "Tiny"]
            assert small["hidden"].all(), item.answer.finding.id
            assert small.select_dtypes("number").isna().all(axis=None), item.answer.finding.id

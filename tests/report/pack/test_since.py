"""What changed since the last meeting: real, noise, a correction, or what cannot be told."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from data.store import Store
from report.pack import ready, since
from report.pack.make import Made, make
from report.pack.recipe import Cover, Recipe, Wanted
from tests.data.store.checked_files import add, survey

BRANCHES = ("North", "South")
BY_BRANCH = Wanted("satisfaction.top2_by_branch", period="last full fiscal year")
RECIPE = Recipe("ours", "Ours", (BY_BRANCH,))


def answers(year: int, happy: dict[str, int], of: int = 200) -> Any:
    """A file of answers of one fiscal year: of so many at each branch, some are happy."""
    return survey(
        *(
            {
                "response_id": f"{year}{branch}{number}",
                "responded_on": date(year - 1, 9, 5),
                "branch": branch,
                "value": 5.0 if number < happy[branch] else 2.0,
            }
            for branch in BRANCHES
            for number in range(of)
        )
    )


@pytest.fixture
def store(database: Path) -> Iterator[Store]:
    with Store.open(database) as opened:
        add(opened, answers(2025, {"North": 100, "South": 100}), "2025.csv")
        add(opened, answers(2026, {"North": 150, "South": 103}), "2026.csv")
        yield opened


def made(store: Store, today: date, recipe: Recipe = RECIPE) -> Made:
    return make(store, recipe, Cover(), today=today)


def told(store: Store, first: date, second: date, recipe: Recipe = RECIPE) -> Sequence[str]:
    """The changes on the second of two packs, the first made on an earlier day."""
    since.keep(store, recipe.name, made(store, first, recipe), by="Ann")
    then = since.last(store, recipe.name, second)
    return since.with_changes(store, made(store, second, recipe), then).outline.changes


def test_a_real_change_is_said_with_its_interval_and_the_rest_is_noise(store: Store) -> None:
    lines = told(store, date(2025, 11, 24), date(2026, 11, 24))
    assert lines[0] == "Compared with the pack of November 24, 2025."
    assert lines[1].startswith("Satisfaction by branch: North rose against the last pack's period, from 50%")
    assert "to 75%" in lines[1]
    assert lines[2] == "Satisfaction by branch: the others differ by no more than chance explains."
    assert len(lines) == 3


def test_the_same_months_counted_again_are_a_correction_and_no_change(store: Store) -> None:
    since.keep(store, "ours", made(store, date(2026, 10, 24)), by="Ann")
    add(store, answers(2026, {"North": 10, "South": 10}, of=20), "late.csv")
    then = since.last(store, "ours", date(2026, 11, 24))
    lines = since.with_changes(store, made(store, date(2026, 11, 24)), then).outline.changes
    assert lines[1] == "Satisfaction by branch: 440 records of the same months, 400 then. The data changed."
    assert lines[2:] == ("Data: 1 file of surveys added since.",)


def test_an_undo_since_is_listed_and_no_file_is_named(store: Store) -> None:
    since.keep(store, "ours", made(store, date(2026, 10, 24)), by="Ann")
    upload = store.uploads().iloc[0]["upload_id"]
    store.undo(upload, by="Ann")
    then = since.last(store, "ours", date(2026, 11, 24))
    lines = since.with_changes(store, made(store, date(2026, 11, 24)), then).outline.changes
    assert "Data: 1 file of surveys taken back since." in lines
    assert ".csv" not in " ".join(lines)


def test_periods_that_share_months_are_not_compared(store: Store) -> None:
    recipe = Recipe("ours", "Ours", (Wanted("satisfaction.top2_by_branch"),))
    since.keep(store, "ours", made(store, date(2026, 10, 24), recipe), by="Ann")
    narrow = Recipe("ours", "Ours", (Wanted("satisfaction.top2_by_branch", {"branches": ["North"]}),))
    then = since.last(store, "ours", date(2026, 11, 24))
    assert then is not None
    lines = since.told_since(store, made(store, date(2026, 11, 24), narrow), then)
    assert lines[1].startswith("No finding of it can be compared")


def test_a_pack_of_the_same_day_is_not_the_last_meeting(store: Store) -> None:
    since.keep(store, "ours", made(store, date(2026, 11, 24)), by="Ann")
    assert since.last(store, "ours", date(2026, 11, 24)) is None


def test_numbers_hidden_from_the_board_are_not_kept(database: Path) -> None:
    with Store.open(database) as store:
        add(store, answers(2026, {"North": 4, "South": 3}, of=6), "small.csv")
        pack = made(store, date(2026, 11, 24))
        assert pack.outline.items == ()
        assert pack.absent[0].why == "its groups are too small for the board, in this period"


def test_every_finding_of_the_ready_recipes_is_there() -> None:
    from report import registry

    wanted = {each.finding for recipe in ready.READY.values() for each in recipe.wanted}
    assert {each for each in wanted if not registry.known(each)} == set()


def test_a_visit_to_one_branch_is_another_part_of_the_data_than_a_pack_of_all(store: Store) -> None:
    visit = Recipe("visit", "Visit", (BY_BRANCH,), asks_branch=True)
    day = date(2026, 11, 24)
    since.keep(store, "visit", make(store, visit, Cover(), today=day, branch="North"), by="Ann")
    (item,) = made(store, day).outline.items
    assert list(item.answer.frames.rows["branch"]) == list(BRANCHES)
    assert not item.answer.frames.rows["hidden"].any()
    assert "since an earlier pack" not in item.answer.foot

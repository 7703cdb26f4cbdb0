"""The practice library goes in through the importer, says what the truth says, and goes out whole."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import timedelta

import narwhals as nw
import pandas as pd
import pytest

from analysis.coverage import coverage_by_branch, shares
from analysis.together import estimate
from analysis.together.panel import panel
from data.practice import files, load, remove, truth
from data.store import Store
from data.store.uploads import Added
from data.uploads.records import Checked
from data.uploads.take import take

BY = "tests"


@pytest.fixture(scope="module")
def made() -> dict[str, bytes]:
    return files.files()


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Store, list[Added]]]:
    with Store.open(tmp_path_factory.mktemp("practice") / "frontdesk.duckdb") as store:
        yield store, load(store, BY)


@pytest.mark.parametrize("name", list(files.KINDS))
def test_the_importer_recognizes_each_file_and_finds_its_blemishes_and_no_others(
    made: dict[str, bytes], name: str
) -> None:
    (taken,) = take(made[name], name, today=truth.TODAY)
    assert isinstance(taken, Checked)
    assert taken.kind == files.KINDS[name], taken.message
    found = Counter(taken.rejected["reason"].to_pylist()) + Counter(taken.ignored["reason"].to_pylist())
    found += Counter(flag for flag in taken.flagged["flag"].to_pylist() if flag == "cell_out_of_range")
    assert found == files.BLEMISHES[name]


def test_every_file_is_marked_as_practice_and_the_catalog_is_not(filled: tuple[Store, list[Added]]) -> None:
    store, added = filled
    assert [(each.file_name, each.kind) for each in added] == list(files.KINDS.items())
    uploads = store.uploads().set_index("kind")["is_practice"]
    assert not uploads["catalog"]
    assert uploads.drop("catalog").all()
    assert len(store.frame("courses")) == 16
    assert store.verify().ok


def test_branches_of_all_files_are_the_nine_of_the_truth(filled: tuple[Store, list[Added]]) -> None:
    store, _ = filled
    names = {branch.name for branch in truth.BRANCHES}
    for table in ("completions", "answers", "people_by_branch"):
        assert set(store.frame(table)["branch"].dropna()) == names, table


def test_months_by_branch_are_complete_and_satisfaction_rises_after_training(
    filled: tuple[Store, list[Added]],
) -> None:
    store, _ = filled
    ratings = store.frame("answers")
    ratings = ratings[ratings["item_kind"] == "satisfaction"]
    assert sorted(ratings["item"].unique()) == [
        "How satisfied were you with the help you got from our staff?",
        "Overall, how satisfied were you with your visit today?",
    ]
    share = (ratings["value"] >= 4).groupby([ratings["branch"], pd.to_datetime(ratings["month"])]).mean()
    assert len(share) == len(truth.BRANCHES) * truth.MONTHS
    for branch in truth.BRANCHES:
        if branch.trained is not None:
            months = share[branch.name]
            after = months.index >= pd.Timestamp(truth.month(branch.trained))
            assert months[after].mean() - months[~after].mean() > truth.EFFECT / 2


def coverage(store: Store) -> pd.DataFrame:
    """Coverage of the topic at every branch at the end of every month, as the pages measure it."""
    people, learners, topics = (
        nw.from_native(store.frame(name)).lazy()
        for name in ("people_by_branch", "learner_courses", "course_topics")
    )
    return pd.concat(
        shares(
            coverage_by_branch(
                people, learners, topics, topics=[truth.TOPIC], day=truth.month(at + 1) - timedelta(days=1)
            )
            .collect()
            .to_pandas()
        ).assign(month=truth.month(at))
        for at in range(truth.MONTHS)
    )


def test_the_estimate_finds_the_months_of_training_and_the_true_effect(
    filled: tuple[Store, list[Added]],
) -> None:
    store, _ = filled
    answers = store.frame("answers_by_month")
    overall = answers[answers["item"] == "Overall, how satisfied were you with your visit today?"]
    rows = panel(overall, coverage(store))
    found = rows.groupby("branch")["trained_from"].first()
    assert {name: None if pd.isna(day) else day.date() for name, day in found.items()} == {
        branch.name: None if branch.trained is None else truth.month(branch.trained)
        for branch in truth.BRANCHES
    }
    estimated = estimate(rows)
    assert estimated.verdict == "moved_together"
    assert estimated.low < 100 * truth.EFFECT < estimated.high


def test_loading_twice_adds_nothing_and_removing_leaves_nothing(filled: tuple[Store, list[Added]]) -> None:
    store, added = filled
    again = load(store, BY)
    assert [each.already for each in again] == [True] * 4
    assert [each.upload_id for each in again] == [each.upload_id for each in added]
    courses = store.frame("courses")
    assert len(remove(store, BY)) == 4
    for table in ("completions", "learner_courses", "answers", "comments", "people_by_branch", "staff"):
        assert store.frame(table).empty, table
    pd.testing.assert_frame_equal(store.frame("courses"), courses)
    assert remove(store, BY) == []

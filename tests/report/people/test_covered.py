"""Coverage of topics by branch: what the director sees, and that the board sees nobody in it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from random import Random
from typing import Any

import pandas as pd
import pytest

from analysis.people_filter import PeopleFilter
from charts.theme import LIGHT
from data.store import Store, ensure_built_in
from report.answer import Answer, Role
from report.people import FINDINGS
from report.people.finding import House, PeopleAsked, answer
from tests.data.store.checked_files import add, completions, staff_list
from tests.report.people.conftest import TODAY, Ask

FINDING = "training.coverage_by_topic"
STAFF = {"East": 12, "Mill": 9, "North": 30, "South": 18, "Tiny": 3}
COURSES = {"Extreme Customer Service": 0.8, "Ten Tips for Managing Conflict": 0.3}
MINIMUM = 5


def fill(store: Store, random: Random) -> dict[tuple[str, str], int]:
    """Put five branches in, whose staff have had two courses of the catalog; give who has had which."""
    ensure_built_in(store)
    people = [
        (f"{branch}{number}@lib.example", branch) for branch, size in STAFF.items() for number in range(size)
    ]
    done = {(person, course) for person, _ in people for course, likely in COURSES.items()
            if random.random() < likely}  # fmt: skip
    add(store, staff_list(*({"person": each, "branch": at} for each, at in people)), "staff.csv")
    add(
        store,
        completions(
            *({"person": each, "branch": at, "course": course, "completed_on": date(2025, 7, 9)}
              for each, at in people for course in COURSES if (each, course) in done)
        ),
        "training.csv",
    )  # fmt: skip
    had = {(course, branch): 0 for course in COURSES for branch in STAFF}
    for person, branch in people:
        for course in COURSES:
            had[course, branch] += (person, course) in done
    return had


@pytest.fixture(scope="module")
def taught(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Store, dict[tuple[str, str], int]]]:
    with Store.open(tmp_path_factory.mktemp("taught") / "frontdesk.duckdb") as store:
        yield store, fill(store, Random(7))


def asked(store: Store, role: Role = "director", **chosen: Any) -> Answer[Any]:
    return answer(store, FINDINGS[FINDING], PeopleAsked(PeopleFilter(**chosen), role, TODAY, House.of(store)))


def test_every_topic_has_a_row_for_every_branch(taught: tuple[Store, dict[tuple[str, str], int]]) -> None:
    store, had = taught
    rows = asked(store).frames.rows
    found = {(topic, branch): n for topic, branch, n in zip(rows["topic"], rows["branch"], rows["trained"],
                                                            strict=True)}  # fmt: skip
    courses = dict(zip(("Customer service", "Conflict and de-escalation"), COURSES, strict=True))
    assert found == {(topic, branch): had[course, branch] for topic, course in courses.items()
                     for branch in STAFF}  # fmt: skip
    assert list(dict.fromkeys(rows["topic"])) == list(courses)


def test_the_sentence_names_the_topic_most_and_the_one_fewest_have_had(
    taught: tuple[Store, dict[tuple[str, str], int]],
) -> None:
    said = asked(taught[0])
    assert said.sentence == (
        "Customer service is covered best, by 83% (60 of 72) of the staff, and Conflict and de-escalation "
        "least, by 35% (25 of 72)."
    )
    assert said.headline == "Customer service is covered best, Conflict and de-escalation least."
    assert said.n == 72


CHOICES: list[dict[str, Any]] = [
    {},
    {"topics": ("Customer service",)},
    {"branches": ("North", "South")},
    {"branches": ("Tiny",)},
    {"branches": ("North",), "topics": ("Customer service",)},
    {"fiscal_years": (2026,)},
    {"first_month": date(2025, 7, 1)},
    {"courses": ("x",)},
]


@pytest.mark.parametrize("chosen", CHOICES)
def test_the_board_is_told_no_number_under_the_minimum_of_those_who_have_and_those_who_have_not(
    taught: tuple[Store, dict[tuple[str, str], int]], chosen: dict[str, Any]
) -> None:
    said = asked(taught[0], "board", **chosen)
    rows = said.frames.rows
    assert "people" not in rows
    told = rows.dropna(subset="trained")
    assert (told["trained"] >= MINIMUM).all()
    assert (told["staff"] - told["trained"] >= MINIMUM).all()
    hidden = rows.loc[rows["hidden"]]
    assert hidden.select_dtypes("number").isna().all(axis=None)
    assert (hidden["coded"] == "").all()
    assert set(rows.loc[rows["branch"] == "Tiny", "hidden"]) <= {True}
    assert said.left_out == {}


def test_what_the_board_is_told_of_a_branch_never_depends_on_the_filter(
    taught: tuple[Store, dict[tuple[str, str], int]],
) -> None:
    """Two answers held against each other tell nothing more: each cell is told alike or not at all."""
    cells: dict[tuple[str, str], set[str]] = {}
    for chosen in CHOICES:
        rows = asked(taught[0], "board", **chosen).frames.rows
        for row in rows.loc[~rows["hidden"]].to_dict("records"):
            cells.setdefault((row["topic"], row["branch"]), set()).add(f"{row['coverage']} {row['coded']}")
    assert cells
    assert asked(taught[0], "board", topics=("Customer service",)).n == asked(taught[0], "board").n
    assert {len(each) for each in cells.values()} == {1}


@pytest.mark.parametrize("finding", [FINDING, "training.coverage_by_branch"])
def test_the_board_is_not_told_of_a_day_that_is_over_which_held_against_today_tells_who_was_trained_since(
    taught: tuple[Store, dict[tuple[str, str], int]], finding: str
) -> None:
    store = taught[0]

    def told(*years: int, role: Role = "board") -> Answer[Any]:
        question = PeopleAsked(PeopleFilter(fiscal_years=years), role, TODAY, House.of(store))
        return answer(store, FINDINGS[finding], question)

    assert told(2026).n == 0
    assert told(2026).frames.rows["coverage"].isna().all()
    assert "too small" in told(2026).sentence
    assert told(2027).n
    assert told(2026, role="director").n


def test_a_small_branch_is_hidden_with_another_so_that_no_subtraction_tells_it(
    taught: tuple[Store, dict[tuple[str, str], int]],
) -> None:
    said = asked(taught[0], "board")
    assert set(said.frames.rows.loc[said.frames.rows["hidden"], "branch"]) == {"Mill", "Tiny"}
    assert said.foot == "60 staff members · hidden: 2 branches · below level 1"
    assert FINDINGS[FINDING].figure(said.frames, LIGHT).layout.height > 0  # type: ignore[misc]


def test_without_a_staff_list_it_says_what_to_add_and_without_a_topic_what_to_match(
    store: Store, ask: Ask
) -> None:
    add(store, completions({}), "training.csv")
    said = asked(store)
    assert said.sentence.startswith("There is no coverage: lists of completions leave out")
    assert said.frames.rows.empty
    assert ask(FINDING).sentence.startswith("Nobody there has completed a course on a topic of the catalog")


def test_a_few_are_told_in_words(taught: tuple[Store, dict[tuple[str, str], int]]) -> None:
    rows = asked(taught[0], "board").frames.rows
    coded = rows.loc[rows["coded"] != ""]
    assert len(coded)
    for row in coded.to_dict("records"):
        assert row["coded"] in (f"fewer than 5 of {row['staff']}", f"all but fewer than 5 of {row['staff']}")
        assert pd.isna(row["trained"])
        assert pd.isna(row["coverage"])

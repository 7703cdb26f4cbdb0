"""What a plan says over the made-up library, to whom, and from which wishes."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from analysis import wording
from data.store import Store, ensure_built_in
from report import registry
from report.answer import Answer, Role, as_json
from report.ask import BadFilter, plan_question, rollout_question
from report.people import FINDINGS
from report.people.finding import House, NotForThisRoleError, PeopleAsked, answer
from report.people.plan import beside
from report.people.questions import PlanQuestion, RolloutQuestion, amounts
from tests.data.store import checked_files
from tests.report.people import made_up
from tests.report.people.conftest import TODAY

Ask = Callable[..., Answer[Any]]


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """The made-up library with the built-in catalog; none of its courses is in that."""
    with Store.open(tmp_path_factory.mktemp("plan") / "frontdesk.duckdb") as store:
        ensure_built_in(store)
        made_up.fill(store)
        yield store


@pytest.fixture
def plan(library: Store) -> Ask:
    def asked(finding: str, role: Role = "director", **chosen: Any) -> Answer[Any]:
        question = PeopleAsked(PlanQuestion(**chosen), role, TODAY, House.of(library))
        return answer(library, FINDINGS[finding], question)

    return asked


def test_a_plan_keeps_to_its_hours_and_says_that_it_is_the_best(plan: Ask) -> None:
    said = plan("curriculum.plan", hours=2.0)
    found = as_json(said)
    minutes = [row[1] for row in found["rows"]]  # type: ignore[index, union-attr]
    assert sum(minutes) == 120
    assert said.sentence == "2 courses, 2 h."
    assert "best possible, proven · for 22 people on the staff list" in said.foot
    json.dumps(found, allow_nan=False)


def test_a_saved_plan_stands_beside_this_one_with_what_each_course_adds(plan: Ask, library: Store) -> None:
    said = plan("curriculum.plan", hours=2.0)
    chosen = said.frames.more["plan"].course_ids
    table, sentence = beside(said.frames, PlanQuestion(planned=(chosen[0], "gone")), "June")
    first, second = list(said.frames.rows["course"])
    adds = [
        wording.percent(each / said.frames.more["plan"].reachable) for each in said.frames.more["plan"].added
    ]
    minutes = said.frames.rows["minutes"]
    assert table.values.tolist() == [
        [first, f"adds {adds[0]}", f"adds {adds[0]}"],
        [second, f"adds {adds[1]}", "not in it"],
        ["Time for one person", "2 h", wording.minutes(int(minutes.iloc[0]))],
        ["Needs met", wording.percent(said.frames.more["plan"].share), adds[0]],
    ]
    assert list(table.columns) == ["Course", "This plan", "June"]
    assert sentence.startswith("1 course in both plans, one only in this one. This plan meets")
    assert sentence.endswith("1 course of “June” cannot be counted any more.")


def test_an_impossible_wish_is_a_sentence_and_an_empty_table(plan: Ask, library: Store) -> None:
    courses = library.frame("courses")
    longest = str(courses.sort_values("minutes")["course_id"].iloc[-1])
    said = plan("curriculum.plan", hours=0.5, must=(longest,))
    assert said.sentence == "The must-have needs 2 hours, and the plan has 30 min."
    assert said.frames.rows.empty


def test_needs_are_for_the_director_and_the_trainer_only(plan: Ask) -> None:
    with pytest.raises(NotForThisRoleError):
        plan("curriculum.needs", role="board")


def test_the_board_is_told_nothing_of_a_group_that_could_be_all_or_nobody(plan: Ask) -> None:
    director, board = (
        plan("curriculum.plan", role=role, branches=("North",)) for role in ("director", "board")
    )
    assert "12 people on the staff list" in director.foot
    assert "people on the staff list" not in board.foot


def test_a_saved_plan_is_held_against_what_happened(plan: Ask, library: Store) -> None:
    courses = library.frame("courses")
    first = str(courses["course_id"].iloc[0])
    said = plan("curriculum.progress", planned=(first,), saved_on="2026-01-01")
    assert as_json(said)["rows"] == [[courses["label"].iloc[0], 22, 0, 0]]
    assert said.sentence.startswith("0%")


def test_wishes_travel_as_json_and_from_the_command_line() -> None:
    words = [
        "hours=4",
        "weight=Policy=3",
        "must=a",
        "format=webinar=2",
        "oldest=10",
        "comments=no",
        "at=North",
    ]
    question = plan_question(words)
    assert question == PlanQuestion(
        branches=("North",),
        hours=4.0,
        weights=("Policy=3",),
        must=("a",),
        format_hours=("webinar=2",),
        oldest=10,
        by_comments=False,
    )
    assert (
        registry.question_of("curriculum.plan", json.loads(json.dumps(registry.as_json(question))))
        == question
    )
    assert amounts(question.format_hours) == {"webinar": 2.0}
    with pytest.raises(BadFilter, match="weight=Policy: write a name and a number"):
        plan_question(["weight=Policy"])


def test_an_order_is_the_same_for_the_same_seed_and_asks_for_branches_first(library: Store) -> None:
    words = ["at=North", "at=South", "at=Tiny", "start=2027-01", "start=2027-04", "seed=7", "about=Policy"]
    question = rollout_question(words)
    assert question == RolloutQuestion(
        branches=("North", "South", "Tiny"), starts=("2027-01", "2027-04"), seed=7, topics=("Policy",)
    )
    house = House.of(library)
    once, again = (
        as_json(answer(library, FINDINGS["rollout.order"], PeopleAsked(question, house=house)))["rows"]
        for _ in range(2)
    )
    assert once == again
    assert sorted(row[1] for row in once) == ["North", "South", "Tiny"]
    assert {row[2][:7] for row in once} == {"2027-01", "2027-04"}
    few = RolloutQuestion(branches=("North",), starts=("2027-01", "2027-04"))
    for finding in ("rollout.order", "rollout.power"):
        said = answer(library, FINDINGS[finding], PeopleAsked(few, today=date(2026, 11, 24), house=house))
        assert said.sentence.startswith("Choose branches and months first")


def test_who_has_left_is_not_planned_for(tmp_path: Path) -> None:
    gone, here = ({"person": name, "name": name, "branch": "North"} for name in ("gone", "here"))
    with Store.open(tmp_path / "frontdesk.duckdb") as store:
        ensure_built_in(store)
        listed = [{**gone, "to_on": date(2025, 1, 31)}, here]
        checked_files.add(store, checked_files.staff_list(*listed), "staff.csv")
        asked = PeopleAsked(PlanQuestion(), today=TODAY, house=House.of(store))
        said = answer(store, FINDINGS["curriculum.plan"], asked)
    assert "for 1 person on the staff list" in said.foot

"""What is said about training and satisfaction together, over small made-up answers, and to whom."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from analysis.together import estimate
from charts.theme import LIGHT
from data.store import Store
from report import registry
from report.answer import Answer, Role, as_json
from report.ask import BadFilter, together_question
from report.people import FINDINGS
from report.people.doses import drawn_for
from report.people.finding import House, PeopleAsked, answer
from report.people.questions import TogetherQuestion, as_written, months_of
from report.people.together import timelines
from tests.data.store import checked_files

MONTHS = [day.date() for day in pd.date_range("2025-01-01", "2026-06-01", freq="MS")]
BRANCHES = {"Ash": 40, "Birch": 30, "Cedar": 30, "Dogwood": 20, "Elm": 7}
Ask = Callable[..., Answer[Any]]


def survey() -> Any:
    """Answers of five branches over 18 months; at Elm seven a month, at Ash better from July 2025 on."""
    rows: list[dict[str, Any]] = []
    for at, month in enumerate(MONTHS):
        for place, (branch, count) in enumerate(BRANCHES.items()):
            wave = (at * (place + 2)) % 3
            better = 8 if branch == "Ash" and month >= date(2025, 7, 1) else 0
            for number in range(count):
                happy = number < count // 2 + wave + better
                rows.append(
                    {
                        "response_id": f"{month:%y%m}{branch}{number}",
                        "responded_on": month.replace(day=9),
                        "branch": branch,
                        "channel": "web",
                        "value": 5.0 if happy else 2.0,
                    }
                )
    return checked_files.survey(*rows)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with Store.open(tmp_path_factory.mktemp("together") / "frontdesk.duckdb") as opened:
        checked_files.add(opened, survey(), "survey.csv")
        yield opened


@pytest.fixture
def ask(store: Store) -> Ask:
    def asked(finding: str, role: Role = "director", **chosen: Any) -> Answer[Any]:
        question = TogetherQuestion(**chosen)
        return answer(store, FINDINGS[finding], PeopleAsked(question, role, house=House.of(store)))

    return asked


def test_one_question_is_judged_once_for_all_its_findings_and_another_anew(
    ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    judged: list[float] = []

    def counted(panel: pd.DataFrame, **others: Any) -> Any:
        judged.append(others["worth_knowing"])
        return estimate(panel, **others)

    monkeypatch.setattr("report.people.together.together.estimate", counted)
    for worth in (3.25, 4.25):
        for finding in ("together.estimate", "together.timeline", "together.checks"):
            ask(finding, worth_knowing=worth)
    assert judged == [3.25, 4.25]


def test_without_a_staff_list_nobody_counts_as_trained_and_the_page_says_what_helps(ask: Ask) -> None:
    said = ask("together.estimate")
    assert said.sentence.startswith("This data cannot tell. No branch counts as trained")
    assert "a month of training entered by hand" in said.sentence


def test_months_entered_by_hand_give_an_estimate_with_the_smallest_p(ask: Ask) -> None:
    said = ask("together.estimate", trained=("2025-07 Ash",))
    (row, unadjusted, before) = as_json(said)["rows"]
    assert row[0] == "Adjusted for the mix of channels"
    assert row[1] == pytest.approx(20, abs=3)
    assert row[5] == pytest.approx(1 / 4)
    assert row[7] == "cannot tell"
    assert "there are 4 arrangements of the training months, and no p below 0.25 exists." in said.sentence
    assert unadjusted[1] == pytest.approx(row[1])
    assert before[0] == "Trained branches before and after, compared with nobody"
    json.dumps(as_json(said), allow_nan=False)


def test_two_of_four_in_one_month_say_that_no_small_p_exists(ask: Ask) -> None:
    said = ask("together.estimate", trained=("2025-07 Ash", "2025-07 Birch"))
    assert "there are 6 arrangements of the training months, and no p below" in said.sentence


def test_all_trained_at_once_have_nobody_to_be_compared_with(ask: Ask) -> None:
    said = ask("together.estimate", trained=tuple(f"2025-07 {branch}" for branch in BRANCHES))
    assert "All branches count as trained from July 2025" in said.sentence


@pytest.mark.parametrize("role", ["director", "trainer", "board"])
def test_months_of_few_answers_and_what_would_tell_them_are_hidden_from_everybody(
    ask: Ask, role: Role
) -> None:
    said = ask("together.timeline", role=role, trained=("2025-07 Ash",))
    rows = said.frames.rows
    for _, month in rows.groupby("month"):
        hidden = set(month.loc[month["hidden"], "branch"])
        assert "Elm" in hidden
        assert len(hidden) >= 2
        assert month.loc[month["hidden"], ["share", "n"]].isna().all().all()
    assert "not drawn: " in said.foot
    drawn = json.dumps([figure.to_plotly_json() for figure in timelines(said.frames, LIGHT)], default=str)
    assert "Elm" not in drawn


def test_checks_are_listed_with_every_branch_left_out_and_every_placebo_date(ask: Ask) -> None:
    said = ask("together.checks", trained=("2025-07 Ash", "2025-10 Birch"))
    checks = said.table["Check"].tolist()
    assert checks[:3] == ["Before training", "Placebo dates", "Leaving out one branch"]
    assert checks.count("Without one branch") == 4


def test_a_question_travels_as_json_and_comes_back(ask: Ask, store: Store) -> None:
    question = TogetherQuestion(topics=("Policy",), item="Q", threshold=0.4, trained=("2025-07 Ash",))
    written = json.loads(json.dumps(registry.as_json(question)))
    assert registry.question_of("together.estimate", written) == question
    said = registry.ask(
        store, "together.estimate", {"trained": ["2025-07 Ash"]}, role="board", today=date(2026, 7, 1)
    )
    assert said.sentence == ask("together.estimate", role="board", trained=("2025-07 Ash",)).sentence


def test_words_of_the_command_line_are_read_or_refused_with_what_to_write() -> None:
    words = ["about=Policy", "threshold=40", "worth=3", "trained=2025-07 Ash"]
    assert together_question(words) == TogetherQuestion(
        topics=("Policy",), threshold=0.4, worth_knowing=3.0, trained=("2025-07 Ash",)
    )
    for word, told in (
        ("threshold=0", "threshold=0: write a number above 0"),
        ("threshold=120", "threshold=120: write a percentage above 0, at most 100"),
        ("trained=July Ash", "trained=July: write a month"),
        ("fy=2026", "fy is not a part of a question of Together: write about"),
    ):
        with pytest.raises(BadFilter, match=told):
            together_question([word])


def test_a_roll_out_is_remembered_only_if_it_was_drawn_before_and_for_these_topics() -> None:
    question = TogetherQuestion(topics=("Policy",))
    kept = {"topics": ["Policy"], "order": ["2027-01 Ash"], "made_on": "2026-12-01"}
    assert drawn_for(question, [kept]).drawn == ("2027-01 Ash",)
    assert drawn_for(question, [kept | {"made_on": "2027-02-01"}]).drawn == ()
    assert drawn_for(question, [kept | {"topics": ["Teens"]}]).drawn == ()


def test_a_kept_random_order_lets_the_estimate_say_so_and_a_changed_one_does_not(ask: Ask) -> None:
    kept = ask("together.estimate", trained=("2025-07 Ash",), drawn=("2025-07 Ash",))
    assert kept.frames.more["found"].was_random
    assert kept.frames.more["found"].assumptions[0].startswith("The order of training was drawn at random")
    changed = ask("together.estimate", trained=("2025-07 Ash",), drawn=("2025-09 Ash",))
    assert not changed.frames.more["found"].was_random


def test_months_are_written_and_read_back() -> None:
    months = {"Ash": date(2025, 7, 1), "Of 2 words": date(2024, 12, 1), "None": None}
    written = as_written(months)
    assert written == ("2025-07 Ash", "2024-12 Of 2 words")
    assert months_of(written) == {"Ash": date(2025, 7, 1), "Of 2 words": date(2024, 12, 1)}


def test_an_empty_library_has_no_estimate_and_no_lines(tmp_path: Path) -> None:
    with Store.open(tmp_path / "frontdesk.duckdb") as empty:
        for finding in ("together.estimate", "together.timeline", "together.checks"):
            said = answer(empty, FINDINGS[finding], PeopleAsked(TogetherQuestion(), house=House.of(empty)))
            assert said.n == 0
            figure = said.finding.figure
            assert figure is not None
            figure(said.frames, LIGHT)

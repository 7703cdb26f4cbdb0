"""The completion rate by month: what is compared, and what is not over yet."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pandas as pd
import pytest

from analysis.people_filter import PeopleFilter
from data.store import Store
from report.answer import Answer, Role
from report.people import FINDINGS
from report.people.finding import House, PeopleAsked, answer
from tests.data.store.checked_files import add, completions
from tests.report.people.conftest import TODAY, Ask

FINDING = "training.completion_rate_by_month"


def fill(store: Store, *, days: int = 10) -> None:
    """Begin 40 courses a month for two years: 20 are completed before July 2025, 30 from then on."""
    rows: list[dict[str, Any]] = []
    for step in range(24):
        month = date(2024 + (6 + step) // 12, (6 + step) % 12 + 1, 1)
        for number in range(40):
            done = number < (20 if step < 12 else 30)
            rows.append(
                {
                    "person": f"{number}@lib.example",
                    "course": f"Calm {month:%Y %m}",
                    "status": "completed" if done else "in_progress",
                    "completed": done,
                    "enrolled_on": month,
                    "completed_on": month + timedelta(days=days) if done else None,
                }
            )
    add(store, completions(*rows), "training.csv")


def asked(store: Store, role: Role = "director", **chosen: Any) -> Answer[Any]:
    return answer(store, FINDINGS[FINDING], PeopleAsked(PeopleFilter(**chosen), role, TODAY, House.of(store)))


@pytest.mark.parametrize("role", ["director", "board"])
def test_months_that_are_over_are_compared_with_the_year_before(store: Store, role: Role) -> None:
    fill(store)
    said = asked(store, role)
    assert said.headline == "Completion rose: 73%, after 50% the year before."
    assert said.sentence == (
        "Completion in June 2025 to May 2026 rose against the same months of the year before, from 50% (440 "
        "learner-courses) to 73% (480 learner-courses) (+22.9 points, 95% interval +16.7 to +28.9)."
    )
    assert said.frames.rows["under_way"].tolist() == [""] * 23 + ["yes"]
    assert "still under way: the newest 1 month (completing takes up to 10 days)" in said.foot


def test_a_month_alone_is_said_with_its_interval(ask: Ask) -> None:
    said = ask(FINDING)
    assert said.sentence == (
        "Of those begun in July 2025, 64% of 22 learner-courses were completed (95% interval 43% to 80%)."
    )
    told = said.frames.rows
    assert told.loc[told["under_way"] == "yes", "month"].tolist() == [pd.Timestamp(2026, 8, 1)]


def test_the_board_is_not_told_of_a_month_it_may_not_see(ask: Ask) -> None:
    said = ask(FINDING, role="board", branches=("Tiny",))
    assert said.n == 0
    assert said.frames.rows.select_dtypes("number").isna().all(axis=None)
    assert said.frames.more["change"] is None

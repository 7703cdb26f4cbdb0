"""Recipes: periods that move with the day, and what is saved comes back as it was."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from report import registry
from report.pack import ready
from report.pack.recipe import (
    Cover,
    Recipe,
    Wanted,
    cover_from_json,
    cover_to_json,
    from_json,
    resolved,
    to_json,
    under,
)

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("period", "today", "start", "chosen"),
    [
        ("last full month", TODAY, 7, {"first_month": "2026-10-01", "last_month": "2026-10-01"}),
        ("last full month", date(2027, 1, 1), 7, {"first_month": "2026-12-01", "last_month": "2026-12-01"}),
        ("last full 12 months", TODAY, 7, {"first_month": "2025-11-01", "last_month": "2026-10-01"}),
        ("fiscal year to date", TODAY, 7, {"fiscal_years": [2027]}),
        ("fiscal year to date", date(2026, 7, 15), 7, {"fiscal_years": [2026]}),
        ("fiscal year to date", TODAY, 1, {"fiscal_years": [2026]}),
        ("last full fiscal year", TODAY, 7, {"fiscal_years": [2026]}),
        ("last full fiscal year", TODAY, 1, {"fiscal_years": [2025]}),
        ("", TODAY, 7, {}),
    ],
)
def test_a_relative_period_is_resolved_on_the_day(
    period: str, today: date, start: int, chosen: dict[str, Any]
) -> None:
    assert resolved(period, today, start) == chosen


def test_a_period_replaces_the_chosen_one_and_leaves_the_rest() -> None:
    wanted = Wanted("training.x", {"fiscal_years": [2020], "topics": ["Policy"]}, "last full fiscal year")
    assert under(wanted, TODAY, 7, "Main") == {
        "topics": ["Policy"], "fiscal_years": [2026], "branches": ["Main"]
    }  # fmt: skip


def test_the_catalog_has_no_period_and_no_branch() -> None:
    assert under(
        Wanted("catalog.courses_by_year", {"hosts": ["A"]}, "last full month"), TODAY, 7, "Main"
    ) == {"hosts": ["A"]}


def test_recipes_and_covers_come_back_as_they_were_saved() -> None:
    recipe = Recipe("Ours", "Title", (Wanted("a.b", {"hosts": ["A"]}, "last full month", "t", "n"),))
    assert from_json(to_json(recipe)) == recipe
    cover = Cover("Cedar", "#123456", b"\x89PNG")
    assert cover_from_json(cover_to_json(cover)) == cover


def test_a_later_versions_field_is_left_out() -> None:
    assert from_json({"name": "a", "new": 1, "wanted": [{"finding": "x", "new": 2}]}) == Recipe(
        "a", "", (Wanted("x"),)
    )


def test_the_ready_recipes_have_their_names() -> None:
    assert list(ready.READY) == [
        "board in five slides", "annual report to the state", "branch visit", "grant evidence"
    ]  # fmt: skip


def test_a_filter_travels_as_json_and_comes_back() -> None:
    from analysis.filters import CourseFilter
    from analysis.people_filter import PeopleFilter

    courses = CourseFilter(hosts=("A",), first_year=2012, undated="only")
    assert registry.as_json(courses) == {"hosts": ["A"], "first_year": 2012, "undated": "only"}
    assert registry.course_filter(registry.as_json(courses)) == courses
    people = PeopleFilter(fiscal_years=(2026,), first_month=date(2026, 1, 1), branches=("Main",))
    assert registry.people_filter(registry.as_json(people)) == people

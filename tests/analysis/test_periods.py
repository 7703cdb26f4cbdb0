"""Fiscal years begin and end where the setting says, and part-years are marked."""

from __future__ import annotations

from datetime import date, timedelta

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.periods import FiscalYear, Span, every_month, fiscal_year, months, shifted, years_of


@pytest.mark.parametrize(
    ("day", "start", "year"),
    [
        (date(2025, 6, 30), 7, 2025), (date(2025, 7, 1), 7, 2026), (date(2025, 12, 31), 7, 2026),
        (date(2026, 1, 1), 7, 2026), (date(2026, 6, 30), 7, 2026), (date(2026, 7, 1), 7, 2027),
        (date(2025, 1, 1), 1, 2025), (date(2025, 12, 31), 1, 2025), (date(2025, 9, 30), 10, 2025),
        (date(2025, 10, 1), 10, 2026), (date(2024, 2, 29), 3, 2024),
    ],
)  # fmt: skip
def test_a_fiscal_year_is_named_by_the_year_it_ends_in(day: date, start: int, year: int) -> None:
    assert fiscal_year(day, start) == year


@given(st.dates(date(1990, 1, 1), date(2090, 1, 1)), st.integers(1, 12))
def test_every_day_is_in_the_twelve_months_of_its_year_alone(day: date, start: int) -> None:
    year = FiscalYear(fiscal_year(day, start), start)
    assert day.replace(day=1) in year.span.months
    assert len(year.span.months) == 12
    assert year.span.last.year == year.year
    assert fiscal_year(year.span.first - timedelta(days=1), start) == year.year - 1


def test_a_period_is_compared_with_the_same_months_of_the_year_before() -> None:
    span = Span(date(2025, 12, 1), date(2026, 2, 1))
    assert span.year_before() == Span(date(2024, 12, 1), date(2025, 2, 1))
    assert span.months == (date(2025, 12, 1), date(2026, 1, 1), date(2026, 2, 1))
    assert span.describe() == "December 2025 to February 2026"
    assert shifted(date(2026, 1, 1), -1) == date(2025, 12, 1)
    assert months(date(2026, 2, 1), date(2026, 1, 1)) == ()


@pytest.mark.parametrize(
    ("last", "until", "said"),
    [
        (None, None, "FY2026 (July 2025 to June 2026)"),
        (date(2025, 6, 1), None, "FY2026 (July 2025 to June 2026)"),
        (date(2025, 7, 9), date(2025, 7, 1), "FY2026 so far (July 2025)"),
        (date(2025, 11, 1), date(2025, 11, 1), "FY2026 so far (July 2025 to November 2025)"),
        (date(2026, 6, 1), date(2026, 6, 1), "FY2026 (July 2025 to June 2026)"),
        (date(2026, 9, 1), date(2026, 6, 1), "FY2026 (July 2025 to June 2026)"),
    ],
)
def test_a_part_year_is_marked(last: date | None, until: date | None, said: str) -> None:
    year = FiscalYear(2026)
    found = year.until(last)
    assert (found.last if found else None) == until
    assert year.describe(last) == said


def test_the_years_of_the_data_are_listed() -> None:
    assert [year.name for year in years_of(date(2024, 6, 1), date(2025, 7, 1))] == [
        "FY2024",
        "FY2025",
        "FY2026",
    ]
    assert years_of(None, None) == []


def test_quiet_months_are_added_and_counted_as_zero() -> None:
    counts = pd.DataFrame(
        {"month": pd.to_datetime(["2025-12-01", "2026-02-01"]), "n": [3, 1], "share": [0.5, 1.0]}
    )
    found = every_month(counts, {"n": 0})
    assert found["month"].dt.strftime("%Y-%m").tolist() == ["2025-12", "2026-01", "2026-02"]
    assert found["n"].tolist() == [3, 0, 1]
    assert found["share"].isna().tolist() == [False, True, False]
    assert found["n"].dtype == counts["n"].dtype
    assert every_month(counts.iloc[:0], {"n": 0}).empty

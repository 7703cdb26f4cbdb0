"""Fiscal years and months: which period a day belongs to, and what it is compared with.

A fiscal year has a start month (a setting; July by default) and is named by the year it ends in:
FY2026 is July 2025 to June 2026; with a start in January it is the calendar year. A month is its
first day.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

import pandas as pd

from analysis import wording

START_MONTH: Final = 7


def fiscal_year(day: date, start_month: int = START_MONTH) -> int:
    """Name the fiscal year of a day by the year it ends in."""
    return day.year + (start_month > 1 and day.month >= start_month)


def shifted(month: date, by: int) -> date:
    """Give the first day of the month that many months later; earlier below zero."""
    years, index = divmod(month.year * 12 + month.month - 1 + by, 12)
    return date(years, index + 1, 1)


def months(first: date, last: date) -> tuple[date, ...]:
    """List the months from one to another, both included; none where they are the wrong way round."""
    count = (last.year - first.year) * 12 + last.month - first.month + 1
    return tuple(shifted(first, step) for step in range(max(count, 0)))


@dataclass(frozen=True, slots=True)
class Span:
    """The months from ``first`` to ``last``, both included."""

    first: date
    last: date

    @property
    def months(self) -> tuple[date, ...]:
        """Every month of the span."""
        return months(self.first, self.last)

    def year_before(self) -> Span:
        """Give the same months of the year before: what a period is compared with."""
        return Span(shifted(self.first, -12), shifted(self.last, -12))

    def describe(self) -> str:
        """Say the span: "July 2025 to June 2026", or one month alone."""
        first, last = wording.month_year(self.first), wording.month_year(self.last)
        return first if first == last else f"{first} to {last}"


@dataclass(frozen=True, slots=True)
class FiscalYear:
    """A fiscal year, named by the year it ends in."""

    year: int
    start_month: int = START_MONTH

    @property
    def name(self) -> str:
        """Give its name: FY2026."""
        return f"FY{self.year}"

    @property
    def span(self) -> Span:
        """All twelve months of it."""
        first = date(self.year - (self.start_month > 1), self.start_month, 1)
        return Span(first, shifted(first, 11))

    def until(self, last_month: date | None) -> Span | None:
        """Give the months of it that are over or under way, by the newest month with data.

        None where it has not begun, or where there is no data.
        """
        whole = self.span
        if last_month is None or last_month < whole.first:
            return None
        return Span(whole.first, min(whole.last, last_month.replace(day=1)))

    def is_part(self, last_month: date | None) -> bool:
        """Whether data for it ends before it does."""
        return last_month is not None and last_month < self.span.last

    def describe(self, last_month: date | None = None) -> str:
        """Say the year and its months; a part-year is marked: "FY2026 so far (July to ...)"."""
        so_far = self.until(last_month)
        if so_far and self.is_part(last_month):
            return f"{self.name} so far ({so_far.describe()})"
        return f"{self.name} ({self.span.describe()})"


def years_of(first: date | None, last: date | None, start_month: int = START_MONTH) -> list[FiscalYear]:
    """List the fiscal years from one month to another, ascending; none without months."""
    if first is None or last is None:
        return []
    named = range(fiscal_year(first, start_month), fiscal_year(last, start_month) + 1)
    return [FiscalYear(year, start_month) for year in named]


def every_month(counts: pd.DataFrame, quiet: Mapping[str, Any], column: str = "month") -> pd.DataFrame:
    """Add the quiet months between the first and the last.

    Parameters
    ----------
    counts
        One row a month, none missing, in any order.
    quiet
        What a quiet month has, by column; columns not named are missing there.
    column
        The column of months.

    Returns
    -------
    DataFrame
        The same columns, one row for each month from the first to the last, ascending. Empty stays
        empty.
    """
    if counts.empty:
        return counts
    by_month = counts.assign(**{column: pd.to_datetime(counts[column])}).set_index(column)
    whole = pd.date_range(by_month.index.min(), by_month.index.max(), freq="MS", name=column)
    filled = by_month.reindex(whole)
    for name, value in quiet.items():
        filled[name] = filled[name].fillna(value).astype(by_month[name].dtype)
    return filled.reset_index().loc[:, list(counts.columns)]

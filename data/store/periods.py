"""Months and fiscal years, as SQL over a column."""

from __future__ import annotations


def month(day: str) -> str:
    """Write the first day of the month of a date."""
    return f"date_trunc('month', {day})::DATE"


def fiscal_year(day: str, start: int) -> str:
    """Write the fiscal year of a date, named by the year it ends; ``start`` is its first month, 1 to 12."""
    if start == 1:
        return f"year({day})::INTEGER"
    return f"(year({day}) + (month({day}) >= {int(start)})::INTEGER)::INTEGER"

"""What every measure shares: a lazy table's type, and counting in a way that no engine does differently."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime, time
from typing import Any, TypeAlias

import narwhals as nw

Rows: TypeAlias = nw.LazyFrame[Any]
"""A lazy table, whichever engine holds its rows."""


def one_if(condition: nw.Expr) -> nw.Expr:
    """Turn a condition into a column of 1 and 0 that can be summed."""
    return nw.when(condition).then(1).otherwise(0).cast(nw.Int64)


def total(column: str) -> nw.Expr:
    """Sum a column as a whole number: DuckDB hands sums of integers back as floats."""
    return nw.col(column).sum().cast(nw.Int64)


def count_if(condition: nw.Expr, column: str) -> nw.Expr:
    """Turn a column of counts into one that is 0 where the condition does not hold."""
    return nw.when(condition).then(nw.col(column)).otherwise(0).cast(nw.Int64)


def or_zero(column: str) -> nw.Expr:
    """Read a count that a join left empty as 0."""
    return nw.col(column).fill_null(0).cast(nw.Int64)


def midnight(day: date) -> datetime:
    """Give a day as every engine compares it with a column of dates."""
    return datetime.combine(day, time())


class OnDemand(Mapping[str, Rows]):
    """Tables made from others when somebody asks for them: a measure reads one or two of thirty."""

    def __init__(self, tables: Mapping[str, Rows], make: Callable[[str, Mapping[str, Rows]], Rows]) -> None:
        self._tables = tables
        self._make = make
        self._made: dict[str, Rows] = {}

    def __getitem__(self, name: str) -> Rows:
        """Give a table; KeyError where there is none of that name."""
        if name not in self._made:
            self._made[name] = self._make(name, self._tables)
        return self._made[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._tables)

    def __len__(self) -> int:
        return len(self._tables)

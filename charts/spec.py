"""A chart as plain numbers and names: what a slide, a page and a print draw, each with its own means."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

Kind = Literal["bars", "columns", "line", "dots", "likert", "cells", "table"]
Unit = Literal["count", "share", "points", "hours", "score"]

NUMBER_FORMATS: Final[dict[Unit, str]] = {
    "count": "#,##0",
    "share": "0%",
    "points": "+0;\N{MINUS SIGN}0;0",
    "hours": "#,##0.#",
    "score": "0.0",
}
"""How a spreadsheet, and so a slide's chart, writes a value of each unit."""


@dataclass(frozen=True, slots=True)
class Series:
    """One row of values, a place for each category; None where it is not known or not shown.

    ``low`` and ``high`` are the ends of the intervals, empty when there are none; ``ends`` is what the table
    calls them. ``colors`` are hex, one a value, or one for all. ``words`` stand where there is no value.
    """

    name: str
    values: tuple[float | None, ...]
    colors: tuple[str, ...]
    low: tuple[float | None, ...] = ()
    high: tuple[float | None, ...] = ()
    ends: tuple[str, str] = ("95% from", "to")
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Spec:
    """A chart: its kind, its categories from top to bottom or left to right, and its series.

    ``beside`` says of each category what its value is a value of: "of 428", "hidden", "over 95%". ``left`` is
    how many rows of the table the chart has no room for. Where the
    categories are ``months``, ``groups`` name the fiscal year of each.
    Of ``cells`` each series is a column; of ``likert`` the neutral answers come last, apart from the sides.
    ``unknown`` are the places of categories that nobody named: a hatch. ``under_way`` marks months that are
    not over, whose value may still move.
    """

    kind: Kind
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    unit: Unit = "count"
    beside: tuple[str, ...] = ()
    left: int = 0
    groups: tuple[str, ...] = ()
    months: tuple[date, ...] = ()
    unknown: frozenset[int] = frozenset()
    under_way: tuple[bool, ...] = ()

    def level(self, value: float) -> int:
        """Give a value as a whole number, for the color of its cell: a share in percent."""
        return round(value * 100) if self.unit == "share" else int(value)

    def is_open(self, place: int) -> bool:
        """Whether a month is not over yet."""
        return bool(self.under_way) and self.under_way[place]

    @property
    def highest(self) -> float:
        """The largest value drawn, intervals included; 0 without any."""
        values = [each for one in self.series for each in (*one.values, *one.high) if each is not None]
        return max(values, default=0.0)

    @property
    def lowest(self) -> float:
        """The smallest value drawn, intervals included; 0 without any."""
        values = [each for one in self.series for each in (*one.values, *one.low) if each is not None]
        return min(values, default=0.0)

"""The rules of continuing-education credit: what is asked of whom, in which cycle, and how it is rounded.

They are rows of data/vocab/credit_rules.csv, each with its source and the day it was read; a library
edits them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Literal

from data.vocab import tables


@dataclass(frozen=True, slots=True)
class Rule:
    """What one role in one state must earn in a cycle.

    ``minimums`` and ``maximums`` map kinds ("A+B", "technology") to credit. ``cycle_anchor`` is a day
    on which a fixed cycle begins. One credit is ``minutes_per_hour`` minutes; each activity is
    rounded down to ``round_down_to`` where that is known. Kinds of ``half_credit`` count half. ``check``
    says what about the rule is unsure.
    """

    rule_id: str
    state: str
    who: str
    hours: float
    unit: str
    cycle_years: int
    cycle_start: Literal["fixed", "personal"]
    cycle_anchor: date | None = None
    minutes_per_hour: int = 60
    round_down_to: float | None = None
    minimums: Mapping[str, float] = field(default_factory=dict)
    maximums: Mapping[str, float] = field(default_factory=dict)
    half_credit: tuple[str, ...] = ()
    source: str = ""
    read_on: date | None = None
    note: str = ""
    check: str = ""

    @property
    def every_kind(self) -> tuple[str, ...]:
        """The kinds that the rule tells apart: of its minimums, its maximums and what counts half."""
        limits = (kind for pair in (*self.minimums, *self.maximums) for kind in pair.split("+"))
        return tuple(dict.fromkeys([*limits, *self.half_credit]))

    def cycle(self, today: date, start: date | None = None) -> tuple[date, date]:
        """Give the first and the last day of the cycle that holds a day.

        ``start`` is the day a person's own cycle began, any of them. Raises ValueError where a
        personal cycle has none.
        """
        anchor = self.cycle_anchor if self.cycle_start == "fixed" else start
        if anchor is None:
            raise ValueError(f"{self.rule_id} counts from each person's own date")
        turn = (today.year - anchor.year) // self.cycle_years * self.cycle_years
        first = _years_later(anchor, turn)
        while first > today:
            turn -= self.cycle_years
            first = _years_later(anchor, turn)
        return first, _years_later(anchor, turn + self.cycle_years) - timedelta(days=1)


def _years_later(day: date, years: int) -> date:
    """Give the same day of another year; February 29 becomes March 1 where there is none."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)


def _limits(cell: str) -> dict[str, float]:
    """Read "A+B:70|technology:10"."""
    pairs = (part.rpartition(":") for part in cell.split("|") if part.strip())
    return {kind.strip(): float(limit) for kind, _, limit in pairs}


def rule_of(row: Mapping[str, str]) -> Rule:
    """Read a rule from a row of credit_rules.csv, or one that a library has edited.

    Raises ValueError where a number or a date is not one, or the cycle is neither fixed nor personal.
    """
    start = row["cycle_start"]
    if start not in ("fixed", "personal"):
        raise ValueError(f"cycle_start is {start!r}: write fixed or personal")
    return Rule(
        rule_id=row["rule_id"],
        state=row["state"],
        who=row["who"],
        hours=float(row["hours"]),
        unit=row["unit"],
        cycle_years=int(row["cycle_years"]),
        cycle_start="fixed" if start == "fixed" else "personal",
        cycle_anchor=date.fromisoformat(row["cycle_anchor"]) if row["cycle_anchor"] else None,
        minutes_per_hour=int(row["minutes_per_hour"]),
        round_down_to=float(row["round_down_to"]) if row["round_down_to"] else None,
        minimums=_limits(row["minimums"]),
        maximums=_limits(row["maximums"]),
        half_credit=tuple(filter(None, (kind.strip() for kind in row["half_credit"].split("|")))),
        source=row["source"],
        read_on=date.fromisoformat(row["read_on"]),
        note=row["note"],
        check=row.get("check", ""),
    )


def rules() -> dict[str, Rule]:
    """Every rule that comes with Front Desk, by its id."""
    return {row["rule_id"]: rule_of(row) for row in tables.rows("credit_rules.csv")}

"""What changed since the month before, from answers that were protected already."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

import pandas as pd

from analysis import changes, periods, wording
from analysis.takeaways import brief
from analysis.takeaways import changes as say
from report.answer import Answer
from report.people.finding import PeopleFrames

Where = Literal["training", "satisfaction"]


@dataclass(frozen=True, slots=True)
class News:
    """What is new about the newest month, the numbers behind it, and where its chart is."""

    told: brief.Brief
    where: Where


def since_last_month(
    top2: Answer[PeopleFrames], nps: Answer[PeopleFrames], hours: Answer[PeopleFrames]
) -> list[News]:
    """Say of satisfaction, recommendation and hours how the newest month stands against the one before.

    The three answers are by month, for one role and filter; hidden months give no news.
    """
    told = [
        _change(top2, "satisfaction", "share", ["n", "top", "share"]),
        _change(nps, "the net promoter score", "points", ["n", "promoters", "detractors", "nps"]),
    ]
    return [*(News(each, "satisfaction") for each in told if each.headline), *_hours(hours)]


def _last_two(rows: pd.DataFrame, needed: list[str]) -> tuple[pd.DataFrame, pd.DataFrame] | None:
    """Give the newest month and the one before, where both may be shown and follow each other."""
    known = rows.dropna(subset=needed).sort_values("month")
    if len(known) < 2:
        return None
    now, before = known.iloc[[-1]], known.iloc[[-2]]
    newest, older = (pd.Timestamp(each["month"].iloc[0]).date() for each in (now, before))
    if periods.shifted(newest, -1) != older:
        return None
    return now.reset_index(drop=True), before.reset_index(drop=True)


def _change(said: Answer[PeopleFrames], what: str, unit: say.Unit, needed: list[str]) -> brief.Brief:
    sides = _last_two(said.frames.rows, needed)
    if sides is None:
        return brief.NOTHING
    now, before = sides
    told = changes.of_shares(now, before, "top", "n") if unit == "share" else changes.of_scores(now, before)
    months = [wording.month_year(pd.Timestamp(each["month"].iloc[0])) for each in sides]
    return brief.change(told.iloc[0], what, unit, "answer", months[0], f"in {months[1]}")


def _hours(said: Answer[PeopleFrames]) -> list[News]:
    sides = _last_two(said.frames.rows, ["hours"])
    if sides is None:
        return []
    spent = [_spent(each.iloc[0]) for each in sides]
    return [News(brief.Brief(f"Staff completed {spent[0]}, after {spent[1]}.", ""), "training")]


def _spent(row: pd.Series[Any]) -> str:
    return f"{wording.hours(float(row['hours']))} in {wording.month_year(pd.Timestamp(row['month']))}"

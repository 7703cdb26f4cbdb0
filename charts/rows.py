"""What a figure draws of a measure: the chosen part beside the whole, and the longest rows only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from analysis import wording
from charts.theme import Look, plain

MOST: int = 12
"""Rows a figure draws before it sums the others up: more do not fit a screen."""


@dataclass(frozen=True, slots=True)
class Row:
    """One named row: how many of the whole are chosen; ``is_named`` is False for "not named"."""

    value: str
    name: str
    chosen: int
    whole: int
    is_named: bool = True


@dataclass(frozen=True, slots=True)
class Rest:
    """The rows that are not drawn: how many, their sum, and the largest of them."""

    rows: int
    chosen: int
    whole: int
    largest: int


def beside(counts: pd.DataFrame, whole: pd.DataFrame, by: Sequence[str]) -> pd.DataFrame:
    """Put the chosen count beside the whole one.

    Returns
    -------
    DataFrame
        The columns of ``by``, ``chosen`` and ``whole``: one row for each of ``whole`` in its
        order, then those that only ``counts`` has. Missing keys (no date) match each other.
    """
    columns = list(by)
    left = whole.loc[:, columns].assign(whole=whole["course_count"])
    right = counts.loc[:, columns].assign(chosen=counts["course_count"])
    both = left.merge(right, on=columns, how="outer", sort=False)
    known = both["whole"].notna()
    both = pd.concat([both[known], both[~known]], ignore_index=True)
    both["chosen"] = both["chosen"].fillna(0).astype("int64")
    both["whole"] = both["whole"].fillna(0).astype("int64").clip(lower=both["chosen"])
    return both.loc[:, [*columns, "chosen", "whole"]]


def longest(both: pd.DataFrame, column: str, most: int) -> tuple[list[str], Rest | None]:
    """Choose the names to draw, most of the whole first, and sum up the others.

    Where not all fit, those with most chosen courses are kept, so that a narrowed figure shows
    what the filter left; the order stays that of the whole, so that rows do not jump.
    """
    sums = both.groupby(column, as_index=False)[["chosen", "whole"]].sum()
    ranked = sums.sort_values(["chosen", "whole", column], ascending=[False, False, True])
    kept = ranked.head(most).sort_values(["whole", column], ascending=[False, True])
    left = ranked.iloc[most:]
    rest = None
    if len(left):
        largest = int(left["chosen"].max())
        rest = Rest(len(left), int(left["chosen"].sum()), int(left["whole"].sum()), largest)
    return [str(name) for name in kept[column]], rest


def part(look: Look, chosen: int, whole: int) -> str:
    """Write a count of a whole in Plotly's HTML: "**9** of 12"; all of it is the number alone."""
    if chosen == whole:
        return wording.number(chosen)
    of_whole = f'<span style="color:{look.gray}"> of {wording.number(whole)}</span>'
    return f"<b>{wording.number(chosen)}</b>{of_whole}"


def hover(name: str, chosen: int, whole: int, counted: str = "course") -> str:
    """Write what a pointer over a mark says: its full name, then the count in words."""
    said = wording.count(whole, counted)
    if chosen != whole:
        said = f"{wording.number(chosen)} of {said}"
    return f"<b>{plain(name)}</b><br>{said}"


def width_of(text: str, size: int) -> int:
    """Estimate the pixels a plain text takes in Source Sans: half its size a letter, and some air."""
    return round(len(text) * size * 0.52) + 2

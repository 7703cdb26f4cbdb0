"""Headlines about what only some surveys ask: importance, the Opportunity Index, gaps to minimum and desired.

Means keep their scale and have one decimal; "clearly" means that the 95% interval leaves out no difference.
Each is told in two parts as well, because questions are long.
"""

from __future__ import annotations

from typing import Any, Final

import pandas as pd

from analysis import wording
from analysis.takeaways.brief import NAME, NOTHING, Brief
from analysis.takeaways.satisfaction import HIDDEN

NONE_ASKED: Final = "No survey on file asks this."


def importance(rows: pd.DataFrame) -> str:
    """Name the question whose rating is furthest below its importance.

    ``rows`` have ``item``, the means ``importance`` and ``satisfaction``, ``gap`` with its ends, and ``n``.
    """
    known = rows.dropna(subset="gap").sort_values(["gap", "item"])
    if known.empty:
        return HIDDEN if len(rows) else NONE_ASKED
    worst = known.iloc[0]
    numbers = f"{_pair(worst)} ({_gap(worst, 'gap')}; {_people(worst)})"
    if worst["gap"] >= 0:
        return "Every question is rated at least as high as it is important."
    if worst["high"] >= 0:
        return f"No question is rated clearly below its importance; lowest is “{worst['item']}”: {numbers}."
    return f"“{worst['item']}” is rated furthest below its importance: {numbers}{_compared(known)}."


def importance_in_brief(rows: pd.DataFrame) -> Brief:
    """Tell the same in two parts."""
    known = rows.dropna(subset="gap").sort_values(["gap", "item"])
    if known.empty or known.iloc[0]["gap"] >= 0:
        return NOTHING
    worst = known.iloc[0]
    detail = f"“{worst['item']}”: {_pair(worst)} ({_gap(worst, 'gap')}; {_people(worst)}){_compared(known)}."
    if worst["high"] >= 0:
        return Brief("No question is rated clearly below its importance.", detail)
    return Brief(f"“{wording.shortened(worst['item'], NAME)}” falls shortest of its importance.", detail)


def opportunity(rows: pd.DataFrame) -> str:
    """Name the question with the most room; ``rows`` have ``item``, ``mean``, ``low``, ``high``, ``n``."""
    known = rows.dropna(subset="mean")
    if known.empty:
        return HIDDEN if len(rows) else NONE_ASKED
    best = known.iloc[0]
    return f"“{best['item']}” has the highest Opportunity Index: {_index(best)}{_compared(known)}."


def opportunity_in_brief(rows: pd.DataFrame) -> Brief:
    """Tell the same in two parts."""
    known = rows.dropna(subset="mean")
    if known.empty:
        return NOTHING
    best = known.iloc[0]
    return Brief(
        f"“{wording.shortened(best['item'], NAME)}” has most room: {wording.mean(best['mean'])}.",
        f"Opportunity Index of “{best['item']}”: {_index(best)}{_compared(known)}.",
    )


def gaps(rows: pd.DataFrame) -> str:
    """Say how many questions fall short of the minimum; ``rows`` have ``adequacy``, its ends and ``n``."""
    known = rows.dropna(subset="adequacy")
    if known.empty:
        return HIDDEN if len(rows) else NONE_ASKED
    return f"{_short(known)}{_nearest(known)}"


def gaps_in_brief(rows: pd.DataFrame) -> Brief:
    """Tell the same in two parts."""
    known = rows.dropna(subset="adequacy")
    if known.empty:
        return NOTHING
    return Brief(_short(known), _nearest(known).strip())


def _short(known: pd.DataFrame) -> str:
    short = int((known["high"] < 0).sum())
    if not short:
        return "No question falls clearly short of the minimum patrons accept."
    part = wording.of(short, len(known))
    verb = "falls" if short == 1 else "fall"
    return wording.sentence(f"{part} questions {verb} clearly short of the minimum patrons accept")


def _nearest(known: pd.DataFrame) -> str:
    lowest = known.sort_values(["adequacy", "item"]).iloc[0]
    n = wording.count(int(lowest["n"]), "rating")
    return f" Lowest is “{lowest['item']}”: {_gap(lowest, 'adequacy')}; {n}."


def _pair(row: pd.Series[Any]) -> str:
    return f"{wording.mean(row['satisfaction'])} against {wording.mean(row['importance'])}"


def _gap(row: pd.Series[Any], name: str) -> str:
    ends = " to ".join(wording.signed(float(row[end]), 1) for end in ("low", "high"))
    return f"{wording.signed(float(row[name]), 1)}, 95% interval {ends}"


def _index(row: pd.Series[Any]) -> str:
    ends = " to ".join(wording.mean(row[end]) for end in ("low", "high"))
    return f"{wording.mean(row['mean'])} (95% interval {ends}; {_people(row)})"


def _people(row: pd.Series[Any]) -> str:
    return wording.count(int(row["n"]), "person", "people")


def _compared(known: pd.DataFrame) -> str:
    return f"; {wording.in_words(len(known))} questions were compared" if len(known) > 1 else ""

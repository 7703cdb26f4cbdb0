"""From a panel with holes to a whole table of branches and months, by one rule fixed beforehand.

An estimator given holes drops what it cannot compare without a word, and a hole in the month before
training takes a branch out altogether. So what is least complete goes first, whole branches or whole
months, by how much is missing and never by the values, and each is named with its reason.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from analysis import wording

RULE: Final = (
    "Every branch is compared in the same months. Where answers are missing, the branch or month with the "
    "largest part missing is left out first (a month before a branch if alike), until nothing is missing."
)

NEVER: Final = -1
"""The training month of a branch that is not trained within the months compared."""


@dataclass(frozen=True, slots=True)
class Balanced:
    """A whole table.

    ``values`` and ``unadjusted`` are branches x months, ``counts`` their answers; ``start`` is the
    place of the first month a branch counts as trained, or ``NEVER``.
    """

    branches: tuple[str, ...]
    months: tuple[date, ...]
    values: npt.NDArray[np.float64]
    unadjusted: npt.NDArray[np.float64]
    counts: npt.NDArray[np.float64]
    start: npt.NDArray[np.int64]
    left_out: pd.DataFrame


def checked(panel: pd.DataFrame) -> pd.DataFrame:
    """Give the panel with its months as first days; refuse what no panel can have (ValueError)."""
    missing = {"branch", "month", "value", "n", "trained_from"} - set(panel.columns)
    if missing:
        raise ValueError(f"panel lacks {', '.join(sorted(missing))}")
    months = pd.to_datetime(panel["month"]).dt.to_period("M").dt.to_timestamp()
    trained = pd.to_datetime(panel["trained_from"]).dt.to_period("M").dt.to_timestamp()
    values = pd.to_numeric(panel["value"]).astype("float64")
    if months.isna().any() or panel["branch"].isna().any():
        raise ValueError("panel has a row without a branch or a month")
    if ((values < 0) | (values > 100)).any():
        raise ValueError("panel has a value outside 0 to 100")
    whole = panel.assign(branch=panel["branch"].astype(str), month=months, value=values, trained_from=trained)
    whole["n"] = pd.to_numeric(panel["n"]).fillna(0).astype("float64")
    if whole.duplicated(["branch", "month"]).any():
        raise ValueError("panel has a branch and month twice")
    if (whole.groupby("branch")["trained_from"].nunique(dropna=False) > 1).any():
        raise ValueError("panel has a branch with two training months")
    if "unadjusted" not in whole:
        whole["unadjusted"] = whole["value"]
    return whole


def balanced(panel: pd.DataFrame) -> Balanced:
    """Make the whole table of a checked panel, and say what was left out and why."""
    every = pd.date_range(panel["month"].min(), panel["month"].max(), freq="MS")
    names = pd.Index(sorted(panel["branch"].unique()))
    counts = _spread(panel, names, every, "n", 0.0)
    values = np.where(counts > 0, _spread(panel, names, every, "value", np.nan), np.nan)
    has = ~np.isnan(values)
    rows, columns = _least_complete_first(has)
    trained = panel.groupby("branch")["trained_from"].first().reindex(names[rows])
    start = _starts(trained, every[columns])
    left_out = [*_branches_out(names, every, has, rows), *_months_out(names, every, has, rows, columns)]
    left_out += [("branch", str(each), _TRAINED_BEFORE.format(each)) for each in names[rows][start == 0]]
    kept = np.ix_(np.array(rows, dtype=np.int64)[start != 0], columns)
    return Balanced(
        branches=tuple(str(each) for each in names[rows][start != 0]),
        months=tuple(each.date() for each in every[columns]),
        values=values[kept],
        unadjusted=_spread(panel, names, every, "unadjusted", np.nan)[kept],
        counts=counts[kept],
        start=start[start != 0],
        left_out=pd.DataFrame(left_out, columns=["kind", "name", "why"]).astype("str"),
    )


def _spread(
    panel: pd.DataFrame, names: pd.Index[str], every: pd.DatetimeIndex, column: str, empty: float
) -> npt.NDArray[np.float64]:
    """Lay a column out as branches x months."""
    table = np.full((len(names), len(every)), empty)
    table[names.get_indexer(pd.Index(panel["branch"])), every.get_indexer(pd.Index(panel["month"]))] = panel[
        column
    ]
    return table


_TRAINED_BEFORE: Final = "{} counted as trained before the first month compared, so that there is no before."


def _least_complete_first(has: npt.NDArray[np.bool_]) -> tuple[list[int], list[int]]:
    """Leave out the row or column with the largest part missing until nothing is; ties: the column."""
    rows, columns = list(range(has.shape[0])), list(range(has.shape[1]))
    while rows and columns:
        missing = ~has[np.ix_(rows, columns)]
        if not missing.any():
            break
        by_row, by_column = missing.mean(axis=1), missing.mean(axis=0)
        if by_row.max() > by_column.max():
            rows.pop(int(by_row.argmax()))
        else:
            columns.pop(int(by_column.argmax()))
    return rows, columns


def _starts(trained: pd.Series[pd.Timestamp], months: pd.DatetimeIndex) -> npt.NDArray[np.int64]:
    """Find the first month compared that is not before training; none: never trained here."""
    at = np.searchsorted(months.to_numpy(), trained.to_numpy(dtype="datetime64[ns]"))
    return np.where(trained.isna() | (at >= len(months)), NEVER, at).astype(np.int64)


def _branches_out(
    names: pd.Index[str], every: pd.DatetimeIndex, has: npt.NDArray[np.bool_], rows: list[int]
) -> list[tuple[str, str, str]]:
    out = []
    for row in sorted(set(range(len(names))) - set(rows)):
        name, own = str(names[row]), has[row]
        last = int(np.flatnonzero(own).max(initial=-1))
        if 0 <= last < len(own) - 1 and own[: last + 1].mean() > own.mean():
            why = f"{name} has no answers after {wording.month_year(every[last].date())}."
        else:
            gaps = int((~own).sum())
            why = f"{name} has no answers in {wording.of(gaps, len(own))} months."
        out.append(("branch", name, why))
    return out


def _months_out(
    names: pd.Index[str],
    every: pd.DatetimeIndex,
    has: npt.NDArray[np.bool_],
    rows: list[int],
    columns: list[int],
) -> list[tuple[str, str, str]]:
    out = []
    for column in sorted(set(range(len(every))) - set(columns)):
        month = wording.month_year(every[column].date())
        silent = [str(names[row]) for row in rows if not has[row, column]]
        few = wording.join(silent)
        who = few if 0 < len(silent) <= 3 else wording.count(len(silent), "branch", "branches")
        verb = "has" if len(silent) == 1 else "have"
        why = f"{who} {verb} no answers in {month}." if silent else f"No answers in {month}."
        out.append(("month", month, why))
    return out

"""Coverage at the end of every month: what ``analysis.coverage`` says of a day, for years of months."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from datetime import date
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pandas as pd

COLUMNS: Final = ["branch", "month", "staff", "trained", "coverage"]

Table = npt.NDArray[np.float64]
Days = npt.NDArray[np.datetime64]


def coverage_by_month(people: pd.DataFrame, completed: pd.DataFrame, months: Sequence[date]) -> pd.DataFrame:
    """Count the staff of each branch, and those trained, at the end of every month.

    The rules are those of ``analysis.coverage.coverage_by_branch`` with ``undated=False``, whose query a
    month would take a minute for four years and twenty topics; a test holds both against each other.

    Parameters
    ----------
    people
        ``people_by_branch``: one row a person and branch, or a headcount, from a day to a day.
    completed
        Completed learner-courses of the topics: ``staff_key``, ``branch``, ``first_completed_on`` (rows
        without a date do not count: nobody knows from when).
    months
        First days of months.

    Returns
    -------
    DataFrame
        One row per branch and month with somebody there: ``branch``, ``month``, ``staff``, ``trained``,
        ``coverage`` (0 to 1); by branch, then month.
    """
    people = people.dropna(subset=["branch"])
    done = completed.dropna(subset=["first_completed_on"])
    branches = sorted(set(people["branch"]))
    days = np.array([_last_day(month) for month in months], dtype="datetime64[s]")
    listed = people["staff_key"].notna()
    staff, trained = _by_list(people[listed], done, branches, days)
    heads = _by_headcount(people[~listed], branches, days)
    known = _completions_at(done, branches, days)
    has_list = staff > 0
    staff, trained = np.where(has_list, staff, heads), np.where(has_list, trained, known)
    frame = pd.DataFrame(
        {
            "branch": pd.Series(np.repeat(np.array(branches, dtype=object), len(days)), dtype="str"),
            "month": pd.to_datetime(list(months) * len(branches)),
            "staff": staff.ravel().astype("int64"),
            "trained": trained.ravel().astype("int64"),
        }
    )
    frame = frame[frame["staff"] > 0].reset_index(drop=True)
    frame["coverage"] = (frame["trained"] / frame["staff"]).clip(upper=1.0)
    return frame.loc[:, COLUMNS]


def _last_day(month: date) -> date:
    return month.replace(day=monthrange(month.year, month.month)[1])


def _by_list(
    persons: pd.DataFrame, done: pd.DataFrame, branches: list[str], days: Days
) -> tuple[Table, Table]:
    """Count the people on the list, and the trained among them, wherever they were trained."""
    first = pd.to_datetime(done["first_completed_on"]).groupby(done["staff_key"]).min()
    keys = persons[["branch", "staff_key"]]
    pairs = keys.drop_duplicates(ignore_index=True)
    codes = keys.merge(pairs.assign(place=range(len(pairs))), how="left")["place"].to_numpy()
    there = np.zeros((len(pairs), len(days)), dtype=bool)
    np.logical_or.at(there, codes, _is_there(persons, days))
    on = first.reindex(pd.Index(pairs["staff_key"])).to_numpy(dtype="datetime64[s]")
    at = pd.Index(branches).get_indexer(pd.Index(pairs["branch"]))
    return _summed(there, at, branches), _summed(there & _by(on, days), at, branches)


def _by_headcount(heads: pd.DataFrame, branches: list[str], days: Days) -> Table:
    """Add up headcounts: those from Settings (without an upload) where there are any, else from files."""
    there = _is_there(heads, days) * heads["headcount"].to_numpy(dtype="float64")[:, None]
    at = pd.Index(branches).get_indexer(pd.Index(heads["branch"]))
    ours = heads["upload_id"].isna().to_numpy()
    own, theirs = (_summed(there[side], at[side], branches) for side in (ours, ~ours))
    return np.where(own > 0, own, theirs)


def _completions_at(done: pd.DataFrame, branches: list[str], days: Days) -> Table:
    """Count the people whose completions name the branch."""
    rows = done[done["branch"].isin(branches)]
    firsts = pd.to_datetime(rows["first_completed_on"]).groupby([rows["branch"], rows["staff_key"]]).min()
    at = pd.Index(branches).get_indexer(firsts.index.get_level_values(0))
    return _summed(_by(firsts.to_numpy(dtype="datetime64[s]"), days), at, branches)


def _summed(rows: npt.NDArray[Any], at: npt.NDArray[np.intp], branches: list[str]) -> Table:
    total = np.zeros((len(branches), rows.shape[1]))
    np.add.at(total, at, rows.astype("float64"))
    return total


def _by(on: Days, days: Days) -> npt.NDArray[np.bool_]:
    """Say of each row whether it had happened by each day; NaT never has."""
    return np.asarray(on[:, None] <= days[None, :], dtype=bool)


def _is_there(rows: pd.DataFrame, days: Days) -> npt.NDArray[np.bool_]:
    begun, over = (rows[name].to_numpy(dtype="datetime64[s]")[:, None] for name in ("from_on", "to_on"))
    begun_by, not_over = begun <= days[None, :], over >= days[None, :]
    return np.asarray((np.isnat(begun) | begun_by) & (np.isnat(over) | not_over), dtype=bool)

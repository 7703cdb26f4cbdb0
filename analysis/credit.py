"""Continuing-education credit: hours against a rule, with what is missing, when it is due, and evidence.

The rules are in ``credit_rules``. What an activity is for (a category such as A, B, C or technology) is
given with the activity: one may be for several at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

import narwhals as nw
import numpy as np
import pandas as pd

from analysis.counting import Rows
from analysis.credit_rules import Rule

COUNTED: Final = "counted"
REPEATED: Final = "the same course in the same cycle"
NO_DATE: Final = "no date of completion"
NO_HOURS: Final = "no hours known"
PRIOR_LEARNING: Final = "prior learning gives no hours"
OVER_THE_MOST: Final = "over the most that counts of its kind"

EVIDENCE: Final = ("completed_on", "course_label", "categories", "hours", "credit", "because")
WHERE_FROM: Final = ("upload_id", "source_row")
"""Where an activity was read, kept with the evidence where it is known."""


def activities(completions: Rows, courses: Rows) -> Rows:
    """List every completed attempt at a course, with its hours. For the trainer, and the person.

    Returns
    -------
    LazyFrame
        ``staff_key``, ``course_key``, ``course_label``, ``completed_on``, ``hours`` (the file's, else
        the catalog's length, else null), ``is_prior_learning``, ``upload_id``, ``source_row``: by person
        and day, undated last.
    """
    known = courses.select("course_id", "label", "minutes")
    as_written = nw.concat_str(nw.lit("name:"), nw.col("course_as_written").str.to_lowercase())
    has_id = ~nw.col("course_id").is_null()
    done = completions.filter((nw.col("level") == "course") & (nw.col("status") == "completed"))
    hours = nw.when(~nw.col("hours").is_null()).then(nw.col("hours")).otherwise(nw.col("minutes") / 60)
    label = nw.when(~nw.col("label").is_null()).then(nw.col("label")).otherwise(nw.col("course_as_written"))
    return (
        done.join(known, on="course_id", how="left")
        .with_columns(
            course_key=nw.when(has_id).then(nw.col("course_id")).otherwise(as_written),
            course_label=label,
            hours=hours,
        )
        .select(
            "staff_key",
            "course_key",
            "course_label",
            "completed_on",
            "hours",
            "is_prior_learning",
            *WHERE_FROM,
        )
        .sort("staff_key", "completed_on", "course_label", *WHERE_FROM, nulls_last=True)
    )


@dataclass(frozen=True, slots=True)
class Credit:
    """Where one person stands with one rule.

    ``kinds`` has a row for each minimum and maximum: ``kind``, ``earned``, ``at_least``, ``at_most``,
    ``missing``. ``evidence`` lists the activities of the cycle (and those without a date) with the
    credit each gives, and why where it gives none; ``EVIDENCE`` are its columns, and ``WHERE_FROM`` where
    the activities have them.
    """

    rule: Rule
    first_day: date
    due_on: date
    earned: float
    kinds: pd.DataFrame
    evidence: pd.DataFrame

    @property
    def missing(self) -> float:
        """Credit still to be earned in all: at least what any kind lacks."""
        lacking = float(self.kinds["missing"].max()) if len(self.kinds) else 0.0
        return max(self.rule.hours - self.earned, lacking, 0.0)

    @property
    def is_met(self) -> bool:
        """Whether the hours and every minimum are there."""
        return self.missing == 0


def credit(activities: pd.DataFrame, rule: Rule, today: date, start: date | None = None) -> Credit:
    """Hold one person's activities against a rule, in the cycle of today.

    Parameters
    ----------
    activities
        One row a completed attempt: ``course_key``, ``course_label``, ``completed_on``, ``hours``,
        ``is_prior_learning``, and ``categories`` (text: "B" or "B|technology"; may be missing).
    rule, today, start
        The rule, the day, and the day the person's own cycle began, where the rule asks for one.

    Returns
    -------
    Credit
        A course counts once a cycle, when first completed in it. Activities over a maximum count as
        far as it goes, in the order of their days.
    """
    return _together(activities.assign(staff_key=""), rule, today, {"": start})[""]


def _together(
    activities: pd.DataFrame, rule: Rule, today: date, starts: Mapping[str, date | None]
) -> dict[str, Credit]:
    """Hold many people's activities against one rule at once: column by column, never person by person."""
    cycles = {key: rule.cycle(today, start) for key, start in starts.items()}
    rows = activities.assign(completed_on=pd.to_datetime(activities["completed_on"]))
    rows["categories"] = rows["categories"].fillna("") if "categories" in rows else ""
    first, last = (rows["staff_key"].map({key: pd.Timestamp(ends[at]) for key, ends in cycles.items()})
                   for at in (0, 1))  # fmt: skip
    within = rows["completed_on"].between(first, last) & (rows["completed_on"] <= pd.Timestamp(today))
    rows = rows.loc[within | rows["completed_on"].isna()]
    rows = rows.sort_values(["staff_key", "completed_on", "course_label"], ignore_index=True, kind="stable")
    evidence = _capped(_counted(rows, rule), rule)
    shown = evidence.loc[:, [*EVIDENCE, *(name for name in WHERE_FROM if name in evidence)]]
    places = evidence.groupby("staff_key", sort=False).indices
    nobody = np.array([], dtype="int64")
    return {
        key: _one(rule, ends, shown.iloc[places.get(key, nobody)].reset_index(drop=True))
        for key, ends in cycles.items()
    }


def _one(rule: Rule, cycle: tuple[date, date], evidence: pd.DataFrame) -> Credit:
    return Credit(
        rule=rule,
        first_day=cycle[0],
        due_on=cycle[1],
        earned=float(evidence["credit"].sum()),
        kinds=_kinds(evidence, rule),
        evidence=evidence,
    )


def _counted(rows: pd.DataFrame, rule: Rule) -> pd.DataFrame:
    """Give each activity its credit before maximums, and say why where it has none."""
    half = _are_of(rows["categories"], rule.half_credit)
    earned: pd.Series[float] = (
        rows["hours"].astype("float64") * 60 / rule.minutes_per_hour * np.where(half, 0.5, 1.0)
    )
    if rule.round_down_to:
        # A step is not missed because of the last digit of a division.
        earned = (earned / rule.round_down_to + 1e-9).floordiv(1) * rule.round_down_to
    undated = rows["completed_on"].isna()
    prior = rows["is_prior_learning"].astype(bool)
    unknown = earned.isna() & ~prior
    usable = ~undated & ~prior & ~unknown
    again = usable & rows.loc[usable, ["staff_key", "course_key"]].duplicated().reindex(
        rows.index, fill_value=False
    )
    reasons = [(undated, NO_DATE), (prior, PRIOR_LEARNING), (unknown, NO_HOURS), (again, REPEATED)]
    because = np.select(
        [each.to_numpy() for each, _ in reasons], [why for _, why in reasons], default=COUNTED
    )
    return rows.assign(credit=earned.where(usable & ~again, 0.0), because=because)


def _capped(rows: pd.DataFrame, rule: Rule) -> pd.DataFrame:
    """Cut what is over a maximum, the latest first to go."""
    capped = rows.copy()
    for kind, most in rule.maximums.items():
        of_kind = _are_of(capped["categories"], kind.split("+"))
        mine = capped["credit"].where(of_kind, 0.0)
        before = mine.groupby(capped["staff_key"]).cumsum() - mine
        kept = np.minimum(mine, (most - before).clip(lower=0))
        cut = of_kind & (kept < mine)
        capped["credit"] = capped["credit"].where(~of_kind, kept)
        capped["because"] = capped["because"].where(~cut, OVER_THE_MOST)
    return capped


def _are_of(cells: pd.Series[str], kinds: Iterable[str]) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """Say of each cell whether any of its kinds is one of these."""
    asked = list(kinds)
    known = {cell: _is_of(cell, asked) for cell in set(cells)}
    return np.array([known[cell] for cell in cells], dtype=bool)


def _is_of(cell: str, kinds: Iterable[str]) -> bool:
    own = {part.strip().casefold() for part in cell.split("|")}
    return any(kind.strip().casefold() in own for kind in kinds)


def _kinds(evidence: pd.DataFrame, rule: Rule) -> pd.DataFrame:
    kinds = list(dict.fromkeys([*rule.minimums, *rule.maximums]))
    given = evidence["credit"].to_numpy("float64")
    earned = [float(given[_are_of(evidence["categories"], kind.split("+"))].sum()) for kind in kinds]
    least = [rule.minimums.get(kind, np.nan) for kind in kinds]
    most = [rule.maximums.get(kind, np.nan) for kind in kinds]
    lack = [max(rule.minimums.get(kind, 0.0) - has, 0.0) for kind, has in zip(kinds, earned, strict=True)]
    numbers = {"earned": earned, "at_least": least, "at_most": most, "missing": lack}
    told = {name: np.array(values, dtype="float64") for name, values in numbers.items()}
    return pd.DataFrame({"kind": pd.Series(kinds, dtype="str"), **told})


def each(
    activities: pd.DataFrame, people: pd.DataFrame, rules: Mapping[str, Rule], today: date
) -> dict[str, Credit]:
    """Hold everybody's activities against their own rule. For the trainer only.

    Parameters
    ----------
    activities
        As for ``credit``, with ``staff_key``.
    people
        One row a person: ``staff_key``, ``rule_id``, ``start_on`` (null for fixed cycles).

    Returns
    -------
    dict
        The person's key -> where they stand, in the order of ``people``.
    """
    starts = pd.to_datetime(people["start_on"])
    asked: dict[str, dict[str, date | None]] = {}
    persons = zip(people["staff_key"], people["rule_id"], starts, starts.notna(), strict=True)
    for key, rule_id, start, is_known in persons:
        asked.setdefault(rule_id, {})[key] = start.date() if is_known else None
    found: dict[str, Credit] = {}
    for rule_id, own in asked.items():
        theirs = activities.loc[activities["staff_key"].isin(own)]
        found |= _together(theirs, rules[rule_id], today, own)
    return {key: found[key] for key in people["staff_key"]}


def standing(
    activities: pd.DataFrame, people: pd.DataFrame, rules: Mapping[str, Rule], today: date
) -> pd.DataFrame:
    """Say where everybody stands, from what ``each`` is given. For the trainer only.

    Returns
    -------
    DataFrame
        ``staff_key``, ``rule_id``, ``hours`` (asked for), ``earned``, ``missing``, ``due_on``,
        ``days_left``, ``is_met``: those who lack something first, by the day it is due.
    """
    return in_order(each(activities, people, rules, today), today)


def in_order(credits: Mapping[str, Credit], today: date) -> pd.DataFrame:
    """Give the table of ``standing`` from what ``each`` found."""
    found = [
        (key, one.rule.rule_id, one.rule.hours, one.earned, one.missing,
         pd.Timestamp(one.due_on), (one.due_on - today).days, one.is_met)
        for key, one in credits.items()
    ]  # fmt: skip
    columns = ["staff_key", "rule_id", "hours", "earned", "missing", "due_on", "days_left", "is_met"]
    told = pd.DataFrame(found, columns=columns)
    return told.sort_values(["is_met", "due_on", "staff_key"], ignore_index=True)

"""How the completion rate goes month by month, and which months are not over yet."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final

import pandas as pd
import plotly.graph_objects as go

import charts.training
from analysis import changes, held, learners, periods, training, wording
from analysis.takeaways import brief
from analysis.takeaways import changes as say_changes
from analysis.takeaways import training as takeaways
from charts.theme import Look
from report.answer import Method, Shape
from report.people import protecting
from report.people.finding import BELOW, FILES, PeopleFinding, PeopleFrames, Seen, Source
from report.people.satisfaction import as_years
from report.people.training import (
    ONLY_COMPLETED,
    RATE_HEADINGS,
    RATE_RULE,
    collected,
    undated,
    with_people,
)

BEFORE: Final = "the same months of the year before"
COUNTS: Final = ("learner_courses", "completed", "no_outcome")


def by_month(source: Source) -> Seen:
    """Give each month's completion rate, and say which months may still change."""
    counts = held.completion_rate_by(source.held.training(source.asked.chosen), "month")
    rows = with_people(source, training.rates(counts), "month")
    needed = _needed(source)
    left = {
        "from lists of completions only": int(counts["no_outcome"].sum()),
        **undated(source),
    }
    seen = Seen(rows, int(counts["learner_courses"].sum()), left)
    told = protecting.staff(
        source,
        seen,
        ["month"],
        adds="learner_courses",
        share="rate",
        telling=("low", "high", "completed", "hours"),
    )
    shown = _every_month(told.rows)
    is_open = learners.still_under_way(shown["month"], needed)
    shown["under_way"] = pd.Series(["yes" if each else "" for each in is_open], shown.index, dtype="str")
    return replace(
        told, rows=shown, notes=_note(int(is_open.sum()), needed), more={"change": _change(source, shown)}
    )


def _every_month(rows: pd.DataFrame) -> pd.DataFrame:
    """Put the months in order; one in which nobody began has no rate."""
    quiet = {name: 0 for name in COUNTS if name in rows}
    filled = periods.every_month(rows, {**quiet, "hidden": False, "coded": ""})
    return filled.assign(month=pd.to_datetime(filled["month"])).reset_index(drop=True)


def _needed(source: Source) -> pd.Series[Any]:
    """Say how long completions take, of everything on file: it holds for every filter and role."""
    if "time needed" not in source.notes:
        frame = collected(learners.time_needed(source.whole["learner_courses"]))
        source.notes["time needed"] = frame.iloc[0]
    found: pd.Series[Any] = source.notes["time needed"]
    return found


def _note(count: int, needed: pd.Series[Any]) -> str:
    if not count:
        return ""
    days = wording.count(learners.days_needed(needed), "day")
    return f"still under way: the newest {wording.count(count, 'month')} (completing takes up to {days})"


def _change(source: Source, rows: pd.DataFrame) -> tuple[pd.Series[Any], str] | None:
    """Compare the newest twelve months that are over with the same months of the year before.

    None where there is nothing before, or where the board may not be told one of the two sides.
    """
    over = rows.loc[(rows["under_way"] == "") & rows["learner_courses"].gt(0).fillna(False)]
    if over.empty:
        return None
    first, last = (pd.Timestamp(each).date() for each in (over["month"].min(), over["month"].max()))
    span = periods.Span(max(first, periods.shifted(last, -11)), last)
    chosen = replace(source.asked.chosen, fiscal_years=(), undated="left out")
    sides = [
        as_years(replace(chosen, first_month=each.first, last_month=each.last), source)
        for each in (span, span.year_before())
    ]
    if source.asked.role == "board" and not all(_may_be_told(source, each) for each in sides):
        return None
    counted = [source.held.totals(each).to_frame().T for each in sides]
    if not all(int(each["learner_courses"].iloc[0]) for each in counted):
        return None
    now, before = counted
    return changes.of_shares(now, before, "completed", "learner_courses").iloc[0], span.describe()


def _may_be_told(source: Source, chosen: Any) -> bool:
    lattice = source.staff.lattice(chosen, [])
    return lattice is not None and lattice.is_safe()


def say(frames: PeopleFrames) -> str:
    """Say the change, else the newest month that is over."""
    told = frames.more.get("change")
    if told:
        row, months = told
        return say_changes.change(row, f"completion in {months}", "share", "learner-course", BEFORE)
    known = frames.rows.dropna(subset="rate")
    if known.empty:
        return takeaways.NO_RATE if len(frames.rows) else takeaways.NO_TRAINING
    over = known.loc[known["under_way"] == ""]
    if over.empty:
        return "Every month shown is still under way, so no rate can be told yet."
    return takeaways.rate_in_month(over.iloc[-1])


def say_in_brief(frames: PeopleFrames) -> brief.Brief:
    """Tell the change in two parts."""
    told = frames.more.get("change")
    if not told:
        return brief.NOTHING
    row, months = told
    return brief.change(row, "completion", "share", "learner-course", months, "the year before")


def draw(frames: PeopleFrames, look: Look) -> go.Figure:
    """Draw ``by_month``."""
    start = frames.asked.house.fiscal_start
    return charts.training.completion_rate_by_month(frames.rows, look=look, fiscal_start=start)


FINDINGS: Final = (
    PeopleFinding(
        id="training.completion_rate_by_month",
        title="Completion rate by month",
        shows="Share of the learner-courses begun in a month that were completed. Band: 95% interval. "
        "Hollow: not over yet, so the rate will still rise; a printed line ends before it.",
        headings={"month": "Month", **RATE_HEADINGS, "under_way": "Still under way"},
        measure=by_month,
        sentence=say,
        brief=say_in_brief,
        figure=draw,
        groups=("month", "months"),
        shape=Shape(
            "line",
            "month",
            ("rate",),
            "share",
            low="low",
            high="high",
            n="learner_courses",
            under_way="under_way",
        ),
        method=Method(
            counts=f"{RATE_RULE} It belongs to the month of enrollment, or of completion where that is not "
            "known. A month counts as under way until nine of ten completions of whoever began on its last "
            "day would be on file; the time is taken from all completions with both dates. Compared are the "
            "newest twelve months that are over with the same months of the year before.",
            left_out=f"Learner-courses without a date. {ONLY_COMPLETED}",
            source=FILES,
            level=BELOW,
        ),
    ),
)

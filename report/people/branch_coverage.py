"""Coverage: which share of the staff at each branch has completed a course of the chosen topics."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Final

import pandas as pd
import plotly.graph_objects as go

import charts.training
from analysis import coverage, periods, wording
from analysis.people_filter import PeopleFilter
from analysis.takeaways import brief
from analysis.takeaways import training as takeaways
from charts.theme import Look
from report.answer import Method, Shape
from report.people import protecting
from report.people.finding import BELOW, FILES, PeopleFinding, PeopleFrames, Seen, Source
from report.people.training import collected


def _coverage(source: Source) -> Seen:
    day = last_day(source)
    counts = _covered(source, day)
    branches = source.asked.chosen.branches
    if branches:
        counts = counts.loc[counts["branch"].isin(branches)].reset_index(drop=True)
    rows = coverage.shares(counts).assign(people=counts["staff"])
    seen = Seen(rows, int(rows["staff"].sum()), {}, {"day": day})
    if source.asked.role == "board" and day != source.asked.today:
        return of_another_day(seen, ["branch"])
    return protecting.staff(source, seen, ["branch"], share="coverage", telling=("trained",))


def of_another_day(seen: Seen, groups: list[str]) -> Seen:
    """Show the board nothing of a day that is over: held against today it tells who was trained between."""
    rows = seen.rows.drop(columns="people", errors="ignore")
    return protecting.nothing(replace(seen, rows=rows), groups)


def _covered(source: Source, day: date) -> pd.DataFrame:
    """Count coverage at every branch; it reads all facts, so it is kept while only branches change."""
    chosen = source.asked.chosen
    key = f"coverage {day} {chosen.topics} {chosen.every_topic}"
    if key not in source.notes:
        tables = source.under(PeopleFilter(every_topic=chosen.every_topic))
        source.notes[key] = collected(
            coverage.coverage_by_branch(
                tables["people_by_branch"],
                tables["learner_courses"],
                tables["course_topics"],
                day=day,
                topics=chosen.topics,
                undated=day == source.asked.today,
            )
        )
    found: pd.DataFrame = source.notes[key]
    return found


def last_day(source: Source) -> date:
    """The day that is looked at: today, or the end of a chosen period that is over."""
    chosen, today = source.asked.chosen, source.asked.today
    ends = []
    if chosen.last_month:
        ends.append(chosen.last_month)
    if chosen.fiscal_years:
        ends.append(periods.FiscalYear(max(chosen.fiscal_years), source.asked.house.fiscal_start).span.last)
    if not ends:
        return today
    over = periods.shifted(min(ends), 1)
    return min(today, over - timedelta(days=1))


def _say_coverage(frames: PeopleFrames) -> str:
    topics = list(frames.asked.chosen.topics)
    coded = frames.rows.loc[frames.rows["coded"] != "", "coded"]
    what = f"a course on {' or '.join(topics)}" if topics else "a course"
    if len(coded) == len(frames.rows) == 1:
        return wording.sentence(
            f"{coded.iloc[0]} of the staff at {frames.rows['branch'].iloc[0]} have completed {what}"
        )
    if len(coded) and frames.rows["coverage"].isna().all():
        where = wording.count(len(coded), "branch", "branches")
        return f"Coverage is {wording.join(sorted(set(coded)), 'or')} at {where}."
    return takeaways.coverage_by_branch(frames.rows, what)


def _brief_coverage(frames: PeopleFrames) -> brief.Brief:
    topics = list(frames.asked.chosen.topics)
    what = f"a course on {topics[0]}" if len(topics) == 1 else "a course of the topics chosen"
    return brief.coverage_by_branch(frames.rows, what if topics else "a course")


def _draw_coverage(frames: PeopleFrames, look: Look) -> go.Figure:
    return charts.training.coverage_by_branch(frames.rows, look=look)


FINDINGS: Final = (
    PeopleFinding(
        id="training.coverage_by_branch",
        title="Coverage by branch",
        shows="Share of the staff now at each branch who have completed at least one course of the chosen "
        "topics; of any topic where none is chosen.",
        headings={
            "branch": "Branch",
            "staff": "Staff",
            "trained": "Trained",
            "coverage": "Coverage",
            "counted_from": "Counted from",
        },
        measure=_coverage,
        sentence=_say_coverage,
        brief=_brief_coverage,
        figure=_draw_coverage,
        noun="staff member",
        groups=("branch", "branches"),
        shape=Shape("dots", "branch", ("coverage",), "share", n="staff"),
        method=Method(
            counts="Staff at the branch today, or at the end of the chosen period, from a staff list or from "
            "headcounts; what was learned stays learned. Everybody is counted, so there is no interval.",
            left_out="Branches without a staff list or a headcount: lists of completions do not know who "
            "was never trained.",
            source=FILES,
            level=BELOW,
        ),
    ),
)

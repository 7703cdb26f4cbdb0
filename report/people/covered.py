"""Which topics the staff of each branch have had: one row a topic and branch."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final

import pandas as pd
import plotly.graph_objects as go

import charts.coverage
from analysis import coverage, wording
from analysis.people_filter import PeopleFilter
from analysis.takeaways import brief
from analysis.takeaways import training as takeaways
from charts.theme import Look
from report.answer import Method, Shape
from report.people import protecting
from report.people.branch_coverage import last_day, of_another_day
from report.people.finding import BELOW, FILES, PeopleFinding, PeopleFrames, Seen, Source
from report.people.training import collected


def by_topic(source: Source) -> Seen:
    """Give the coverage of every topic that somebody there has had, at every branch; most covered first."""
    counts = _counted(source)
    chosen = source.asked.chosen
    if chosen.branches:
        counts = counts.loc[counts["branch"].isin(chosen.branches)]
    if chosen.topics:
        counts = counts.loc[counts["topic"].isin(chosen.topics)]
    had = counts.groupby("topic")["trained"].sum()
    never = [] if chosen.topics else sorted(had.index[had == 0])
    rows = coverage.shares(counts.loc[~counts["topic"].isin(never)].reset_index(drop=True))
    rows = rows.assign(least=pd.NA, most=pd.NA)
    left = {f"{'topic' if len(never) == 1 else 'topics'} that nobody there has had": len(never)}
    seen = Seen(rows, 0, left, {"has_list": _has_list(source)})
    if source.asked.role != "board":
        told = replace(seen, rows=seen.rows.assign(hidden=False, coded=""))
    elif last_day(source) == source.asked.today:
        told = _for_the_board(source, seen)
    else:
        told = replace(of_another_day(seen, ["topic", "branch"]), more=seen.more)
    order = _order(told.rows)
    ordered = told.rows.sort_values(["topic", "branch"], key=lambda names: names.map(order).fillna(0))
    ordered = ordered.sort_values("topic", key=lambda names: names.map(order), kind="stable")
    ordered = ordered.reset_index(drop=True)
    return replace(told, rows=ordered, n=_staff(ordered))


def _has_list(source: Source) -> bool:
    return bool(len(collected(source.whole["people_by_branch"].select("branch").head(1))))


def _counted(source: Source) -> pd.DataFrame:
    """Count for every branch and topic; it reads all facts, so it is kept while only choices change."""
    chosen, day = source.asked.chosen, last_day(source)
    key = f"coverage by topic {day} {chosen.every_topic}"
    if key not in source.notes:
        tables = source.under(PeopleFilter(every_topic=chosen.every_topic))
        source.notes[key] = collected(
            coverage.coverage_by_topic(
                tables["people_by_branch"],
                tables["learner_courses"],
                tables["course_topics"],
                day=day,
                undated=day == source.asked.today,
            )
        )
    found: pd.DataFrame = source.notes[key]
    return found


def _for_the_board(source: Source, seen: Seen) -> Seen:
    """Hide small branches, in every topic alike, and tell few of a branch in words only.

    A branch is as large whatever its staff have learned, so it is guarded as in coverage by branch and a
    chosen topic changes nothing. Who has had a topic at a branch is a group as well, and so is who has not:
    where either is under the minimum, only that is told.
    """
    asked = replace(source.asked, chosen=replace(source.asked.chosen, topics=(), courses=()))
    guarded = replace(source, asked=asked)
    parts, hidden = [], set()
    for topic, part in seen.rows.groupby("topic", sort=False):
        told = protecting.staff(guarded, Seen(part.assign(people=part["staff"]), 0), ["branch"])
        rows = told.rows.loc[told.rows["branch"].isin(part["branch"])].assign(topic=topic)
        hidden |= set(rows.loc[rows["hidden"], "branch"])
        parts.append(_few_in_words(rows, source.staff.minimum))
    rows = pd.concat(parts, ignore_index=True) if parts else seen.rows.assign(hidden=False, coded="")
    is_hidden = bool(len(rows)) and bool(rows["hidden"].all())
    return replace(seen, rows=rows, left_out={}, hidden=len(hidden), is_hidden=is_hidden)


def _few_in_words(rows: pd.DataFrame, minimum: int) -> pd.DataFrame:
    """Take the numbers out of cells where fewer than the minimum have, or have not, had the topic."""
    staff, trained = (pd.to_numeric(rows[name]).astype("Float64") for name in ("staff", "trained"))
    few = (trained < minimum).fillna(False).astype(bool)
    nearly = ((staff - trained) < minimum).fillna(False).astype(bool) & ~few
    share = (minimum / staff).clip(upper=1)
    told = rows.assign(
        coded=[
            _in_words(size, minimum, is_few=is_few, is_nearly=is_nearly)
            for size, is_few, is_nearly in zip(staff, few, nearly, strict=True)
        ],
        least=(1 - share).where(nearly, 0.0).where(few | nearly),
        most=share.where(few, 1.0).where(few | nearly),
    )
    for name in ("trained", "coverage"):
        told[name] = pd.to_numeric(told[name]).astype("Float64").mask(few | nearly)
    return told


def _in_words(staff: Any, minimum: int, *, is_few: bool, is_nearly: bool) -> str:
    if not (is_few or is_nearly):
        return ""
    return f"{'' if is_few else 'all but '}fewer than {minimum} of {wording.number(int(staff))}"


def _order(rows: pd.DataFrame) -> dict[str, int]:
    """Put the topic that most have had first; of the board's, by what is told of them."""
    told = rows.assign(_share=pd.to_numeric(rows["coverage"]).astype("float64"))
    shares = told.groupby("topic")["_share"].mean().fillna(0.0)
    sums = takeaways.of_all_staff(rows).set_index("topic")["coverage"] if len(rows) else shares
    ranked = sums.reindex(shares.index).fillna(shares)
    ordered = ranked.reset_index(name="share").sort_values(["share", "topic"], ascending=[False, True])
    return {topic: place for place, topic in enumerate(ordered["topic"])}


def _staff(rows: pd.DataFrame) -> int:
    """Count the staff of the branches that are shown, once each."""
    shown = rows.loc[~rows["hidden"].astype(bool)].drop_duplicates("branch")
    return int(pd.to_numeric(shown["staff"]).sum())


def say(frames: PeopleFrames) -> str:
    """Name the topics that most and fewest have had."""
    if frames.rows.empty:
        return takeaways.NO_TOPICS if frames.more["has_list"] else takeaways.NO_COVERAGE
    return takeaways.coverage_by_topic(frames.rows)


def say_in_brief(frames: PeopleFrames) -> brief.Brief:
    """Tell the same in two parts."""
    return brief.coverage_by_topic(frames.rows)


def draw(frames: PeopleFrames, look: Look) -> go.Figure:
    """Draw ``by_topic``."""
    return charts.coverage.coverage_by_topic(frames.rows, look=look)


FINDINGS: Final = (
    PeopleFinding(
        id="training.coverage_by_topic",
        title="Coverage by topic",
        shows="Share of a branch's staff with at least one completed course of the topic. A dot is a branch, "
        "the line all of them together; the lowest is named. Hatched: hidden, or told in words.",
        headings={
            "topic": "Topic",
            "branch": "Branch",
            "staff": "Staff",
            "trained": "Have had it",
            "coverage": "Coverage",
        },
        measure=by_topic,
        sentence=say,
        brief=say_in_brief,
        figure=draw,
        noun="staff member",
        groups=("branch", "branches"),
        shape=Shape(
            "cells",
            "topic",
            ("coverage",),
            "share",
            across="branch",
            shows="Share of a branch's staff with at least one completed course of the topic; numbers under "
            "the minimum are told in words.",
        ),
        method=Method(
            counts="Staff at the branch today, or at the end of the chosen period, from a staff list or from "
            "headcounts, and of them those who have completed a course with that main topic. Everybody is "
            "counted, so there is no interval. For the board, small branches are hidden; where fewer than "
            "the minimum have had a topic, or have not, only that is told.",
            left_out="Branches without a staff list or a headcount, and topics that nobody there has had: "
            "Gaps shows those.",
            source=FILES,
            level=BELOW,
        ),
    ),
)

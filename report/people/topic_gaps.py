"""What patrons raise, staff lack and the catalog hardly covers, topic by topic."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import pandas as pd
import plotly.graph_objects as go

import charts.topic_gaps
from analysis import wording
from analysis.gaps import HORIZON
from analysis.takeaways import brief
from charts.theme import Look
from data.vocab import tables as vocabulary
from report.answer import Shape
from report.people.finding import PeopleFinding, PeopleFrames, Seen, Source
from report.people.plan import SHARED
from report.people.wishes import complaints, wanted


def _gaps(source: Source) -> Seen:
    """Put beside each other how often patrons raise a topic, who lacks it, and what courses there are.

    The most pressing first: what is raised and lacking, and has few recent courses.
    """
    known = wanted(source)
    raised, lack = complaints(source, known.question), known.group.coverage
    courses = known.courses.explode("topics").dropna(subset=["topics"])
    horizon = known.question.oldest or HORIZON
    is_recent = pd.to_numeric(courses["year"]) >= source.asked.today.year - horizon
    counts = courses.groupby("topics").size()
    recent = courses[is_recent.fillna(False).astype(bool)].groupby("topics").size()
    topics = sorted({*(each.label for each in vocabulary.topics()), *counts.index})
    rows = pd.DataFrame(
        {
            "topic": topics,
            "raised": pd.array([raised.get(each, 0) if raised else None for each in topics], dtype="Float64"),
            "lack": pd.array([_lacking(lack, each) for each in topics], dtype="Float64"),
            "courses": [int(counts.get(each, 0)) for each in topics],
            "recent": [int(recent.get(each, 0)) for each in topics],
        }
    )
    most = float(rows["raised"].max()) if raised else 0.0
    pressing = rows["lack"].fillna(0.0) + rows["raised"].fillna(0.0) / (most or 1.0)
    rows["pressing"] = (pressing / (1 + rows["recent"])).astype("float64")
    rows = rows.sort_values(
        ["pressing", "courses", "topic"], ascending=[False, True, True], ignore_index=True
    )
    return Seen(rows, len(rows), notes=f"recent: not older than {wording.count(horizon, 'year')}")


def _lacking(coverage: Mapping[str, float], topic: str) -> float | None:
    """Give the share of the staff without a course of the topic; everybody, where it has none."""
    return 1.0 - coverage.get(topic, 0.0) if coverage else None


def _say_gaps(frames: PeopleFrames) -> str:
    rows = frames.rows
    asked_for = rows[(rows["raised"].fillna(0) > 0) & (rows["recent"] == 0)]
    if rows["raised"].isna().all() and rows["lack"].isna().all():
        return (
            "Nobody knows yet what patrons raise and staff lack: add a survey with comments, or a staff list."
        )
    if asked_for.empty:
        return "Every topic that patrons raise has a recent course."
    named = asked_for.head(3)["topic"].tolist()
    if len(asked_for) > len(named):
        named.append(f"{wording.in_words(len(asked_for) - len(named))} more")
    verbs = ("is", "has") if len(asked_for) == 1 else ("are", "have")
    return f"{wording.join(named)} {verbs[0]} raised by patrons and {verbs[1]} no recent course."


def _brief_gaps(frames: PeopleFrames) -> brief.Brief:
    asked_for = frames.rows[(frames.rows["raised"].fillna(0) > 0) & (frames.rows["recent"] == 0)]
    return brief.raised_in_vain(asked_for["topic"].tolist())


def _draw_gaps(frames: PeopleFrames, look: Look) -> go.Figure:
    return charts.topic_gaps.topic_gaps(frames.rows, look=look)


FINDINGS: Final = (
    PeopleFinding(
        id="curriculum.gaps",
        title="What patrons raise, staff lack and the catalog hardly covers",
        shows="Comments that raise a topic, the share of staff without a course of it, and its recent "
        "courses of all. The most pressing topics first; the table has all.",
        headings={
            "topic": "Topic",
            "raised": "Comments",
            "lack": "Staff without it",
            "recent": "Recent courses",
            "courses": "All courses",
        },
        measure=_gaps,
        sentence=_say_gaps,
        brief=_brief_gaps,
        figure=_draw_gaps,
        shape=Shape("table", "topic", ("lack",), "share"),
        **{**SHARED, "noun": "topic"},
    ),
)

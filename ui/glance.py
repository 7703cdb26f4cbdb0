"""The parts of At a glance: the figures, what needs a look, the first steps, the newest uploads."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from analysis import wording
from analysis.gaps import NO_COURSE, NOTHING_RECENT
from ui import state, text

NEWEST = 3


def figures(totals: pd.Series[Any]) -> None:
    """Show the four figures of the catalog, each with what it is a figure of."""
    topics = state.answer("catalog.topic_ages", state.EVERY_TOPIC).frames.rows
    covered = int((topics["state"] != NO_COURSE).sum())
    newest = "none" if pd.isna(totals["last_year"]) else str(int(totals["last_year"]))
    told = [
        ("Courses in the catalog", wording.number(int(totals["course_count"])), _undated(totals)),
        ("Newest from", newest, _dated(totals)),
        ("Learning time", wording.minutes(int(totals["minutes"] or 0)), _timed(totals)),
        ("Topics covered", wording.number(covered), f"of {wording.number(len(topics))} in the vocabulary"),
    ]
    grid = st.grid(4, min_column_width=150, gap="medium")
    for label, value, note in told:
        with grid.container(gap="xxsmall"):
            st.metric(label, value)
            text.write(text.note(note, state.look()))


def _undated(totals: pd.Series[Any]) -> str:
    return f"{wording.number(int(totals['undated_count']))} without a date"


def _dated(totals: pd.Series[Any]) -> str:
    dated = wording.count(int(totals["dated_count"]), "dated course")
    return dated if pd.isna(totals["first_year"]) else f"{dated}, the first from {int(totals['first_year'])}"


def _timed(totals: pd.Series[Any]) -> str:
    unknown = int(totals["untimed_count"])
    known = f"in {wording.count(int(totals['timed_count']), 'course')}"
    return f"{known}; {wording.number(unknown)} of unknown length" if unknown else known


def needs_a_look() -> None:
    """List what somebody should see to, each with the page that shows it."""
    topics = state.answer("catalog.topic_ages", state.EVERY_TOPIC)
    review = state.review()
    lines: list[tuple[str, str, str, str]] = []
    old = topics.frames.rows[topics.frames.rows["state"] == NOTHING_RECENT]
    if len(old):
        lines.append(
            (
                f"{wording.sentence(wording.count(len(old), 'topic'))[:-1]} with nothing recent",
                wording.join(old["topic"].head(3).tolist()) + (" and more" if len(old) > 3 else ""),
                "pages/catalog/gaps.py",
                "See the gaps",
            )
        )
    if review.unknown_hosts:
        lines.append(
            (
                f"{wording.count(len(review.unknown_hosts), 'organization')} not known by that name",
                wording.join(review.unknown_hosts[:3]),
                "pages/catalog/courses.py",
                "Review the names",
            )
        )
    if not review.topicless.empty:
        lines.append(
            (
                f"{wording.count(len(review.topicless), 'course')} without a topic",
                "No phrase of the topic list was found in the text.",
                "pages/catalog/courses.py",
                "Give them a topic",
            )
        )
    if not lines:
        return
    text.write(text.heading("Needs a look"))
    for line, more, page, action in lines:
        text.write(text.paragraph("", strong=line), text.note(more, state.look()))
        _link(action, page)


def first_steps() -> None:
    """Say what to do first, while only the built-in catalog is there."""
    uploads = state.store().uploads()
    if len(uploads) > 1:
        return
    text.write(
        text.heading("First steps"),
        text.paragraph("These courses come with Front Desk, so that there is something to look at."),
    )
    _link("Explore the catalog", "pages/catalog/explore.py")
    _link("Add your own catalog page or course list", "pages/data/add.py")


def _link(action: str, page: str) -> None:
    """Offer a page. A tertiary button stands flush with the text above it, which a page link does not."""
    if st.button(f"{action} →", type="tertiary", key=f"go_{action}"):
        st.switch_page(page)


def _held(row: dict[str, Any]) -> str:
    if row["kind"] == "catalog":
        return wording.count(int(row["new_courses"]), "new course")
    return wording.count(int(row["rows_accepted"]), "row")


def newest_uploads() -> None:
    """Say what was added last."""
    uploads = state.store().uploads()
    newest = uploads[uploads["undone_at"].isna()].sort_values("added_at", ascending=False).head(NEWEST)
    if newest.empty:
        return
    said = [
        f"{row['file_name']}, {wording.day(row['added_at'].date())}: {_held(row)}"
        for row in newest.to_dict("records")
    ]
    text.write(text.heading("Added last"), text.bullets(said))

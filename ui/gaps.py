"""The topics that have no dot on the line of years, said in words by area."""

from __future__ import annotations

import streamlit as st

from analysis.gaps import NO_COURSE, ONLY_UNDATED
from report.answer import Answer
from report.findings import Frames
from ui import state, text

HEADINGS = {NO_COURSE: "No course", ONLY_UNDATED: "Only courses without a date"}


def without_dated_courses(ages: Answer[Frames]) -> None:
    """List the topics without a course, and those with undated courses only, by area."""
    rows = ages.frames.rows
    for topic_state, heading in HEADINGS.items():
        found = rows[rows["state"] == topic_state]
        if found.empty:
            continue
        text.write(text.heading(f"{heading}: {len(found)} of {len(rows)} topics", 4))
        by_area = found.groupby("area", sort=True)["topic"].agg(", ".join)
        columns = st.columns(2, gap="medium")
        for position, (area, topics) in enumerate(by_area.items()):
            with columns[position % 2]:
                text.write(text.facts([(str(area), topics)], state.look()))

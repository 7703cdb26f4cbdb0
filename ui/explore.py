"""The parts of Explore: each chart of the catalog, and alongside it what staff completed of its courses."""

from __future__ import annotations

import streamlit as st

from analysis import wording
from analysis.filters import CourseFilter
from report.answer import Answer
from report.findings import Frames
from ui import people, people_sidebar, show, sidebar, state, text


def catalog_and_training(chosen: CourseFilter, by_year: Answer[Frames]) -> None:
    """Show courses by year, format, host and topic, each beside the completions of the same courses."""
    everything = state.people("training.totals")
    if not (everything.n or everything.hidden):
        _catalog_alone(chosen, by_year)
        return
    alongside = people_sidebar.chosen_alongside()
    if alongside.narrows:
        people.lead(alongside, "Training and answers are of these; the catalog is not.")
    for fact in ("year", "format", "host", "topic"):
        left, right = st.columns(2, gap="medium")
        with left:
            said = by_year if fact == "year" else state.answer(f"catalog.courses_by_{fact}", chosen)
            show.result(said, narrow=sidebar.narrow)
        with right:
            show.result(
                state.people(f"training.completed_by_{fact}", alongside, chosen), narrow=sidebar.narrow
            )
    if state.role() != "board":
        _unmatched()


def _catalog_alone(chosen: CourseFilter, by_year: Answer[Frames]) -> None:
    year, form = st.columns([3, 2], gap="medium")
    with year:
        show.result(by_year, narrow=sidebar.narrow)
    with form:
        show.result(state.answer("catalog.courses_by_format", chosen), narrow=sidebar.narrow)
    host, topic = st.columns(2, gap="medium")
    with host:
        show.result(state.answer("catalog.courses_by_host", chosen), narrow=sidebar.narrow)
    with topic:
        show.result(state.answer("catalog.courses_by_topic", chosen), narrow=sidebar.narrow)


def maps(chosen: CourseFilter) -> None:
    """Show topics by year and hosts by format."""
    show.result(state.answer("catalog.topic_by_year", chosen), narrow=sidebar.narrow)
    show.result(state.answer("catalog.host_by_format", chosen), narrow=sidebar.narrow)


def _unmatched() -> None:
    """Name the courses that no chart of the catalog can have."""
    said = state.people("training.unmatched", people_sidebar.chosen_alongside())
    if said.frames.rows.empty:
        return
    first = said.frames.rows.head(3)
    named = [
        f"{row['course_label']} ({wording.count(int(row['learners']), 'learner')})"
        for row in first.to_dict("records")
    ]
    more = " and more" if len(said.frames.rows) > len(first) else ""
    with st.container(border=True):
        text.write(
            text.paragraph("", strong=said.sentence), text.note(f"{', '.join(named)}{more}.", state.look())
        )
        if st.button("Match them →", type="tertiary", key="match_courses"):
            st.switch_page("pages/data/matching.py")


def satisfaction() -> None:
    """Show what patrons of the same branches said in the same period."""
    everything = state.people("satisfaction.responses")
    if not (everything.n or everything.hidden):
        return
    alongside = people_sidebar.chosen_alongside()
    month, branch = st.columns(2, gap="medium")
    with month:
        show.result(state.people("satisfaction.top2_by_month", alongside))
    with branch:
        show.result(state.people("satisfaction.top2_by_branch", alongside), narrow=people_sidebar.narrow)

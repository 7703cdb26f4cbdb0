"""A course on the page: in a list, in full with the source of each fact, and with its corrections."""

from __future__ import annotations

import json

import pandas as pd
import streamlit as st

from analysis import wording
from analysis.filters import CourseFilter
from report.courses import Detail, Found
from ui import correct, sidebar, state, text

SHOWN = 50
"""Names and courses to review on one page."""

LABEL_FROM = {
    "derived": "The pages give no titles: this name was made from the description.",
    "page": "The name is the title in the course list.",
    "editor": "The name was corrected here.",
}


def understood(found: Found) -> None:
    """Say which words of a search were read as others, or are nowhere."""
    said = [f"“{term.typed}” is not in the catalog; showing “{term.word}”." for term in found.corrected]
    said += [f"“{word}” is not in the catalog." for word in found.unknown]
    if said:
        text.write(text.note(" ".join(said), state.look()))


def nothing_found(query: str, chosen: CourseFilter) -> None:
    """Say why the list is empty, and the ways out."""
    with st.container(border=True, width=640):
        searched = f" with “{query}”" if query else ""
        why = f"No course is left{searched}. Showing {chosen.describe()}."
        text.write(text.heading("No course matches."), text.paragraph(why))
        if chosen.narrows:
            st.button("Search all courses", on_click=sidebar.show_all, key="search_all")


def listing(courses: pd.DataFrame, stems: list[str]) -> None:
    """List courses: name, facts, and the passage that matched."""
    passages = state.passages(courses["course_id"].tolist(), stems)
    for row in courses.itertuples(index=False):
        with st.container(gap="xsmall", key=f"course_{row.course_id}"):
            text.write(
                text.heading(str(row.label), 4),
                text.note(in_short(row.format, row.year, row.minutes, row.main_topic), state.look()),
                text.passage(passages[str(row.course_id)], state.look()),
            )
            st.button(
                "Read more",
                key=f"open_{row.course_id}",
                type="tertiary",
                icon=":material/arrow_forward:",
                on_click=_open,
                args=(row.course_id,),
            )


def in_short(form: str, year: float | None, minutes: float | None, topic: str | None) -> str:
    """Say a course's facts in one line; what is unknown is said to be."""
    return " · ".join(
        [
            wording.format_name(form),
            str(int(year)) if pd.notna(year) else "no date",
            wording.minutes(int(minutes) if pd.notna(minutes) else None),
            topic if isinstance(topic, str) else "no topic found",
        ]
    )


def detail(course_id: str) -> None:
    """Show one course in full, every fact with the place it was read from."""
    st.button("Back to the list", icon=":material/arrow_back:", type="tertiary", on_click=_close, key="back")
    found = state.course(course_id)
    if found is None:
        text.write(
            text.heading("This course is not in the catalog any more."),
            text.paragraph("The upload that held it may have been taken back: Data, Uploads has the list."),
        )
        return
    text.write(
        text.heading(found.course["label"], 2),
        text.note(LABEL_FROM[found.course["label_from"]], state.look()),
    )
    facts, source = st.columns([3, 2], gap="large")
    with facts:
        text.write(text.prose(found.course["description"] or "No description is given."))
        _objectives(found)
        text.write(text.facts(_facts(found), state.look()))
        correct.form(found)
    with source:
        _sources(found)


def _objectives(found: Detail) -> None:
    if found.objectives.empty:
        return
    text.write(text.heading("Learners will be able to", 4), text.bullets(found.objectives["text"]))


def _facts(found: Detail) -> list[tuple[str, str]]:
    course = found.course
    dated = wording.day(course["dated_on"]) if pd.notna(course["dated_on"]) else None
    year = str(int(course["year"])) if pd.notna(course["year"]) else "not given"
    minutes = int(course["minutes"]) if pd.notna(course["minutes"]) else None
    topics = [
        f"{row.topic} ({_why(row.set_by, row.phrases)})" for row in found.topics.itertuples(index=False)
    ]
    people = {
        "Hosted by": "host",
        "Developed by": "developer",
        "Funded by": "funder",
        "Designed by": "designer",
        "Presented by": "presenter",
        "Moderated by": "moderator",
        "Subject expert": "subject expert",
        "Lead developer": "lead developer",
    }
    named = [(said, wording.join(found.named(role))) for said, role in people.items()]
    return [
        ("Format", wording.format_name(course["format"])),
        ("Original date", dated or year),
        ("Length", wording.minutes(minutes)),
        *((said, names) for said, names in named if names),
        ("Topics, main one first", "\n".join(topics) or "none found"),
    ]


def _why(set_by: str, phrases: str) -> str:
    """Say why a course has a topic."""
    found = json.loads(phrases or "[]")
    if set_by == "vocabulary" and found:
        return "found: " + ", ".join(f"“{phrase}”" for phrase in found)
    return {"editor": "set here by an editor", "page": "named in the course list"}.get(
        set_by, "found in the text"
    )


def _sources(found: Detail) -> None:
    text.write(text.heading("Where this comes from", 4))
    for entry in found.entries.itertuples(index=False):
        lines = f"lines {entry.first_line} to {entry.last_line}"
        where = f"{entry.file_name}, added {wording.day(entry.added_at.date())}, {lines}:"
        text.write(
            text.note(where, state.look()),
            text.source(entry.source_text, int(entry.first_line), state.look()),
        )
    if not found.problems.empty:
        text.write(text.heading("To look at", 4), text.bullets(found.problems["message"]))


def _open(course_id: str) -> None:
    st.query_params["course"] = course_id


def _close() -> None:
    st.query_params.pop("course", None)


def to_review() -> None:
    """List what an editor should see to: unknown names and courses without a topic."""
    review = state.review()
    if review.unknown_hosts:
        why = "These organizations are counted under the name as written. Say whom a name stands for."
        text.write(text.heading("Names to review"), text.note(why, state.look()))
        for name in review.unknown_hosts[:SHOWN]:
            correct.alias(name)
    correct.aliases()
    if not review.topicless.empty:
        text.write(text.heading("Courses without a topic"))
        for row in review.topicless.head(SHOWN).itertuples(index=False):
            with st.container(horizontal=True, vertical_alignment="center"):
                st.button("Open", key=f"topicless_{row.course_id}", on_click=_open, args=(row.course_id,))
                text.write(text.paragraph(row.label))

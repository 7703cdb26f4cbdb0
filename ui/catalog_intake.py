"""A catalog page or course list on its way in: what was understood, what to look at, the first entries."""

from __future__ import annotations

from typing import Final

import pandas as pd
import streamlit as st

from analysis import wording
from data.catalog.records import Entry, Problem, Reading
from report import export
from ui import state, text

SHOWN: Final = 100
"""Problems on screen; the download has all of them."""

PREVIEWED: Final = 20
"""Entries on screen before they are added."""


def understood(name: str, reading: Reading) -> None:
    """Say what the file is and how much of it is new."""
    known = state.known_courses(tuple(entry.course_id for entry in reading.entries))
    total = len({entry.course_id for entry in reading.entries})
    new = wording.count(total - known, "course")
    text.write(
        text.heading(f"{name} is {text.article(reading.source_format)}.", 2),
        text.paragraph(
            f"{new} not in the catalog yet, {wording.number(known)} already there.",
            strong=f"{wording.count(len(reading.entries), 'entry', 'entries')}:",
        ),
        *(text.note(problem.message, state.look()) for problem in reading.problems),
    )


def problems(reading: Reading) -> None:
    """List what somebody should look at, with the line it stands on and what to write instead."""
    rows = [problem for entry in reading.entries for problem in entry.problems]
    if not rows:
        text.write(text.note("Nothing to look at: every entry was understood.", state.look()))
        return
    frame = problem_frame(rows)
    shown = f" The first {SHOWN} are shown; the download has all." if len(rows) > SHOWN else ""
    why = f"These entries are added as they are; what was not understood stays unknown.{shown}"
    text.write(
        text.heading(f"To look at ({wording.number(len(rows))})"),
        text.note(why, state.look()),
        text.table(frame.head(SHOWN), state.look()),
    )
    st.download_button(
        "Download all to look at",
        lambda: export.xlsx_bytes(frame, about=["Entries to look at, with the line or row they stand on."]),
        file_name="to-look-at.xlsx",
        type="tertiary",
        icon=":material/download:",
        on_click="ignore",
        key="intake_problems",
    )


def problem_frame(rows: list[Problem]) -> pd.DataFrame:
    """Make a table of problems: where, what about, what to do."""
    return pd.DataFrame(
        {
            "Line": pd.array([row.source_row for row in rows], dtype="Int64"),
            "About": [row.column for row in rows],
            "What was found": [row.message for row in rows],
        }
    )


def preview(reading: Reading) -> None:
    """Show the first entries as they would stand in the catalog."""
    total = len(reading.entries)
    first = f"The first {PREVIEWED} of {wording.number(total)} entries." if total > PREVIEWED else ""
    text.write(
        text.heading("What was understood"),
        text.note(first, state.look()),
        text.table(pd.DataFrame([_row(entry) for entry in reading.entries[:PREVIEWED]]), state.look()),
    )


def _row(entry: Entry) -> dict[str, str]:
    when = wording.day(entry.dated_on) if entry.dated_on else str(entry.year or "no date")
    length = wording.minutes(entry.minutes)
    return {
        "Course": entry.label,
        "What it is": f"{wording.format_name(entry.format)}, {when}, {length}",
        "Host": wording.join(entry.hosts or entry.developers) or "not named",
        "Topics": ", ".join(match.label for match in entry.topics) or "none found",
    }
